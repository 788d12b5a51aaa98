"""What something unseen would have to be: the published numbers, and truths that are known."""

import numpy as np
import pytest

from workbench.analysis.checks.sensitivity import (
    adjusted,
    benchmark,
    e_value,
    oster,
    robustness,
    rosenbaum,
    rosenbaum_limit,
)
from workbench.base.errors import DataError

DARFUR = (0.09731581928495582, 0.02325653780981102, 783)
DZ = [0.00916428667504857, 0.01832857335009714, 0.02749286002514571]
YZ = [0.12464092303636994, 0.2493240641999754, 0.3740504710380948]
ESTIMATES = [0.07522027121444991, 0.05291517238445298, 0.030396023464156416]
ERRORS = [0.021873327743756863, 0.020350062077963374, 0.018670064817092106]


def test_e_values_are_those_published():
    assert e_value(3.9, 1.8, 8.7).point == pytest.approx(7.263034344160047, rel=1e-12)
    assert e_value(3.9, 1.8, 8.7).bound == pytest.approx(3, rel=1e-12)
    assert e_value(0.8).point == pytest.approx(1.8090169943749475, rel=1e-12)
    assert e_value(2**0.5).point == pytest.approx(2.179580427103275, rel=1e-12)
    assert e_value(1.0).point == 1
    assert e_value(1.2, 0.9, 1.6).bound == 1
    with pytest.raises(DataError):
        e_value(0)


def test_robustness_values_are_those_of_sensemakr():
    found = robustness(*DARFUR)
    assert found.value == pytest.approx(0.13877635389358828, rel=1e-9)
    assert found.value_interval == pytest.approx(0.07625796554485731, rel=1e-9)
    assert found.partial_r2 == pytest.approx(0.02187309334110973, rel=1e-9)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_benchmarks_are_those_of_sensemakr(times):
    unseen = (DZ[times - 1], YZ[times - 1])
    estimate, error = adjusted(*DARFUR, unseen)
    assert estimate == pytest.approx(ESTIMATES[times - 1], rel=1e-8)
    assert error == pytest.approx(ERRORS[times - 1], rel=1e-8)
    treatment = DZ[0] / (1 + DZ[0])
    inner = treatment**2 / (1 - treatment) ** 2
    root = ((1 + inner**0.5) / (1 - inner) ** 0.5) ** 2
    outcome = YZ[0] / root / (1 + YZ[0] / root)
    assert benchmark(treatment, outcome, times) == pytest.approx(unseen, rel=1e-8)


def test_the_robustness_value_is_what_brings_the_estimate_to_zero():
    value = robustness(*DARFUR).value
    assert adjusted(*DARFUR, (value, value))[0] == pytest.approx(0, abs=1e-12)


def test_osters_delta_is_one_where_the_unseen_is_as_strong_as_the_seen():
    draw = np.random.default_rng(1)
    w, u, e, v = (np.linalg.qr(draw.normal(size=(500, 5)) - 0)[0].T)[:4] * 500**0.5
    w, u, e, v = (part - part.mean() for part in (w, u, e, v))
    base = np.linalg.qr(np.column_stack([w, u, e, v]))[0] * 500**0.5
    w, u, e, v = base.T
    x, y = 0.5 * w + 0.5 * u + e, w + u + v
    assert oster(y, x, w[:, None], highest=2 / 3) == pytest.approx(1, rel=1e-6)


def test_rosenbaum_without_hidden_bias_is_the_signed_rank_test():
    differences = [3.0, -1, 4, 1, 5, -2, 6, 5, 3, 5]
    from scipy.stats import wilcoxon

    plain = wilcoxon(differences, alternative="greater", correction=False, method="asymptotic")
    assert rosenbaum(differences) == pytest.approx(plain.pvalue, rel=0.03)
    limit = rosenbaum_limit(differences)
    assert limit > 1
    assert rosenbaum(differences, limit) == pytest.approx(0.05, abs=1e-4)


def test_rosenbaums_worst_case_grows_with_gamma():
    differences = list(np.random.default_rng(0).normal(0.5, 1, 60))
    values = [rosenbaum(differences, gamma) for gamma in (1, 1.5, 2, 3)]
    assert values == sorted(values)
