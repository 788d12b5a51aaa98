"""What one dossier found, as a pilot among others: its effects and its sites, never its people."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.analysis.claims import rung
from workbench.analysis.effect import Effect
from workbench.analysis.estimate import SITE_COLUMNS
from workbench.analysis.estimate import SITES as SITES_OF_A_PILOT
from workbench.analysis.kept import kept as results_of
from workbench.analysis.pilots.record import Member, PilotEffect, PilotSite
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.records import Text
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.collection.record import columns as columns_of
from workbench.indicators import Choices

QUANTITIES = {"progress": "level", "before_after": "change"}
"""What the estimate of a design is; that of all others is a difference between groups."""
RATIOS = ("risk_ratio", "odds_ratio", "hazard_ratio")


def effects_of(dossier: Dossier, member: Member) -> Iterator[PilotEffect]:
    """Yield the first planned analysis of each outcome and quantity, by outcome."""
    found, plan = results_of(dossier), dossier.read(Plan)
    choices = dossier.read_if_there(Choices)
    instrument = instrument_of(dossier) if dossier.has(Instrument.FILE) else None
    chosen = {choice.outcome: choice.indicator for choice in choices.choices} if choices else {}
    first: dict[tuple[str, str], PilotEffect] = {}
    for asked, effect in zip(plan.analyses, found, strict=True):
        row = _row(asked, effect, member, chosen.get(asked.outcome), instrument)
        kept = first.setdefault((row.key, row.quantity), row)
        if kept is not row:
            first[row.key, row.quantity] = replace(kept, others=kept.others + 1)
    yield from (first[key] for key in sorted(first))


def _row(
    asked: Analysis,
    effect: Effect,
    member: Member,
    chosen: str | None,
    instrument: Instrument | None,
) -> PilotEffect:
    indicator = asked.indicator or chosen
    statement, counted = _asked(instrument, asked.outcome)
    quantity = "ratio" if effect.measure in RATIOS else QUANTITIES.get(asked.design, "difference")
    detail = effect.detail
    return PilotEffect(
        pilot=member.name,
        key=indicator or asked.outcome,
        quantity=quantity,
        analysis=asked.id,
        label=asked.label,
        statement=statement,
        indicator=indicator,
        counted=counted,
        count=int(detail["count"]) if "count" in detail else None,
        n_started=int(detail["n_started"]) if "n_started" in detail else None,
        target=detail.get("target"),
        rung=rung(effect.claim),
        simulated=member.simulated,
        **{name: getattr(effect, name) for name in SAME},
    )


SAME = (
    "outcome", "design", "method", "estimand", "measure", "unit", "level", "estimate", "std_error",
    "df", "ci_low", "ci_high", "n", "n_left_out", "n_clusters", "claim",
)  # fmt: skip
"""What is taken from an effect as it is."""


def _asked(instrument: Instrument | None, outcome: str) -> tuple[Text | None, str]:
    """Return the words of what was asked, and which answers count; blank where nobody says."""
    if instrument is None:
        return None, ""
    derived = next((one for one in instrument.derived if one.id == outcome), None)
    if derived is not None:
        source = instrument.question(derived.source)
        offered = _codes(option.code for option in source.options) if source else ""
        rule = "missing" if derived.missing else _codes(derived.among) or f"> {derived.above:g}"
        return derived.label, f"{rule} / {offered}" if offered else rule
    for question in instrument.questions:
        if any(outcome in columns_of(question, wave) for wave in question.waves):
            ends = [question.low, question.high]
            bounds = ["…" if end is None else f"{end:g}" for end in ends]
            offered = _codes(option.code for option in question.options)
            return question.label, " ".join(part for part in (question.type, offered, *bounds))
    return None, ""


def _codes(codes: Iterable[str]) -> str:
    return " ".join(sorted(codes))


def sites_of(dossier: Dossier, name: str) -> Iterator[PilotSite]:
    """Yield the sites of a pilot as it published them; raise DataError for a spoilt file."""
    path = dossier.path(SITES_OF_A_PILOT)
    if not path.is_file():
        return
    named = _names(dossier)
    for row in _rows(path):
        try:
            n = int(float(row["n"])) if row["n"] else None
            value = float(row["value"]) if row["value"] else None
        except ValueError:
            raise DataError("analysis.results_unreadable", file=SITES_OF_A_PILOT) from None
        site = row["site"]
        yield PilotSite(name, row["analysis"], site, named.get(site, Text(any=site)), n, value)


def _rows(path: Path) -> Sequence[dict[str, str]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        rows, head = list(reader), set(reader.fieldnames or ())
    except (UnicodeDecodeError, csv.Error):
        raise DataError("analysis.results_unreadable", file=SITES_OF_A_PILOT) from None
    if not set(SITE_COLUMNS) <= head or any(None in row.values() for row in rows):
        raise DataError("analysis.results_unreadable", file=SITES_OF_A_PILOT)
    return sorted(rows, key=lambda row: (row["analysis"], row["site"]))


def _names(dossier: Dossier) -> dict[str, Text]:
    """Return the names of sites as the instrument says them."""
    instrument = instrument_of(dossier) if dossier.has(Instrument.FILE) else None
    question = instrument.role("cluster") if instrument else None
    return {option.code: option.label for option in question.options} if question else {}
