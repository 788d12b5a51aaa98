"""What a pilot shares beside its card: counts and their interval, an indicator a row; no person."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from workbench.analysis.claims import rung
from workbench.analysis.designs.shares import wilson
from workbench.analysis.pilots import PilotEffect
from workbench.base.dossier import Dossier
from workbench.base.files import table_text, write_whole
from workbench.base.records import Text
from workbench.base.words import LANGS
from workbench.capitalisation.card.record import FOLDER, Card
from workbench.data.protection.rules import small
from workbench.indicators import catalogue


@dataclass(frozen=True)
class Sum:
    """One figure of a pilot: *numerator* people of *denominator*, or an *estimate* with its error.

    *definition* says which answers count: pilots are set together only where it is the same.
    *concerned* are those of whom an answer was hoped for. *period* holds the first and the last
    moment as ISO writes them. A masked row keeps what it is about and has no figure.
    """

    indicator: str
    definition: str = ""
    label: Text | None = None
    quantity: str = "level"
    unit: str = "share"
    measure: str = "difference"
    design: str = "progress"
    numerator: int | None = None
    denominator: int | None = None
    concerned: int | None = None
    estimate: float | None = None
    std_error: float | None = None
    df: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    level: float = 0.95
    sites: int | None = None
    period_start: str = ""
    period_end: str = ""
    claim: str = "described"
    masked: bool = False


NUMBERS = ("estimate", "std_error", "df", "ci_low", "ci_high")
COUNTS = ("numerator", "denominator", "concerned", "sites")
FIGURES = (*NUMBERS, "numerator", "denominator", "concerned")
"""What a masked row no longer says."""
COLUMNS = tuple(
    column
    for one in fields(Sum)
    for column in ([f"label_{lang}" for lang in LANGS] if one.name == "label" else [one.name])
)


def file_of(pilot: str) -> str:
    """Return where the sums of a pilot stand in a dossier.

    >>> file_of("drome")
    'cards/drome/sums.csv'
    """
    return f"{FOLDER}/{pilot}/sums.csv"


def as_table(sums: Sequence[Sum]) -> str:
    """Return sums as CSV: no sentence but the pilot's own labels."""
    return table_text([_cells(one) for one in sums], COLUMNS)


def write_sums(dossier: Dossier, pilot: str, sums: Sequence[Sum]) -> Path:
    """Write the sums of a pilot, those of a few people without their figures."""
    path = dossier.to_write(file_of(pilot))
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_whole(path, as_table([protected(one) for one in sums]))


def protected(one: Sum) -> Sum:
    """Return a sum without its figures where one of its counts is of too few people.

    An estimate gives back the counts that it was made of, so it stands or falls with them: those
    who said yes, those who said no, and all.

    >>> protected(Sum("IND-01", numerator=3, denominator=40, estimate=0.075)).masked
    True
    """
    counts = [one.numerator, one.denominator]
    if one.numerator is not None and one.denominator is not None:
        counts.append(one.denominator - one.numerator)
    if one.masked or any(count is not None and small(count) for count in counts):
        blank: dict[str, Any] = dict.fromkeys(FIGURES)
        return replace(one, masked=True, **blank)
    return one


def as_effect(one: Sum, card: Card) -> PilotEffect:
    """Return a sum as a pilot among others: the interval of a rate is Wilson's where it has none.

    A sum that names no definition has that of the catalogue; one that the catalogue does not know
    is like no other pilot's.
    """
    known = catalogue().get(one.indicator)
    own = one.definition or (one.indicator if known else f"{card.pilot_id}:{one.indicator}")
    label = one.label or (known.name if known else Text(any=one.indicator))
    estimate, low, high = _figures(one)
    return PilotEffect(
        pilot=card.pilot_id, key=one.indicator, quantity=one.quantity, analysis=one.indicator,
        label=label, statement=None, indicator=one.indicator if known else None,
        outcome=one.indicator, counted=own, design=one.design, method="", estimand=None,
        measure=one.measure, unit=one.unit, level=one.level, estimate=estimate,
        std_error=one.std_error, df=one.df, ci_low=low, ci_high=high, n=one.denominator,
        n_left_out=None, n_clusters=one.sites, count=one.numerator, n_started=one.concerned,
        target=None, claim=one.claim, rung=rung(one.claim), simulated=card.simulated,
    )  # fmt: skip


def _figures(one: Sum) -> tuple[float | None, float | None, float | None]:
    from scipy.special import ndtri

    if one.masked:
        return None, None, None
    counted = one.quantity == "level" and one.unit == "share"
    if not counted or one.numerator is None or not one.denominator:
        return one.estimate, one.ci_low, one.ci_high
    share = one.numerator / one.denominator
    if one.ci_low is not None and one.ci_high is not None:
        return share, one.ci_low, one.ci_high
    return share, *wilson(share, one.denominator, float(ndtri((1 + one.level) / 2)))


def _cells(one: Sum) -> dict[str, object]:
    said = {f"label_{lang}": _said(one.label, lang) for lang in LANGS}
    return {**vars(one), **said, "masked": True if one.masked else None}


def _said(text: Text | None, lang: str) -> str | None:
    return None if text is None else text.any or getattr(text, lang)
