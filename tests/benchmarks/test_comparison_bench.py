"""How long 37 dossiers take to become cards and sums, and to be compared and drawn.

The peer is what people write by hand: one pandas table of all results, and PyMetaAnalysis for the
same average, without cards, matrices, doubts, limits of chance and the truth table.
"""

import shutil
from timeit import repeat

import pandas as pd
import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.capitalisation import comparison
from workbench.capitalisation.card.folder import bring, folder_of_cards
from workbench.forms import comparison as page

pytestmark = pytest.mark.bench
PILOTS = 37
SECONDS = 5.0


@pytest.fixture
def dossiers(tmp_path):
    """37 dossiers: copies of a worked evaluation, each with its own name and figures."""
    leave = shutil.ignore_patterns("received", "cards")
    folders = [tmp_path / "dossiers" / f"pilot_{n:02}" for n in range(PILOTS)]
    for n, folder in enumerate(folders):
        shutil.copytree(places.examples() / "trajectoires", folder, ignore=leave)
        effects = folder / "results/effects.csv"
        told = pd.read_csv(effects)
        changes = told["count"].isna()
        told.loc[changes, "estimate"] += (n - PILOTS / 2) / 500
        for column in ("n", "n_left_out", "n_clusters", "n_started", "count"):
            told[column] = told[column].astype("Int64")
        told.to_csv(effects, index=False)
    return folders


def test_37_dossiers_become_cards_and_are_compared(dossiers, tmp_path, benchmark, beside):
    from meta_analyze import meta_analysis  # PyMetaAnalysis: only timings need it

    def ours():
        """Make every card and its sums, read them back, and show and write all of the page."""
        into = folder_of_cards(tmp_path / "together")
        for folder in dossiers:
            bring(Dossier(folder), into, folder.name)
        compared = comparison.compare(into)
        comparison.doubts(compared, "fr")
        for show in (page.pilots_shown, page.prerequisites, page.domains, page.shared,
                     page.together, page.crossed):  # fmt: skip
            show(compared, "fr")
        comparison.write(into, compared)
        return compared

    def theirs():
        """Read the same tables and average the one outcome that has a standard error."""
        tables = [pd.read_csv(one / "results/effects.csv").assign(p=one.name) for one in dossiers]
        some = pd.concat(tables).dropna(subset=["std_error"])
        found = meta_analysis(
            effect=some["estimate"].to_numpy(), variance=some["std_error"].to_numpy() ** 2,
            study=list(some["p"]), tau2_method="reml", ci_method="hksj",
        )  # fmt: skip
        return found.tau2_confidence_interval()

    compared = benchmark.pedantic(ours, rounds=3, warmup_rounds=1)
    assert len(compared.cards) == PILOTS
    assert len(comparison.side(compared).groups) == 3
    mine = benchmark.stats.stats.min
    peer = min(repeat(theirs, number=1, repeat=3))
    name = "pandas and PyMetaAnalysis, one average"
    beside("37 dossiers made cards and compared", mine, peer, name, most=SECONDS)
