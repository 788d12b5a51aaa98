"""Measures as a table for people: the figure, how many out of how many, and who is missing."""

from collections.abc import Mapping, Sequence

from workbench.base import words
from workbench.base.words import Share, say, shown
from workbench.collection import Instrument
from workbench.data.groups import AGE_CLASSES
from workbench.data.measures import Mask, Measure, masked
from workbench.indicators import get

REASON_NAMES = {
    "not_back": "measures.missing.not_back",
    "not_asked": "measures.missing.not_asked",
    "blank": "measures.missing.blank",
    "unknown": "measures.missing.unknown",
    "refused": "measures.missing.refused",
    "pending": "measures.missing.pending",
    "not_understood": "measures.missing.not_understood",
    "unsaid": "measures.missing.unsaid",
    "not_all_answered": "measures.missing.not_all_answered",
    "out_of_range": "measures.missing.out_of_range",
    "too_long_a_day": "measures.missing.too_long_a_day",
    "not_scored": "measures.missing.not_scored",
}


def measures_table(
    found: Sequence[Measure],
    lang: str,
    instrument: Instrument | None = None,
    mask: Mask = masked,
) -> list[dict[str, str]]:
    """Return one row a measure, as texts.

    Columns: ``indicator``, ``group``, ``period``, ``value``, ``count`` (the numerator), ``n`` (the
    denominator), ``people`` and ``missing``, by reason. Small cells are masked by *mask* before
    anything is written. Groups are called as the *instrument* calls them, where it is given.
    """
    return [_row(measure, lang, instrument) for measure in mask(found)]


def _row(measure: Measure, lang: str, instrument: Instrument | None) -> dict[str, str]:
    start = {
        "indicator": get(measure.indicator).name.say(lang),
        "group": _group(measure.group, lang, instrument),
        "period": measure.period,
    }
    if measure.masked:
        hidden = say("measures.masked", lang)
        return start | dict.fromkeys(("value", "count", "n", "people", "missing"), hidden)
    value = measure.value
    text = shown(Share(value), lang) if value is not None and measure.unit == "percent" else None
    whole = measure.unit in ("percent", "persons")
    return start | {
        "value": text or words.number(value, lang, 0 if whole else 1),
        "count": words.number(measure.numerator, lang, 0 if whole else 1),
        "n": words.number(measure.denominator, lang),
        "people": words.number(measure.people, lang),
        "missing": _missing(measure.missing, lang),
    }


def _missing(missing: Mapping[str, int], lang: str) -> str:
    """Return the reasons with their counts; a code without a phrase stands as it is."""
    told = [
        say("measures.missing_reason", lang, why=_reason(code, lang), n=n)
        for code, n in missing.items()
    ]
    return ", ".join(told) or "0"


def _reason(code: str, lang: str) -> str:
    return say(REASON_NAMES[code], lang) if code in REASON_NAMES else code


def _group(group: Mapping[str, str | None], lang: str, instrument: Instrument | None) -> str:
    if not group:
        return say("measures.everybody", lang)
    return " × ".join(_name(name, value, lang, instrument) for name, value in group.items())


def _name(column: str, value: str | None, lang: str, instrument: Instrument | None) -> str:
    """Return what one value of one column is called."""
    if value is None:
        return say("measures.group_unknown", lang)
    if value in AGE_CLASSES:
        return say(value, lang)
    question = instrument.question(column.split("__")[0]) if instrument else None
    options = question.options if question else ()
    return next((option.label.say(lang) for option in options if option.code == value), value)
