"""A ledger for programs: figures, derived numbers and findings, with their sentences apart."""

import math

from workbench.base.findings import blocking
from workbench.base.words import LANGS
from workbench.ledger.checks import check
from workbench.ledger.cite import cite
from workbench.ledger.derive import interval, quantity
from workbench.ledger.quantity import Quantity
from workbench.ledger.record import Derived, Figure, Ledger
from workbench.ledger.relations import other_reading


def as_json(ledger: Ledger) -> dict[str, object]:
    """Return ``ledger``, ``figures``, ``derived`` and ``findings``.

    Nothing is derived from a ledger with a blocking finding. A number that misleads has its
    ``warning`` beside it. ``low`` and ``high`` are the ends of what is known; an end that is not
    there is null.
    """
    findings = check(ledger)
    derived = [] if blocking(findings) else [_derived(ledger, one) for one in ledger.derived]
    title = {lang: ledger.title.say(lang) for lang in LANGS} if ledger.title else None
    return {
        "ledger": title,
        "figures": [_figure(ledger, figure) for figure in ledger.figures],
        "derived": derived,
        "findings": [finding.as_json() for finding in findings],
    }


def _figure(ledger: Ledger, figure: Figure) -> dict[str, object]:
    content = figure.model_dump(mode="json", include=set(KEPT))
    return {**content, **{lang: figure.label.say(lang) for lang in LANGS}}


KEPT = ("id", "value", "upper", "bound", "unit", "per", "kind", "source", "parents")


def _derived(ledger: Ledger, one: Derived) -> dict[str, object]:
    found, other = quantity(ledger, one.id), other_reading(ledger, one.id)
    said = {lang: cite(ledger, one.id, lang, warned=True).full if found else "" for lang in LANGS}
    return {
        "id": one.id,
        "by": one.by,
        "of": list(one.of),
        "unit": one.unit,
        "per": one.per,
        **_ends(found),
        "interval": interval(ledger, one),
        "other": _ends(other) if other else None,
        "warning": one.warning.model_dump(exclude_none=True) if one.warning else None,
        **said,
    }


def _ends(found: Quantity | None) -> dict[str, object]:
    """Return both ends of what is known, and whether each is itself one of the values."""
    if found is None:
        return {"low": None, "high": None, "about": False}
    low, high = (float(end) if math.isfinite(end) else None for end in (found.low, found.high))
    return {"low": low, "high": high, "above_low": found.open_low, "about": found.about}
