"""A page reads no file of its dossier that its key leaves out: nothing is skipped wrongly."""

import json

import nbformat
import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.launch import manifest
from workbench.launch.contents import before, page, pages
from workbench.launch.programme import folder, keys, step

pytestmark = pytest.mark.slow

LISTEN = """
import sys as _sys, os as _os
_here, _read = _os.getcwd() + _os.sep, set()
_sys.addaudithook(
    lambda event, told: _read.add(_os.path.abspath(told[0]))
    if event == "open" and isinstance(told[0], str) else None
)
"""
TELL = """
import json as _json
print("READ" + _json.dumps(sorted(p[len(_here):] for p in set(_read) if p.startswith(_here))))
"""


@pytest.fixture
def reads(tmp_path, a_run, monkeypatch):
    """A reader: run every page of a dossier for real; return what each opened, by page."""
    real = step.execute_notebook

    def listened(notebook, *args, **told):
        notebook.cells.insert(0, nbformat.v4.new_code_cell(LISTEN, metadata={"tags": []}))
        notebook.cells.append(nbformat.v4.new_code_cell(TELL, metadata={"tags": []}))
        return real(notebook, *args, **told)

    def run(dossier):
        monkeypatch.setattr(step, "execute_notebook", listened)
        record, out = a_run(dossier, *[one.id for one in pages()])
        return {r.page: _told(out / "pages" / f"{r.page}.ipynb") for r in record.pages}, out

    return run


def _told(path):
    outputs = nbformat.read(path, as_version=4).cells[-1].get("outputs", [])
    return json.loads(outputs[0].text.removeprefix("READ")) if outputs else []


def _left_out(read, out):
    """Yield each page and the file that it opened, though its key does not hold it."""
    files = folder.inputs(out)
    for id, opened in read.items():
        made = {name for one in (*before(id), page(id)) for name in manifest.left_by(out, one)}
        allowed = {*keys.inputs(page(id), files), *made}
        there = [name for name in opened if (out / name).is_file()]
        yield from ((id, name) for name in there if name not in allowed)


def test_a_tiny_dossier(reads, club):
    read, out = reads(club)
    assert "evaluation.yml" in read["01_evaluation"]
    assert list(_left_out(read, out)) == []


@pytest.mark.full
@pytest.mark.parametrize("name", ["nsw", "trajectoires", "sipa", "reliance"])
def test_a_worked_dossier(reads, name):
    read, out = reads(Dossier(places.examples() / name))
    assert list(_left_out(read, out)) == []
