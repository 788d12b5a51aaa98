"""Too long means two ideas: files and functions stay small, ask for little, say what they are."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for shelf in ("workbench", "tests") for path in (ROOT / shelf).rglob("*.py"))
PACKAGE = [path for path in FILES if "workbench" in path.relative_to(ROOT).parts]
LINES, BODY, ARGUMENTS = 300, 40, 6


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def arguments(function):
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [a.arg for a in every if a.arg not in {"self", "cls"}]


def body(function):
    """Return how many lines a function has, its docstring apart: a contract may take its room."""
    said = ast.get_docstring(function, clean=False)
    return function.end_lineno - function.lineno + 1 - (said.count("\n") + 1 if said else 0)


def test_files_are_short():
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in long.items() if lines > LINES} == {}


@pytest.mark.parametrize("path", PACKAGE, ids=names(PACKAGE))
def test_functions_are_short_and_ask_for_little(path):
    found = {f.name: (body(f), len(arguments(f))) for f in functions(path)}
    assert {n: s for n, s in found.items() if s[0] > BODY or s[1] > ARGUMENTS} == {}


@pytest.mark.parametrize("path", PACKAGE, ids=names(PACKAGE))
def test_what_is_public_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [n for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_")]
    silent = [n.name for n in public if not ast.get_docstring(n)]
    assert ast.get_docstring(tree), "the module opens with one sentence"
    assert silent == []
