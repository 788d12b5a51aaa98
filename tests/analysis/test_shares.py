"""Shares and sites: true of every share, not only of the examples."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.designs.shares import design_effect, icc_anova, wilson


@given(share=st.floats(0, 1), n=st.floats(1, 1e6), quantile=st.floats(0.1, 13))
def test_wilson_holds_the_share_and_stays_a_share(share, n, quantile):
    low, high = wilson(share, n, quantile)
    assert 0 <= low <= share <= high <= 1


@given(yes=st.lists(st.integers(0, 1), min_size=4, max_size=60), groups=st.integers(2, 6))
def test_sites_never_make_people_worth_more(yes, groups):
    where = pd.Series(np.arange(len(yes)) % min(groups, len(yes)))
    effect = design_effect(icc_anova(pd.Series(yes), where), where.value_counts())
    assert 1 <= effect < len(yes) + 1
