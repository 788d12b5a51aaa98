"""What spreading costs in all, who pays which share, and a cost per result behind its warning."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from workbench.analysis import costs as counting
from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import Phrase
from workbench.capitalisation.dissemination.record import ID
from workbench.ledger import Ledger

KIND_NAMES = {
    "cash": "dissemination.cost.cash",
    "volunteers": "dissemination.cost.volunteers",
    "in_kind": "dissemination.cost.in_kind",
}
ORIGIN_NAMES = {
    "european": "dissemination.origin.european",
    "national": "dissemination.origin.national",
    "regional": "dissemination.origin.regional",
    "local": "dissemination.origin.local",
    "private": "dissemination.origin.private",
    "own": "dissemination.origin.own",
    "not_known": "dissemination.origin.not_known",
}
PLANNED, FINAL = "planned", "final"
MOMENTS = {PLANNED: "dissemination.head.planned", FINAL: "dissemination.head.final"}
CENT = 0.005


class Amount(Record):
    """An amount that people wrote, or the id of a published *figure* of the dossier's ledger."""

    value: float | None = Field(default=None, ge=0)
    figure: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, given: object) -> object:
        plain = isinstance(given, int | float) and not isinstance(given, bool)
        return {"value": given} if plain else given

    @model_validator(mode="after")
    def _one_of_both(self) -> "Amount":
        if (self.value is None) == (self.figure is None):
            raise ValueError("dissemination.one_amount")
        return self

    def known(self, ledger: Ledger | None) -> float | None:
        """Return the amount; None where the ledger has no such figure, or gives it no value."""
        if self.figure is None:
            return self.value
        figures = ledger.figures if ledger else ()
        found = next((one.value for one in figures if one.id == self.figure), None)
        return None if found is None else float(found)


class Cost(Record):
    """One cost. Volunteers' time is *hours* at an *hour_value*, whose *source* is said."""

    id: str = Field(pattern=ID)
    label: Text
    kind: Literal["cash", "volunteers", "in_kind"] = "cash"
    planned: Amount | None = None
    final: Amount | None = None
    hours: float | None = Field(default=None, ge=0)
    hour_value: float | None = Field(default=None, ge=0)
    source: str = ""

    def at(self, moment: str, ledger: Ledger | None) -> float | None:
        """Return the amount planned or final; of volunteers, hours at their value."""
        amount: Amount | None = getattr(self, moment)
        if amount is not None:
            return amount.known(ledger)
        if moment == FINAL and self.hours is not None and self.hour_value is not None:
            return self.hours * self.hour_value
        return None


class Funding(Record):
    """What one origin pays, planned and final."""

    id: str = Field(pattern=ID)
    label: Text
    origin: Literal["european", "national", "regional", "local", "private", "own", "not_known"]
    planned: Amount | None = None
    final: Amount | None = None

    def at(self, moment: str, ledger: Ledger | None) -> float | None:
        """Return the amount planned or final; None where nobody says."""
        amount: Amount | None = getattr(self, moment)
        return amount.known(ledger) if amount else None


class Total(Record):
    """The whole budget where its lines are not told."""

    planned: Amount | None = None
    final: Amount | None = None


class Result(Record):
    """A result to divide the cost by; *covers* a part of the project, or all."""

    id: str = Field(pattern=ID)
    label: Text
    quantity: Amount
    covers: Literal["whole", "part"]


class Economics(FileRecord):
    """`economics.yml`: costs, funding, and results to divide by."""

    FILE: ClassVar[str] = "economics.yml"

    currency: str = "EUR"
    total: Total | None = None
    costs: tuple[Cost, ...] = ()
    funding: tuple[Funding, ...] = ()
    results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Share:
    """One origin at one moment: its amount and its share of the total, None where unknown."""

    label: Text | Phrase
    origin: str
    amount: float | None
    share: float | None


@dataclass(frozen=True)
class PerResult:
    """A cost per result and the warning without which it is never shown."""

    result: Result
    ratio: float
    cost: float
    quantity: float
    warning: Phrase


def total(told: Economics, moment: str, ledger: Ledger | None) -> float | None:
    """Return the whole cost: that of the budget, else the sum of lines where all are known."""
    amount = getattr(told.total, moment) if told.total else None
    if amount is not None:
        return float(amount.known(ledger)) if amount.known(ledger) is not None else None
    lines = [cost.at(moment, ledger) for cost in told.costs]
    known = [one for one in lines if one is not None]
    return sum(known) if lines and len(known) == len(lines) else None


def mix(told: Economics, moment: str, ledger: Ledger | None) -> tuple[Share, ...]:
    """Return what each origin pays, then what nobody says who pays, if there is any."""
    whole = total(told, moment, ledger)
    amounts = [one.at(moment, ledger) for one in told.funding]
    found = [
        Share(one.label, one.origin, amount, _of(amount, whole))
        for one, amount in zip(told.funding, amounts, strict=True)
    ]
    rest = None if whole is None else round(whole - sum(one or 0 for one in amounts), 2)
    if rest is not None and rest > CENT and (told.funding or told.total):
        label = Phrase("dissemination.origin.rest")
        found.append(Share(label, "not_known", rest, _of(rest, whole)))
    return tuple(found)


def beside_europe(told: Economics, moment: str, ledger: Ledger | None) -> Share:
    """Return the part of the total that Europe does not pay."""
    whole = total(told, moment, ledger)
    given = [one.at(moment, ledger) for one in told.funding if one.origin == "european"]
    known = whole is not None and None not in given
    amount = None
    if known and whole is not None:
        amount = round(whole - sum(one or 0 for one in given), 2)
    return Share(Phrase("dissemination.non_european"), "", amount, _of(amount, whole))


def _of(amount: float | None, whole: float | None) -> float | None:
    return amount / whole if amount is not None and whole else None


def per_result(told: Economics, ledger: Ledger | None) -> tuple[PerResult, ...]:
    """Return cost per result, each with its warning; nothing where a count is missing.

    The division is that of `analysis.costs`: gross, the whole cost charged to each result. Where
    the result is that of a part of the project, the warning says that the figure misleads.
    """
    cost = total(told, FINAL, ledger)
    counts = [(one, one.quantity.known(ledger)) for one in told.results]
    known = [(one, count) for one, count in counts if count]
    if not cost or not known:
        return ()
    whole = {"id": "whole", "label": "-", "amount": cost}
    outcomes = [
        {
            "id": one.id, "label": one.label, "stakeholder": "-", "quantity": count,
            "deadweight": 0, "attribution": 1,
            "component": one.id if one.covers == "part" else None,
        }
        for one, count in known
    ]  # fmt: skip
    content = {"format": 1, "currency": told.currency, "inputs": [whole], "outcomes": outcomes}
    ratios = counting.ratios(counting.Costs.model_validate(content), draws=1)
    return tuple(
        PerResult(one, found.ratio, cost, count, _warning(found.misleading))
        for (one, count), found in zip(known, ratios, strict=True)
        if found.ratio is not None
    )


def _warning(misleading: bool) -> Phrase:
    if misleading:
        return Phrase("dissemination.warning.part")
    return Phrase("dissemination.warning.whole")


def check(told: Economics, ledger: Ledger | None) -> list[Finding]:
    """Return the findings: figures that exist, a cost that is full, a mix that adds up."""
    return [*_figures(told, ledger), *_full(told), *_adds_up(told, ledger)]


def _figures(told: Economics, ledger: Ledger | None) -> Iterator[Finding]:
    ids = [one.id for one in ledger.figures] if ledger else []
    lines = [(one.id, (one.planned, one.final)) for one in told.costs]
    lines += [(one.id, (one.planned, one.final)) for one in told.funding]
    lines += [("total", (told.total.planned, told.total.final))] if told.total else []
    lines += [(one.id, (one.quantity, None)) for one in told.results]
    for where, amounts in lines:
        for amount in amounts:
            if amount is not None and amount.figure is not None:
                holes = {"name": amount.figure, "hint": words.hint(amount.figure, ids)}
                there = amount.figure in ids
                yield Finding("dissemination.unknown_figure", there, where, holes=holes)


def _full(told: Economics) -> Iterator[Finding]:
    kinds = {cost.kind for cost in told.costs}
    for kind, key in KIND_NAMES.items():
        if kind != "cash":
            holes = {"kind": Phrase(key)}
            yield Finding("dissemination.cost_not_full", kind in kinds, kind, "warning", holes)
    for cost in told.costs:
        if cost.kind == "volunteers":
            sourced = bool(cost.source) if cost.hour_value is not None else None
            yield Finding("dissemination.hour_without_source", sourced, cost.id, "warning")


def _adds_up(told: Economics, ledger: Ledger | None) -> Iterator[Finding]:
    for moment, key in MOMENTS.items():
        whole = total(told, moment, ledger)
        paid = sum(one.at(moment, ledger) or 0 for one in told.funding)
        holes: dict[str, object] = {"moment": Phrase(key)}
        if whole is None or not told.funding:
            yield Finding("dissemination.no_total", whole is not None, moment, "note", holes)
            continue
        gap = {**holes, "paid": round(paid, 2), "whole": round(whole, 2)}
        fits = paid <= whole + CENT
        yield Finding("dissemination.paid_beyond", fits, moment, "warning", gap)
        all_told = abs(paid - whole) <= CENT if fits else None
        yield Finding("dissemination.payer_not_told", all_told, moment, "warning", gap)
