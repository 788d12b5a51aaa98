"""A run is made again in fresh processes, and every page, cell and value is held against it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from workbench.base.compute import computing
from workbench.base.dossier import Dossier
from workbench.base.files import draft_beside, sha256
from workbench.base.words import Phrase
from workbench.launch import manifest, runner
from workbench.launch.contents import Page
from workbench.launch.manifest import Manifest
from workbench.launch.programme.folder import DRAFT, Order
from workbench.launch.programme.lock import held
from workbench.launch.programme.together import Watch
from workbench.launch.proof import pages
from workbench.launch.proof.kept import Damage, Run, damages, opened
from workbench.launch.proof.spots import Spot

REPORT = "report/index.html"
MOST = 200
"""So many differences are kept of one page or file: more would say the same."""


@dataclass(frozen=True)
class Difference:
    """One value that came out otherwise: where in the run, what it was, what it is now.

    *cell* counts from 1 and is None for a file that the page made; *code* says that the cell
    itself, and not its answer, is another.
    """

    page: str
    file: str
    spot: Spot
    cell: int | None = None
    name: str = ""
    code: bool = False


@dataclass(frozen=True)
class Verdict:
    """What was found: files *damaged* since, what is *other* on this machine, what *differs*.

    *again* is the record of the run made again; None where inputs are no longer those of the run,
    so that there was nothing to hold against it. *report* is the checksum of the report.
    """

    run: Run
    damaged: tuple[Damage, ...]
    other: dict[str, tuple[str, str]]
    differs: tuple[Difference, ...] = ()
    again: Manifest | None = None
    report: str | None = None
    checked: dict[str, int] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether nothing was damaged and everything came out the same."""
        return self.again is not None and not self.damaged and not self.differs


def verify(folder: Path, watch: Watch, at_once: int = 1) -> Verdict:
    """Make a run again beside its folder, compare, and take the copy away; the run is not touched.

    Raises RunError where the folder is no run (see `kept.opened`), or another run works there.
    """
    with ExitStack() as stack:
        if os.access(folder.resolve().parent, os.W_OK):
            stack.enter_context(held([folder]))
        run = opened(folder)
        damaged = tuple(damages(run))
        found = Verdict(run, damaged, other_here(run))
        if any(one.brought for one in damaged):
            return found
        copy = stack.enter_context(_place(folder)) / run.name
        again = made_again(run, copy, watch, at_once)
        differs, checked = list[Difference](), {"cells": 0, "files": 0}
        for page in run.pages:
            differs += compared(found, again, page, copy, checked)
        report = folder / REPORT
        told = sha256(report) if report.is_file() else None
        return Verdict(run, damaged, found.other, tuple(differs), again, told, checked)


def other_here(run: Run) -> dict[str, tuple[str, str]]:
    """Return what made the run in another version than this machine has: what, then and now.

    An older manifest does not say all; what it does not say is not compared.
    """
    return made_otherwise(run.told, manifest.made_with())


def made_otherwise(was: dict[str, object], now: dict[str, object]) -> dict[str, tuple[str, str]]:
    """Return what two runs were made with in two versions."""
    then, here = _flat(was), _flat(now)
    return {
        name: (then[name], here[name] or "–")
        for name in then
        if name in here and then[name] != here[name]
    }


def _flat(told: dict[str, object]) -> dict[str, str]:
    versions = told.get("versions")
    packages = versions if isinstance(versions, dict) else {}
    own = {name: told[name] for name in ("workbench", "code", "python", "system") if name in told}
    return {name: str(value) for name, value in {**own, **packages}.items()}


def made_again(run: Run, copy: Path, watch: Watch, at_once: int) -> Manifest:
    """Run the pages of a run once more, from its own inputs, in the new folder *copy*."""
    order = Order(run.record.lang, run.pages, run.record.parameters, fresh=True)
    with computing(at_once) as executor:
        place = [(Dossier(run.folder), copy)]
        return runner.run_all(place, order, watch, executor, at_once)[0].record


def compared(
    found: Verdict, again: Manifest, page: Page, copy: Path, checked: dict[str, int]
) -> Iterator[Difference]:
    """Yield what is other of one page: how it ended, its cells, and then the files it made.

    What was compared is counted in *checked*. A file is read where its checksum is another, or
    where it is among the *damaged* ones.
    """
    run, damaged = found.run, {one.file for one in found.damaged}
    was, now = (
        next((one for one in record.pages if one.page == page.id), None)
        for record in (run.record, again)
    )
    file = f"pages/{page.id}.ipynb"
    ends = [one.state if one else None for one in (was, now)]
    if ends[0] != ends[1]:
        yield Difference(page.id, file, Spot(Phrase("proof.place.state"), *ends))
    yield from _cells(run, page, copy, checked)
    made = [one.made if one else {} for one in (was, now)]
    for name in dict.fromkeys([*made[0], *made[1]]):
        if name != file:
            checked["files"] += 1
            kept = made[0].get(name) == made[1].get(name) and name not in damaged
            for spot in () if kept else islice(_file(run.folder, copy, name), MOST):
                yield Difference(page.id, name, spot)


def _cells(run: Run, page: Page, copy: Path, checked: dict[str, int]) -> Iterator[Difference]:
    file = f"pages/{page.id}.ipynb"
    if not ((run.folder / file).is_file() and (copy / file).is_file()):
        return
    now = pages.read(copy / file)
    try:
        was = run.as_run(page)
    except pages.UnreadableError:
        yield Difference(page.id, file, Spot(Phrase("proof.place.unreadable"), None, None))
        return
    checked["cells"] += len(now["cells"])
    for at in islice(pages.of_pages(was, now), MOST):
        yield Difference(page.id, file, at.spot, at.cell, at.name, at.code)


def _file(run: Path, copy: Path, name: str) -> Iterator[Spot]:
    there = [(folder / name).is_file() for folder in (run, copy)]
    if all(there):
        yield from pages.of_made(name, run, copy)
    elif any(there):
        yield Spot(Phrase("proof.place.whole"), *(name if one else None for one in there))


@contextmanager
def _place(folder: Path) -> Iterator[Path]:
    """Give a hidden folder beside the run, or where nobody may write there, one of this machine.

    What a verification that was ended has left beside the run is taken away first.
    """
    home = folder.resolve().parent
    if not os.access(home, os.W_OK):
        with tempfile.TemporaryDirectory() as other:
            yield Path(other)
        return
    for path in home.glob(f".{folder.resolve().name}.*"):
        if DRAFT.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
    with draft_beside(folder.resolve()) as draft:
        yield draft
