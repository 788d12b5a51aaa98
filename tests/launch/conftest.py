"""Real runs are slow: they are made once, and looked at by many tests."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from workbench.base.dossier import open_dossier
from workbench.launch import runner
from workbench.launch.contents import page, pages
from workbench.launch.programme import step
from workbench.launch.runner import Order


@dataclass(frozen=True)
class Runs:
    """The folders of the real runs of the trial, and the records of them."""

    fr: object
    en: object
    again: object
    records: dict


def quiet(*_):
    """Watch nothing."""


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """The trial run in French and in English, and pages 05 to 07 in English once more."""
    folder = tmp_path_factory.mktemp("runs")
    nsw, records = open_dossier("nsw"), {}
    last = [page(id) for id in ("05_data", "06_analysis", "07_report")]
    for name, lang, some in (("fr", "fr", pages()), ("en", "en", pages()), ("again", "en", last)):
        records[name] = runner.run(nsw, folder / name, Order(lang, some), quiet)
    return Runs(folder / "fr", folder / "en", folder / "again", records)


@pytest.fixture
def a_run(tmp_path):
    """A builder: run some pages of a dossier in this test's own run folder, in English."""

    def make(dossier, *ids, out="run", lang="en", resume=False, **values):
        order = Order(lang, [page(id) for id in ids], values, resume)
        return runner.run(dossier, tmp_path / out, order, quiet), tmp_path / out

    return make


def named(notebook):
    """Return the id of the page that a notebook is."""
    sources = [cell.source for cell in notebook.cells]
    return next(
        one.id
        for one in pages()
        for lang in ("fr", "en")
        if sources == [c.source for c in nbformat.read(one.notebook(lang), as_version=4).cells]
    )


@pytest.fixture
def no_kernel(monkeypatch):
    """Pages that end at once: what is asked of papermill is kept, and its answer may be given.

    Put an exception under a page's id in ``fails`` to make that page fail, or in ``first`` what is
    to be called before it makes anything.
    """
    asked, fails, first = [], {}, {}

    def execute(notebook, values, *, seen, kernel_cwd, **told):
        name = named(notebook)
        asked.append((name, dict(values)))
        notebook.metadata["papermill"] = {"input_path": "/secret", "output_path": kernel_cwd}
        seen.append(SimpleNamespace(nb=notebook))
        if name in fails:
            raise fails[name]
        if name in first:
            first[name](notebook, values, kernel_cwd=kernel_cwd, **told)
        for pattern in page(name).makes:
            made = Path(kernel_cwd) / pattern.replace("*", "clean.csv")
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text("made", encoding="utf-8")

    monkeypatch.setattr(step, "execute_notebook", execute)
    monkeypatch.setattr(step, "warmed", lambda: None)
    execute.asked, execute.fails, execute.first = asked, fails, first
    return execute
