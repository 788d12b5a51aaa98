"""Which rows below the headings are people's answers, and which are left out, with the reason."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from workbench.base.errors import DataError
from workbench.data.reading.dialect import Row
from workbench.data.reading.headers import VALUE, Layout

TOTAL = re.compile(
    r"(grand |sous[ -])?tota(l|ux)( general(e)?| (partiel|global|annuel)(e)?)?( :| .{1,30})?:?|"
    r"sub[ -]?total.{0,30}|(grand )?total|somme( des .*)?|sum|ensemble|moyennes?|average|mean|"
    r"nombre total.*|effectif total.*",
)
NOTE = re.compile(
    r"(\*|\(\*|\(?\d\)|¹|²|n\.?b\.?\b|source|note|nota|remarque|lecture|champ|legende|legend|"
    r"reading|mis a jour|updated|exporte|export|fichier|donnees)"
)
LONG_NOTE = 40
MOST_TOLD = 1_000
"""How many rows left out are told one by one; the finding has the whole count."""


@dataclass(frozen=True)
class Dropped:
    """A row that is left out: its line in the file, and why, as a word.

    *why* is ``title``, ``blank``, ``total``, ``footnote`` or ``header_again``.
    """

    row: int
    why: str


@dataclass
class Body:
    """The rows under the headings, one by one; what was left out is known once all are read."""

    layout: Layout
    where: str
    dropped: list[Dropped] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    short: list[int] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)

    def leave(self, row: int, why: str) -> None:
        """Leave a row out."""
        self.counts[why] = self.counts.get(why, 0) + 1
        if len(self.dropped) < MOST_TOLD:
            self.dropped.append(Dropped(row, why))

    def rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows of the table, each as wide as its headings.

        Raises DataError where a row has more cells than there are headings.
        """
        width = len(self.layout.names)
        held: list[Row] = []
        for line, cells in rows:
            row = cells if len(cells) == width else self._fitted(line, cells, width)
            empty = row.count("")
            if empty >= width - 1 and width > 1:
                held.append((line, row))
                continue
            if held:
                yield from self._kept(held, at_the_end=False)
                held = []
            if self._is_extra(line, row, empty):
                continue
            yield line, row
        yield from self._kept(held, at_the_end=True)

    def _fitted(self, line: int, cells: list[str], width: int) -> list[str]:
        if len(cells) > width:
            if any(cell.strip() for cell in cells[width:]):
                raise DataError(
                    "reading.ragged", file=self.where, line=str(line), found=len(cells), n=width
                )
            return cells[:width]
        if any(cells) and len(cells) > 1:
            self.short.append(line)
        return [*cells, *[""] * (width - len(cells))]

    def _is_extra(self, line: int, row: list[str], empty: int) -> bool:
        """Whether a filled row is a total, or the headings again; blanks are seen here too."""
        if empty and not "".join(row).strip():
            self.leave(line, "blank")
            return True
        first = row[0] or next((cell for cell in row if cell), "")
        if first[:1].lower() in "tsmgaen" and self._is_total(row, first):
            self.leave(line, "total")
            self.totals.append((line, row))
            return True
        if first.strip() == self._first_heading and _same(row, self.layout.headings):
            self.leave(line, "header_again")
            return True
        return False

    @cached_property
    def _first_heading(self) -> str:
        return next((name for name in self.layout.headings if name), "")

    def _is_total(self, row: list[str], first: str) -> bool:
        """A total begins with the word, and what else it says is figures."""
        if not TOTAL.fullmatch(plain(first)):
            return False
        others = [cell.strip() for cell in row if cell.strip() and cell is not first]
        figures = sum(bool(VALUE.fullmatch(cell)) for cell in others)
        return not others or figures >= 0.5 * len(others)

    def _kept(self, held: list[Row], at_the_end: bool) -> Iterator[Row]:
        """Yield those of the nearly empty rows that are answers."""
        after_blank = False
        for line, row in held:
            text = "".join(row).strip()
            if not text:
                self.leave(line, "blank")
                after_blank = True
            elif TOTAL.fullmatch(plain(text)) and not VALUE.fullmatch(text):
                self.leave(line, "total")
            elif at_the_end and _is_note(text, after_blank):
                self.leave(line, "footnote")
            else:
                yield line, row


def _is_note(text: str, after_blank: bool) -> bool:
    if VALUE.fullmatch(text):
        return False
    several = len(text.split()) > 1
    return several and (after_blank or len(text) >= LONG_NOTE or bool(NOTE.match(plain(text))))


def _same(row: list[str], headings: tuple[str, ...]) -> bool:
    return [" ".join(cell.split()) for cell in row] == list(headings[: len(row)])


def plain(text: str) -> str:
    """Return text in small letters without accents or doubled spaces.

    >>> plain("  Sous-Total  GÉNÉRAL ")
    'sous-total general'
    """
    split = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(c for c in split if not unicodedata.combining(c)).split())
