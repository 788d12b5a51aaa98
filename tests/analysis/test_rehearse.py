"""A rehearsal finds what the designs would find, is right where they are, and says where not."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import trials
from workbench.analysis.designs import ALL
from workbench.analysis.rehearse import as_text, rehearse
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis
from workbench.data.simulate import Programme, Sums

PLANS = {
    "progress": {"outcome": "yes", "unit": "share", "target": 0.5},
    "before_after": {"outcome": "after", "before": "before", "unit": "points"},
    "comparison": {"outcome": "after", "treatment": "treated", "unit": "points"},
    "difference_in_differences": {
        "outcome": "y",
        "treatment": "treated",
        "time": "wave",
        "unit": "points",
    },
}
PLAIN = Programme(clubs=20, size=15, size_cv=0.4, effect=0.8, low=None, high=None, whole=False)


def planned(design, **more):
    return Analysis(id="a", design=design, label="A", **{**PLANS[design], **more})


def one_trial(seed=0):
    """Return people of ten clubs of unequal size, and their sums by club."""
    draw = np.random.default_rng(seed)
    club = np.repeat(np.arange(10), draw.integers(4, 14, 10))
    own = draw.normal(0, 1, 10)[club]
    before = own + draw.normal(0, 1, len(club))
    columns = {"club": club, "treated": club % 2, "before": before}
    columns |= {"after": before + 0.5 * own + draw.normal(0, 1, len(club))}
    people = pd.DataFrame(columns).assign(yes=lambda t: (t["after"] > 0) * 1.0)
    by = people.assign(
        n=1,
        aa=people["after"] ** 2,
        bb=people["before"] ** 2,
        ab=people["after"] * people["before"],
    ).groupby("club")
    sums = by[["n", "before", "after", "bb", "aa", "ab", "yes"]].sum()
    arrays = [sums[name].to_numpy()[None] for name in sums]
    treated = (np.arange(10) % 2 == 1)[None]
    return people, Sums(treated, arrays[0], *arrays)


def long(people):
    parts = [people.assign(y=people[wave], wave=k) for k, wave in enumerate(("before", "after"))]
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize("cluster", ["club", None])
@pytest.mark.parametrize("design", PLANS)
def test_the_sums_of_clubs_say_what_the_design_says(design, cluster, monkeypatch):
    people, sums = one_trial()
    monkeypatch.setattr(trials, "_sums", lambda *_: sums)
    plan = planned(design, cluster=cluster)
    found = trials.by_sums(plan, PLAIN, 1, 1)
    twice = design == "difference_in_differences"
    effect = ALL[design].estimate(plan, long(people) if twice else people, 0.95)
    assert found.estimate[0] == pytest.approx(effect.estimate, rel=1e-10)
    if not (twice and cluster is None):  # there, people seen twice are taken as pairs
        assert (found.low[0], found.high[0]) == pytest.approx(
            (effect.ci_low, effect.ci_high), rel=1e-9
        )


@pytest.mark.parametrize("design", PLANS)
def test_a_right_plan_is_right(design):
    programme = PLAIN
    if design == "before_after":
        programme = PLAIN.model_copy(update={"arms": "all"})
    found = rehearse(planned(design, cluster="club"), programme, trials=200, seed=3)
    assert abs(found.bias) < 4 * found.bias_error + 0.01
    assert found.coverage > 0.92
    assert found.carried == found.trials == 200
    assert all(as_text(found, lang) for lang in LANGS)


def test_before_and_after_takes_the_drift_for_an_effect():
    programme = PLAIN.model_copy(update={"arms": "all", "trend": 1.0})
    found = rehearse(planned("before_after", cluster="club"), programme, trials=300)
    assert found.bias == pytest.approx(1.0, abs=0.05)
    assert found.coverage < 0.1


def test_forgetting_the_clubs_costs_coverage():
    alike = PLAIN.model_copy(update={"icc": 0.2})
    forgot = rehearse(planned("comparison"), alike, trials=250)
    kept = rehearse(planned("comparison", cluster="club"), alike, trials=250)
    assert forgot.coverage < 0.85 < 0.92 < kept.coverage


def test_the_detectable_effect_is_seen_eight_times_in_ten():
    plan = planned("comparison", cluster="club")
    smallest = rehearse(plan, PLAIN, trials=300).detectable_effect
    again = rehearse(plan, PLAIN.model_copy(update={"effect": smallest}), trials=600)
    assert again.power == pytest.approx(0.8, abs=0.06)


def test_three_clubs_in_a_group_carry_no_interval():
    few = PLAIN.model_copy(update={"treated_clubs": 3})
    found = rehearse(planned("comparison", cluster="club"), few, trials=50)
    assert (found.carried, found.coverage, found.power) == (0, None, None)
    assert all(as_text(found, lang) for lang in LANGS)


def test_covariates_are_rehearsed_row_by_row():
    plan = planned("comparison", cluster="club", covariates=("anything",))
    found = rehearse(plan, PLAIN, trials=10)
    assert (found.rows, found.trials) == (True, 10)
    assert found.bias_error > 0


BAD = {
    "no exit before": (planned("before_after", unit="share"), {}, 10, "rehearse.no_exit_before"),
    "progress counts": (
        planned("progress", unit="points"), {}, 10, "rehearse.progress_is_a_share",
    ),
    "one trial": (planned("comparison"), {}, 1, "rehearse.trials"),
    "nobody": (planned("comparison"), {"treated_clubs": 0}, 10, "rehearse.nobody_treated"),
    "a series": (
        Analysis(id="a", design="interrupted_series", outcome="y", label="A", unit="points"),
        {}, 10, "rehearse.no_such_design",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_rehearsed_gets_a_letter(case):
    plan, change, n, key = BAD[case]
    with pytest.raises(DataError) as raised:
        rehearse(plan, PLAIN.model_copy(update=change), trials=n)
    assert raised.value.key == key
