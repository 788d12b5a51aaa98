"""P-values corrected over a family are those of the library that people would use instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from workbench.analysis.inference.families import adjusted

ASKED = {"holm": "holm", "bh": "fdr_bh"}


@pytest.mark.parametrize("method", ASKED)
@given(p_values=st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_a_family_is_corrected_as_statsmodels_corrects_it(method, p_values):
    theirs = multipletests(p_values, method=ASKED[method])[1]
    assert adjusted(p_values, method) == pytest.approx(list(theirs), rel=1e-12)


def test_no_family_is_no_answer():
    assert adjusted([]) == []
