"""The shelf of dossiers: names that every disk knows, and nothing half-made."""

import contextlib
import errno
import os
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import dossier as dossiers
from workbench.base import places, shelf
from workbench.base.dossier import FORMAT, MARK, Dossier, known
from workbench.base.errors import RecordError, RunError
from workbench.base.shelf import MAKING, OLD, Shelf
from workbench.base.titles import LONGEST, STEM, called, stem
from workbench.base.yaml_files import read_yaml


def content(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*") if p.is_file()
    }


def title(name):
    return read_yaml(shelf.own()[name].path(MARK))["title"]


def nothing_hidden(home):
    """Nothing that was begun is left over."""
    return not any((home / MAKING).glob(".*")) and not any(home.glob(".evaluation*"))


@given(st.text())
def test_every_title_makes_a_name_that_every_disk_knows(text):
    name = stem(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= STEM


@given(st.text())
def test_a_title_is_one_line_that_can_be_read_or_is_refused(text):
    with contextlib.suppress(RunError):
        plain = called(text)
        assert plain == " ".join(plain.split())
        assert 0 < len(plain) <= LONGEST


@pytest.mark.parametrize(
    "given_", ["Sport & emploi", "🙂", "<b>gras</b>", "a: [b", "# no", "'", "é\r\n"]
)
def test_a_title_is_kept_as_it_was_written(given_, own_place):
    name = shelf.new(given_)
    assert title(name) == given_.strip()
    assert set(content(own_place / name)) >= {MARK, "theory.yml", ".gitignore"}
    assert nothing_hidden(own_place)


@pytest.mark.parametrize("word", ["con", "LPT1", "nsw", "Trajectoires"])
def test_a_new_dossier_takes_the_name_of_no_device_and_of_no_example(word):
    assert shelf.new(word) == f"{word.lower()}-2"
    assert shelf.new(word) == f"{word.lower()}-3"


def test_two_who_begin_at_once_have_a_dossier_each():
    with ThreadPoolExecutor(8) as people:
        names = list(people.map(lambda _: shelf.new("Club"), range(16)))
    assert sorted(names) == sorted(["club", *(f"club-{n}" for n in range(2, 17))])
    assert set(shelf.own()) == set(names)


def test_a_name_that_somebody_takes_at_the_last_moment_stays_theirs(own_place, monkeypatch):
    rename = Path.rename

    def late(path, to):
        if to == own_place / "club":
            to.mkdir()
            (to / MARK).write_text("theirs")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", late)
    assert shelf.new("Club") == "club-2"
    assert (own_place / "club" / MARK).read_text() == "theirs"


def test_a_copy_has_its_own_title_and_no_history(club, own_place):
    shutil.copytree(club.folder, own_place / "club")
    (own_place / "club" / ".history").mkdir()
    (own_place / "club" / ".history" / "theory.yml").write_text("old")
    before = content(own_place / "club")
    name = shelf.duplicate("club", "Club, 2027")
    assert (name, title(name)) == ("club-2027", "Club, 2027")
    copied = content(own_place / name)
    assert ".history/theory.yml" not in copied
    same = {file for file in before if not file.startswith(".") and file != MARK}
    assert {file: copied[file] for file in same} == {file: before[file] for file in same}
    assert content(own_place / "club") == before


@pytest.mark.parametrize("name", ["", "..", "../club", ".bin", "nsw", "club/data", "/etc"])
def test_only_a_name_on_the_shelf_is_found(name, own_place):
    shelf.new("Club")
    for verb in (shelf.put_away, shelf.packed, lambda one: shelf.duplicate(one, "x")):
        with pytest.raises(RunError) as refused:
            verb(name)
        assert refused.value.key == "serve.no_such_dossier"
    assert set(shelf.own()) == {"club"}


def test_what_is_put_away_comes_back_as_it_was(own_place):
    shelf.new("Club")
    before = content(own_place / "club")
    key = shelf.put_away("club")
    assert "club" not in known()
    assert [(one.key, one.dossier.name) for one in shelf.away()] == [(key, "club")]
    assert shelf.take_back(key) == "club"
    assert content(own_place / "club") == before
    assert shelf.away() == []


def test_what_comes_back_takes_nobodys_place(own_place):
    key = shelf.put_away(shelf.new("Club"))
    shelf.new("Club")
    kept = content(own_place / "club")
    assert shelf.take_back(key) == "club-2"
    assert content(own_place / "club") == kept


def test_only_what_was_named_is_deleted(own_place):
    first, second = (shelf.put_away(shelf.new("Club")) for _ in range(2))
    assert shelf.throw_away([first, first]) == 1
    assert [one.key for one in shelf.away()] == [second]
    assert not list((own_place / shelf.BIN).glob(f"*{first}*"))


@pytest.mark.parametrize("key", ["", ".", "..", "../club", "20260101-000000-abcdef"])
def test_a_key_that_is_none_touches_nothing(key, own_place):
    shelf.new("Club")
    for verb in (shelf.take_back, lambda one: shelf.throw_away([one])):
        with pytest.raises(RunError) as refused:
            verb(key)
        assert refused.value.key == "shelf.not_away"
    assert set(shelf.own()) == {"club"}


def test_a_full_disk_leaves_nothing_and_says_so(own_place, monkeypatch):
    shelf.new("Club")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(shutil, "copyfile", full)
    monkeypatch.setattr(shutil, "copytree", full)
    monkeypatch.setattr(shelf.zipped, "pack", full)
    for verb in (
        shelf.new,
        lambda one: shelf.duplicate("club", one),
        lambda _: shelf.packed("club"),
    ):
        with pytest.raises(RunError) as refused:
            verb("Other")
        assert refused.value.key == "shelf.not_written"
    assert set(shelf.own()) == {"club"}
    assert nothing_hidden(own_place)


def test_what_a_killed_server_left_is_swept_away_after_a_day(own_place):
    old, young = own_place / MAKING / ".evaluation.a", own_place / MAKING / ".evaluation.b"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / MARK).write_text("format: 1\n")
    then = time.time() - OLD - 60
    os.utime(old, (then, then))
    shelf.new("Club")
    assert not old.exists()
    assert young.exists()
    assert set(shelf.own()) == {"club"}


def test_what_is_being_made_is_no_dossier_yet(own_place):
    (own_place / ".nsw.abc").mkdir()
    (own_place / ".nsw.abc" / MARK).write_text("format: 1\ntitle: Half\n")
    assert not {name for name in known() if name.startswith(".")}
    assert shelf.own() == {}


class Members:
    """A shelf of which one person sees their own alone; names are claimed first."""

    def __init__(self, folder: Path) -> None:
        self.names = set()
        self.shelf = Shelf(folder, lambda: self.names, self.claim, self.names.discard)

    def claim(self, wanted):
        name = f"{wanted}-hers"
        self.names.add(name)
        return name


def test_on_a_shared_shelf_a_person_sees_and_touches_their_own_alone(own_place):
    shelf.new("Club")
    hers = Members(own_place)
    assert shelf.own(hers.shelf) == {}
    name = shelf.new("Club", hers.shelf)
    assert name == "club-hers"
    assert set(shelf.own(hers.shelf)) == {name}
    with pytest.raises(RunError):
        shelf.put_away("club", hers.shelf)
    theirs = shelf.put_away("club")
    assert shelf.away(hers.shelf) == []
    with pytest.raises(RunError):
        shelf.take_back(theirs, hers.shelf)
    key = shelf.put_away(name, hers.shelf)
    assert name in hers.names  # it stays hers while it is put away
    assert shelf.take_back(key, hers.shelf) == name
    shelf.throw_away([shelf.put_away(name, hers.shelf)], hers.shelf)
    assert hers.names == set()


def test_a_name_that_was_claimed_for_nothing_is_free_again(own_place):
    hers = Members(own_place)
    (own_place / "club-hers").write_text("in the way")
    with pytest.raises(RunError):
        shelf.new("Club", hers.shelf)
    assert hers.names == set()
    assert nothing_hidden(own_place)


def test_a_dossier_goes_out_and_comes_back_the_same(example, own_place):
    shutil.copytree(places.examples() / "trajectoires", own_place / "mine")
    (own_place / "mine" / ".looked.yml").write_text("a: b")
    with shelf.packed("mine") as file:
        name = shelf.unpacked(file)
    assert name == "mine-2"
    back = content(own_place / name)
    assert back.pop(".gitignore")
    before = content(own_place / "mine")
    del before[".looked.yml"]
    assert back == before
    assert nothing_hidden(own_place)
    times = [(own_place / one / "theory.yml").stat().st_mtime for one in ("mine", name)]
    assert abs(times[0] - times[1]) <= 2  # a zip file counts in steps of two seconds


@pytest.mark.parametrize(
    ("format_", "error", "key"),
    [
        ("format: 2", RecordError, "dossier.newer"),
        ("format: 0", RunError, "shelf.zip_older"),
        ("form: 1", RecordError, "dossier.no_format"),
    ],
)
def test_a_dossier_of_another_format_is_refused_with_its_letter(format_, error, key, own_place):
    shelf.new("Club")
    mark = own_place / "club" / MARK
    mark.write_text(
        mark.read_text(encoding="utf-8").replace("format: 1", format_), encoding="utf-8"
    )
    with shelf.packed("club") as file, pytest.raises(error) as refused:
        shelf.unpacked(file)
    assert refused.value.key == key
    assert set(shelf.own()) == {"club"}
    assert nothing_hidden(own_place)


def test_an_older_dossier_is_brought_to_todays_format(own_place, monkeypatch):
    shelf.new("Club")
    for path in (own_place / "club").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("format: 1", "format: 0"))
    monkeypatch.setitem(dossiers.MIGRATIONS, 0, lambda _, found: found)
    with shelf.packed("club") as file:
        name = shelf.unpacked(file)
    assert name == "club-2"
    assert Dossier(own_place / name).path("theory.yml").read_text().count(f"format: {FORMAT}") == 1
    assert read_yaml(own_place / "club" / MARK)["format"] == 0
