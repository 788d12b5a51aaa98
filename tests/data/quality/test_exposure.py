"""Whether people were supported as long as was meant is counted, and nobody is taken out."""

import pandas as pd
import pytest

from workbench.collection import instrument_of
from workbench.data import check, load
from workbench.data.quality.exposure import MONTH, SPARE


@pytest.fixture
def found(example):
    """A reader: the finding about the length, after a change of some days of exit."""

    def read(change=None):
        dossier = example("trajectoires")
        table, asked = load(dossier), instrument_of(dossier)
        if change is not None:
            table = change(table)
        return next(f for f in check(table, [], asked) if f.id.startswith("exposure."))

    return read


def ends(*days):
    """A change: the first exits come so many days after their entry."""

    def change(table):
        known = table["exit_date"].notna().to_numpy().nonzero()[0][: len(days)]
        exits = pd.to_datetime(table["exit_date"]).copy()
        starts = pd.to_datetime(table["entry_date"])
        for row, lasted in zip(known, days, strict=True):
            exits.iloc[row] = starts.iloc[row] + pd.Timedelta(days=lasted)
        return table.assign(exit_date=exits)

    return change


def test_the_pathways_of_trajectoires_last_four_to_six_months(found):
    finding = found()
    assert finding.passed
    assert (finding.holes["low"], finding.holes["high"]) == (4, 6)
    assert finding.holes["n"] + finding.holes["unknown"] == 213


def test_who_left_early_or_stayed_late_is_counted(found):
    short, long = round(4 * MONTH) - SPARE - 2, round(6 * MONTH) + SPARE + 2
    finding = found(ends(short, short, long, round(5 * MONTH)))
    assert finding.passed is False
    assert (finding.holes["shorter"], finding.holes["longer"]) == (2, 1)


def test_a_week_more_or_less_is_no_fault(found):
    assert found(ends(round(4 * MONTH) - SPARE + 1, round(6 * MONTH) + SPARE - 1)).passed


def test_nobody_with_both_days_is_no_answer(found):
    assert found(lambda table: table.assign(exit_date=None)).passed is None


def test_a_day_that_never_came_back_is_said(found):
    assert found(lambda table: table.drop(columns="exit_date")).id == "exposure.no_days"
