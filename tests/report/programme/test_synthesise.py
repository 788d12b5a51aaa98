"""A programme's folder is made whole or not at all, and says the same whoever made it."""

import shutil
from pathlib import Path

import pytest

from tests.analysis.pilots.by_hand import NOTHING, effect, gathered
from workbench.analysis.pilots.record import EFFECTS, SITES
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RecordError, RunError
from workbench.report import programme
from workbench.report.programme.kept import tables
from workbench.report.programme.synthesise import INPUTS, synthesise


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def made(seven, tmp_path):
    synthesise(seven, tmp_path / "out/programme")
    return tmp_path / "out/programme"


def test_the_folder_holds_what_the_page_needs_and_nothing_else(made):
    assert set(contents(made)) == set(INPUTS)
    assert [path.name for path in made.parent.iterdir()] == ["programme"]


def test_what_is_read_back_is_what_was_gathered(made, seven):
    assert programme.read(Dossier(made)) == programme.gather(seven)


def test_the_same_runs_leave_the_same_bytes_in_any_order(made, seven, tmp_path):
    synthesise(seven[::-1], tmp_path / "again")
    assert contents(tmp_path / "again") == contents(made)


def test_a_second_time_changes_no_file_where_nothing_changed(made, seven):
    before = {path: path.stat().st_ino for path in made.rglob("*")}
    synthesise(seven, made)
    assert {path: path.stat().st_ino for path in made.rglob("*")} == before


def test_pages_and_the_record_of_the_run_stay(made, seven):
    (made / "pages").mkdir()
    (made / "pages/08_programme.ipynb").write_text("{}", encoding="utf-8")
    (made / "manifest.json").write_text("{}", encoding="utf-8")
    synthesise(seven[:3], made)
    assert (made / "pages/08_programme.ipynb").read_text(encoding="utf-8") == "{}"
    assert (made / "manifest.json").is_file()
    assert len(programme.read(Dossier(made)).members) == 3


def test_a_failure_in_the_middle_leaves_the_former_folder(made, seven, monkeypatch):
    before = contents(made)

    def fail(self, target):
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(RunError) as caught:
        synthesise(seven[:3], made)
    monkeypatch.undo()
    assert caught.value.key == "synthesis.not_written"
    assert contents(made) == before
    assert [path.name for path in made.parent.iterdir()] == ["programme"]


def test_a_move_that_fails_half_way_puts_the_former_folder_back(made, seven, monkeypatch):
    before, move = contents(made), Path.rename

    def fail(self, target):
        if Path(target) == made and self.parent == made.parent:
            raise OSError(28, "full")
        return move(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(RunError):
        synthesise(seven[:3], made)
    monkeypatch.undo()
    assert contents(made) == before


def test_a_file_in_the_way_is_not_written_over(seven, tmp_path):
    (tmp_path / "programme").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError) as caught:
        synthesise(seven, tmp_path / "programme")
    assert caught.value.key == "synthesis.not_written"
    assert (tmp_path / "programme").read_text(encoding="utf-8") == "mine"


def test_no_run_at_all_makes_a_programme_without_pilots(tmp_path):
    synthesise([], tmp_path / "none")
    found = programme.compare(programme.read(Dossier(tmp_path / "none")))
    assert (found.outcomes, found.groups) == ((), ())
    assert ("synthesis.few", False) in {(f.id, f.passed) for f in programme.doubts(found)}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EFFECTS, "described", "proved"),
        (EFFECTS, "0.5,", "half,"),
        (EFFECTS, "claim", "claims"),
        (SITES, "pilot", "pilots"),
        (EFFECTS, ",false,", ",perhaps,"),
    ],
)
def test_a_spoilt_table_is_named(file, old, new, tmp_path):
    (tmp_path / "pilots").mkdir()
    written = tables(gathered(effect("lille"), effect("lyon")))
    assert old in written[file]
    write(tmp_path, {**written, file: written[file].replace(old, new, 1)})
    with pytest.raises(DataError) as caught:
        programme.read(Dossier(tmp_path))
    assert (caught.value.key, caught.value.holes["file"]) == ("synthesis.unreadable_table", file)


def write(folder, written):
    shutil.copy(
        Path(programme.__file__).parents[3] / "datasets/dossiers/clubs/programme.yml", folder
    )
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_a_table_that_speaks_of_a_stranger_is_refused(made):
    text = (made / EFFECTS).read_text(encoding="utf-8")
    (made / EFFECTS).write_text(text.replace("club_c", "club_z"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        programme.read(Dossier(made))
    assert caught.value.key == "synthesis.stranger"


def test_a_list_of_pilots_that_breaks_a_rule_is_refused(made):
    text = (made / "programme.yml").read_text(encoding="utf-8")
    (made / "programme.yml").write_text(text.replace("taken", "token", 1), encoding="utf-8")
    with pytest.raises(RecordError):
        programme.read(Dossier(made))


def test_a_masked_row_is_written_without_a_figure_and_read_back_so(tmp_path):
    masked = gathered(effect("club_a", **NOTHING), effect("club_b"))
    write_folder = tmp_path / "pilots"
    write_folder.mkdir()
    write(tmp_path, tables(masked))
    rows = programme.read(Dossier(tmp_path)).effects
    assert [(row.pilot, row.masked) for row in rows] == [("club_a", True), ("club_b", False)]
    assert rows == masked.effects
