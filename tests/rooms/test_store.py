"""What is kept in SQLite and in PostgreSQL: each answer once, in order, over a new start."""

import sqlite3
import stat
import threading
from dataclasses import replace

import pytest

from tests.rooms.conftest import day
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.rooms.given import Given
from workbench.rooms.stage import Standing, Step
from workbench.rooms.store import Person, Store, place, standing

ODD = "é☃𝔘 <b>\"'\\ % :x"


def said(n=1, person=1, **changes):
    told = Given("mood", 1, person, None, "", "", 1, "yes", float(n), f"answer-{n}")
    return replace(told, **changes)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def where(request, tmp_path):
    """Where rooms are kept: in a file, or on a server."""
    return tmp_path / "r.sqlite" if request.param == "sqlite" else request.getfixturevalue("server")


@pytest.fixture
def code(request):
    return f"ROOM{abs(hash(request.node.name)) % 10**8:08d}"


def test_what_was_kept_is_there_after_a_new_start(where, code):
    first = Store(where)
    made = first.new(code, day())
    stood = Standing(at=2, steps={"mood": Step(2, "open")}, until=5.5, groups=3)
    answers = [said(n, value=value) for n, value in enumerate((ODD, None, ["a"], {"score": 1}))]
    told = [first.join(code, Person(1, "word", 2)), *(first.answer(code, one) for one in answers)]
    told.append(first.stand(code, stood, "groups", {"n": 3}))
    told.append(first.change(code, Person(1, "other", 3)))
    assert [one.result(30) for one in told] == [None] * 7
    first.close()
    again = Store(where)
    assert again.room(code) == replace(made, standing=stood)
    assert again.people(code) == [Person(1, "other", 3)]
    assert again.answers(code) == answers
    assert [(verb, dict(given)) for verb, given, _ in again.events(code)] == [("groups", {"n": 3})]
    assert code in again.rooms()
    again.close()


def test_an_answer_that_is_sent_again_is_kept_once_as_it_was_first(where, code):
    kept = Store(where)
    kept.new(code, day())
    sent = [said(1), said(1, value="no"), said(1, person=2), said(2)]
    for told in [kept.answer(code, one) for one in sent]:
        told.result(30)
    assert [(one.person, one.id, one.value) for one in kept.answers(code)] == [
        (1, "answer-1", "yes"), (2, "answer-1", "yes"), (1, "answer-2", "yes"),
    ]  # fmt: skip
    kept.close()


def test_what_many_threads_write_is_all_there(where, code):
    kept = Store(where)
    kept.new(code, day())

    def send(person):
        for told in [kept.answer(code, said(n, person)) for n in range(25)]:
            told.result(60)

    threads = [threading.Thread(target=send, args=(n,)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found = kept.answers(code)
    assert len({(one.person, one.id) for one in found}) == len(found) == 200
    for person in range(8):
        assert [one.at for one in found if one.person == person] == sorted(map(float, range(25)))
    kept.close()


def test_one_piece_that_is_refused_takes_no_other_with_it(where, code):
    kept = Store(where)
    kept.new(code, day())
    told = [kept.answer(room, said(n)) for n, room in enumerate((code, "NOWHERE", code))]
    assert [type(one.exception(30)) for one in told] == [type(None), RunError, type(None)]
    assert [one.id for one in kept.answers(code)] == ["answer-0", "answer-2"]
    kept.close()


def test_a_code_is_used_once(store):
    store.new("SUMMER", day())
    with pytest.raises(RunError) as refused:
        store.new("SUMMER", day())
    assert refused.value.key == "room.code_taken"


def test_a_code_without_a_room_is_told(store):
    with pytest.raises(RunError) as refused:
        store.room("WINTER")
    assert refused.value.key == "room.wrong_code"


@pytest.mark.parametrize("where", ["mysql://u:secret@h/b", "nonsense", "postgresql+none://h/b"])
def test_a_store_that_is_not_known_is_refused_and_its_password_kept(where):
    with pytest.raises(RunError) as refused:
        Store(where)
    assert refused.value.key in ("room.store_unknown", "room.store_missing")
    assert "secret" not in refused.value.say("en")


def test_a_server_that_does_not_answer_is_told_without_the_password():
    with pytest.raises(RunError) as refused:
        Store("postgresql+pg8000://u:secret@127.0.0.1:1/b")
    assert refused.value.key == "room.store_not_opened"
    assert "secret" not in refused.value.say("fr")


def test_a_closed_store_takes_nothing_more(tmp_path):
    kept = Store(tmp_path / "r.sqlite")
    kept.close()
    with pytest.raises(RunError) as refused:
        kept.answer("SUMMER", said())
    assert refused.value.key == "room.store_closed"


def test_the_file_writes_ahead_and_nobody_else_reads_it(tmp_path):
    file = place(Dossier(tmp_path))
    kept = Store(file)
    kept.new("SUMMER", day())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    with sqlite3.connect(file) as line:
        assert line.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    line.close()
    kept.close()


def test_the_last_answer_at_a_place_stands_and_the_others_are_kept():
    many = [said(1), said(2, value="no"), said(3, round=2), said(4, person=2), said(5, slot=2)]
    assert [one.id for one in standing(many)] == ["answer-2", "answer-3", "answer-4", "answer-5"]
    assert standing([said(1), said(2, value=None)]) == []


def test_the_last_answer_of_anybody_in_a_group_stands_for_the_group():
    shared = {"per_group": True, "group": 4}
    assert [one.id for one in standing([said(1, **shared), said(2, person=9, **shared)])] == [
        "answer-2"
    ]
