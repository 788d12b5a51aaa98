"""A start that never was: sound paths pass, and paths that moved already are caught."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.checks import placebo_in_time
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis
from workbench.data.simulate import Programme, panel

PLAN = Analysis(
    id="a", design="staggered", outcome="score", time="time", follows="person", first="first",
    cluster="club", label="A", unit="points",
)  # fmt: skip
TWFE = PLAN.model_copy(update={
    "design": "difference_in_differences", "treatment": "exposed", "first": None,
})  # fmt: skip
SERIES = Analysis(
    id="s", design="interrupted_series", outcome="y", time="month", treatment="after",
    label="S", unit="points",
)  # fmt: skip
LATE = Programme(waves=5, starts=(4, 5), clubs=20, size=10, low=None, high=None, effect=1.0)


def months(seed, jump=0.0):
    """Draw 36 months; the programme begins after month 24, something else jumps at month 13."""
    draw = np.random.default_rng([3, seed])
    month = np.arange(1, 37)
    y = 0.1 * month + draw.standard_normal(36) + 2.0 * (month > 24) + jump * (month >= 13)
    return pd.DataFrame({"month": month, "after": (month > 24) * 1, "y": y})


@pytest.mark.parametrize("plan", [PLAN, TWFE], ids=["staggered", "twfe"])
def test_sound_paths_show_no_effect_before_the_start(plan):
    found = placebo_in_time(plan, panel(LATE, 1))
    assert found.finding.passed is True
    assert found.figures["moment"].tolist() == [2]
    assert found.detail["least"] > 0
    assert all(found.say(lang) for lang in LANGS)


@pytest.mark.parametrize("plan", [PLAN, TWFE], ids=["staggered", "twfe"])
def test_paths_that_moved_before_the_start_are_caught(plan):
    table = panel(LATE, 1)
    moved = table.assign(score=table["score"] + 1.5 * (table["first"] > 0) * (table["time"] >= 2))
    found = placebo_in_time(plan, moved)
    assert found.finding.passed is False
    assert found.detail["estimate"] == pytest.approx(1.5, abs=0.6)


def test_nothing_after_the_start_is_looked_at():
    table = panel(LATE, 1)
    later = table.assign(score=table["score"].where(table["time"] < 4, 99.0))
    first, second = placebo_in_time(PLAN, table), placebo_in_time(PLAN, later)
    assert first.figures.equals(second.figures)


def test_the_false_start_may_be_chosen_in_the_units_of_the_table():
    table = panel(LATE, 1)
    years = table.assign(
        time=table["time"] + 2019, first=table["first"] + 2019 * (table["first"] > 0)
    )
    found = placebo_in_time(PLAN, years, 2022)
    assert found.figures["moment"].tolist() == [2022]
    assert found.detail["estimate"] == pytest.approx(
        placebo_in_time(PLAN, table, 3).detail["estimate"]
    )


def test_a_series_that_broke_earlier_is_caught_and_a_sound_one_passes():
    sound = placebo_in_time(SERIES, months(1))
    assert (sound.finding.passed, sound.figures["moment"].tolist()) == (True, [13])
    assert placebo_in_time(SERIES, months(1, jump=6.0)).finding.passed is False


def test_a_sound_series_is_not_accused_more_often_than_said():
    cries = [placebo_in_time(SERIES, months(seed)).finding.passed is False for seed in range(30)]
    assert np.mean(cries) <= 0.2


def test_too_few_clubs_do_not_pass_they_do_not_apply():
    few = panel(LATE.model_copy(update={"clubs": 6, "treated_clubs": 2}), 1)
    assert placebo_in_time(PLAN, few).finding.passed is None


def test_what_has_no_before_gets_a_letter():
    early = panel(LATE.model_copy(update={"starts": (2,), "waves": 3}), 1)
    pair = PLAN.model_copy(update={"design": "comparison", "treatment": "treated"})
    short = months(1).query("month > 20")
    for plan, table, moment, key in (
        (PLAN, early, None, "checks.no_before"),
        (SERIES, short, None, "checks.no_before"),
        (PLAN, panel(LATE, 1), 1, "checks.moment_outside"),
        (PLAN, panel(LATE, 1), 4, "checks.moment_outside"),
        (pair, panel(LATE, 1), None, "checks.no_paths"),
    ):
        with pytest.raises(DataError) as error:
            placebo_in_time(plan, table, moment)
        assert error.value.key == key
