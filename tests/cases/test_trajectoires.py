"""Trajectoires: three places, the same words for an exit, and no claim beyond the three."""

import pytest

from workbench import analysis
from workbench.base.dossier import open_dossier
from workbench.collection import instrument_of
from workbench.data import load
from workbench.indicators import Choices, get, scale
from workbench.indicators.barriers import lifted


@pytest.fixture(scope="module")
def trajectoires():
    return open_dossier("trajectoires")


def test_an_exit_means_the_same_in_the_three_structures(trajectoires):
    asked = instrument_of(trajectoires)
    positive = next(one for one in asked.derived if one.id == "positive_exit")
    codes = {option.code for option in asked.question("exit_situation").options}
    table = load(trajectoires)
    assert set(positive.among) < codes
    for _, place in table.groupby("structure"):
        known = place[place["exit_situation"].notna()]
        assert set(known["exit_situation"]) <= codes
        assert (known["exit_situation"].isin(positive.among) == (known["positive_exit"] == 1)).all()
    chosen = {one.indicator for one in trajectoires.read(Choices).choices}
    assert {"IND-07", "IND-23"} <= chosen


def test_the_scale_of_barriers_is_defined_and_scored():
    grid = scale(get("IND-22").scale)
    assert (grid.answers.low, grid.answers.high, len(grid.ids)) == (0, 2, 14)
    assert lifted(dict.fromkeys(grid.ids, 2), dict.fromkeys(grid.ids, 1)).share == 1


def test_three_sites_never_speak_for_others(trajectoires):
    found = [one for one in analysis.doubts(trajectoires) if one.id == "analysis.few_sites"]
    assert len(found) == 3
    assert all(one.passed is False for one in found)
    assert {one.claim for one in analysis.kept(trajectoires)} <= {"described", "evolved"}
