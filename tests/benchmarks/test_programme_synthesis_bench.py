"""How long 37 finished dossiers take to be gathered, compared and drawn.

The peer is what people write by hand: one pandas table of all results, and PyMetaAnalysis for the
same average without the limits of clubs, the doubts and the pilot left out in turn.
"""

import shutil
from timeit import repeat

import pandas as pd
import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.report import programme

pytestmark = pytest.mark.bench
CLUBS = 37
SECONDS = 5.0


@pytest.fixture
def outs(tmp_path):
    """37 run folders: copies of a worked evaluation, each with its own name."""
    leave = shutil.ignore_patterns("data", "received")
    names = [tmp_path / "runs" / f"club_{n:02}" for n in range(CLUBS)]
    for n, folder in enumerate(names):
        shutil.copytree(places.examples() / "trajectoires", folder, ignore=leave)
        effects = folder / "results/effects.csv"
        told = pd.read_csv(effects)
        told["estimate"] += (n - CLUBS / 2) / 500
        told.to_csv(effects, index=False)
    return names


def test_37_dossiers_gathered_and_compared(outs, tmp_path, benchmark, beside):
    from meta_analyze import meta_analysis  # PyMetaAnalysis: only timings need it

    def ours():
        """Gather, write, read back, compare, all doubts, all pictures, both tables."""
        programme.synthesise(outs, tmp_path / "programme")
        folder = Dossier(tmp_path / "programme")
        compared = programme.compare(programme.read(folder))
        programme.doubts(compared)
        found = [programme.clubs(group, compared.gathered) for group in compared.groups]
        for one in found:
            if one is not None:
                programme.funnel(one, "fr")
        programme.write(folder, compared)
        return compared

    def theirs():
        """Read the same tables and average the one outcome that has a standard error."""
        read = [pd.read_csv(out / "results/effects.csv").assign(pilot=out.name) for out in outs]
        some = pd.concat(read).dropna(subset=["std_error"])
        found = meta_analysis(
            effect=some["estimate"].to_numpy(), variance=some["std_error"].to_numpy() ** 2,
            study=list(some["pilot"]), tau2_method="reml", ci_method="hksj",
        )  # fmt: skip
        return found.tau2_confidence_interval()

    compared = benchmark.pedantic(ours, rounds=3, warmup_rounds=1)
    assert len(compared.groups) == 3
    mine = benchmark.stats.stats.min
    peer = min(repeat(theirs, number=1, repeat=3))
    name = "pandas and PyMetaAnalysis, one average"
    beside("37 dossiers compared", mine, peer, name, most=SECONDS)
