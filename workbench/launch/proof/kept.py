"""A run as it lies in its folder, and whether it is still what its manifest says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.base.dossier import MARK
from workbench.base.errors import RecordError, RunError
from workbench.base.files import sha256
from workbench.base.words import Phrase
from workbench.base.yaml_files import read_yaml
from workbench.launch import contents, manifest
from workbench.launch.contents import Page
from workbench.launch.manifest import Manifest
from workbench.launch.programme.folder import inputs
from workbench.launch.proof.pages import Json, read

VERIFIED = "verified"
"""The folder of a run that holds what was said of it afterwards: no part of what it was made of."""


@dataclass(frozen=True)
class Run:
    """A run folder, its record, and all that its manifest says."""

    folder: Path
    record: Manifest
    told: dict[str, Any]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that the run has tried, in their order."""
        return tuple(contents.page(result.page) for result in self.record.pages)

    @property
    def name(self) -> str:
        """The name that the folder had when the pages ran: some pages say it."""
        name = str(self.told.get("folder") or self.folder.resolve().name)
        plain = name == Path(name).name and name not in ("", ".", "..")
        return name if plain else self.folder.resolve().name

    @property
    def made(self) -> dict[str, str]:
        """The checksum of every file that the pages have left, by name."""
        return {name: sum_ for one in self.record.pages for name, sum_ in one.made.items()}

    def as_run(self, page: Page) -> Json:
        """Return a page as it was run; raise UnreadableError or FileNotFoundError."""
        return read(self.folder / "pages" / f"{page.id}.ipynb")

    @property
    def evaluation(self) -> dict[str, Any]:
        """What the evaluation's own file says; nothing where it cannot be read."""
        try:
            return dict(read_yaml(self.folder / MARK))
        except RecordError:
            return {}

    def title(self, lang: str) -> str:
        """Return the title of the evaluation, or the name of its dossier."""
        return in_words(self.evaluation.get("title"), lang) or self.record.dossier


def in_words(text: object, lang: str) -> str:
    """Return what a person wrote in one or in two languages, in *lang* where it is there.

    >>> in_words({"fr": "Bonjour", "en": "Good day"}, "en"), in_words("Hello", "fr")
    ('Good day', 'Hello')
    """
    if isinstance(text, dict):
        return str(text.get(lang) or next(iter(text.values()), ""))
    return str(text or "")


@dataclass(frozen=True)
class Damage:
    """A file that is not what the manifest says: *what* names the phrase; *blocks*: an input."""

    what: str
    file: str
    brought: bool

    def say(self, lang: str, /) -> str:
        """Say it in *lang*."""
        return Phrase(self.what, {"file": self.file}).say(lang)


def opened(folder: Path) -> Run:
    """Open a run folder.

    Raises RunError where the folder is not there, is no run, has tried no page, or its manifest
    cannot be read or names a page that this version does not know.
    """
    if not folder.is_dir():
        raise RunError("proof.no_folder", folder=folder)
    try:
        record, told = manifest.read(folder), manifest.content(folder)
    except RunError as error:
        if error.key != "run.manifest_unreadable":
            raise
        raise RunError("proof.manifest_unreadable", file=manifest.FILE, folder=folder) from None
    if record is None or told is None:
        raise RunError("proof.no_run", folder=folder, file=manifest.FILE)
    if not record.pages:
        raise RunError("proof.no_pages", folder=folder)
    run = Run(folder, record, told)
    _ = run.pages  # a page that nobody knows is refused here
    return run


def damages(run: Run) -> Iterator[Damage]:
    """Yield each file that was changed, lost or added since the run, inputs first."""
    now, was = inputs(run.folder), run.record.inputs
    for name in sorted({**was, **now}):
        if name not in now:
            yield Damage("proof.input_missing", name, brought=True)
        elif name not in was:
            yield Damage("proof.input_added", name, brought=True)
        elif now[name] != was[name]:
            yield Damage("proof.input_changed", name, brought=True)
    for name, kept in run.made.items():
        path = run.folder / name
        if not path.is_file():
            yield Damage("proof.file_missing", name, brought=False)
        elif sha256(path) != kept:
            yield Damage("proof.file_changed", name, brought=False)
    for result in run.record.pages:
        left = manifest.left_by(run.folder, contents.page(result.page))
        for name in sorted(set(left) - set(run.made)):
            yield Damage("proof.file_added", name, brought=False)
