"""What may leave of the results: decided with the counts behind them, and all published before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.analysis import Effect
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding, Together
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.data.load import load
from workbench.data.protection import programme, results
from workbench.data.protection.cells import Ask
from workbench.data.protection.estimates import asks_behind
from workbench.data.protection.masking import Release, publish
from workbench.data.protection.published import Session
from workbench.data.protection.share import closed_off, shown_whole


@dataclass(frozen=True)
class People:
    """The clean table of a dossier, as it is and as counts are made of it.

    *closed* names the columns that stay out: sensitive and not asked for, or without a purpose.
    """

    dossier: Dossier
    instrument: Instrument
    table: pd.DataFrame
    counted: pd.DataFrame
    closed: frozenset[str]


@dataclass(frozen=True)
class Results:
    """The effects and the rows by site, with what may not be told taken out."""

    effects: list[Effect]
    sites: list[dict[str, object]]


def people_of(dossier: Dossier, sensitive: Sequence[str] = ()) -> People:
    """Return the people that counts are made of; *sensitive* columns are opened by their names.

    Raises DataError where the data are not clean yet, or a name is no sensitive column.
    """
    table, instrument = load(dossier), instrument_of(dossier)  # no data: said first
    closed = frozenset(closed_off(dossier, instrument, sensitive))
    return People(dossier, instrument, table, programme.countable(table, instrument), closed)


def planned(people: People, effects: Sequence[Effect]) -> list[Ask]:
    """Return the counts behind the effects that may be told of at all."""
    return asks_behind(people.counted, people.instrument, _analyses(people, effects))


def released(people: People, asks: Sequence[Ask], session: Session, on: date) -> Release:
    """Return what may be shown of the tables asked for, decided together."""
    return publish(people.counted, asks, session, on)


def results_of(people: People, effects: Sequence[Effect], release: Release) -> Results:
    """Return the effects and their sites, masked where the counts behind them are not all shown."""
    dossier, analyses = people.dossier, _analyses(people, effects)
    whole, by_site = shown_whole(release, people.table, analyses)
    rows = results.read_results(dossier, results.SITES)
    shown = [one if whole.get(one.id) and not one.masked else one.mask() for one in effects]
    return Results(shown, results.hidden_rows(rows, by_site, "analysis"))


def hidden(people: People, found: Results, file: str) -> list[Finding]:
    """Say which analyses are told without their figures, and which columns are kept out of them."""
    plan = people.dossier.read(Plan)
    kept_out = {name for one in plan.analyses for name in programme.columns_of(one)} & people.closed
    gone = [one.label for one in found.effects if one.masked]
    columns = ", ".join(sorted(kept_out))
    return [
        Finding(
            "export.effects_hidden",
            not gone,
            file,
            "note",
            {"n": len(gone), "labels": Together(tuple(gone))},
        ),
        Finding("protection.columns_closed", not kept_out, file, "note", {"columns": columns}),
    ]


def _analyses(people: People, effects: Sequence[Effect]) -> list[Analysis]:
    plan = people.dossier.read(Plan)
    ids = {one.id for one in effects}
    return [
        one
        for one in plan.analyses
        if one.id in ids and not programme.columns_of(one) & people.closed
    ]
