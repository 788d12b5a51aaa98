"""How long pooling takes, beside the Python library that people would use instead."""

from timeit import repeat

import numpy as np
import pytest

from workbench.analysis.pooling import doubts, pilots, pool

pytestmark = pytest.mark.bench
K = 40
SECONDS = 0.050


def best(work, times):
    return min(repeat(work, number=1, repeat=times))


def test_forty_pilots_with_all_intervals(benchmark, beside):
    from meta_analyze import meta_analysis  # PyMetaAnalysis: only timings need it

    draw = np.random.default_rng(40)
    variance = draw.uniform(0.01, 0.2, K)
    effect = 0.3 + 0.3 * draw.standard_normal(K) + np.sqrt(variance) * draw.standard_normal(K)
    names = [str(n) for n in range(K)]

    def ours():
        """Average, tau² and its interval, both next sites, each pilot left out, all doubts."""
        found = pool(pilots(effect, variance, names))
        doubts(found)
        return found

    def theirs():
        """The average, tau² and its interval, the next site, and each pilot left out."""
        found = meta_analysis(
            effect=effect, variance=variance, study=names, tau2_method="reml", ci_method="hksj"
        )
        found.tau2_confidence_interval()
        found.leave_one_out()
        return found

    assert ours().tau2 == pytest.approx(theirs().tau2, rel=1e-6)  # warm, and the same answer
    peer = best(theirs, 5)
    benchmark(ours)
    mine = best(ours, 20)
    job = f"{K} pilots pooled, with every interval and doubt"
    beside(job, mine, peer, "PyMetaAnalysis", most=SECONDS)
