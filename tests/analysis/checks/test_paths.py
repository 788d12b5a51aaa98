"""How far paths may part before the answer falls, and what late starters weigh."""

import pytest

from workbench.analysis.checks import honest_breakdown
from workbench.analysis.checks.pitfalls.starts import already_treated_weight
from workbench.collection import Analysis
from workbench.data.simulate import Programme, panel

PLAN = Analysis(
    id="a", design="staggered", outcome="score", time="time", follows="person", first="first",
    cluster="club", label="A", unit="points",
)  # fmt: skip
STRONG = Programme(
    waves=6, starts=(4,), clubs=37, low=None, high=None, effect=1.5, reliability=0.9, icc=0.02
)


def test_a_strong_effect_bears_a_large_parting_and_no_effect_none():
    strong = honest_breakdown(PLAN, panel(STRONG, 1))
    none = honest_breakdown(PLAN, panel(STRONG.model_copy(update={"effect": 0.0}), 1))
    assert strong.finding.passed is True
    assert strong.detail["m"] > 1 > none.detail["m"]
    assert none.finding.passed is False


def test_the_weight_of_late_starters_is_that_of_goodman_bacon():
    from diff_diff import BaconDecomposition

    table = panel(Programme(waves=6, starts=(2, 4), clubs=20, size=10, treated_clubs=18), 1)
    names = {"person": "unit", "exposed": "treated", "score": "outcome"}
    rows = table.drop(columns="treated").rename(columns=names)
    library = BaconDecomposition().fit(table, "score", "person", "time", "first")
    assert already_treated_weight(rows) == pytest.approx(library.total_weight_later_vs_earlier)
