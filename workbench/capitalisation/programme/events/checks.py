"""What a register of meetings does not carry: bounds, silences, and a rhythm told in two ways."""

from collections.abc import Iterator, Sequence

from workbench.base.findings import Finding, Together
from workbench.base.words import hint
from workbench.capitalisation.programme.events.record import Meetings
from workbench.capitalisation.programme.register import Row
from workbench.ledger import Figure, Ledger
from workbench.ledger.quantity import Quantity
from workbench.ledger.written import as_published

MANY = 0.5
"""Under this share of answers, those who answered may be the pleased ones."""


def check(meetings: Meetings, rows: Sequence[Row], ledger: Ledger | None) -> list[Finding]:
    """Return the findings about a register of meetings; its lines in the order of days."""
    return [
        *_rhythm(meetings, ledger), *_kinds(meetings, rows), *_impossible(rows), *_silent(rows),
        *_bounds(rows), *_answers(rows), *_later(rows), *_simulated(rows),
    ]  # fmt: skip


def _rhythm(meetings: Meetings, ledger: Ledger | None) -> Iterator[Finding]:
    """The source gives one rhythm: where it gives two, both are kept and none is chosen."""
    figures = [ledger.figure(id) for id in meetings.rhythm] if ledger else []
    known = [figure for figure in figures if figure is not None]
    if len(known) > 1:
        alike = len({(figure.value, figure.per) for figure in known}) == 1
        holes = {"writings": Together(tuple(_Written(figure) for figure in known))}
        yield Finding("events.rhythm", alike, meetings.of or "", "warning", holes)


class _Written:
    """A figure as its source writes it."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def say(self, lang: str, /) -> str:
        """Return its words and its number."""
        return as_published(self._figure, lang)


def _kinds(meetings: Meetings, rows: Sequence[Row]) -> Iterator[Finding]:
    """Every meeting is of a kind that is defined."""
    known = [one.id for one in meetings.counted]
    for row in rows:
        kind = str(row["kind"])
        if kind not in known:
            holes = {"id": row["id"], "kind": kind, "hint": hint(kind, known)}
            yield Finding("events.no_kind", False, str(row["id"]), "blocker", holes)


def _impossible(rows: Sequence[Row]) -> Iterator[Finding]:
    """Nobody is satisfied without an answer, and no more came than had put their names down."""
    wrong = [str(row["id"]) for row in rows if _cannot_be(row)]
    holes = {"names": Together(tuple(wrong)), "n": len(wrong)}
    yield Finding("events.impossible", not wrong, "", "warning", holes)


def _cannot_be(row: Row) -> bool:
    pairs = (("satisfied", "answered"), ("used_later", "called_later"))
    for part, whole in pairs:
        one, all_of_them = row[part], row[whole]
        if isinstance(one, int) and (not isinstance(all_of_them, int) or one > all_of_them):
            return True
    came, named = row["attended"], row["registered"]
    if not (isinstance(came, Quantity) and isinstance(named, Quantity)):
        return False
    return came.low > named.high


def _silent(rows: Sequence[Row]) -> Iterator[Finding]:
    """Every meeting says how many came."""
    silent = [str(row["id"]) for row in rows if row["attended"] is None]
    holes = {"names": Together(tuple(silent)), "n": len(silent), "k": len(rows)}
    yield Finding("events.nobody_counted", not silent, "", "warning", holes)


def _bounds(rows: Sequence[Row]) -> Iterator[Finding]:
    """Every count is a count: a bound stays a bound, and so does every sum with it."""
    bounds = [row["attended"] for row in rows]
    loose = [
        str(row["id"])
        for row, one in zip(rows, bounds, strict=True)
        if isinstance(one, Quantity) and not one.is_exact
    ]
    holes = {"names": Together(tuple(loose)), "n": len(loose)}
    yield Finding("events.bound", not loose, "", "note", holes)


def _answers(rows: Sequence[Row]) -> Iterator[Finding]:
    """Half of those who came, or more, said whether they were satisfied."""
    came = [row["attended"] for row in rows if isinstance(row["answered"], int)]
    answered = sum(row["answered"] for row in rows if isinstance(row["answered"], int))
    least = sum(one.low for one in came if isinstance(one, Quantity))
    if least:
        holes = {"n": answered, "of": int(least)}
        yield Finding("events.few_answers", answered >= MANY * least, "", "warning", holes)


def _later(rows: Sequence[Row]) -> Iterator[Finding]:
    """Somebody was asked later whether they used what they heard."""
    asked = [row for row in rows if isinstance(row["called_later"], int)]
    holes = {"n": len(rows) - len(asked), "k": len(rows)}
    if rows:
        yield Finding("events.not_called", len(asked) == len(rows), "", "note", holes)


def _simulated(rows: Sequence[Row]) -> Iterator[Finding]:
    """Simulated meetings are never among real ones."""
    made = sum(row["simulated"] is True for row in rows)
    if made:
        holes = {"n": made, "k": len(rows)}
        yield Finding("events.mixed", made == len(rows), "", "warning", holes)
