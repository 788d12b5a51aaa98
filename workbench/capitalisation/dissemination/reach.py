"""RE-AIM: five questions to a practice that spreads, each a share with both of its counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import Phrase, number, percent, say, shown
from workbench.capitalisation.dissemination.record import ID
from workbench.data.protection.rules import SMALL, small

DIMENSIONS = {
    "reach": "reach.dimension.reach",
    "effectiveness": "reach.dimension.effectiveness",
    "adoption": "reach.dimension.adoption",
    "implementation": "reach.dimension.implementation",
    "maintenance": "reach.dimension.maintenance",
}
"""The five dimensions (Glasgow, Vogt and Boles 1999), in their order."""
LEVEL_NAMES = {
    "individual": "reach.level.individual",
    "setting": "reach.level.setting",
    "staff": "reach.level.staff",
}
MONTHS = 6
"""Maintenance begins that many months after the last contact or the end of the help."""
FEWEST = 5
"""With fewer settings than that no interval is given: two counts say all there is to say."""
PEOPLE = ("individual", "staff")


class Line(Record):
    """One share of one dimension: *part* of *whole*, each None where nobody knows it.

    *counts* says in words what stands above and below the line. *months* is the time since the
    last contact, for maintenance. *apart* says who is missing among those who were reached.
    """

    id: str = Field(pattern=ID)
    dimension: Literal["reach", "effectiveness", "adoption", "implementation", "maintenance"]
    level: Literal["individual", "setting", "staff"]
    counts: Text
    part: int | None = Field(default=None, ge=0)
    whole: int | None = Field(default=None, ge=0)
    months: float | None = Field(default=None, ge=0)
    apart: Text | None = None
    source: str = ""


class Reach(FileRecord):
    """`reach.yml`: the counts of the five dimensions."""

    FILE: ClassVar[str] = "reach.yml"

    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Measured:
    """One line computed: a share with its interval, or the phrase that says why there is none."""

    line: Line
    share: float | None = None
    low: float | None = None
    high: float | None = None
    why: Phrase | None = None
    masked: bool = False


def measured(line: Line, level: float = 0.95) -> Measured:
    """Return the share of a line, or why it cannot be computed.

    Counts of people that show fewer than five of them are hidden. The interval of a share of
    people is Wilson's; of a share of settings, which are few, the exact one (Clopper and Pearson
    1934), and none under five settings.

    >>> line = Line(id="a", dimension="adoption", level="setting", counts="-", part=6, whole=8)
    >>> found = measured(line)
    >>> found.share, round(found.low, 3), round(found.high, 3)
    (0.75, 0.349, 0.968)
    """
    why = _why_not(line)
    if why is not None or line.part is None or not line.whole:
        return Measured(line, why=why)
    if line.level in PEOPLE and (small(line.part) or small(line.whole - line.part)):
        return Measured(line, why=Phrase("reach.masked", {"least": SMALL}), masked=True)
    share = line.part / line.whole
    if line.level == "setting" and line.whole < FEWEST:
        return Measured(line, share)
    low, high = _interval(line.part, line.whole, level, exact=line.level == "setting")
    return Measured(line, share, low, high)


def _why_not(line: Line) -> Phrase | None:
    if line.whole is None:
        return Phrase("reach.no_whole", {"counts": line.counts})
    if line.part is None:
        return Phrase("reach.no_part", {"counts": line.counts})
    if line.whole == 0:
        return Phrase("reach.whole_of_none")
    if line.part > line.whole:
        return Phrase("reach.part_beyond", {"part": line.part, "whole": line.whole})
    if line.dimension == "maintenance" and line.months is None:
        return Phrase("reach.no_months", {"least": MONTHS})
    if line.dimension == "maintenance" and (line.months or 0) < MONTHS:
        return Phrase("reach.too_soon", {"months": line.months, "least": MONTHS})
    return None


def _interval(part: int, whole: int, level: float, *, exact: bool) -> tuple[float, float]:
    from scipy.special import betaincinv  # heavy: loaded when it is used

    from workbench.ledger.derive import wilson

    if not exact:
        return wilson(part, whole, level)
    tail = (1 - level) / 2
    low = float(betaincinv(part, whole - part + 1, tail)) if part else 0.0
    high = float(betaincinv(part + 1, whole - part, 1 - tail)) if part < whole else 1.0
    return low, high


def check(told: Reach) -> list[Finding]:
    """Return the findings: each dimension is told, each line can be computed."""
    return [*_every_dimension(told), *_lines(told)]


def _every_dimension(told: Reach) -> Iterator[Finding]:
    for dimension, key in DIMENSIONS.items():
        there = any(line.dimension == dimension for line in told.lines)
        holes = {"label": Phrase(key)}
        yield Finding("reach.dimension_untold", there, dimension, "warning", holes)


def _lines(told: Reach) -> Iterator[Finding]:
    for line in told.lines:
        impossible = line.part is not None and line.whole is not None and line.part > line.whole
        holes = {"part": line.part, "whole": line.whole} if impossible else {}
        known = line.part is not None and line.whole is not None
        yield Finding("reach.impossible", not impossible if known else None, line.id, holes=holes)
        yield Finding("reach.count_missing", known, line.id, "warning", {"counts": line.counts})
        if line.dimension == "maintenance" and known:
            late = line.months is not None and line.months >= MONTHS
            holes = {"least": MONTHS}
            yield Finding("reach.not_yet_maintained", late, line.id, "warning", holes)


def table(told: Reach, level: float, lang: str) -> list[dict[str, str]]:
    """Return one row a line, in the order of the five dimensions; one untold has its row too."""
    rows = []
    for dimension, key in DIMENSIONS.items():
        lines = [line for line in told.lines if line.dimension == dimension]
        name = say(key, lang)
        rows += [_row(name, measured(line, level), lang) for line in lines]
        if not lines:
            rows.append(_cells([name, *"–" * 4, say("reach.untold", lang)], lang))
    return rows


def _row(name: str, found: Measured, lang: str) -> dict[str, str]:
    line = found.line
    counts = "–"
    if not found.masked and not (line.part is None and line.whole is None):
        known = [shown("?" if count is None else count, lang) for count in (line.part, line.whole)]
        counts = say("dissemination.of", lang, part=known[0], whole=known[1])
    few = Phrase("reach.few", {"least": FEWEST}) if _few(found) else None
    told = found.why or few
    why = told.say(lang) if told else ""
    said = " ".join(filter(None, [why, line.apart.say(lang) if line.apart else ""]))
    head = f"{line.counts.say(lang)} ({say(LEVEL_NAMES[line.level], lang)})"
    return _cells([name, head, counts, percent(found.share, lang), _ends(found, lang), said], lang)


def _few(found: Measured) -> bool:
    """Whether a share is of too few settings for an interval."""
    return found.share is not None and found.low is None


def _cells(texts: list[str], lang: str) -> dict[str, str]:
    keys = (
        "reach.head.dimension", "reach.head.counts", "reach.head.count", "reach.head.share",
        "reach.head.interval", "reach.head.note",
    )  # fmt: skip
    return dict(zip((say(key, lang) for key in keys), (text or "–" for text in texts), strict=True))


def _ends(found: Measured, lang: str) -> str:
    if found.low is None or found.high is None:
        return "–"
    ends = {"low": number(100 * found.low, lang, 0), "high": percent(found.high, lang)}
    return say("reach.interval", lang, **ends)
