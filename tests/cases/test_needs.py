"""Each need of each case is shown by a test that is there, or by a cell of a page."""

import ast
import json
from functools import cache
from pathlib import Path

import pytest

from workbench.base import places
from workbench.base.yaml_files import read_yaml

ROOT = Path(__file__).parents[2]
CASES = read_yaml(Path(__file__).parent / "needs.yml")
MANY = {
    "rebonds": 11, "pic": 9, "trajectoires": 7, "webinars": 2, "civic_service": 4, "advocacy": 4,
    "sipa": 10, "reliance": 6, "fcsf": 11,
}  # fmt: skip
"""How many needs each case has: one that is taken out of the table is missed here."""
LANGS = ("fr", "en")


def needs():
    """Return what shows each need; nothing where nobody named it."""
    return [
        pytest.param(shown or [], id=f"{case}-{need}")
        for case, told in CASES.items()
        for need, shown in told["needs"].items()
    ]


@cache
def named_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@cache
def cells_of(page, lang):
    path = places.notebooks() / lang / f"{page}.ipynb"
    if not path.is_file():
        return set()
    return {cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}


def is_there(shown):
    """Whether a test or a cell of that name exists."""
    if "#" in shown:
        page, cell = shown.split("#")
        return all(cell in cells_of(page, lang) for lang in LANGS)
    path, _, name = shown.partition("::")
    return (ROOT / path).is_file() and (not name or name in named_in(path))


def test_no_need_was_taken_out_of_the_table():
    assert {case: len(told["needs"]) for case, told in CASES.items()} == MANY


@pytest.mark.parametrize("shown", needs())
def test_each_need_is_shown_by_a_test_or_by_a_cell(shown):
    assert shown
    assert [one for one in shown if not is_there(one)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "tests/cases/test_needs.py::test_that_nobody_wrote",
        "tests/cases/nowhere.py::test_x",
        "02_theory#nowhere",
        "99_page#words",
        "a need",
    ],
)
def test_what_is_not_there_is_seen(wrong):
    assert not is_there(wrong)
