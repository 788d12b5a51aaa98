"""A ledger for programs: figures, derived numbers and findings, with their sentences apart."""

from workbench.base.findings import blocking
from workbench.base.words import LANGS
from workbench.ledger.checks import check
from workbench.ledger.cite import cite_all
from workbench.ledger.derive import interval, quantity
from workbench.ledger.quantity import Quantity, has_end
from workbench.ledger.record import Derived, Figure, Ledger
from workbench.ledger.relations import Known, other_reading, recomputed


def as_json(ledger: Ledger) -> dict[str, object]:
    """Return ``ledger``, ``figures``, ``derived`` and ``findings``.

    Nothing is derived from a ledger with a blocking finding. A number that misleads has its
    ``warning`` beside it. ``low`` and ``high`` are the ends of what is known; an end that is not
    there is null.
    """
    findings = check(ledger)
    derived = [] if blocking(findings) else _all_derived(ledger)
    title = {lang: ledger.title.say(lang) for lang in LANGS} if ledger.title else None
    return {
        "ledger": title,
        "figures": [_figure(ledger, figure) for figure in ledger.figures],
        "derived": derived,
        "findings": [finding.as_json() for finding in findings],
    }


COLUMNS = ("figure", "value", "upper", "bound", "unit", "per", "kind")
"""The columns of `rows`: numbers and words of the file, no sentence."""


def rows(ledger: Ledger) -> list[dict[str, object]]:
    """Return one row per figure for a table, as in ``results/ledger.csv``: see COLUMNS.

    A bound keeps its word: 800 and ``more_than``.
    """
    return [
        {name: getattr(figure, "id" if name == "figure" else name) for name in COLUMNS}
        for figure in ledger.figures
    ]


def _figure(ledger: Ledger, figure: Figure) -> dict[str, object]:
    content = figure.model_dump(mode="json", include=set(KEPT))
    return {**content, **{lang: figure.label.say(lang) for lang in LANGS}}


KEPT = ("id", "value", "upper", "bound", "unit", "per", "kind", "source", "parents")


def _all_derived(ledger: Ledger) -> list[dict[str, object]]:
    said = {lang: cite_all(ledger, lang) for lang in LANGS}
    first: Known = {}
    second: Known = dict(recomputed(ledger))
    derived = []
    for one in ledger.derived:
        found = quantity(ledger, one.id, first)
        row = _derived(ledger, one, found, other_reading(ledger, one.id, second, first))
        texts = {lang: said[lang][one.id].full if found else "" for lang in LANGS}
        derived.append({**row, **texts})
    return derived


def _derived(
    ledger: Ledger, one: Derived, found: Quantity | None, other: Quantity | None
) -> dict[str, object]:
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
    }


def _ends(found: Quantity | None) -> dict[str, object]:
    """Return both ends of what is known, and whether each is itself one of the values."""
    if found is None:
        return {"low": None, "high": None, "about": False}
    low, high = (float(end) if has_end(end) else None for end in (found.low, found.high))
    return {"low": low, "high": high, "above_low": found.open_low, "about": found.about}
