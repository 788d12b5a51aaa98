"""Rows by columns: a sign and words in every cell; no row and no column has a total."""

from dataclasses import dataclass

MISSING = "–"


@dataclass(frozen=True)
class Mark:
    """One cell of a matrix: how *strong* (0 to 3, None where nothing is known), and its words.

    *mark* is one sign, so that nobody needs the shade to read the cell; *more* is told below it.
    """

    mark: str
    text: str
    strong: int | None = None
    more: str = ""


@dataclass(frozen=True)
class Matrix:
    """Rows by columns, both named; *about* says under each column how sure its wording is."""

    corner: str
    columns: tuple[str, ...]
    about: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Mark, ...]], ...]
