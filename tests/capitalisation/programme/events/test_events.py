"""Meetings: what is counted is defined, two rhythms are both kept, a bound stays a bound."""

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.capitalisation.programme import events
from workbench.capitalisation.programme.events import EVENTS, Meetings, presences
from workbench.capitalisation.programme.register import understood
from workbench.ledger import Ledger

PLAIN = {"day": "2025-03-11", "kind": "webinar", "simulated": "no"}


@pytest.fixture(scope="module")
def anpss():
    return Dossier(places.examples() / "anpss", read_only=True)


@pytest.fixture(scope="module")
def meetings(anpss):
    return anpss.read(Meetings)


def row(at, **cells):
    return understood(EVENTS, {**PLAIN, "id": f"E{at}", **cells}, at)


def test_the_two_rhythms_of_the_webinars_are_kept_and_flagged(anpss, meetings, wrong):
    found = events.check(meetings, events.events(anpss), anpss.read(Ledger))
    assert ("events.rhythm", "webinar") in wrong(found)
    rhythm = next(f for f in found if f.id == "events.rhythm")
    assert len(rhythm.holes["writings"].names) == 2


def test_more_than_800_stays_more_than_800_in_a_sum():
    total, counted = presences([row(1, attended=">800"), row(2, attended="43"), row(3)])
    assert (total.low, total.open_low, counted) == (843, True, 2)


def test_the_register_of_the_example_says_on_every_line_that_it_is_simulated(anpss):
    assert all(one["simulated"] is True for one in events.events(anpss))


def test_a_kind_that_is_not_defined_blocks(meetings):
    found = events.check(meetings, [row(1, kind="party")], None)
    assert [f.id for f in found if f.blocks] == ["events.no_kind"]


@pytest.mark.parametrize(
    ("cells", "id"),
    [
        ({"answered": "3", "satisfied": "4"}, "events.impossible"),
        ({"satisfied": "4"}, "events.impossible"),
        ({"registered": "10", "attended": ">10"}, "events.impossible"),
        ({"attended": ""}, "events.nobody_counted"),
        ({"attended": "~30"}, "events.bound"),
        ({"attended": "40", "answered": "5"}, "events.few_answers"),
    ],
)
def test_what_a_line_does_not_carry_is_said(meetings, wrong, cells, id):
    if id == "events.impossible" and "registered" in cells:
        cells = {**cells, "attended": ">11"}
    assert (id, "") in wrong(events.check(meetings, [row(1, **cells)], None))


def test_real_and_simulated_meetings_are_never_mixed(meetings, wrong):
    rows = [row(1, attended="9"), row(2, attended="9", simulated="yes")]
    assert ("events.mixed", "") in wrong(events.check(meetings, rows, None))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_small_number_of_pleased_people_is_hidden(meetings, lang):
    told = [row(1, attended="30", answered="20", satisfied="18")]
    (summary,) = events.summary_table(meetings, told, lang)
    assert "18" not in summary["events_satisfied"]
    (open_one,) = events.summary_table(meetings, [row(1, answered="20", satisfied="12")], lang)
    assert "12" in open_one["events_satisfied"]
