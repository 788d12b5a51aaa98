"""What a dossier has been is kept, small and whole, and any of it can be brought back."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import kept
from workbench.base.dossier import Dossier, copy, revise
from workbench.base.errors import RunError
from workbench.base.history import before, changes, restore, text, versions
from workbench.base.kept import Entry, thinned
from workbench.base.records import Text, changed
from workbench.evaluation import Evaluation
from workbench.forms.live import Watched

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def work(club):
    """The same dossier, whose history is kept."""
    return Watched(club.folder, person="Ana")


@pytest.fixture
def later(monkeypatch):
    """A switch: from now on, no two changes are one go."""
    return lambda: monkeypatch.setattr(kept, "JOINED", timedelta(0))


def titled(work, words):
    revise(work, Evaluation, lambda now: changed(now, title=Text(any=words)))


def title(work):
    return work.read(Evaluation).title.say("en")


def test_what_stood_before_the_first_change_is_kept(work):
    first = work.path("evaluation.yml").read_text("utf-8")
    titled(work, "A")
    new, old = versions(work)
    assert (old.how, old.who, new.how, new.who) == ("before", "", "kept", "Ana")
    assert text(work, old) == first
    assert text(work, new) == work.path("evaluation.yml").read_text("utf-8")


def test_what_a_person_changes_in_one_go_is_one_version(work):
    for words in "ABC":
        titled(work, words)
    assert [one.how for one in versions(work)] == ["kept", "before"]
    titled(Watched(work.folder, person="Bob"), "D")
    assert [one.who for one in versions(work)] == ["Bob", "Ana", ""]
    assert len(list(work.path(".history").iterdir())) == 3 + 3  # contents; list, lock, .gitignore


def test_a_change_made_elsewhere_is_a_version_of_its_own(work, spoil):
    titled(work, "A")
    spoil(work, "evaluation.yml", ("title: A", "title: By hand"))
    titled(work, "B")
    assert [one.how for one in versions(work)] == ["kept", "outside", "kept", "before"]
    assert "By hand" in text(work, versions(work)[1])


def test_a_version_says_what_it_changed(work, later):
    later()
    titled(work, "A")
    titled(work, "B")
    (change,) = changes(work, versions(work)[0])
    assert (change.place, change.before, change.after) == (("title",), "A", "B")
    assert changes(work, versions(work)[1], now=True)[0].after == "B"


def test_a_version_is_brought_back_and_that_is_undone(work, later):
    later()
    titled(work, "A")
    titled(work, "B")
    one = restore(work, versions(work)[1])
    assert (title(work), one.how) == ("A", "restored")
    restore(work, before(work, one))
    assert title(work) == "B"
    assert [v.how for v in versions(work)] == ["restored", "restored", "kept", "kept", "before"]


def test_a_plain_dossier_keeps_no_history_and_an_example_is_never_written(club):
    club.write(changed(club.read(Evaluation), title=Text(any="A")))
    assert not club.path(".history").exists()
    with pytest.raises(RunError) as caught:
        titled(Watched(club.folder, read_only=True), "B")
    assert caught.value.key == "dossier.read_only"


def test_the_history_is_no_part_of_the_dossier(work, tmp_path):
    before = {name for name, _, _ in work.state()}
    titled(work, "A")
    assert {name for name, _, _ in work.state()} == before
    again = copy(Dossier(work.folder), tmp_path / "again")
    assert not again.path(".history").exists()
    assert work.path(".history", ".gitignore").read_text("utf-8") == "*\n"


def test_a_list_that_cannot_be_read_is_set_aside_and_loses_nothing(work):
    titled(work, "A")
    path = work.path(".history", "versions.json")
    held = {one.name for one in path.parent.iterdir()}
    path.write_text("{", encoding="utf-8")
    assert versions(work) == ()
    titled(work, "B")
    assert [one.how for one in versions(work)] == ["kept", "before"]
    assert held <= {one.name for one in path.parent.iterdir()}
    assert any(one.read_text("utf-8") == "{" for one in path.parent.glob("versions-*.json"))


def test_a_content_that_was_taken_away_is_answered_with_a_letter(work):
    titled(work, "A")
    old = versions(work)[-1]
    work.path(".history", old.sha).write_text("title: forged", encoding="utf-8")
    with pytest.raises(RunError) as caught:
        restore(work, old)
    assert caught.value.key == "kept.gone"
    assert title(work) == "A"


def test_what_is_forgotten_is_gone_with_its_contents(work):
    titled(work, "A")
    gone = {one.sha for one in versions(work)}
    kept.forget(work.folder, ["evaluation.yml"])
    assert versions(work) == ()
    assert not gone & {one.name for one in work.path(".history").iterdir()}


minutes = st.integers(0, 500 * 24 * 60)
kinds = st.sampled_from(("kept", "aside"))
moments = st.lists(st.tuples(minutes, st.sampled_from("ab"), kinds), max_size=80)


def entry(number, minutes=0, file="a", how="kept"):
    """A version of a file, so many minutes before now."""
    at = (NOW - timedelta(minutes=minutes)).isoformat(timespec="milliseconds")
    return Entry(str(number), at, at, file, "", how, str(number), 10)


@given(moments)
def test_thinning_keeps_today_and_the_last_two_of_each_file_in_order(given_):
    past = sorted(given_, reverse=True)
    known = [entry(number, *one) for number, one in enumerate(past, 1)]
    left = thinned(known, NOW)
    assert [int(one.id) for one in left] == sorted(int(one.id) for one in left)
    for file in "ab":
        stood = [one for one in known if one.file == file and one.how != "aside"]
        assert set(stood[-2:]) <= set(left)
    assert {one for one in known if NOW - one.when <= timedelta(days=1)} <= set(left)
    assert thinned(left, NOW) == left


def test_a_history_is_bounded_in_number_and_in_room(monkeypatch):
    known = [entry(number) for number in range(1, 500)]
    assert len(thinned(known, NOW)) == kept.MOST
    monkeypatch.setattr(kept, "BYTES", 100)
    assert [one.id for one in thinned(known, NOW)] == [str(n) for n in range(490, 500)]


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_kill_at_any_moment_leaves_a_dossier_and_a_history_that_can_be_read(work):
    command = [sys.executable, "-m", "tests.base.killed", str(work.folder), "80"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [line.split("|") for line in ran.stdout.splitlines()]
    assert len(rows) > 10
    assert rows[-1][1] == "0"  # the last one was not killed any more: every step was tried
    titles = [int(row[2].removeprefix("Title ")) for row in rows]
    assert titles == sorted(titles)  # a title that was kept is never lost again
    assert titles[-1] == len(rows)
    assert {tuple(row[3:]) for row in rows} == {("True", "True")}


def test_a_damaged_list_of_another_shape_is_nothing(work):
    titled(work, "A")
    work.path(".history", "versions.json").write_text(json.dumps({"versions": [{}]}), "utf-8")
    assert versions(work) == ()


def test_a_history_that_somebody_takes_away_is_begun_again(work):
    titled(work, "A")
    shutil.rmtree(work.path(".history"))
    titled(work, "B")
    assert [one.how for one in versions(work)] == ["kept", "before"]
