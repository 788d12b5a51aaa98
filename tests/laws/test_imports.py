"""Imports point back in the method, and a heavy library lives in one place."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOMES = {
    "forms": {"ipywidgets", "ipyvuetify", "IPython", "anywidget"},
    "launch": {"papermill", "voila", "jupyter_client", "jupyter_server", "jupyterlab", "nbformat"},
    "analysis": {"statsmodels"},
    "press": {"typst", "vl_convert"},
    "base/compute": {"dask", "distributed"},
    "rooms": {"sqlalchemy", "pg8000"},
    "capitalisation": {"networkx"},
}
"""Which part of the workbench, or which folder of it, alone may import which libraries."""

PLANTED = {
    "a step that knows a later step": ("theory", "analysis"),
    "a base that knows a subject": ("base", "ledger"),
    "press and ledger that know each other": ("press", "ledger"),
    "a subject that knows the commands": ("report", "commands"),
    "doors that know a subject": ("launch", "report"),
    "doors that know the commands": ("launch", "commands"),
    "words of people that know the statistics": ("contribution", "analysis"),
    "data that know the words of people": ("data", "contribution"),
    "a form that opens a door": ("forms", "launch"),
    "siblings that know each other": ("capitalisation", "report"),
    "rooms that know evaluation": ("rooms", "evaluation"),
}
"""Who imports whom, against the law."""


def lint(folder):
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def homeless(package):
    """Yield each import of a library outside its home, as ``part/file.py imports library``."""
    for path in sorted(package.rglob("*.py")):
        where = path.relative_to(package)
        at_home = {parent.as_posix() for parent in where.parents}
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            if any(name in libraries for home, libraries in HOMES.items() if home not in at_home):
                yield f"{path.relative_to(package)} imports {name}"


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.fixture(scope="module")
def replica(tmp_path_factory):
    """A copy of the package, in which laws may be broken."""
    folder = tmp_path_factory.mktemp("replica")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "workbench", folder / "workbench", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def broken(replica):
    """What is said of a package in which every forbidden import was planted."""
    for number, (part, other) in enumerate(PLANTED.values()):
        planted = replica / "workbench" / part / f"planted{number}.py"
        planted.write_text(f'"""Planted."""\n\nimport workbench.{other}\n', encoding="utf-8")
    result = lint(replica)
    assert result.returncode == 1, result.stdout
    return result.stdout


def test_imports_point_back_in_the_method():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("number", range(len(PLANTED)), ids=PLANTED)
def test_the_law_of_imports_sees(number, broken):
    part, other = list(PLANTED.values())[number]
    assert f"workbench.{part}.planted{number} -> workbench.{other}" in broken


def test_the_law_of_imports_sees_a_folder_without_a_place_in_the_method(tmp_path, replica):
    shutil.copytree(replica, tmp_path / "replica")
    (tmp_path / "replica/workbench/strangers").mkdir()
    (tmp_path / "replica/workbench/strangers/__init__.py").touch()
    result = lint(tmp_path / "replica")
    assert result.returncode == 1
    assert "strangers" in result.stdout


def test_heavy_libraries_stay_at_home():
    assert list(homeless(ROOT / "workbench")) == []


@pytest.mark.parametrize("home", HOMES)
def test_a_library_away_from_home_is_seen(home, tmp_path):
    library = sorted(HOMES[home])[0]
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory/bad.py").write_text(f"def f():\n    from {library}.x import y\n")
    assert list(homeless(tmp_path)) == [f"{Path('theory/bad.py')} imports {library}"]
