"""Pooling gives the numbers that R's metafor gives, on the same thirteen trials."""

import numpy as np
import pytest
from scipy.special import chdtri
from statsmodels.stats.contingency_tables import StratifiedTable

from workbench.analysis.pooling import effect_sizes as sizes
from workbench.analysis.pooling import (
    egger,
    mantel_haenszel,
    pool,
    regression_test,
    trim_and_fill,
)

TESTS = {"z": "z", "knha": "t"}
METHODS = ("DL", "REML", "PM", "ML", "SJ", "HE", "FE")
CASES = [(m, t) for m in METHODS for t in TESTS if (m, t) != ("FE", "knha")]
"""The reference has one effect for all (FE) with the normal test only."""
NAMES = {
    "b": "estimate",
    "se": "std_error",
    "ci_lb": "ci_low",
    "ci_ub": "ci_high",
    "p": "p_value",
    "tau2": "tau2",
    "I2": "i2",
    "H2": "h2",
    "Q": "q",
    "Qp": "q_p",
}
METAFOR = 1e-5
"""The change of tau² at which metafor stops when nobody says otherwise."""


@pytest.mark.parametrize(("method", "test"), CASES)
def test_the_average_and_its_intervals(method, test, bcg, golden):
    values, near = golden("meta_bcg")
    expected = values[f"{method}_{test}"]
    found = pool(bcg(), method, TESTS[test])
    assert {name: getattr(found, ours) for name, ours in NAMES.items()} == {
        name: near(expected[name]) for name in NAMES
    }
    if "pi_riley_km2" in expected:
        assert (found.prediction_low, found.prediction_high) == near(
            tuple(expected["pi_riley_km2"])
        )


def test_one_effect_for_all_predicts_nothing(bcg):
    assert pool(bcg(), "FE", "z").prediction_low is None


def test_leaving_out_each_trial_in_turn(bcg, golden):
    values, near = golden("meta_bcg")
    found = pool(bcg(), stop=METAFOR)
    assert [pilot.without.estimate for pilot in found.pilots] == near(values["loo_REML_b"])
    exact = [pilot.without.estimate for pilot in pool(bcg()).pilots]
    assert exact == pytest.approx(values["loo_REML_b"], rel=1e-6)


def test_the_interval_of_tau2_is_where_q_is_not_surprising(bcg, golden):
    """The reference searches to four digits; Q itself says which ends are right."""
    values, _ = golden("meta_bcg")
    found, pilots = pool(bcg()), bcg()
    ends = (found.tau2_low, found.tau2_high)
    assert ends == pytest.approx(values["tau2_ci_qprofile"], rel=3e-4)
    assert (found.i2_low, found.i2_high) == pytest.approx(values["I2_ci"], rel=3e-4)
    for tau2, tail in zip(ends, (0.025, 0.975), strict=True):
        weight = 1 / (pilots.variance + tau2)
        centre = np.average(pilots.effect, weights=weight)
        q = (weight * (pilots.effect - centre) ** 2).sum()
        assert q == pytest.approx(chdtri(12, tail), rel=1e-12)


@pytest.mark.parametrize(("test", "ours"), TESTS.items())
def test_a_moderator(test, ours, bcg, golden):
    values, near = golden("metareg_bcg_ablat")
    found = pool(bcg("ablat"), test=ours)
    coefficients = found.moderation.coefficients
    assert [one.estimate for one in coefficients] == near(values["b"])
    assert [one.std_error for one in coefficients] == near(values[f"se_{test}"])
    assert [one.p_value for one in coefficients] == near(values[f"p_{test}"])
    assert (found.tau2, found.moderation.r2) == near((values["tau2"], values["R2"]))
    assert found.q == near(values["QE"])
    assert (found.estimate, found.std_error) == near((values["b"][0], values[f"se_{test}"][0]))
    if test == "z":
        assert found.moderation.statistic == near(values["QM_z"])


def test_with_a_moderator_the_highest_likelihood_is_a_little_further(bcg, golden):
    values, _ = golden("metareg_bcg_ablat")
    found = pool(bcg("ablat"), stop=0)
    assert found.tau2 == pytest.approx(0.07634796395525532, rel=1e-9)  # its scoring, to 1e-13
    assert found.tau2 == pytest.approx(values["tau2"], rel=1e-4)


def test_on_a_small_scale_scoring_does_not_stop_too_soon(trials):
    from workbench.analysis.pooling import pilots

    small = pilots(trials["yi"] / 100, trials["vi"] / 1e4, None, trials[["ablat"]])
    assert pool(small).tau2 * 1e4 == pytest.approx(pool(small, stop=0).tau2 * 1e4, rel=1e-3)


def test_small_trials_beside_large_ones(bcg, golden):
    values, near = golden("meta_bcg")
    found = pool(bcg(), "DL")
    assert egger(found) == near((values["egger_lm_t"], values["egger_lm_p"]))
    assert regression_test(found) == near((values["regtest_z"], values["regtest_p"]))
    filled = trim_and_fill(found)
    assert (filled.added, filled.side) == (values["trimfill_DL_k0"], "right")
    assert filled.estimate == near(values["trimfill_DL_b"])


def counts(trials):
    one, two = trials["tpos"] + trials["tneg"], trials["cpos"] + trials["cneg"]
    return trials["tpos"], one, trials["cpos"], two


def test_mantel_and_haenszel(trials, golden):
    values, near = golden("meta_mh_bcg")
    found = mantel_haenszel("risk_ratio", counts(trials))
    assert (found.estimate, found.std_error, found.q) == near(
        (values["b"], values["se"], values["Q"])
    )


def test_mantel_and_haenszel_as_statsmodels_counts_odds(trials):
    tables = [[[a, n - a], [c, m - c]] for a, n, c, m in zip(*counts(trials), strict=True)]
    peer = StratifiedTable([np.array(table) for table in tables])
    found = mantel_haenszel("odds_ratio", counts(trials))
    assert found.estimate == pytest.approx(peer.logodds_pooled, rel=1e-10)
    assert found.std_error == pytest.approx(peer.logodds_pooled_se, rel=1e-10)


def test_a_pooled_risk_difference_of_one_trial_is_its_own():
    found = mantel_haenszel("risk_difference", ([18], [40], [11], [40]))
    single = sizes.risk_difference(18, 40, 11, 40)
    assert found.estimate == pytest.approx(float(single.effect))
    assert found.std_error**2 == pytest.approx(float(single.variance))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("SMD", sizes.standardised_mean_difference((15, 12), (4, 5), (20, 22))),
        ("SMCR", sizes.standardised_mean_change((24, 21), (5, None), 30, 0.6)),
        ("SMCC", sizes.standardised_mean_change((24, 21), (5, 6), 30, 0.6)),
        ("RD", sizes.risk_difference(18, 40, 11, 40)),
        ("OR", sizes.odds_ratio(18, 40, 11, 40)),
        ("PLO", sizes.logit_share(6, 10)),
        ("PFT", sizes.double_arcsine(6, 10)),
    ],
)
def test_effect_sizes(name, found, golden):
    values, near = golden("escalc_basic")
    assert [float(part) for part in found] == near(values[name])


def test_the_risk_ratios_of_the_trials(trials):
    found = sizes.risk_ratio(*counts(trials))
    assert found.effect == pytest.approx(trials["yi"].to_numpy(), rel=1e-13)
    assert found.variance == pytest.approx(trials["vi"].to_numpy(), rel=1e-13)
