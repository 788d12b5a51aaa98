"""On drawn data, whose truth is known, an interval of 95 % holds the truth as often as it says.

The bar is 93 %. Quick size: the draws do not speak against 93 % (one chance in a hundred to be
refused wrongly). Full size: at least 93 % of the draws.
"""

import pytest
from scipy.stats import binom

from workbench.analysis.designs import ALL

BAR = 0.93
TRUTH = 0.5
AT_SIX_MONTHS = 0.2
SIZES = [pytest.param(1, id="quick"), pytest.param(20, id="full", marks=pytest.mark.full)]
CASES = {
    "matching, score": ("matching", {"method": "replacement"}, 30),
    "matching, adjusted": ("matching", {"method": "mahalanobis_adjusted"}, 30),
    "weighting, ipw": ("weighting", {}, 40),
    "weighting, ipw, everyone": ("weighting", {"estimand": "ate"}, 40),
    "weighting, aipw": ("weighting", {"method": "aipw", "estimand": "ate"}, 40),
    "weighting, entropy": ("weighting", {"method": "entropy"}, 40),
    "weighting, sites": ("weighting", {"cluster": "site"}, 40),
    "staggered": ("staggered", {}, 40),
    "staggered, one regression": ("staggered", {"method": "sun_abraham"}, 20),
    "series": ("interrupted_series", {}, 60),
    "waiting": ("time_to_event", {"cutoff": 6.0}, 60),
    "waiting, sites": ("time_to_event", {"cutoff": 6.0, "cluster": "site"}, 60),
    "offer": ("instrument", {}, 60),
    "offer, sites": ("instrument", {"cluster": "site"}, 60),
    "synthetic": ("synthetic_control", {}, 12),
    "cutoff": ("discontinuity", {}, 4),
}


def truth(design):
    return AT_SIX_MONTHS if design == "time_to_event" else TRUTH


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("case", CASES)
def test_an_interval_holds_the_truth_as_often_as_it_says(case, size, plan, drawn):
    design, changes, draws = CASES[case]
    draws *= size
    analysis = plan(design, **changes)
    effects = [ALL[design].estimate(analysis, drawn(design, seed), 0.95) for seed in range(draws)]
    hits = sum(effect.ci_low <= truth(design) <= effect.ci_high for effect in effects)
    least = binom.ppf(0.01, draws, BAR) if size == 1 else BAR * draws
    assert hits >= least, (hits, draws)
