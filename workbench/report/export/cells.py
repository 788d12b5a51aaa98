"""Tables as text that spreadsheets open and do not run: what begins like a formula stays text."""

import csv
import io
from collections.abc import Sequence

from workbench.base.files import cell_text
from workbench.report.export.record import Row, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for something to compute (OWASP, CSV injection)."""
MARK = "'"
"""The sign put before such a text: spreadsheets show what follows it as it is."""
BOM = "\ufeff"
"""What tells French spreadsheets that a file is UTF-8."""


def safe(text: str) -> str:
    """Return a text that no spreadsheet computes, without the signs that no text may hold.

    A text that begins with the mark gets another, so that `told` finds every text again.

    >>> safe("=1+1"), safe("Emploi"), safe("-5")
    ("'=1+1", 'Emploi', "'-5")
    """
    clean = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    return MARK + clean if clean.startswith((*FORMULA, MARK)) else clean


def told(cell: str) -> str:
    """Return the text that a cell made by `safe` holds."""
    return cell.removeprefix(MARK)


def csv_text(table: Table, comma: bool = False) -> str:
    """Return a table as CSV: UTF-8, commas and decimal points, a line feed a row.

    With *comma* it is as French spreadsheets write it: semicolons, decimal commas, a mark of UTF-8
    in front, two signs at the end of a row.
    """
    out = io.StringIO()
    ends = {"delimiter": ";", "lineterminator": "\r\n"} if comma else {"lineterminator": "\n"}
    writer = csv.writer(out, **ends)  # type: ignore[arg-type]
    writer.writerow(table.shape.columns)
    writer.writerows(_cells(row, table.shape.columns, comma) for row in table.rows)
    return (BOM if comma else "") + out.getvalue()


def _cells(row: Row, columns: Sequence[str], comma: bool) -> list[str]:
    return [_cell(row.get(column), comma) for column in columns]


def _cell(value: object, comma: bool) -> str:
    if isinstance(value, str):
        return safe(value)
    text = cell_text(value)
    return text.replace(".", ",") if comma and isinstance(value, float) else text
