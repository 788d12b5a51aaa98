"""What a run was made of: inputs, versions, parameters, and how each page ended."""

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path

from workbench import __version__
from workbench.base.dossier import FORMAT
from workbench.base.errors import RunError
from workbench.base.files import sha256, write_whole
from workbench.launch.contents import Page, pages

FILE = "manifest.json"
PACKAGES = ("numpy", "pandas", "scipy", "statsmodels", "papermill", "pydantic", "pyxform")


@dataclass(frozen=True)
class PageResult:
    """How a page ended: ``done``, ``waiting`` for files that are not there, or ``failed``.

    *key* stands for all that it rested on; *made* holds the checksum of each file that it left.
    """

    page: str
    state: str
    seconds: float = 0.0
    missing: tuple[str, ...] = ()
    cell: int | None = None
    sentence: str = ""
    key: str = ""
    made: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """The record of a run, written anew after every page."""

    dossier: str
    lang: str
    parameters: dict[str, object]
    inputs: dict[str, str]
    pages: tuple[PageResult, ...] = ()

    def finished(self) -> set[str]:
        """Return the pages that need not be run again."""
        return {result.page for result in self.pages if result.state == "done"}

    def kept(self) -> set[str]:
        """Return the pages of which the record knows how they ended."""
        return {result.page for result in self.pages}

    def with_page(self, result: PageResult) -> "Manifest":
        """Return the record with one page more, or its newer end, in the order of the pages."""
        others = [one for one in self.pages if one.page != result.page]
        order = [page.id for page in pages()]
        ran = sorted([*others, result], key=lambda one: order.index(one.page))
        return replace(self, pages=tuple(ran))

    def without(self, later: Iterable[str]) -> "Manifest":
        """Return the record without some pages."""
        gone = set(later)
        return replace(self, pages=tuple(one for one in self.pages if one.page not in gone))

    def write(self, folder: Path) -> Path:
        """Write ``manifest.json`` with versions, and the checksums of the results so far."""
        content = {
            "format": FORMAT,
            "workbench": __version__,
            "python": platform.python_version(),
            "versions": versions(),
            "dossier": self.dossier,
            "lang": self.lang,
            "parameters": self.parameters,
            "inputs": self.inputs,
            "results": checksums(folder, "results/*.csv"),
            "pages": [asdict(result) for result in self.pages],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"
        return write_whole(folder / FILE, text)


@cache
def versions() -> dict[str, str]:
    """Return the versions of the packages that a run names."""
    return {name: metadata.version(name) for name in PACKAGES}


def left_by(folder: Path, page: Page) -> dict[str, str]:
    """Return the checksum of every file that a page has left: itself, and what it makes."""
    return checksums(folder, f"pages/{page.id}.ipynb", *page.makes)


def read(folder: Path) -> Manifest | None:
    """Read the manifest of an earlier run, or None where there is none."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        pages = tuple(
            PageResult(**{**page, "missing": tuple(page["missing"])}) for page in content["pages"]
        )
        return Manifest(
            content["dossier"], content["lang"], content["parameters"], content["inputs"], pages
        )
    except (ValueError, KeyError, TypeError):
        raise RunError("run.manifest_unreadable", file=FILE, folder=folder) from None


def checksums(folder: Path, *patterns: str) -> dict[str, str]:
    """Return the checksum of every file that fits one of the patterns."""
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return {path.relative_to(folder).as_posix(): sha256(path) for path in paths if path.is_file()}
