"""What a document says, before anybody knows whether it will be a page, a Word file or a PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["told", "fine", "care", "stop"]
LONGEST, SHORTEST = 60, 9
"""The width of a column counts no more letters than LONGEST, and no fewer than SHORTEST."""


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A few sentences; *style* ``lead`` opens a section, ``small`` says how to read something."""

    text: str
    style: Literal["plain", "lead", "small"] = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list, one line an item."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What is asked and its answer, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tile:
    """One figure to look at: its value, what it is, and the counts it rests on."""

    value: str
    name: str
    rests_on: str


@dataclass(frozen=True)
class Tiles:
    """A few figures side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Table:
    """A table: a caption, one row of heads, and rows whose first cell names them.

    *numbers* are the positions of the columns of figures; *totals* those of the rows that add up
    rows above them.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    totals: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """A picture with what it shows in words (*alt*). *svg* is a drawing of ours, *file* a photo.

    A section that begins with a *wide* one has pages that lie, where there are pages.
    """

    title: str
    alt: str
    caption: str = ""
    svg: str = ""
    file: bytes = b""
    wide: bool = False


@dataclass(frozen=True)
class Note:
    """Something set apart: what may be said (``fine``), what not (``stop``), what to mind."""

    tone: Tone
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """Somebody's words, who says them (a role), and how far they agreed that they go."""

    text: str
    who: str
    consent: str


Block = Heading | Paragraph | Bullets | Facts | Tiles | Table | Picture | Note | Quotation


@dataclass(frozen=True)
class Section:
    """A part of the document, with its heading. *id* is its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole document. *board* is the page before all others, *banner* what each reader must know.

    *words* are the few words that the renderings add: ``contents``, ``page``, ``skip``.
    *facts* are what a template may name besides the title: ``places``, ``period``.
    """

    lang: str
    kicker: str
    title: str
    organisation: str
    lead: str
    banner: str
    board: Section
    sections: tuple[Section, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def opens_wide(section: Section) -> bool:
    """Whether a section begins with a wide picture: its pages lie."""
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Picture) and first.wide


def widths(table: Table) -> list[float]:
    """Return the share of the width that each column needs, by its longest words and usual cells.

    >>> small = Table("", ("Site", "n"), (("Roubaix, near the stadium", "12"), ("Torcy", "9")))
    >>> widths(small)
    [0.58, 0.42]
    """
    needs = [_need([head, *column]) for head, column in _columns(table)]
    return [round(need / sum(needs), 2) for need in needs]


def _columns(table: Table) -> list[tuple[str, Sequence[str]]]:
    return [(head, [row[n] for row in table.rows]) for n, head in enumerate(table.heads)]


def _need(cells: Sequence[str]) -> float:
    """Return about how many letters wide a column would like to be."""
    word = max(len(word) for cell in cells for word in (cell.split(" ") or [""]))
    usual = sum(len(cell) for cell in cells) / len(cells)
    longest = max(len(cell) for cell in cells)
    return float(max(SHORTEST, min(LONGEST, max(word + 3, usual * 0.8, min(longest, 40) / 2))))
