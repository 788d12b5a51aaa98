"""How a text file is cut: its separator, its quotes, its lines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading.watch import Watch

SEPARATORS = (";", ",", "\t", "|")
"""The separators, the most French first: it wins where two would do as well."""
SAMPLE = 50
SAID = re.compile("\ufeff?sep=([;,|\t])\r?$", re.IGNORECASE | re.MULTILINE)
"""The first line with which Excel is told the separator."""
LONGEST_CELL = 2**20

Row = tuple[int, list[str]]
"""The line on which a row begins, counted from 1, and its cells."""


def separator(path: Path, encoding: str) -> tuple[str, list[Finding]]:
    """Return the separator that cuts the first rows into the most even table, and any doubt.

    Raises DataError where none cuts anything.
    """
    with path.open(encoding=encoding, newline="") as file:
        sample = "".join(line for _, line in zip(range(SAMPLE), file, strict=False))
    if not sample.strip("\ufeff \t\r\n;,|"):
        raise DataError("reading.empty", file=path.name)
    if said := SAID.match(sample):
        return said[1], [Finding("reading.separator", True, path.name, "note", _holes(said[1], []))]
    scores = {mark: _score(sample, mark) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: scores[mark])
    if scores[best] == 0:
        return ";", []  # one column: whether it is a table is seen with the rows
    rivals = [m for m in SEPARATORS if m != best and scores[m] >= 0.8 * scores[best]]
    holes = _holes(best, rivals)
    return best, [Finding("reading.separator", not rivals, path.name, "note", holes)]


def _holes(mark: str, rivals: list[str]) -> dict[str, object]:
    return {"separator": shown(mark), "rivals": " ".join(shown(rival) for rival in rivals)}


def shown(mark: str) -> str:
    """Return a separator so that it can be seen."""
    return "TAB" if mark == "\t" else mark


def _score(sample: str, mark: str) -> float:
    """Return how alike the rows are: the share that has the commonest width, which is over one."""
    try:
        cut = list(csv.reader(io.StringIO(sample, newline=""), delimiter=mark))
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in cut if any(cell.strip() for cell in row))
    whole = sum(widths.values())
    scores = ((many / whole) ** 3 * (1 - 1 / width) for width, many in widths.items())
    return max(scores, default=0.0)


def rows(path: Path, encoding: str, mark: str, watch: Watch) -> Iterator[Row]:
    """Yield every row of a text file; raise DataError where a quotation mark is left open."""
    csv.field_size_limit(LONGEST_CELL)
    size = path.stat().st_size
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, newline="")
        reader = csv.reader(text, delimiter=mark, strict=True)
        line = 1
        try:
            for count, cells in enumerate(reader):
                yield line, cells
                line = reader.line_num + 1
                if count % 20_000 == 0:
                    watch("rows", raw.tell(), size)
        except csv.Error:
            raise DataError("reading.quote", file=path.name, line=str(line)) from None
