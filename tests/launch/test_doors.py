"""A server has so many places; who comes later waits in turn, and is told who is before them."""

import pytest

from workbench.launch import doors
from workbench.launch.doors import Doors


@pytest.fixture
def clock(monkeypatch):
    """The time of the doors, in seconds: a list of one number."""
    now = [0.0]
    monkeypatch.setattr(doors.time, "monotonic", lambda: now[0])
    return now


def test_there_is_place_until_so_many_are_inside():
    inside = [1]
    server = Doors(2, lambda: inside[0])
    assert server.before(None) is None
    inside[0] = 2
    assert server.before(None) == 0


def test_a_page_that_is_being_opened_counts_and_one_that_has_gone_does_not():
    server = Doors(1, lambda: 0)
    server.enter("somebody", None)
    assert server.before(None) == 0
    server.entered("somebody")
    server.entered("somebody")
    assert server.before(None) is None


def test_those_who_wait_enter_in_the_order_in_which_they_came(clock):
    inside = [1]
    server = Doors(1, lambda: inside[0])
    first, second = server.ticket(), server.ticket()
    assert [server.before(one) for one in (first, second, None)] == [0, 1, 2]
    inside[0] = 0
    assert [server.before(one) for one in (None, second, first)] == [2, 1, None]
    server.enter("first", first)
    assert not server.knows(first)
    assert [server.before(one) for one in (second, None)] == [0, 1]


def test_who_asks_no_more_waits_no_more(clock):
    inside = [1]
    server = Doors(1, lambda: inside[0])
    gone, here = server.ticket(), server.ticket()
    clock[0] = doors.GONE - 1
    assert server.before(here) == 1
    clock[0] = doors.GONE + 1
    assert server.before(here) == 0
    assert not server.knows(gone)


def test_a_ticket_of_another_day_stands_at_the_end():
    server = Doors(0, lambda: 0)
    server.ticket()
    assert server.before("of another day") == 1


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ("MemTotal: 9 kB\nMemAvailable:    8500000 kB\n", (8500000 // 1024 - 500) // 80),
        ("MemAvailable: 1000 kB\n", doors.LEAST),
        ("nothing of use", doors.UNKNOWN),
    ],
)
def test_as_many_find_place_as_the_memory_bears(tmp_path, told, places):
    file = tmp_path / "meminfo"
    file.write_text(told)
    assert doors.most(file) == places


def test_where_no_memory_is_told_there_is_a_usual_number(tmp_path):
    assert doors.most(tmp_path / "none") == doors.UNKNOWN
