"""What is read before pages open is what pages find, and no example is written to."""

from pathlib import Path

from workbench.analysis.designs import ALL
from workbench.analysis.estimate import answered
from workbench.base import places, words
from workbench.base.dossier import Dossier
from workbench.collection import Plan
from workbench.data import load
from workbench.forms import rehearsal


def test_what_was_read_is_told_so_that_a_change_is_noticed():
    read = set(rehearsal.read())
    assert set(places.datasets().glob("indicators/*/*.yml")) <= read
    assert set((words.FOLDER / "fr").glob("*.po")) <= read
    assert all(Path(file).is_file() for file in read)


def test_a_page_on_an_example_finds_its_analyses_computed(monkeypatch):
    before = {file: file.stat().st_mtime_ns for file in places.examples().rglob("*")}
    rehearsal.examples()
    for design in list(ALL):
        monkeypatch.delitem(ALL, design)
    example = Dossier(places.examples() / "nsw")
    table = load(example)
    for analysis in example.read(Plan).analyses:
        assert answered(analysis, table, 0.95)[0].id == analysis.id
    assert before == {file: file.stat().st_mtime_ns for file in places.examples().rglob("*")}
