"""A small run made once, and copies of it to damage."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import SHELF
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.launch import runner
from workbench.launch.contents import page, pages
from workbench.launch.programme.folder import Order


def quiet(*_):
    """Watch nothing."""


@pytest.fixture(scope="session")
def whole_run(tmp_path_factory):
    """The seven pages of the tiny dossier, run in English."""
    folder = tmp_path_factory.mktemp("whole")
    club = copy(Dossier(SHELF / "format_1"), folder / "club")
    runner.run(club, folder / "club-en", Order("en", pages()), quiet)
    return folder / "club-en"


@pytest.fixture
def a_copy(whole_run, tmp_path):
    """A copy of the run of one's own."""
    return Path(shutil.copytree(whole_run, tmp_path / "club-en"))


@pytest.fixture
def short_run(club, tmp_path):
    """A builder: run some pages of the tiny dossier, in English."""

    def make(*ids, out="short", lang="en", **values):
        order = Order(lang, [page(id) for id in ids], values)
        runner.run(club, tmp_path / out, order, quiet)
        return tmp_path / out

    return make


@pytest.fixture
def own_pages(tmp_path, monkeypatch):
    """A builder: put other code into a cell of a page, in a copy of the notebooks that is used."""
    folder = tmp_path / "notebooks"
    shutil.copytree(places.notebooks(), folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    monkeypatch.setattr(places, "notebooks", lambda: folder)

    def change(id, cell, code, lang="en"):
        path = folder / lang / f"{id}.ipynb"
        content = json.loads(path.read_text(encoding="utf-8"))
        found = next(one for one in content["cells"] if one["id"] == cell)
        found["source"] = code
        path.write_text(json.dumps(content), encoding="utf-8")

    return change
