"""The scales of a dossier: those `scales.yml` names, or the runs of questions that look alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import Field

from workbench.analysis.reliability.answered import answer
from workbench.analysis.reliability.record import Asked, Reliability
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.collection import instrument_of
from workbench.data import load
from workbench.data.load import CLEAN
from workbench.data.quality.seen import Seen
from workbench.data.quality.straight import batteries

SHOWN_FROM = 10
"""Means of fewer people than this would come too near to somebody's answers."""


class OneScale(Record):
    """Some columns of the clean table that make one score."""

    label: Text
    items: tuple[str, ...] = Field(min_length=2)
    reverse: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class Scales(FileRecord):
    """`scales.yml`: the scales of a dossier, where they are not simply questions in a row."""

    FILE: ClassVar[str] = "scales.yml"

    scales: tuple[OneScale, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Examined:
    """One scale: *found* is None where too few people answered to show anything."""

    label: Text
    found: Reliability | None
    findings: tuple[Finding, ...] = ()


def of(dossier: Dossier, level: float = 0.95) -> tuple[Examined, ...]:
    """Return each scale of the dossier; nothing where it has none, or no data yet.

    Raises DataError for a scale whose columns are not there or do not vary.
    """
    if not dossier.has(CLEAN):
        return ()
    table = load(dossier)
    site = instrument_of(dossier).role("cluster")
    cluster = site.id if site and site.id in table and table[site.id].nunique() > 1 else None
    made = []
    for one in _scales(dossier):
        asked = Asked(one.items, one.reverse, one.low, one.high, cluster, level)
        there = [name for name in one.items if name in table]
        if len(table[there].dropna()) < SHOWN_FROM:
            made.append(Examined(one.label, None))
            continue
        found, findings = answer(table, asked)
        made.append(Examined(one.label, found, tuple(findings)))
    return tuple(made)


def _scales(dossier: Dossier) -> Iterator[OneScale]:
    written = dossier.read_if_there(Scales)
    if written is not None:
        yield from written.scales
        return
    seen = Seen(load(dossier), (), instrument_of(dossier), None, date.today())
    for battery in batteries(seen):
        names = tuple(name for name, _ in battery)
        first = battery[0][1]
        label = Text(any=f"{names[0]} – {names[-1]}")
        yield OneScale(label=label, items=names, low=first.low, high=first.high)
