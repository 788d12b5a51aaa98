"""What a run was made of: inputs, versions, parameters, and how each page ended."""

import json
import platform
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from workbench import __version__
from workbench.base.dossier import FORMAT
from workbench.base.errors import RunError
from workbench.base.files import sha256, write_whole

FILE = "manifest.json"
PACKAGES = ("numpy", "pandas", "scipy", "statsmodels", "papermill", "pydantic", "pyxform")


@dataclass(frozen=True)
class PageResult:
    """How a page ended: ``done``, ``waiting`` for files that are not there, or ``failed``."""

    page: str
    state: str
    seconds: float = 0.0
    missing: tuple[str, ...] = ()
    cell: int | None = None
    sentence: str = ""


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

    def write(self, folder: Path) -> Path:
        """Write ``manifest.json`` with versions, and the checksums of the results so far."""
        content = {
            "format": FORMAT,
            "workbench": __version__,
            "python": platform.python_version(),
            "versions": {name: metadata.version(name) for name in PACKAGES},
            "dossier": self.dossier,
            "lang": self.lang,
            "parameters": self.parameters,
            "inputs": self.inputs,
            "results": checksums(folder, "results/*.csv"),
            "pages": [asdict(result) for result in self.pages],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"
        return write_whole(folder / FILE, text)


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
