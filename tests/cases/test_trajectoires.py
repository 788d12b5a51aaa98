"""Trajectoires: three places, the same words for an exit, and no claim beyond the three."""

import pytest

from workbench import analysis
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.capitalisation import comparison
from workbench.capitalisation.comparison import told
from workbench.collection import instrument_of
from workbench.data import load
from workbench.indicators import Choices, get, scale
from workbench.indicators.barriers import lifted


@pytest.fixture(scope="module")
def trajectoires():
    return Dossier(places.examples() / "trajectoires")


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


def test_the_sums_of_each_place_are_those_of_its_people(trajectoires):
    table = load(trajectoires)
    compared = comparison.compare(trajectoires)
    assert {card.pilot_id for card in compared.cards} == set(table["structure"])
    for card in compared.cards:
        place, sums = table[table["structure"] == card.pilot_id], compared.sums[card.pilot_id]
        assert card.simulated
        assert card.people_covered == len(place)
        for one, column in zip(sums, ("positive_exit", "remobilised"), strict=True):
            known = place[column].dropna()
            assert (one.numerator, one.denominator) == (int(known.sum()), len(known))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_core_and_variable_components_stand_apart_and_unknown_stays_unknown(trajectoires, lang):
    compared = comparison.compare(trajectoires)
    core, variable = (told.components_table(compared, kind, lang) for kind in ("core", "variable"))
    assert (len(core), len(variable)) == (3, 4)
    found = {one.id for one in comparison.doubts(compared, lang) if one.passed is False}
    assert "comparison.component_unknown" in found


def test_three_sites_never_speak_for_others(trajectoires):
    found = [one for one in analysis.doubts(trajectoires) if one.id == "analysis.few_sites"]
    assert len(found) == 3
    assert all(one.passed is False for one in found)
    assert {one.claim for one in analysis.kept(trajectoires)} <= {"described", "evolved"}
