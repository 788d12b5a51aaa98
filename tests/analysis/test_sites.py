"""The figures of each site: made of the same rows as the effect itself."""

import numpy as np
import pytest

from workbench.analysis.designs.rows import known_rows
from workbench.analysis.estimate import estimate, sites
from workbench.collection import Analysis
from workbench.data.simulate import Programme, panel

PLAN = Analysis(
    id="a", design="staggered", outcome="score", time="time", follows="person", first="first",
    cluster="club", label="A", unit="points",
)  # fmt: skip
LATE = Programme(waves=4, starts=(2, 3), clubs=16, size=10, treated_clubs=8, dropout=0.1)


@pytest.fixture
def table():
    return panel(LATE, 1)


def blank(table):
    return table.assign(first=table["first"].astype(float).replace(0, np.nan))


def test_those_who_never_begin_are_there_whether_said_by_zero_or_by_nothing(table):
    assert sites(PLAN, blank(table)) == sites(PLAN, table)
    assert len(sites(PLAN, table)) == 16


def test_a_blank_start_gives_the_same_effect_as_a_zero(table):
    zero, nothing = estimate(PLAN, table), estimate(PLAN, blank(table))
    assert (zero.estimate, zero.std_error, zero.n) == (
        nothing.estimate,
        nothing.std_error,
        nothing.n,
    )


def test_a_start_that_is_blank_takes_no_row_away(table):
    assert len(known_rows(PLAN, blank(table))) == table["score"].notna().sum()
