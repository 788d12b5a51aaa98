"""The run folder: a copy of the dossier, made anew or brought up to what the dossier is now."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.base import dossier as dossiers
from workbench.base.dossier import IGNORED, Dossier
from workbench.base.errors import RunError
from workbench.base.files import draft_beside, write_whole
from workbench.launch import manifest
from workbench.launch.contents import Page, before, every, made_by_pages
from workbench.launch.manifest import Manifest, PageResult
from workbench.launch.programme import keys
from workbench.launch.warm.limits import Limits

OF_A_RUN = ("pages", manifest.FILE, "verified")
"""What a run adds to the dossier, beside what pages make; in *verified*, what was said since."""

DRAFT = re.compile(r"\..+\.[a-z0-9_]{8}")
"""The name of a file or a copy that was being written when its process was ended."""


@dataclass(frozen=True)
class Order:
    """What is to be run: which pages, in which language, told what.

    With *resume* it goes on: pages that are not asked for are kept, and what a person has mended in
    the run folder is taken in. With *fresh* every page is run, changed or not. *limits* are those
    of a page; where there are none, what its machine lets it take.
    """

    lang: str
    pages: Sequence[Page]
    values: Mapping[str, object] = field(default_factory=dict)
    resume: bool = False
    fresh: bool = False
    limits: Limits | None = None


def check(dossier: Dossier, out: Path, order: Order) -> Manifest | None:
    """Refuse a folder that holds a person's work; return the earlier run to build on, if any.

    Raises RunError when *out* is a file, lies in the dossier, is no run folder, or was changed by
    hand and is not to be gone on with.
    """
    if out.resolve().is_relative_to(dossier.folder.resolve()):
        raise RunError("run.out_in_dossier", out=out, name=dossier.name)
    if out.is_file():
        raise RunError("run.out_is_file", out=out)
    if not out.exists() or not any(out.iterdir()):
        return None
    earlier = manifest.read(out)
    if earlier is None:
        raise RunError("run.out_not_empty", out=out)
    same = (earlier.dossier, earlier.lang) == (dossier.name, order.lang)
    if order.resume and same:
        return earlier
    mine = inputs(out)
    was = _brought(earlier, mine)
    theirs = inputs(dossier.folder) if same else was
    by_hand = [name for name in changed(mine, was) if mine.get(name) != theirs.get(name)]
    if by_hand:
        raise RunError("run.out_changed", out=out, files=", ".join(sorted(by_hand)))
    return None if order.fresh or not same else earlier


def begin(dossier: Dossier, out: Path, order: Order) -> Manifest:
    """Have *dossier* as it is now in *out*; return the record, with the pages that still hold.

    Whatever else pages have left there is taken away. A run that is ended in the midst of this is
    begun again by the next.
    """
    earlier = check(dossier, out, order)
    _sweep(path for path in _beside(out) if path.name.startswith(f".{out.name}."))
    if earlier is None:
        return _anew(dossier, out, order)
    _sweep(out.rglob(".*"))
    record = _brought_up(dossier, out, earlier, order)
    shutil.rmtree(out / "verified", ignore_errors=True)  # it speaks of the earlier run
    record.write(out)
    forget(out, [page for page in every() if page.id not in record.kept()])
    return record


def _anew(dossier: Dossier, out: Path, order: Order) -> Manifest:
    """Make the copy, which has its record from the first."""
    if out.exists():  # moved away whole, then taken apart: never half there
        with draft_beside(out) as old:
            out.rename(old)

    def begun(folder: Path) -> None:
        record = Manifest(dossier.name, order.lang, dict(order.values), inputs(folder))
        record.write(folder)

    dossiers.copy(dossier, out, leave_out=[*made_by_pages(), *OF_A_RUN], change=begun)
    begun_as = manifest.read(out)
    assert begun_as is not None  # it was written just now
    return begun_as


def forget(out: Path, stale: list[Page]) -> None:
    """Take away what pages left: it no longer belongs to the files beside it."""
    for page in stale:
        for pattern in (f"pages/{page.id}.ipynb", *page.makes):
            for path in filter(Path.is_file, out.glob(pattern)):
                path.unlink()


def inputs(folder: Path) -> dict[str, str]:
    """Return the checksums of what people brought, in a dossier or in its run folder."""
    made = {path for pattern in (*made_by_pages(), *OF_A_RUN) for path in folder.glob(pattern)}
    return {
        name: checksum
        for name, checksum in manifest.checksums(folder, "**/*").items()
        if not made.intersection((folder / name, *(folder / name).parents)) and not _hidden(name)
    }


def changed(now: Mapping[str, str], was: Mapping[str, str]) -> set[str]:
    """Return the files that were changed, added or taken away."""
    return {name for name in {**now, **was} if now.get(name) != was.get(name)}


def _brought_up(dossier: Dossier, out: Path, earlier: Manifest, order: Order) -> Manifest:
    """Take into the run what was mended, in the dossier or (going on) in the run folder itself.

    Raises RunError where a file was changed in both places, each time otherwise.
    """
    mine, theirs = inputs(out), inputs(dossier.folder)
    was = _brought(earlier, mine)
    here, there = changed(mine, was), changed(theirs, was)
    twice = sorted(name for name in here & there if mine.get(name) != theirs.get(name))
    if twice:
        raise RunError("run.changed_twice", out=out, name=dossier.name, files=", ".join(twice))
    _take_in(dossier, out, replace(earlier, inputs=was), {n: theirs.get(n) for n in there - here})
    told = {**earlier.parameters, **order.values} if order.resume else dict(order.values)
    begun = replace(earlier, parameters=told, inputs=inputs(out), pages=(), taking={})
    return _with_what_holds(begun, out, {r.page: r for r in earlier.pages}, order)


def _brought(earlier: Manifest, mine: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs that a run has brought; one that was ended had begun to bring others."""
    taken = {name for name, new in earlier.taking.items() if mine.get(name) == new}
    kept = {name: was for name, was in earlier.inputs.items() if name not in taken}
    return {**kept, **{name: mine[name] for name in taken if name in mine}}


def _take_in(
    dossier: Dossier, out: Path, record: Manifest, changes: Mapping[str, str | None]
) -> None:
    """Bring the changed files of the dossier, after the record says which these are."""
    if changes:
        replace(record, taking=dict(changes)).write(out)
    for name, new in changes.items():
        if new is None:
            (out / name).unlink(missing_ok=True)
        else:
            write_whole(out / name, dossier.path(name).read_bytes())


def _with_what_holds(
    record: Manifest, out: Path, ran: Mapping[str, PageResult], order: Order
) -> Manifest:
    """Return the record with the pages that need not be run again, in the order of the pages."""
    for page in every() if order.resume else [page for page in every() if page in order.pages]:
        result = ran.get(page.id)
        if result is None or result.state == "failed":
            continue
        new = {one.id for one in before(page.id) if one.id in ran or one in order.pages}
        if new - record.kept() or result.key != keys.key(page, record):
            continue
        if result.made == manifest.left_by(out, page):
            record = record.with_page(result)
    return record


def _beside(out: Path) -> Iterator[Path]:
    """Yield the folders beside a run folder."""
    if out.parent.is_dir():
        yield from (path for path in out.parent.iterdir() if path.is_dir())


def _sweep(paths: Iterable[Path]) -> None:
    """Take away what was being written when an earlier run was ended."""
    for path in [path for path in paths if DRAFT.fullmatch(path.name) and not path.is_symlink()]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != IGNORED for part in Path(name).parts)
