"""What a machine says of itself, so that work is only sent where it would come out the same."""

import hashlib
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workbench import __version__
from workbench.base import places

MAIN = (
    "numpy", "pandas", "scipy", "statsmodels", "matplotlib", "duckdb", "pyarrow", "papermill",
    "ipykernel", "ipywidgets", "distributed",
)  # fmt: skip
"""The packages on which the figures and the pages hang."""
READ = {".py", ".po", ".yml", ".ipynb", ".j2", ".css", ".js", ".typ", ".csv"}
"""The kinds of file of which the project is made."""


@dataclass(frozen=True)
class Machine:
    """What a machine has installed: its Python, its workbench, the versions of MAIN."""

    python: str
    workbench: str
    packages: tuple[tuple[str, str], ...]


def here() -> Machine:
    """Return what this machine has installed.

    >>> here() == here()
    True
    """
    python = ".".join(platform.python_version_tuple()[:2])
    packages = tuple((name, _version(name)) for name in MAIN)
    return Machine(python, f"{__version__} ({code()[:8]})", packages)


def differs(one: Machine, other: Machine) -> Iterator[tuple[str, str, str]]:
    """Yield each thing that *other* has in another version: its name, its version, ours."""
    if one.python != other.python:
        yield "Python", other.python, one.python
    if one.workbench != other.workbench:
        yield "workbench", other.workbench, one.workbench
    theirs = dict(other.packages)
    for name, ours in one.packages:
        if theirs.get(name) != ours:
            yield name, theirs.get(name) or "-", ours or "-"


@cache
def code() -> str:
    """Return the hash of the project's own files: code, sentences, pages, templates, catalogue.

    The worked dossiers are left out: a run brings its own.
    """
    return _hashed(places.PACKAGE, places.notebooks(), places.templates(), places.datasets())


@cache
def under_pages() -> str:
    """Return the hash of what every page stands on: the project's own files, pages left out."""
    return _hashed(places.PACKAGE, places.templates(), places.datasets())


def _hashed(*roots: Path) -> str:
    found = hashlib.sha256()
    for root in roots:
        for path in sorted(_files(root)):
            found.update(path.relative_to(root).as_posix().encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    """Yield the files of the project below *root*; what stands under it twice is read once."""
    left_out = {"__pycache__", ".ipynb_checkpoints", "dossiers"}
    if root == places.PACKAGE:  # an installed copy has the others under it
        left_out |= {"notebooks", "templates", "datasets"}
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        if path.suffix in READ and not left_out & set(parts) and path.is_file():
            yield path


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
