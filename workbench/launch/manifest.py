"""What a run was made of: inputs, versions, parameters, and how each page ended."""

import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.base import alike
from workbench.base.dossier import FORMAT
from workbench.base.errors import RecordError, RunError
from workbench.base.files import sha256, write_whole
from workbench.base.yaml_files import read_yaml
from workbench.launch.contents import Page, every

FILE = "manifest.json"
PACKAGES = (
    "babel", "cryptography", "diff-diff", "docxtpl", "duckdb", "ipykernel", "ipyvuetify",
    "ipywidgets", "jinja2", "matplotlib", "nbformat", "numpy", "openpyxl", "pandas", "papermill",
    "pyarrow", "pydantic", "python-calamine", "python-docx", "pyxform", "pyyaml", "rapidfuzz",
    "scipy", "statsmodels", "typst", "vl-convert-python",
)  # fmt: skip
"""What figures, tables, drawings and documents are made with."""
PLAN, FROZEN = "plan.yml", "plan_frozen.yml"


def now() -> str:
    """Return this moment, in universal time, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class PageResult:
    """How a page ended: ``done``, ``waiting`` for files that are not there, or ``failed``.

    *key* stands for all that it rested on; *made* holds the checksum of each file that it left;
    *began* is the moment when it was begun, nothing where an older record does not say.
    """

    page: str
    state: str
    seconds: float = 0.0
    missing: tuple[str, ...] = ()
    cell: int | None = None
    sentence: str = ""
    key: str = ""
    made: dict[str, str] = field(default_factory=dict)
    began: str = field(default_factory=now, compare=False)


@dataclass(frozen=True)
class Manifest:
    """The record of a run, written anew after every page.

    *taking* holds the checksums of changed inputs while they are taken in; None for one taken away.
    What else the file says (versions, plan, seeds, times) follows from these and from this machine.
    """

    dossier: str
    lang: str
    parameters: dict[str, object]
    inputs: dict[str, str]
    pages: tuple[PageResult, ...] = ()
    taking: dict[str, str | None] = field(default_factory=dict)

    def finished(self) -> set[str]:
        """Return the pages that need not be run again."""
        return {result.page for result in self.pages if result.state == "done"}

    def kept(self) -> set[str]:
        """Return the pages of which the record knows how they ended."""
        return {result.page for result in self.pages}

    def with_page(self, result: PageResult) -> "Manifest":
        """Return the record with one page more, or its newer end, in the order of the pages."""
        others = [one for one in self.pages if one.page != result.page]
        order = [page.id for page in every()]
        ran = sorted([*others, result], key=lambda one: order.index(one.page))
        return replace(self, pages=tuple(ran))

    def without(self, later: Iterable[str]) -> "Manifest":
        """Return the record without some pages."""
        gone = set(later)
        return replace(self, pages=tuple(one for one in self.pages if one.page not in gone))

    def write(self, folder: Path) -> Path:
        """Write ``manifest.json``: all of this, what it was made with, and the results so far."""
        content = {
            "format": FORMAT,
            **made_with(),
            "dossier": self.dossier,
            "folder": folder.name,
            "lang": self.lang,
            "parameters": self.parameters,
            "inputs": self.inputs,
            "plan": {"file": self.inputs.get(PLAN), "frozen": _frozen(folder, self.inputs)},
            "seeds": dict(_seeds(folder, self.inputs)),
            "times": _times(self.pages),
            **({"taking": self.taking} if self.taking else {}),
            "results": checksums(folder, "results/*.csv"),
            "pages": [asdict(result) for result in self.pages],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"
        return write_whole(folder / FILE, text)


def made_with() -> dict[str, object]:
    """Return what this machine makes runs with: our code, Python, the system, the packages."""
    return {
        "workbench": __version__,
        "code": alike.code(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": versions(),
    }


@cache
def versions() -> dict[str, str]:
    """Return the versions of the packages that a run names; nothing for one that is not there."""
    return {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _frozen(folder: Path, inputs: Mapping[str, str]) -> str | None:
    """Return the checksum of the plan as it was frozen, None where none was."""
    if FROZEN not in inputs:
        return None
    kept = _yaml(folder / FROZEN, inputs[FROZEN]).get("sha256")
    return str(kept) if kept else None


def _seeds(folder: Path, inputs: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """Yield every seed that a person wrote: the file and the place of it, and its value."""
    for name in sorted(inputs):
        if name.endswith(".yml"):
            for place, value in _named_seed(_yaml(folder / name, inputs[name])):
                yield f"{name}: {place}", value


def _named_seed(content: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(content, dict):
        for key, value in content.items():
            place = f"{path}.{key}" if path else str(key)
            if key == "seed":
                yield place, value
            else:
                yield from _named_seed(value, place)
    elif isinstance(content, list):
        for n, item in enumerate(content):
            told = item.get("id", n) if isinstance(item, dict) else n
            yield from _named_seed(item, f"{path}[{told}]")


@lru_cache(maxsize=64)
def _yaml(path: Path, _checksum: str) -> dict[str, object]:
    """Read a file of people once, while it stays the same; pages say what is wrong with it."""
    try:
        return dict(read_yaml(path))
    except RecordError:
        return {}


def _times(pages: Iterable[PageResult]) -> dict[str, str | None]:
    """Return when the first page began and when the last one ended; None where nobody knows."""
    ran = [(datetime.fromisoformat(one.began), one.seconds) for one in pages if one.began]
    if not ran:
        return {"began": None, "ended": None}
    ended = max(began + timedelta(seconds=seconds) for began, seconds in ran)
    return {
        "began": min(began for began, _ in ran).isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
    }


def left_by(folder: Path, page: Page) -> dict[str, str]:
    """Return the checksum of every file that a page has left: itself, and what it makes."""
    return checksums(folder, f"pages/{page.id}.ipynb", *page.makes)


def content(folder: Path) -> dict[str, object] | None:
    """Return all that the manifest of a run says, or None where there is none.

    Raises RunError where it cannot be read, or is of a newer format than this version's.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = told.get("format", FORMAT)
        inputs, values = told["inputs"], told["parameters"]
        whole = isinstance(told["dossier"], str) and isinstance(told["lang"], str)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RunError("run.manifest_unreadable", file=FILE, folder=folder) from None
    if isinstance(found, int) and found > FORMAT:
        raise RunError("proof.newer", folder=folder, found=str(found), format=str(FORMAT))
    if not (whole and isinstance(inputs, dict) and isinstance(values, dict)):
        raise RunError("run.manifest_unreadable", file=FILE, folder=folder)
    return dict(told)


def read(folder: Path) -> Manifest | None:
    """Read the manifest of an earlier run, or None where there is none."""
    told: Any = content(folder)
    if told is None:
        return None
    try:
        pages = tuple(
            PageResult(**{"began": "", **page, "missing": tuple(page["missing"])})
            for page in told["pages"]
        )
        values, taking = told["parameters"], told.get("taking", {})
        return Manifest(told["dossier"], told["lang"], values, told["inputs"], pages, taking)
    except (ValueError, KeyError, TypeError):
        raise RunError("run.manifest_unreadable", file=FILE, folder=folder) from None


def checksums(folder: Path, *patterns: str) -> dict[str, str]:
    """Return the checksum of every file that fits one of the patterns."""
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return {path.relative_to(folder).as_posix(): sha256(path) for path in paths if path.is_file()}
