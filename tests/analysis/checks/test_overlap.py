"""Overlap and effective numbers: a shared world passes, two worlds are seen."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.checks import effective_sample, overlap
from workbench.analysis.estimate import estimate
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis

PLAN = Analysis(
    id="a", design="weighting", outcome="y", treatment="came", label="A", covariates=("x",),
    unit="points",
)  # fmt: skip


def people(apart, n=400, seed=1):
    draw = np.random.default_rng(seed)
    came = draw.integers(0, 2, n)
    x = draw.standard_normal(n) + apart * came
    return pd.DataFrame({"came": came, "x": x, "y": x + draw.standard_normal(n)})


def test_one_world_passes_and_two_worlds_are_seen():
    near, far = (overlap(PLAN, people(apart)) for apart in (0.3, 4.0))
    assert near.finding.passed is True
    assert far.finding.passed is False
    assert far.detail["alone"] > 0.5 > near.detail["alone"]
    assert near.figures["treated"].sum() + near.figures["others"].sum() == 400
    assert all(far.say(lang) for lang in LANGS)


def test_one_odd_person_does_not_stand_for_a_whole_world():
    table = people(4.0)
    table.loc[table.index[table["came"] == 0][0], "x"] = 9.0
    found = overlap(PLAN, table)
    assert found.detail["highest"] > 0.98
    assert found.finding.passed is False


def test_for_everyone_the_others_count_too():
    table = people(1.5)
    everyone = overlap(PLAN.model_copy(update={"estimand": "ate"}), table)
    assert everyone.detail["alone"] != overlap(PLAN, table).detail["alone"]


def test_a_covariate_that_tells_the_groups_apart_gets_a_letter():
    with pytest.raises(DataError) as error:
        overlap(PLAN, people(0.0).assign(x=lambda t: t["came"] * 10 + t.index % 3))
    assert error.value.key == "estimate.separation"


def test_the_effective_number_is_that_of_the_design():
    table = people(1.0)
    found = effective_sample(PLAN, table).figures.set_index("group")
    effect = estimate(PLAN, table)
    assert found.loc["others", "effective"] == pytest.approx(effect.detail["ess_control"])
    assert found.loc["treated", "effective"] == pytest.approx(effect.detail["ess_treated"])


def test_a_comparison_is_weighed_by_the_odds_of_its_score():
    table = people(1.0)
    plain = effective_sample(PLAN.model_copy(update={"design": "comparison"}), table).figures
    assert plain["effective"].tolist() == pytest.approx(
        effective_sample(PLAN, table).figures["effective"].tolist(), rel=1e-4
    )


def test_a_few_who_carry_all_are_seen():
    table = people(0.0)
    assert effective_sample(PLAN, table).finding.passed is True
    weights = pd.Series(1.0, table.index)
    weights[table.index[table["came"] == 0][:3]] = 500.0
    found = effective_sample(PLAN, table, weights)
    assert found.finding.passed is False
    assert found.figures["effective"].min() < 4
