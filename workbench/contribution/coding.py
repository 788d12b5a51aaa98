"""Coded interviews: a row a code, each quote with its place, its coder and its consent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.words import say
from workbench.contribution.consent import LEVELS, Audience, may_read
from workbench.data.cells import cells

CODING = "coding.csv"
COLUMNS = ("segment", "interview", "place", "quote", "code", "coder", "consent")
"""*place* is where the quote stands in the interview: a minute, a line, a page."""


@dataclass(frozen=True)
class Segment:
    """One code that one coder gave to one passage; an empty code says that none was given.

    *line* is the line of the file. *consent* is a level of consent, or empty.
    """

    segment: str
    interview: str
    place: str
    quote: str
    code: str
    coder: str
    consent: str
    line: int


@dataclass(frozen=True)
class Quotes:
    """The quotes that an audience may read, once each, and how many were refused."""

    segments: tuple[Segment, ...]
    refused: int
    audience: Audience

    def say(self, lang: str, /) -> str:
        """Say how many quotes are shown and how many are refused."""
        kept = say("coding.shown", lang, n=len(self.segments))
        if not self.refused:
            return kept
        return f"{kept} {say('coding.refused', lang, n=self.refused)}"


def coding(dossier: Dossier) -> tuple[Segment, ...]:
    """Return the coded segments of a dossier, in the order of the file; nothing where none.

    Raises DataError when the file cannot be read, or lacks a column.
    """
    path = dossier.path(CODING)
    if not path.is_file():
        return ()
    try:
        table = cells(path)
    except DataError as error:
        if error.key == "reading.no_rows":  # the heads are there, nobody has coded yet
            return ()
        raise
    for name in COLUMNS:
        if name not in table.columns:
            hint = words.hint(name, [str(column) for column in table.columns])
            raise DataError("coding.no_column", file=CODING, column=name, hint=hint)
    rows = table[list(COLUMNS)].itertuples(index=True, name=None)
    return tuple(
        Segment(
            **{name: str(cell).strip() for name, cell in zip(COLUMNS, row, strict=True)}, line=line
        )
        for line, *row in rows
    )


def consents(segments: Iterable[Segment]) -> dict[str, str | None]:
    """Return how far each segment may go: the narrowest level that a row says, None without one."""
    said: dict[str, list[str]] = {}
    for one in segments:
        said.setdefault(one.segment, []).append(one.consent)
    return {
        id: min(levels, key=LEVELS.index) if set(levels) <= set(LEVELS) else None
        for id, levels in said.items()
    }


def quotes(segments: Sequence[Segment], audience: Audience = "public") -> Quotes:
    """Return each quote once, where *audience* may read it and one knows where it stands.

    A quote without consent, without its interview or without its place is refused and counted.
    """
    allowed = consents(segments)
    seen: dict[str, Segment] = {}
    for one in segments:
        seen.setdefault(one.segment, one)
    kept = tuple(
        one
        for id, one in seen.items()
        if may_read(allowed[id], audience) and one.interview and one.place and one.quote
    )
    return Quotes(kept, len(seen) - len(kept), audience)


def codes_of(segments: Sequence[Segment], id: str) -> list[str]:
    """Return the codes that a segment was given, each once, in the order of the file."""
    return list(dict.fromkeys(one.code for one in segments if one.segment == id and one.code))


def quotes_table(
    segments: Sequence[Segment], lang: str, audience: Audience = "public"
) -> list[dict[str, str]]:
    """Return one row per quote that may be read: ``quote``, ``codes``, ``interview``, ``place``."""
    return [
        {
            "quote": say("coding.quoted", lang, quote=one.quote),
            "codes": " · ".join(codes_of(segments, one.segment)) or "–",
            "interview": one.interview,
            "place": one.place,
        }
        for one in quotes(segments, audience).segments
    ]
