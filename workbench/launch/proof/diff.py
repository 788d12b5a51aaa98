"""Two runs side by side: what differs in what they are made of, and what came out of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from workbench.launch import parameters
from workbench.launch.contents import Page
from workbench.launch.programme import keys
from workbench.launch.proof import pages
from workbench.launch.proof.kept import Damage, Run, damages, opened
from workbench.launch.proof.spots import Spot
from workbench.launch.proof.verify import MOST, Difference, made_otherwise

Kind = Literal["data", "code", "parameters", "environment", "language"]
OURS = ("workbench", "code")
"""What of a manifest speaks of our own code, and not of what it stands on."""


@dataclass(frozen=True)
class Cause:
    """One thing of which two runs are made that differs; None where one of them has it not.

    *spots* are places where a file that both have differs, up to MOST of them.
    """

    kind: Kind
    name: str
    was: str | None
    now: str | None
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Diff:
    """What changed between two runs: the causes, what came out otherwise, and why, page by page.

    *why* holds the causes that each page with another answer rests on; *damaged* the files of
    either run that are no longer what its manifest says.
    """

    runs: tuple[Run, Run]
    causes: tuple[Cause, ...]
    differs: tuple[Difference, ...]
    why: dict[str, tuple[Cause, ...]]
    damaged: tuple[tuple[Path, Damage], ...]

    @property
    def same(self) -> bool:
        """Whether both were made of the same and came out the same."""
        return not (self.causes or self.differs)


def diff(one: Path, two: Path) -> Diff:
    """Compare two run folders; neither is touched.

    Texts are only compared where both runs speak one language; results hold no sentence and always
    are. Raises RunError where one is no run (see `kept.opened`).
    """
    runs = opened(one), opened(two)
    found = tuple(causes(*runs))
    differs = tuple(_differences(*runs))
    named = dict.fromkeys(one.page for one in differs)
    both = {page.id: page for run in runs for page in run.pages}
    why = {id: tuple(_reasons(both[id], found, runs)) for id in named}
    damaged = tuple((run.folder, damage) for run in runs for damage in damages(run))
    return Diff(runs, found, differs, why, damaged)


def causes(one: Run, two: Run) -> Iterator[Cause]:
    """Yield what two runs are made of that differs: files, code, parameters, machine, language."""
    was, now = one.record.inputs, two.record.inputs
    for name in sorted({**was, **now}):
        if was.get(name) != now.get(name):
            spots = tuple(islice(_spots(one, two, name), MOST))
            yield Cause("data", name, was.get(name), now.get(name), spots)
    for name, (then, here) in made_otherwise(one.told, two.told).items():
        yield Cause("code" if name in OURS else "environment", name, then, here)
    yield from _cells_of_code(one, two)
    values: tuple[dict[str, Any], dict[str, Any]] = (one.record.parameters, two.record.parameters)
    for name in sorted({**values[0], **values[1]}):
        before, after = (str(value[name]) if name in value else None for value in values)
        if before != after:
            yield Cause("parameters", name, before, after)
    if one.record.lang != two.record.lang:
        yield Cause("language", "lang", one.record.lang, two.record.lang)


def _cells_of_code(one: Run, two: Run) -> Iterator[Cause]:
    """Yield the pages whose code is another; twins of two languages have the same code."""
    if one.record.lang != two.record.lang:
        return
    for page in _shared(one, two):
        spots = [at.spot for at in _cells(one, two, page) if at.code]
        if spots:
            yield Cause("code", page.id, None, None, tuple(spots))


def _shared(one: Run, two: Run) -> list[Page]:
    return [page for page in one.pages if page in two.pages]


def _cells(one: Run, two: Run, page: Page) -> Iterator[pages.CellSpot]:
    """Yield where the cells of a page differ; of a page that cannot be read, its damage tells."""
    try:
        both = [run.as_run(page) for run in (one, two)]
    except (pages.UnreadableError, FileNotFoundError):
        return
    yield from islice(pages.of_pages(both[0], both[1], (one.name, two.name)), MOST)


def _spots(one: Run, two: Run, name: str) -> Iterator[Spot]:
    if all((run.folder / name).is_file() for run in (one, two)):
        yield from pages.of_made(name, one.folder, two.folder)


def _differences(one: Run, two: Run) -> Iterator[Difference]:
    """Yield what came out otherwise: first the results, then the answers of the cells."""
    alike = one.record.lang == two.record.lang
    for page in _shared(one, two):
        names = {name for run in (one, two) for name in _left(run, page)}
        for name in sorted(names, key=lambda name: (not name.startswith("results/"), name)):
            if alike or name.endswith(".csv"):
                for spot in islice(_spots(one, two, name), MOST):
                    yield Difference(page.id, name, spot)
        for at in _cells(one, two, page) if alike else ():
            if not at.code:
                file = f"pages/{page.id}.ipynb"
                yield Difference(page.id, file, at.spot, at.cell, at.name)


def _left(run: Run, page: Page) -> list[str]:
    made = next(result.made for result in run.record.pages if result.page == page.id)
    return [name for name in made if not name.startswith("pages/")]


def _reasons(page: Page, found: tuple[Cause, ...], runs: tuple[Run, Run]) -> Iterator[Cause]:
    """Yield those causes on which a page rests."""
    files = {name for run in runs for name in keys.inputs(page, run.record.inputs)}
    for cause in found:
        told: dict[str, object] = {cause.name: 1}
        if cause.kind == "data" and cause.name not in files:
            continue
        if cause.kind == "parameters" and not parameters.for_page(told, page, runs[1].record.lang):
            continue
        yield cause
