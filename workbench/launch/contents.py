"""The one list of pages, read by the runner, the server, the index and the tests."""

from fnmatch import fnmatchcase
from functools import cache
from itertools import product
from pathlib import Path, PurePosixPath
from typing import ClassVar

from workbench.base import places, words
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.records import FileRecord, Record, Text, read_record
from workbench.launch.warm import LATER


class Without(Record):
    """A *need* that a page is spared where one of *but* is there, and none of *unless* is."""

    need: str
    but: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def spares(self, need: str, dossier: Dossier) -> bool:
        """Whether the page can do without this need on this dossier."""
        there = any(map(dossier.has, self.but)) and not any(map(dossier.has, self.unless))
        return need == self.need and there


class Page(Record):
    """One page: what it needs in the dossier, what people keep on it, and what it makes.

    What it *reads* it can do without: its answer is another where that is there.
    """

    id: str
    title: Text
    short: Text
    minutes: int
    needs: tuple[str, ...] = ()
    without: Without | None = None
    reads: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number of the page in an evaluation, with which its id begins."""
        return int(self.id.split("_")[0])

    def notebook(self, lang: str) -> Path:
        """Return the notebook of the page in *lang*."""
        return places.notebooks() / lang / f"{self.id}.ipynb"

    def missing(self, dossier: Dossier) -> list[str]:
        """Return what the page needs and the dossier does not hold yet."""
        lacking = [need for need in self.needs if not dossier.has(need)]
        spares = self.without.spares if self.without else lambda _need, _dossier: False
        return [need for need in lacking if not spares(need, dossier)]

    def rests_on(self, name: str) -> bool:
        """Whether the page names this file of the dossier among those that it looks at."""
        return any(fnmatchcase(name, pattern) for pattern in self._looked_at)

    def after(self, other: "Page") -> bool:
        """Whether *other* leaves what this page looks at."""
        pairs = product(self._looked_at, (*other.makes, *other.keeps))
        return any(fnmatchcase(one, two) or fnmatchcase(two, one) for one, two in pairs)

    @property
    def _looked_at(self) -> tuple[str, ...]:
        return (*self.needs, *self.reads, *self.keeps)


class Contents(FileRecord):
    """The pages, in the order of an evaluation; those beside it; of a programme; the guided app."""

    FILE: ClassVar[str] = "contents.yml"

    warm: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    jobs: dict[str, str] = {}
    pages: tuple[Page, ...]
    beside: tuple[Page, ...] = ()
    programme: tuple[Page, ...] = ()
    guided: tuple[Page, ...] = ()


@cache
def _contents() -> Contents:
    return read_record(Contents, places.notebooks() / Contents.FILE)


def pages() -> tuple[Page, ...]:
    """Return every page of an evaluation, in order."""
    return _contents().pages


def beside() -> tuple[Page, ...]:
    """Return the pages that only some dossiers have: those whose own files are there."""
    return _contents().beside


def programme() -> tuple[Page, ...]:
    """Return the pages that a programme of several evaluations ends with, in order."""
    return _contents().programme


def guided() -> tuple[Page, ...]:
    """Return the pages that lead through a whole evaluation: they compute nothing that runs."""
    return _contents().guided


def every() -> tuple[Page, ...]:
    """Return the pages of an evaluation, those beside, those of a programme, the guided app."""
    return (*pages(), *beside(), *programme(), *guided())


def pages_of(dossier: Dossier) -> tuple[Page, ...]:
    """Return the pages of a dossier: those of a programme where its folder brings one together.

    A page beside is among them where everything it needs is there, or is made by another page.
    """
    if dossier.has(PROGRAMME):
        return programme()
    own = (one for one in beside() if all(map(_made, one.missing(dossier))))
    return (*pages(), *own)


def _made(need: str) -> bool:
    """Whether pages make a file, so that one may wait for it."""
    return any(PurePosixPath(need).match(pattern) for pattern in made_by_pages())


PROGRAMME = "programme.yml"
"""The file that makes a dossier a programme of several."""


def warm() -> tuple[str, ...]:
    """Return the modules that pages use, which the warm process imports once for all.

    Those after LATER are imported once a page has used them.
    """
    return (*_contents().warm, LATER, *_contents().later)


def served() -> tuple[str, ...]:
    """Return what the warm process of a server reads and does before people come."""
    return (*_contents().warm, *_contents().later, *_contents().served)


def jobs() -> dict[str, str]:
    """Return the long work that a server may do: ``module:verb`` by name.

    Each is a function of a dossier and a language.
    """
    return dict(_contents().jobs)


def page(id: str) -> Page:
    """Return one page by its id; raise RunError with the nearest id."""
    found = {page.id: page for page in every()}
    if id not in found:
        raise RunError("run.unknown_page", page=id, hint=words.hint(id, found))
    return found[id]


@cache
def before(id: str) -> tuple[Page, ...]:
    """Return the pages on which a page rests, near or far: those that come before it.

    >>> [page.id for page in before("03_indicators")]
    ['01_evaluation', '02_theory']
    """
    own, found = page(id), set[str]()
    shelves = ((*pages(), *beside()), programme(), guided())
    together = next(shelf for shelf in shelves if own in shelf)
    earlier = together[: together.index(own)]
    for one in reversed(earlier):
        if own.after(one) or any(page(later).after(one) for later in found):
            found.add(one.id)
    return tuple(one for one in earlier if one.id in found)


def made_by_pages() -> list[str]:
    """Return the patterns of everything that pages compute: a run makes these anew."""
    return [pattern for page in every() for pattern in page.makes]


def maker_of(need: str) -> Page | None:
    """Return the page that leaves a file, or None when it comes from elsewhere.

    What a page makes may be a pattern, such as ``data/*``.
    """
    for page in every():
        if any(PurePosixPath(need).match(left) for left in (*page.makes, *page.keeps)):
            return page
    return None
