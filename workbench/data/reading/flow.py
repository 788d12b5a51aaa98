"""Reading one file: opened, laid out, looked at column by column; every guess is told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading import doors, exports, looks
from workbench.data.reading.body import Body, Dropped
from workbench.data.reading.calendar import checked
from workbench.data.reading.cells import Cells, gather
from workbench.data.reading.census import EXAMPLES, Census, census
from workbench.data.reading.headers import LOOKED_AT, Layout, layout
from workbench.data.reading.how import GUESSED, How
from workbench.data.reading.opened import Opened, open_rows
from workbench.data.reading.parquet import read_parquet
from workbench.data.reading.patterns import COMMA, COMMA_GROUP, POINT, POINT_GROUP
from workbench.data.reading.plan import Context, Plan
from workbench.data.reading.record import ReadColumn, Reading
from workbench.data.reading.types import decide
from workbench.data.reading.watch import Watch, nobody


def read(
    path: Path | str,
    sheet: str | None = None,
    codes: Iterable[str] = (),
    watch: Watch = nobody,
    how: How = GUESSED,
) -> Reading:
    """Read one file and say all that was understood; raise DataError where it is refused.

    CSV and TSV, XLSX, XLS and ODS, Parquet, the exports of KoboToolbox, ODK Central (their archive
    too) and LimeSurvey. *sheet* names a sheet of a workbook, or a file of an archive; *codes* are
    further texts that stand for a missing answer (``99``). *watch* is told how far it is. *how* is
    what somebody says of the file, where a guess is wrong.
    Nothing is written; :func:`workbench.data.reading.write` writes the clean table.
    """
    path, named = Path(path), frozenset(code.strip() for code in codes)
    kind = doors.kind(path)
    if kind == "parquet":
        return read_parquet(path, named, watch)
    opened = open_rows(path, kind, sheet, watch, how)
    head = list(islice(opened.rows, LOOKED_AT))
    laid = layout(head, opened.merged, opened.where, how.header)
    body = Body(laid, opened.where)
    for line, above in head[: laid.first - laid.header_rows]:
        body.leave(line, "title" if any(above) else "blank")
    cells = gather(body.rows(chain(head[laid.first :], opened.rows)), laid.names)
    if not cells.rows:
        raise DataError("reading.no_rows", file=path.name)
    cells = replace(cells, texts=frozenset(cells.names))
    censuses = census_of(cells, cells.names, named, watch)
    native, percents = _of_workbook(opened, laid)
    context = context_of(path.name, censuses, native, percents)
    sheet_findings = looks.of_sheet(opened, body.layout.first + 1)
    first = [
        *opened.findings,
        *laid.findings,
        *sheet_findings,
        *exports.tool(laid.names, path.name),
    ]
    return _told(path, opened, body, (cells, censuses, context), first)


def _told(
    path: Path,
    opened: Opened,
    body: Body,
    seen: tuple[Cells, list[Census], Context],
    findings: Sequence[Finding],
) -> Reading:
    """Decide each column and put all together."""
    cells, censuses, context = seen
    columns, plans, found = columns_of(cells, censuses, context)
    people, doubts = looks.of_people(censuses, path.name)
    columns = [without_examples(column, people.get(column.name)) for column in columns]
    found = [one for one in found if one.where not in people] + doubts
    by_name = {one.name: one for one in censuses}
    rows = [*looks.of_rows(body), *looks.of_totals(body, by_name, plans)]
    return Reading(
        file=path.name,
        encoding=opened.encoding,
        separator=opened.separator,
        decimal=_decimal(context) if opened.sheet is None else None,
        sheet=opened.sheet_name,
        header_rows=body.layout.header_rows,
        rows=cells.rows,
        columns=tuple(columns),
        dropped=tuple(sorted(body.dropped, key=_line)),
        findings=(*findings, *rows, *found),
        plans=plans,
        cells=cells,
    )


def _line(dropped: Dropped) -> int:
    return dropped.row


def census_of(
    cells: Cells, names: Iterable[str], named: frozenset[str], watch: Watch
) -> list[Census]:
    """Look at the distinct texts of each column."""
    every = list(names)
    found = []
    for done, name in enumerate(every):
        watch("columns", done, len(every))
        found.append(census(name, cells.distinct(name), named))
    return found


def context_of(
    where: str, censuses: Sequence[Census], native: Iterable[str], percents: Iterable[str]
) -> Context:
    """Return what the whole file says about the decimal sign, and about its questions."""
    asked = exports.choices([one.name for one in censuses])
    return Context(
        where,
        comma=sum(one.count(COMMA, POINT_GROUP) for one in censuses),
        point=sum(one.count(POINT, COMMA_GROUP) for one in censuses),
        native=frozenset(native),
        percents=frozenset(percents),
        choices=frozenset(chain.from_iterable(asked.values())),
    )


def columns_of(
    cells: Cells, censuses: Sequence[Census], context: Context
) -> tuple[list[ReadColumn], dict[str, Plan], list[Finding]]:
    """Return each column with its plan, and what had to be guessed."""
    columns, plans, findings = [], {}, []
    for one in censuses:
        plan, found = decide(one, context)
        plan, wrong, more = checked(cells, one, replace(plan, codes=one.named))
        missing = looks.counted(one, plan, wrong)
        every = sorted(chain.from_iterable(s.examples for s in one.seen.values()), key=_place)
        examples = tuple(text for text, _ in every[:EXAMPLES])
        columns.append(ReadColumn(one.name, plan.type, missing, examples))
        plans[one.name] = plan
        findings += [*found, *more, *looks.of_column(one, plan, missing)]
    asked = exports.choices([one.name for one in censuses])
    if asked:
        n = sum(map(len, asked.values()))
        holes = {"n": n, "questions": ", ".join(asked)}
        findings.append(Finding("reading.choices", False, context.where, "note", holes))
    return columns, plans, findings


def _place(example: tuple[str, int]) -> int:
    return example[1]


def without_examples(column: ReadColumn, kind: str | None) -> ReadColumn:
    """Return a column that names people without the examples that would show them."""
    return replace(column, identifier=kind, examples=()) if kind else column


def _decimal(context: Context) -> str | None:
    if not context.comma and not context.point:
        return None
    return "," if context.comma >= context.point else "."


def _of_workbook(opened: Opened, laid: Layout) -> tuple[list[str], list[str]]:
    """Return the columns where a workbook holds decimal numbers, and those shown as percentages."""
    native = opened.sheet.native if opened.sheet else set()
    before = opened.sheet.before if opened.sheet else 0
    shares = {place - before for place in opened.hidden.percent_columns()}
    return (
        [name for place, name in enumerate(laid.names) if place in native],
        [name for place, name in enumerate(laid.names) if place in shares],
    )
