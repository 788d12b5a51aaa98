"""A file that is sent in pieces waits beside the dossier; nothing of it is lost, or left behind."""

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.errors import DataError, RunError
from workbench.data.importing import draft
from workbench.data.importing.draft import DAYS, LARGEST, Sent

CONTENT = b"person,place\nP1,lille\n"
SENT = Sent("exits.csv", len(CONTENT), 17)


def send(dossier, content=CONTENT, sent=SENT, size=5):
    at = draft.begin(dossier, sent)
    while at < sent.size:
        at = draft.add(dossier, sent, at, content[at : at + size])
    return draft.whole(dossier, sent)


def test_a_file_arrives_whole_and_the_dossier_does_not_change(club, tree):
    before = tree(club.folder)
    path = send(club)
    assert (path.name, path.read_bytes()) == ("exits.csv", CONTENT)
    assert draft.waiting(club) == path
    assert tree(club.folder) == before
    draft.drop(club)
    assert draft.waiting(club) is None
    assert not draft.place(club).exists()


def test_the_same_file_goes_on_where_it_stopped_and_another_begins_anew(club):
    draft.begin(club, SENT)
    draft.add(club, SENT, 0, CONTENT[:7])
    assert draft.half(club) == (SENT, 7)
    assert draft.begin(club, SENT) == 7
    assert draft.begin(club, Sent("exits.csv", 99, 18)) == 0


@pytest.mark.parametrize("at", [0, 3, 9])
def test_a_piece_that_does_not_follow_is_left_out(club, at):
    draft.begin(club, SENT)
    draft.add(club, SENT, 0, CONTENT[:7])
    assert draft.add(club, SENT, at, b"xx") == 7
    assert draft.add(club, SENT, 7, b"x" * 500) == 7  # more than was announced
    assert draft.place(club).joinpath("part").read_bytes() == CONTENT[:7]


def test_another_window_that_sends_something_else_is_told(club):
    draft.begin(club, SENT)
    draft.begin(club, Sent("other.csv", 3, 1))
    with pytest.raises(RunError) as told:
        draft.add(club, SENT, 0, CONTENT)
    assert told.value.key == "upload.other_window"


@pytest.mark.parametrize(
    ("size", "key"),
    [(0, "reading.empty"), (-1, "reading.empty"), (LARGEST + 1, "upload.too_large")],
)
def test_a_size_that_cannot_be_is_refused_before_anything_is_written(club, size, key):
    with pytest.raises(DataError) as told:
        draft.begin(club, Sent("a.csv", size))
    assert told.value.key == key
    assert not draft.place(club).exists()


def test_a_file_sent_in_part_takes_nothing_from_the_one_that_waits(club):
    path = send(club)
    draft.begin(club, Sent("new.csv", 50, 2))
    draft.stop(club)
    assert draft.waiting(club) == path


def test_what_nobody_comes_back_for_is_gone_after_a_week(club):
    send(club)
    old = time.time() - (DAYS + 1) * 24 * 3600
    os.utime(draft.place(club), (old, old))
    assert draft.waiting(club) is None
    assert not draft.place(club).exists()


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"name": 1}'])
def test_a_note_that_cannot_be_read_counts_as_none(club, spoilt):
    draft.begin(club, SENT)
    draft.place(club).joinpath("said.json").write_text(spoilt, encoding="utf-8")
    assert draft.half(club) is None
    assert draft.begin(club, SENT) == 0


@given(st.text(max_size=400))
def test_no_name_leads_out_of_its_folder(name):
    plain = draft.plain(name)
    assert plain
    assert plain not in (".", "..")
    assert not {"/", "\\", "\0", "\n"} & set(plain)
    assert len(plain.encode()) <= 200
