"""Going on with a run that stopped: what was mended is taken in, what rests on it is done again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import write_whole
from workbench.launch import manifest, parameters
from workbench.launch.contents import Page, made_by_pages, pages
from workbench.launch.manifest import Manifest

OF_A_RUN = ("pages", manifest.FILE)
"""What a run adds to the dossier, beside what the pages make."""


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


def go_on(dossier: Dossier, out: Path, earlier: Manifest, values: Mapping[str, object]) -> Manifest:
    """Take into the run what was mended, in the dossier or in the run folder itself.

    Forgets the pages that rest on it, and what they made. Raises RunError where a file was changed
    in both places, each time otherwise.
    """
    mine, theirs = inputs(out), inputs(dossier.folder)
    here, there = changed(mine, earlier.inputs), changed(theirs, earlier.inputs)
    twice = sorted(name for name in here & there if mine.get(name) != theirs.get(name))
    if twice:
        raise RunError("run.changed_twice", out=out, name=dossier.name, files=", ".join(twice))
    for name in there - here:
        if name in theirs:
            write_whole(out / name, dossier.path(name).read_bytes())
        else:
            (out / name).unlink()
    told = {**earlier.parameters, **values}
    stale = _stale(here | there, earlier, told)
    _forget(out, stale)
    ids = {page.id for page in stale}
    left = tuple(result for result in earlier.pages if result.page not in ids)
    return replace(earlier, parameters=told, inputs=inputs(out), pages=left)


def _stale(names: Iterable[str], earlier: Manifest, told: dict[str, object]) -> tuple[Page, ...]:
    """Return the pages from the first that rests on a changed file, or is told something else."""
    named = [page for page in pages() if any(_rests_on(page, name) for name in names)]
    unnamed = [name for name in names if not any(_rests_on(page, name) for page in pages())]
    lang = earlier.lang
    for index, page in enumerate(pages()):
        before = parameters.for_page(earlier.parameters, page, lang)
        if unnamed or page in named or parameters.for_page(told, page, lang) != before:
            return pages()[index:]
    return ()


def _rests_on(page: Page, name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in (*page.needs, *page.keeps))


def _forget(out: Path, stale: Iterable[Page]) -> None:
    """Take away what the pages left: it no longer belongs to the files beside it."""
    for page in stale:
        for pattern in (f"pages/{page.id}.ipynb", *page.makes):
            for path in out.glob(pattern):
                path.unlink()


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".gitignore" for part in Path(name).parts)
