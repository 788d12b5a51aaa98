"""What nobody measured, set beside what was: strong results stand, weak ones fall, and say so."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import checks
from workbench.analysis.checks import (
    check_e_value,
    check_oster,
    check_robustness,
    check_rosenbaum,
    e_value,
    rosenbaum,
)
from workbench.analysis.estimate import estimate
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis

EVERY = (check_e_value, check_robustness, check_oster, check_rosenbaum)
PLAN = Analysis(
    id="a", design="matching", outcome="y", treatment="came", label="A", covariates=("x", "w"),
    unit="points",
)  # fmt: skip


def people(effect, pull=0.6, hidden=0.0, n=500, seed=1):
    draw = np.random.default_rng(seed)
    x, w, u = draw.standard_normal((3, n))
    came = (pull * x + hidden * u + draw.standard_normal(n) > 0.5).astype(int)
    y = x + 0.2 * w + hidden * u + effect * came + draw.standard_normal(n)
    return pd.DataFrame({"x": x, "w": w, "came": came, "y": y, "yes": (y > 0.5) * 1.0})


@pytest.mark.parametrize("check", EVERY)
def test_a_strong_effect_stands_and_none_falls(check):
    strong, none = check(PLAN, people(2.5)), check(PLAN, people(0.0, seed=3))
    assert strong.finding.passed is True
    assert none.finding.passed in (False, None) or check is check_oster
    assert all(found.say(lang) for found in (strong, none) for lang in LANGS)


def test_the_e_value_of_yes_or_no_is_that_of_the_standardised_ratio():
    plan = PLAN.model_copy(
        update={"design": "comparison", "outcome": "yes", "measure": "risk_ratio"}
    )
    table = people(1.0)
    effect = estimate(plan, table)
    found = check_e_value(plan, table)
    wanted = e_value(effect.figure, effect.ci_low, effect.ci_high)
    assert found.detail == pytest.approx({"point": wanted.point, "bound": wanted.bound})
    other = check_e_value(PLAN.model_copy(update={"outcome": "yes"}), table)
    assert other.detail == pytest.approx(found.detail)


def test_a_covariate_as_strong_as_the_one_left_out_would_have_said_the_truth():
    table = people(0.0, hidden=0.6, n=4000)
    found = check_robustness(PLAN, table.assign(w=table["w"]))
    assert found.finding.passed is False
    assert found.figures.set_index("covariate").loc["x", "treatment_r2"] > 0.05


def test_the_pairs_are_those_of_the_matching():
    table = people(1.0)
    found = check_rosenbaum(PLAN, table)
    assert found.detail["pairs"] == estimate(PLAN, table).detail["n_matched"] / 2
    assert found.figures["p_value"].is_monotonic_increasing
    at = np.interp(found.detail["gamma"], found.figures["gamma"], found.figures["p_value"])
    assert at == pytest.approx(0.05, abs=0.05) or found.detail["gamma"] > 3
    assert 0 <= rosenbaum([1.0, 2.0, -1.0]) <= 1


@pytest.mark.parametrize("check", EVERY)
def test_without_covariates_or_groups_a_letter_says_so(check):
    for changes in ({"covariates": ()}, {"treatment": "x"}):
        with pytest.raises(DataError):
            check(PLAN.model_copy(update=changes), people(1.0))


def test_two_columns_that_say_the_same_get_a_letter():
    for check in (check_robustness, check_oster):
        with pytest.raises(DataError) as error:
            check(PLAN, people(1.0).assign(w=lambda t: 2 * t["x"]))
        assert error.value.key == "analysis.collinear"


CHECKS = (
    "balance_at_entry", "overlap", "effective_sample", "parallel_trends", "honest_breakdown",
    "placebo_in_time", "placebo_group", "leave_one_site_out", "bacon_weights", "check_e_value",
    "check_rosenbaum", "check_oster", "check_robustness",
)  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_within_reach_and_teaches(name):
    check = getattr(checks, name)
    assert check.__annotations__["return"] in ("Checked", checks.Checked)
    for word in ("Raises", "figures", ">>>", "Passes"):
        assert word in check.__doc__, (name, word)
