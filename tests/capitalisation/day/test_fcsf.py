"""The worked day: seven real pilots, facts from public pages only, and a room that never was."""

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.yaml_files import read_yaml
from workbench.capitalisation.day import boards, check, counted, known, sheets
from workbench.capitalisation.day.agenda import agenda_of
from workbench.capitalisation.day.simulate import Pool, simulate
from workbench.capitalisation.day.told import date_line
from workbench.capitalisation.day.votes import FILE, written
from workbench.evaluation import Evaluation
from workbench.press.board import projected
from workbench.rooms.record import Agenda

PILOTS = {
    "bouches_du_rhone": "departement", "pays_de_la_loire": "region", "drome": "departement",
    "pyrenees_atlantiques": "departement", "seine_maritime": "departement",
    "loire_haute_loire": "departements", "poitiers": "city",
}  # fmt: skip


@pytest.fixture(scope="module")
def fcsf():
    return Dossier(places.examples() / "fcsf", read_only=True)


@pytest.fixture(scope="module")
def told(fcsf):
    return known(fcsf)


def test_its_votes_are_those_that_its_seed_draws(fcsf, told):
    votes = simulate(told.day, told.agenda, fcsf.read(Pool))
    assert written(votes) == fcsf.path(FILE).read_text(encoding="utf-8")


def test_another_seed_draws_another_day(fcsf, told):
    votes = simulate(told.day, told.agenda, fcsf.read(Pool), seed=1)
    assert [vote.given.value for vote in votes] != [vote.given.value for vote in told.votes]


def test_its_list_for_the_room_is_that_of_its_day(fcsf, told):
    cards = {card.pilot_id: card for card in told.held.cards}
    assert fcsf.read(Agenda) == agenda_of(told.day, told.grid, cards)


def test_it_has_the_seven_pilots_and_nothing_stops_it(fcsf, told):
    assert {card.pilot_id: card.level for card in told.held.cards} == PILOTS
    assert told.day.pilots == tuple(PILOTS)
    found = check(fcsf)
    assert not [one for one in found if one.blocks]
    assert "day.levels_differ" in {one.id for one in found if one.passed is False}


def test_no_figure_result_or_quote_is_put_on_a_real_pilot(told):
    for card in told.held.cards:
        for name in (
            "people_covered",
            "cost_hours",
            "quote",
            "what_changed_after",
            "evidence_level",
        ):
            assert getattr(card, name) is None
        assert card.prerequisites == ()
        assert card.indicators == ()


def test_the_year_is_marked_as_inferred(told):
    for lang in ("fr", "en"):
        assert told.day.moment.inferred.say(lang) in date_line(told, lang)


def test_it_is_marked_as_simulated_wherever_it_goes(fcsf, told):
    assert told.day.simulated
    assert fcsf.read(Evaluation).simulated
    assert fcsf.read(Agenda).simulated
    assert {vote.room for vote in told.votes} == {"simulated"}
    for lang in ("fr", "en"):
        assert all(one.mark and one.mark in projected(one) for one in boards(told, lang))
    assert all(row["simulated"] for rows in sheets(told).values() for row in rows)
    for file in ("day.yml", "simulation.yml", "evaluation.yml"):
        assert "SIMULATED" in fcsf.path(file).read_text(encoding="utf-8").splitlines()[0]


def test_what_was_written_says_that_nobody_wrote_it(fcsf, told):
    mark = read_yaml(fcsf.path(Pool.FILE))["mark"]
    parts = ("evidence", "what")
    for vote in told.votes:
        value = vote.given.value
        if isinstance(value, dict):
            assert all(str(value[part]).startswith(mark) for part in parts if value.get(part))


def test_its_room_is_whole(told):
    assert told.people == 30
    assert {part.uses for part in told.day.sequences} >= {
        "positions", "reasons", "sorter", "rating", "domains", "conditions", "decisions", "harvest",
    }  # fmt: skip
    assert all(told.readings.of(pilot) for pilot in told.day.pilots)
    assert len(told.readings.moments) == 4
    states = counted(told)
    assert sum(states.values()) == len(told.votes)
    assert all(states.values())
