"""The chosen indicators of a dossier, counted: everybody, then site by site."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.findings import Finding, of_letter
from workbench.collection import instrument_of
from workbench.data.clean import Cleaned
from workbench.data.measures import Measure, measures
from workbench.data.measures_table import measures_table
from workbench.indicators import Choices

SHOWN_AS = {"n": "answered"}


@dataclass(frozen=True)
class Measured:
    """The measures that could be taken, and why the others could not."""

    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]


def measured(dossier: Dossier, cleaned: Cleaned) -> Measured:
    """Return each chosen indicator whose answers are in the clean table, with its parts by site.

    An indicator whose wave has not come back is left out; one whose answers cannot be counted (a
    percentage of words) is a finding, and the others are counted all the same.
    """
    instrument, chosen = instrument_of(dossier), dossier.read_if_there(Choices)
    table = cleaned.table
    site = instrument.role("cluster")
    by = [site.id] if site and site.id in table else []
    found: list[Measure] = []
    doubts: list[Finding] = []
    for choice in chosen.choices if chosen else ():
        if choice.outcome in table:
            try:
                found += measures(table, [choice], by, cleaned.reasons)
            except DataError as error:
                doubts.append(of_letter(error, choice.indicator))
    return Measured(tuple(found), tuple(doubts))


def by_site(found: Measured, dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row a measure, small cells hidden, the parts under their total.

    Columns: indicator, group, value, count (the numerator), answered (the denominator), people,
    missing (by reason).
    """
    return _rows(found.measures, dossier, lang)


def in_all(found: Measured, dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return the rows of `by_site` that tell of everybody."""
    return _rows([one for one in found.measures if one.total], dossier, lang)


def _rows(found: Sequence[Measure], dossier: Dossier, lang: str) -> list[dict[str, str]]:
    rows = measures_table(found, lang, instrument_of(dossier))
    names = {name: SHOWN_AS.get(name, name) for name in rows[0] if name != "period"} if rows else {}
    return [{shown: row[name] for name, shown in names.items()} for row in rows]
