"""Drawn tables: seeded, small, and marked as drawn by their name."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.plans import planned_from

PLANS = {
    "progress": {"outcome": "yes", "cluster": "site", "unit": "share", "target": 0.5},
    "before_after": {"outcome": "after", "before": "before", "cluster": "site"},
    "comparison": {"outcome": "after", "treatment": "treated", "covariates": ("before", "town")},
    "difference_in_differences": {"outcome": "after", "treatment": "treated", "time": "wave"},
}


@pytest.fixture
def plan():
    """Give an analysis of a design, with other values where they are given."""
    return planned_from(PLANS)


@pytest.fixture
def drawn():
    """Give people in sites: ``yes``, ``before``, ``after``, ``treated``, ``wave``, ``town``."""

    def table(sites=10, people=12, seed=0):
        draw = np.random.default_rng(seed)
        site = np.repeat(np.arange(sites), people)
        before = draw.normal(20, 4, len(site)).round(1)
        return pd.DataFrame(
            {
                "site": [f"s{number}" for number in site],
                "treated": site % 2,
                "yes": draw.integers(0, 2, len(site)),
                "before": before,
                "after": (before + draw.normal(1, 3, len(site))).round(1),
                "wave": np.arange(len(site)) // 2 % 2,
                "town": draw.choice(["Lille", "Lyon", "Torcy"], len(site)),
            }
        )

    return table
