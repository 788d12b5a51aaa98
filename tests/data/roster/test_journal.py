"""Nothing that was given is overwritten, torn or lost."""

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.data import roster
from workbench.data.roster import journal
from workbench.data.roster.heard import plain
from workbench.data.roster.journal import FILE, Line, lines, opened


@given(st.lists(st.text(max_size=20).map(plain), max_size=5))
def test_every_text_comes_back_as_it_was_typed(tmp_path_factory, texts):
    dossier = Dossier(tmp_path_factory.mktemp("dossier"))
    given_now = [Line("now", "K7C", "entry", "q", text, text) for text in texts]
    for line in given_now:
        with opened(dossier) as book:
            book.add([line])
    assert list(lines(dossier)) == given_now


def test_a_line_cut_short_by_a_power_cut_is_left_out_and_the_next_one_is_whole(bare, one):
    path = bare.path(FILE)
    before = lines(bare)
    path.write_bytes(path.read_bytes() + b'2026-01-01T00:00:00Z,K7C-4M3,entry,"a')
    assert lines(bare) == before
    roster.give(bare, one, "entry", "age", "20")
    assert [line.typed for line in lines(bare)] == [*(line.typed for line in before), "20"]


def test_a_full_disk_leaves_the_journal_as_it_was_and_says_so(bare, one, monkeypatch):
    before = bare.path(FILE).read_bytes()

    def full(handle, content, at):
        os.pwrite(handle, content[: len(content) // 2], at)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(journal, "_write", full)
    with pytest.raises(RunError) as letter:
        roster.give(bare, one, "entry", "age", "20")
    assert letter.value.key == "roster.not_written"
    assert bare.path(FILE).read_bytes() == before


def test_an_example_is_not_written_to(bare):
    with pytest.raises(RunError) as letter:
        roster.add(Dossier(bare.folder, read_only=True))
    assert letter.value.key == "dossier.read_only"


def test_a_journal_taken_away_while_somebody_waits_is_begun_anew(bare, one):
    bare.path(FILE).unlink()
    roster.give(bare, one, "entry", "age", "20")
    assert [line.typed for line in lines(bare)] == ["20"]
