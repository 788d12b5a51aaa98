"""The one list of pages, read by the runner, the server, the index and the tests."""

from functools import cache
from pathlib import Path, PurePosixPath
from typing import ClassVar

from workbench.base import places, words
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.records import FileRecord, Record, Text, read_record


class Page(Record):
    """One page: what it needs in the dossier, what people keep on it, and what it makes."""

    id: str
    title: Text
    short: Text
    minutes: int
    needs: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()

    def notebook(self, lang: str) -> Path:
        """Return the notebook of the page in *lang*."""
        return places.notebooks() / lang / f"{self.id}.ipynb"

    def missing(self, dossier: Dossier) -> list[str]:
        """Return what the page needs and the dossier does not hold yet."""
        return [need for need in self.needs if not dossier.has(need)]


class Contents(FileRecord):
    """The pages, in the order of an evaluation."""

    FILE: ClassVar[str] = "contents.yml"

    warm: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    pages: tuple[Page, ...]


@cache
def _contents() -> Contents:
    return read_record(Contents, places.notebooks() / Contents.FILE)


def pages() -> tuple[Page, ...]:
    """Return every page, in order."""
    return _contents().pages


def warm() -> tuple[str, ...]:
    """Return the modules that pages use, which the warm process imports once for all."""
    return _contents().warm


def served() -> tuple[str, ...]:
    """Return what the warm process of a server does beyond `warm`, before people come."""
    return (*warm(), *_contents().served)


def page(id: str) -> Page:
    """Return one page by its id; raise RunError with the nearest id."""
    found = {page.id: page for page in pages()}
    if id not in found:
        raise RunError("run.unknown_page", page=id, hint=words.hint(id, found))
    return found[id]


def made_by_pages() -> list[str]:
    """Return the patterns of everything that pages compute: a run makes these anew."""
    return [pattern for page in pages() for pattern in page.makes]


def maker_of(need: str) -> Page | None:
    """Return the page that leaves a file, or None when it comes from elsewhere.

    What a page makes may be a pattern, such as ``data/*``.
    """
    for page in pages():
        if any(PurePosixPath(need).match(left) for left in (*page.makes, *page.keeps)):
            return page
    return None
