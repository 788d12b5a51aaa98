"""How long simulated studies take, beside a loop of the library people would use instead."""

from timeit import repeat, timeit

import numpy as np
import pytest
import statsmodels.api as sm

from tests.benchmarks.record import scaled
from workbench.analysis.draws import seen
from workbench.analysis.study import Study

pytestmark = pytest.mark.bench
CLUBS, SIZE, ICC, BEFORE, EFFECT = 37, 20, 0.05, 0.35, 0.15
TRIALS, FITS, FASTER = 2_000, 100, 50
ASKED = Study("cluster", "binary", CLUBS, SIZE, ICC, baseline=BEFORE)


def fits(trials):
    """Return the share of studies that see the effect, one regression a study."""
    draw = np.random.default_rng(1)
    site = np.repeat(np.arange(CLUBS), SIZE)
    treated = (np.arange(CLUBS) < CLUBS // 2) * 1.0
    x = sm.add_constant(treated[site])
    k, found = 1 / ICC - 1, 0
    for _ in range(trials):
        middle = BEFORE + EFFECT * treated
        share = draw.beta(middle * k, (1 - middle) * k)
        y = (draw.random(len(site)) < share[site]) * 1.0
        fitted = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": site}, use_t=True)
        found += fitted.pvalues[1] < 0.05
    return found / trials


def test_simulated_studies_are_faster_than_a_loop_of_statsmodels(benchmark, beside):
    fits(5)  # warm
    peer = scaled(timeit(lambda: fits(FITS), number=1), FITS, TRIALS)
    mine = min(repeat(lambda: seen(ASKED, EFFECT, TRIALS, 1), number=1, repeat=10))
    benchmark(seen, ASKED, EFFECT, TRIALS, 1)
    assert seen(ASKED, EFFECT, TRIALS, 1) == pytest.approx(fits(FITS), abs=0.15)
    job = f"{TRIALS:,} simulated cluster trials"
    more = f"the loop ran {FITS} of {TRIALS:,}, scaled"
    beside(job, mine, peer, "a loop of statsmodels", FASTER, more)
