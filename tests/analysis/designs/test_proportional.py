"""One ratio for all moments: a steady one passes, one that turns is seen, clubs are allowed for."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.hazard_regression import PHReg

from workbench.analysis.designs.proportional import drift, pulls_on, schoenfeld, speeds, waiting
from workbench.analysis.designs.time_to_event import proportional
from workbench.analysis.estimate import answer

ID = "designs.hazards_proportional"


def durations(draw, n, shape, sites=0, between=0.0):
    """Draw Weibull durations; *shape* is that of those treated, 1 that of the others."""
    site = np.arange(n) % sites if sites else np.zeros(n, int)
    treated = (site % 2 if sites else draw.integers(0, 2, n)).astype(float)
    x = draw.standard_normal(n)
    pull = between * draw.standard_normal(max(sites, 1))[site]
    speed = np.exp(0.4 * x + pull + 0.5 * treated)
    job = (draw.exponential(1.0, n) / speed) ** (1 / np.where(treated == 1, shape, 1.0))
    lost = draw.uniform(0.5, 3, n)
    given = {"months": np.minimum(job, lost), "seen": (job <= lost) * 1, "treated": treated}
    return pd.DataFrame({**given, "x": x, "site": [f"s{one}" for one in site]})


@pytest.fixture
def cox(plan):
    return lambda **more: plan("time_to_event", method="cox", covariates=("x",), **more)


def parts(table):
    x = table[["treated", "x"]].to_numpy()
    times, seen = table["months"].to_numpy(), table["seen"].to_numpy(dtype=float)
    return times, seen, x, speeds(times, seen, x)


def theirs(times, seen, x, _):
    return PHReg(times, x, status=seen, ties="breslow").fit(disp=0)


def test_the_residuals_are_those_of_statsmodels():
    given = parts(durations(np.random.default_rng(1), 120, 1.0))
    residuals = pd.DataFrame(theirs(*given).schoenfeld_residuals).dropna().to_numpy()
    order = np.argsort(given[0][given[1] == 1])
    assert schoenfeld(*given).to_numpy() == pytest.approx(residuals[order], abs=1e-6)


def test_the_pulls_are_score_residuals_and_their_sum_is_that_of_the_weighted_residuals():
    given = parts(durations(np.random.default_rng(2), 120, 1.0))
    fitted = theirs(*given)
    assert given[3] == pytest.approx(fitted.params, abs=1e-6)
    risk = waiting(*given)
    plain = pulls_on(np.ones(len(risk.ends)), risk, given)
    assert plain == pytest.approx(np.asarray(fitted.score_residuals), abs=1e-6)
    ranks = np.arange(len(risk.ends), dtype=float)
    weighted = pulls_on(ranks, risk, given).sum(axis=0)
    assert weighted == pytest.approx(ranks @ schoenfeld(*given).to_numpy(), abs=1e-6)


def test_a_steady_ratio_passes_about_as_often_as_it_should():
    draw = np.random.default_rng(3)
    found = [drift(*parts(durations(draw, 200, 1.0))).p_value < 0.05 for _ in range(400)]
    assert 0.02 <= np.mean(found) <= 0.085


def test_a_ratio_that_turns_is_seen_and_told(cox):
    table = durations(np.random.default_rng(4), 600, 2.5)
    effect, findings = answer(cox(), table)
    turned = {finding.id: finding for finding in findings}[ID]
    assert effect.method == "cox"
    assert turned.passed is False
    assert turned.holes["early"] < turned.holes["late"]
    assert turned.sentence("fr") != turned.sentence("en")


def test_people_of_a_club_are_not_counted_as_strangers(cox):
    draw = np.random.default_rng(5)
    tables = [durations(draw, 240, 1.0, sites=24, between=0.4) for _ in range(40)]
    cries = [proportional(cox(cluster="site"), table).passed is False for table in tables]
    assert np.mean(cries) <= 0.15


def test_a_share_by_a_moment_needs_no_steady_ratio(plan):
    table = durations(np.random.default_rng(6), 200, 2.5)
    _, findings = answer(plan("time_to_event"), table)
    assert {finding.id: finding.passed for finding in findings}[ID] is None


def test_columns_that_mirror_each_other_leave_nothing_to_test():
    times = np.array([1.0, 2, 3, 4])
    same = np.ones((4, 1))
    assert drift(times, np.ones(4), same, np.zeros(1)).p_value == 1.0
