"""What was read, told to people: the columns in a table, the rows left out, the findings."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from workbench.base.findings import SEVERITY_NAMES, worth_reading
from workbench.base.words import number, say
from workbench.data.as_read import signs
from workbench.data.reading.missing import BLANK, NOT_UNDERSTOOD

if TYPE_CHECKING:
    from workbench.data.reading import ReadColumn, Reading

TYPES = {
    "integer": "reading.type.integer",
    "number": "reading.type.number",
    "percent": "reading.type.percent",
    "date": "reading.type.date",
    "boolean": "reading.type.boolean",
    "category": "reading.type.category",
    "text": "reading.type.text",
}
WHYS = {
    "title": "reading.why.title",
    "blank": "reading.why.blank",
    "total": "reading.why.total",
    "footnote": "reading.why.footnote",
    "header_again": "reading.why.header_again",
}
CODES = {BLANK: "reading.code.blank", NOT_UNDERSTOOD: "reading.code.not_understood"}
HEADINGS = (
    "reading.told.column.name",
    "reading.told.column.type",
    "reading.told.column.missing",
    "reading.told.column.examples",
)
ROWS_SHOWN = 10
WIDEST_EXAMPLE = 24


def tell(found: "Reading", out: Path | None, lang: str) -> None:
    """Print it all on the screen; text of the file is never taken for a command of the screen."""
    console = Console(highlight=False, markup=False, emoji=False)
    columns = len(found.columns)
    console.print(say("reading.told.file", lang, file=found.file, n=found.rows, columns=columns))
    for sentence in signs(found, lang):
        console.print(sentence)
    console.print(_columns(found, lang))
    if found.dropped:
        _dropped(found, console, lang)
    wrong = worth_reading(found.findings)
    if wrong:
        console.print(say("reading.told.findings", lang))
    for finding in wrong:
        severity = say(SEVERITY_NAMES[finding.severity], lang)
        console.print(_plain(f"{severity} · {finding.id}\n  {finding.sentence(lang)}"))
    if out is not None:
        _written(found, out, console, lang)


def _columns(found: "Reading", lang: str) -> Table:
    table = Table(*(say(heading, lang) for heading in HEADINGS))
    for column in found.columns:
        missing = "\n".join(
            f"{say(CODES[code], lang) if code in CODES else code}: {number(n, lang)}"
            for code, n in column.missing.items()
        )
        kind = say(TYPES[column.type], lang)
        table.add_row(*map(_plain, (column.name, kind, missing, _examples(column, lang))))
    return table


def _examples(column: "ReadColumn", lang: str) -> str:
    if column.identifier:
        return say("reading.told.protected", lang)
    return " · ".join(_short(text) for text in column.examples)


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= WIDEST_EXAMPLE else tidy[: WIDEST_EXAMPLE - 1] + "…"


def _plain(text: str) -> Text:
    """Return text without the control characters that a screen obeys."""
    return Text("".join(c for c in text if c.isprintable() or c in "\n\u00a0\u202f"))


def _dropped(found: "Reading", console: Console, lang: str) -> None:
    n = len(found.dropped)
    console.print(say("reading.told.dropped", lang, n=n))
    table = Table(say("reading.told.row", lang), say("reading.told.why", lang))
    for one in found.dropped[:ROWS_SHOWN]:
        table.add_row(str(one.row), say(WHYS[one.why], lang))
    console.print(table)
    if n > ROWS_SHOWN:
        console.print(say("reading.told.more", lang, n=n - ROWS_SHOWN))


def _written(found: "Reading", out: Path, console: Console, lang: str) -> None:
    console.print(say("reading.told.written", lang, file=out))
    left = found.identifiers
    if left:
        holes = {"n": len(left), "names": ", ".join(left)}
        console.print(_plain(say("reading.told.left_out", lang, **holes)))
