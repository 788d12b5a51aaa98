"""HTML, SVG and XML as pieces: each cell of a table, each text, each attribute, with its place."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from workbench.base.words import Phrase
from workbench.launch.proof.spots import Piece

SPACES = re.compile(r"\s+")


class _Reader(HTMLParser):
    """Walks through the tags and keeps, of each piece, where it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.table = self.row = self.column = 0
        self.open_tables: list[tuple[int, int, int, dict[int, str]]] = []
        self.heads: dict[int, str] = {}
        self.tags: list[str] = []
        self.cell: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a tag; its attributes are pieces, in the order of their names."""
        if tag == "table":
            self.open_tables.append((self.table, self.row, self.column, self.heads))
            self.table, self.row, self.column, self.heads = self.table + 1, 0, 0, {}
        elif tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag in ("td", "th"):
            self.column, self.cell = self.column + 1, tag
        self.tags.append(tag)
        told = " ".join(f"{name}={value or ''}" for name, value in sorted(attrs) if name != "d")
        self.pieces.append(Piece(self._place(), f"<{tag}> {told}".strip()))
        self.pieces += [Piece(self._place(), value or "") for name, value in attrs if name == "d"]

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        if tag in self.tags:
            while self.tags and self.tags.pop() != tag:
                pass
        if tag in ("td", "th"):
            self.cell = None
        if tag == "table" and self.open_tables:
            number, self.row, self.column, self.heads = self.open_tables.pop()
            self.table = max(self.table, number)

    def handle_data(self, data: str) -> None:
        """Keep a text, its spaces made one."""
        text = SPACES.sub(" ", data).strip()
        if not text:
            return
        if self.cell == "th" and self.row == 1:
            self.heads[self.column] = text
        self.pieces.append(Piece(self._place(), text))

    def _place(self) -> Phrase:
        if self.open_tables and self.cell:
            named = self.heads.get(self.column) if self.row > 1 else None
            column = named or str(self.column)
            holes = {"row": str(self.row), "column": column, "table": str(self.table)}
            return Phrase("proof.place.table", holes)
        return Phrase("proof.place.tag", {"tag": self.tags[-1] if self.tags else "–"})


def pieces(markup: str) -> list[Piece]:
    """Return the pieces of a text in HTML, SVG or XML, in their order.

    >>> [piece.text for piece in pieces("<p class='a'>Two <b>words</b></p>")]
    ['<p> class=a', 'Two', '<b>', 'words']
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.pieces


EMBEDDED = re.compile(r"data:([\w/+.-]+);base64,([A-Za-z0-9+/=]+)")
"""A file that stands inside a page, as letters."""


def embedded(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the letters of each file that stands inside a page."""
    for match in EMBEDDED.finditer(markup):
        yield match[1], match[2]


def without_embedded(markup: str) -> str:
    """Return a page with the files inside it left out."""
    return EMBEDDED.sub(r"data:\1", markup)
