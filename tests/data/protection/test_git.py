"""Git never receives what people answered, whatever is in the dossier."""

import subprocess

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier, copy, work_on
from workbench.data.protection.published import PUBLISHED
from workbench.data.protection.retention import LOG

PERSONAL = (
    "received/entry.xlsx",
    "received/deep/er.csv",
    "data/clean.csv",
    "data/.clean.csv.x1y2",
    "data/import_report.csv",
    "report/index.html",
    "results/effects.csv",
    "stories.yml",
    "coding.csv",
    "list.keys",
    "shared.zip",
    "collection/old/names.keys",
)
OURS = ("evaluation.yml", "plan.yml", LOG, PUBLISHED)


@pytest.fixture
def staged(tmp_path):
    """A reader: put a dossier under git and return the files that git takes."""

    def names(dossier):
        for name in (*PERSONAL, LOG, PUBLISHED):
            path = dossier.path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("K7D-4F9,job\n")
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *command], cwd=dossier.folder, check=True)
        listed = ["git", "ls-files", "-z"]
        found = subprocess.run(listed, cwd=dossier.folder, check=True, capture_output=True)
        return set(found.stdout.decode().split("\0")) - {""}

    return names


def test_a_new_dossier_gives_git_its_records_and_nothing_of_people(staged, tmp_path):
    names = staged(copy(Dossier(places.templates() / "dossier"), tmp_path / "mine"))
    assert not names & set(PERSONAL)
    assert set(OURS) <= names


def test_a_dossier_without_its_list_of_exceptions_would_give_them(staged, tmp_path):
    dossier = copy(Dossier(places.templates() / "dossier"), tmp_path / "mine")
    dossier.path(".gitignore").unlink()
    assert set(PERSONAL) <= staged(dossier)


@pytest.mark.parametrize("name", ["nsw", "trajectoires"])
def test_a_copy_of_an_example_to_work_in_keeps_its_people_from_git_too(staged, name):
    names = staged(work_on(name))
    assert not names & set(PERSONAL)
    assert set(OURS) <= names
