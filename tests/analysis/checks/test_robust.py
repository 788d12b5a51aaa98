"""One site, one imbalance, one placebo: each is planted and seen, and sound data pass."""

import pandas as pd
import pytest

from workbench.analysis.checks import balance_at_entry, leave_one_site_out, placebo_group
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis
from workbench.data.simulate import Programme, simulate

PLAN = Analysis(
    id="a", design="comparison", outcome="after", treatment="treated", label="A", unit="points",
    cluster="club",
)  # fmt: skip
LOT = Programme(clubs=12, arms="people", effect=1.5, icc=0.02)


def with_one_wild_site():
    table = simulate(LOT.model_copy(update={"effect": 0.0, "low": None, "high": None}), 2)
    wild = (table["club"] == "club_01") & (table["treated"] == 1)
    return table.assign(after=table["after"] + 40.0 * wild)


def test_a_sound_answer_hangs_on_no_site():
    found = leave_one_site_out(PLAN, simulate(LOT, 1))
    assert found.finding.passed is True
    assert len(found.figures) == 12
    assert found.detail["lowest"] <= found.detail["whole"] <= found.detail["highest"]
    assert all(found.say(lang) for lang in LANGS)


def test_a_site_that_makes_the_answer_alone_is_seen():
    found = leave_one_site_out(PLAN, with_one_wild_site())
    assert found.finding.passed is False
    assert found.figures.set_index("site")["estimate"].idxmin() == "club_01"


@pytest.mark.parametrize("seed", range(4))
def test_no_effect_that_turns_its_sign_is_no_doubt(seed):
    none = LOT.model_copy(update={"effect": 0.0, "low": None, "high": None, "icc": 0.0})
    assert leave_one_site_out(PLAN, simulate(none, seed)).finding.passed is True


def test_groups_that_start_apart_are_seen_and_weights_mend_them():
    table = pd.DataFrame(
        {"treated": [1, 1, 0, 0, 0], "after": [1.0, 2, 3, 4, 5], "before": [2, 4, 2, 4, 9]}
    )
    plan = PLAN.model_copy(update={"covariates": ("before",), "cluster": None})
    assert balance_at_entry(plan, table).finding.passed is False
    mended = balance_at_entry(plan, table, pd.Series([1.0, 1, 1, 1, 0]))
    assert mended.finding.passed is True
    assert mended.detail["effective"] == pytest.approx(2)


def test_an_effect_at_entry_is_a_false_one():
    table = simulate(LOT, 1)
    assert placebo_group(PLAN, table, "before").finding.passed is True
    apart = table.assign(before=table["before"] + table["treated"])
    assert placebo_group(PLAN, apart, "before").finding.passed is False


def test_without_sites_or_covariates_a_letter_says_so():
    table = simulate(LOT, 1)
    with pytest.raises(DataError) as error:
        leave_one_site_out(PLAN.model_copy(update={"cluster": None}), table)
    assert error.value.key == "checks.no_sites"
    with pytest.raises(DataError) as error:
        balance_at_entry(PLAN, table)
    assert error.value.key == "checks.no_covariates"
