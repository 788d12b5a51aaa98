"""A dossier is found by name or folder, copied whole, migrated in a copy, refused with a letter."""

import shutil
from pathlib import Path

import pytest

from workbench.base import dossier as dossiers
from workbench.base import places
from workbench.base.dossier import FORMAT, MARK, Dossier, copy, migrate, open_dossier, work_on
from workbench.base.errors import RecordError, RunError
from workbench.base.files import sha256
from workbench.base.records import changed
from workbench.base.yaml_files import read_yaml
from workbench.collection import Instrument, Plan
from workbench.data import Received
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.ledger import Ledger
from workbench.theory import Theory

KINDS = (Evaluation, Theory, Choices, Instrument, Plan, Received, Ledger)


def content(folder):
    return {p.relative_to(folder): sha256(p) for p in folder.rglob("*") if p.is_file()}


def test_an_example_is_opened_by_name_and_never_written():
    nsw = open_dossier("nsw")
    assert nsw.read_only
    with pytest.raises(RunError) as caught:
        nsw.write(nsw.read(Evaluation))
    assert caught.value.key == "dossier.read_only"


def test_a_dossier_is_opened_by_its_folder(club):
    opened = open_dossier(str(club.folder))
    assert opened.name == "club"
    assert not opened.read_only


def test_a_dossier_of_ones_own_is_opened_by_its_name(club, own_place):
    copy(club, own_place / "mine")
    assert open_dossier("mine").folder == own_place / "mine"


def test_a_dossier_of_ones_own_stands_before_an_example_of_the_same_name(club, own_place):
    copy(club, own_place / "nsw")
    assert not open_dossier("nsw").read_only


def test_an_unknown_dossier_is_refused_with_the_nearest_name():
    with pytest.raises(RunError) as caught:
        open_dossier("trajectoire")
    assert caught.value.key == "dossier.unknown"
    assert caught.value.holes["hint"].holes == {"near": "trajectoires"}


def test_a_folder_that_is_no_dossier_is_refused(tmp_path):
    with pytest.raises(RunError) as caught:
        open_dossier(str(tmp_path))
    assert caught.value.key == "dossier.not_one"
    assert caught.value.holes["mark"] == MARK


def test_to_work_on_an_example_is_to_work_on_ones_own_copy(own_place):
    work = work_on("nsw", leave_out=["results"])
    assert work.folder == own_place / "nsw"
    assert not work.read_only
    assert not work.has("results/*")
    marked = changed(work.read(Evaluation), simulated=True)
    work.write(marked)
    assert work_on("nsw").read(Evaluation) == marked


def test_a_copy_gives_the_same_records(club, tmp_path):
    again = copy(club, tmp_path / "again")
    for kind in KINDS:
        assert again.read(kind) == club.read(kind)
    assert content(again.folder) == content(club.folder)


def test_a_copy_leaves_out_what_it_is_told_to_and_what_is_hidden(club, tmp_path):
    club.path(".secret").write_text("x", encoding="utf-8")
    club.path(".gitignore").write_text("x", encoding="utf-8")
    again = copy(club, tmp_path / "again", leave_out=["received/*", "plan.yml"])
    assert not again.has("received/*")
    assert not again.has("plan.yml")
    assert not again.path(".secret").exists()
    assert again.path(".gitignore").exists()


def test_a_copy_that_fails_leaves_nothing(club, tmp_path):
    def fail(folder):
        raise RecordError("yaml.not_keys", file="x")

    into = tmp_path / "copies" / "again"
    with pytest.raises(RecordError):
        copy(club, into, change=fail)
    assert not list(into.parent.iterdir())


def test_a_copy_over_something_else_is_refused_and_touches_nothing(club, tmp_path):
    into = tmp_path / "taken"
    into.mkdir()
    (into / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError) as caught:
        copy(club, into)
    assert caught.value.key == "dossier.not_copied"
    assert [path.name for path in into.iterdir()] == ["mine.txt"]


def test_a_copy_below_a_file_is_refused(club, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(RunError) as caught:
        copy(club, tmp_path / "file" / "again")
    assert caught.value.key == "dossier.not_copied"


def test_a_record_that_is_not_there_yet_is_none(club):
    assert club.read_if_there(Plan)
    club.path("plan.yml").unlink()
    assert club.read_if_there(Plan) is None
    with pytest.raises(RecordError) as caught:
        club.read(Plan)
    assert caught.value.key == "file.missing"
    assert caught.value.holes["file"] == "plan.yml"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("", "dossier.no_format"),
        ("format: one\n", "dossier.no_format"),
        ("format: true\n", "dossier.no_format"),
        ("format: 2\n", "dossier.newer"),
        ("format: 0\n", "dossier.older"),
    ],
)
def test_a_file_of_another_format_is_refused(club, spoil, kind, line, key):
    spoil(club, kind.FILE, ("format: 1\n", line))
    with pytest.raises(RecordError) as caught:
        club.read(kind)
    assert caught.value.key == key
    assert caught.value.holes["file"] == club.path(kind.FILE).name


def to_two(name, old):
    """A change of format that nobody made: the title becomes a heading."""
    if name != MARK:
        return old
    return {**{key: value for key, value in old.items() if key != "title"}, "heading": old["title"]}


def test_a_migration_makes_a_copy_and_leaves_the_old_folder_as_it_was(club, tmp_path):
    before = content(club.folder)
    new = migrate(club, tmp_path / "new", {1: to_two}, to=2)
    assert content(club.folder) == before
    made = read_yaml(new.path(MARK))
    assert made["format"] == 2
    assert made["heading"] == {"fr": "Club du pont", "en": "Bridge club"}
    assert "title" not in made
    assert {read_yaml(path)["format"] for path in new.folder.rglob("*.yml")} == {2}
    with pytest.raises(RecordError) as caught:
        new.read(Plan)
    assert caught.value.key == "dossier.newer"


def test_a_migration_goes_through_every_format(club, tmp_path):
    seen = []

    def step(name, old):
        seen.append((name, old["format"]))
        return old

    migrate(club, tmp_path / "new", {1: step, 2: step}, to=3)
    assert [version for name, version in seen if name == MARK] == [1, 2]


def test_a_migration_that_fails_leaves_no_copy_and_the_old_folder_as_it_was(club, tmp_path):
    before = content(club.folder)
    club.path("plan.yml").write_text("", encoding="utf-8")
    with pytest.raises(RecordError):
        migrate(club, tmp_path / "deep" / "new", {1: to_two}, to=2)
    assert not list((tmp_path / "deep").iterdir())
    club.path("plan.yml").write_bytes((shelf() / "plan.yml").read_bytes())
    assert content(club.folder) == before


def shelf(number=1):
    return Path(__file__).parent.parent / "shelf" / f"format_{number}"


def test_every_format_ever_written_has_a_shelf():
    assert all(shelf(number).is_dir() for number in range(1, FORMAT + 1))


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_dossier_of_the_shelf_still_opens(number, tmp_path):
    old = Dossier(shelf(number))
    opened = old if number == FORMAT else migrate(old, tmp_path / "today")
    for kind in KINDS:
        assert opened.read(kind).format == FORMAT


def test_there_is_a_migration_from_every_older_format():
    assert set(dossiers.MIGRATIONS) == set(range(1, FORMAT))


def test_the_dossiers_that_are_known_are_the_examples_and_ones_own(club, own_place):
    examples = {path.parent.name for path in places.examples().glob(f"*/{MARK}")}
    assert set(dossiers.known()) == examples
    copy(club, own_place / "mine")
    (own_place / "notes").mkdir()
    assert set(dossiers.known()) == {*examples, "mine"}
    shutil.rmtree(own_place / "mine")
    assert "mine" not in dossiers.known()


def test_the_state_of_a_dossier_changes_with_each_of_its_files(club):
    before = club.state()
    assert club.state() == before
    path = club.path("notes", "new.txt")
    path.parent.mkdir()
    path.write_text("a", encoding="utf-8")
    after = club.state()
    assert after != before
    assert club.state(but=["notes/*"]) == before
    path.write_text("ab", encoding="utf-8")
    assert club.state() not in (before, after)
