"""The thirteen BCG trials and their reference numbers; and pilots drawn with a known truth."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.golden.cases import cases_of
from workbench.analysis.pooling import pilots

FOLDER = Path(__file__).parents[2] / "golden"


@pytest.fixture
def golden():
    """Give the values of a case, and what is near enough to one of them."""
    return cases_of("pooling.json")


@pytest.fixture
def trials():
    """Give the table of the trials."""
    return pd.read_csv(FOLDER / "bcg.csv")


@pytest.fixture
def bcg(trials):
    """Give the trials as pilots, with moderators where they are named."""

    def given(*moderators):
        columns = trials[list(moderators)] if moderators else None
        return pilots(trials["yi"], trials["vi"], trials["trial"], columns)

    return given


@pytest.fixture
def drawn():
    """Give k pilots around 0.3 whose sites differ by *tau*, drawn with a seed."""

    def some(k, tau=0.2, seed=1, **more):
        draw = np.random.default_rng([2027, seed])
        variance = draw.uniform(0.01, 0.08, k)
        effect = 0.3 + tau * draw.standard_normal(k) + np.sqrt(variance) * draw.standard_normal(k)
        return pilots(effect, variance, **more)

    return some
