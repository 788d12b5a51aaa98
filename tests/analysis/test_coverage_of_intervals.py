"""On simulated people, whose truth is known, a 95 % interval holds the truth as often as it says.

The bar is 93 %. Quick size: the draws do not speak against 93 % (one chance in a hundred to be
refused wrongly). Full size: at least 93 % of 2,000 draws. With three sites the interval of a share
is conservative (99 to 100 %): the quantile of two degrees of freedom is wide, and the design effect
is never counted below 1. With ten sites it is a little conservative where people of one site do not
resemble each other (97 to 98 %).
"""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from workbench.analysis import estimate

QUICK, FULL, BAR = 60, 2000, 0.93
SITES = (3, 10, 37)
ICC = (0.0, 0.02, 0.1)
TRUTH = 0.3
SIZES = [
    pytest.param(QUICK, id="quick"),
    pytest.param(FULL, id="full", marks=pytest.mark.full),
]


def places(draw, sites):
    """Return the site of each person: 15 to 25 people a site."""
    return np.repeat(np.arange(sites), draw.integers(15, 26, sites))


def noise(draw, site, icc):
    """Return a normal error of variance 1, of which a part *icc* is shared within a site."""
    shared = draw.standard_normal(site.max() + 1)[site]
    return np.sqrt(icc) * shared + np.sqrt(1 - icc) * draw.standard_normal(len(site))


def enough(hits):
    if len(hits) == QUICK:
        return sum(hits) >= binom.ppf(0.01, QUICK, BAR)
    return np.mean(hits) >= BAR


def covered(analysis, tables):
    effects = [estimate(analysis, table) for table in tables]
    return [effect.ci_low <= TRUTH <= effect.ci_high for effect in effects]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("icc", ICC)
@pytest.mark.parametrize("sites", SITES)
def test_a_share_with_sites(sites, icc, size, plan):
    def people(seed):
        draw = np.random.default_rng([11, sites, seed])
        site = places(draw, sites)
        share = np.full(sites, TRUTH)
        if icc:
            share = draw.beta(TRUTH * (1 / icc - 1), (1 - TRUTH) * (1 / icc - 1), sites)
        return pd.DataFrame({"yes": draw.random(len(site)) < share[site], "site": site})

    assert enough(covered(plan("progress"), map(people, range(size))))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("icc", ICC)
@pytest.mark.parametrize("sites", SITES)
def test_a_change_with_sites(sites, icc, size, plan):
    def people(seed):
        draw = np.random.default_rng([12, sites, seed])
        site = places(draw, sites)
        before = draw.standard_normal(len(site))
        after = before + TRUTH + noise(draw, site, icc)
        return pd.DataFrame({"before": before, "after": after, "site": site})

    assert enough(covered(plan("before_after"), map(people, range(size))))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("cluster", "icc"), [(None, 0.0), ("site", 0.0), ("site", 0.02), ("site", 0.1)]
)
def test_a_comparison_of_eighteen_sites_of_thirty_seven(cluster, icc, size, plan):
    def people(seed):
        draw = np.random.default_rng([13, seed])
        site = places(draw, 37)
        before = draw.standard_normal(len(site))
        treated = (site < 18).astype(int)
        spread = 1 + treated  # unequal spreads: what HC2 and CR2 are there for
        after = before + TRUTH * treated + spread * noise(draw, site, icc)
        columns = {"before": before, "after": after, "treated": treated, "site": site}
        return pd.DataFrame(columns)

    analysis = plan("comparison", cluster=cluster, covariates=("before",))
    assert enough(covered(analysis, map(people, range(size))))
