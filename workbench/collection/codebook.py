"""The codebook: what each column of the clean table means, and which answers it may hold."""

from workbench.base import words
from workbench.collection.record import Derived, Instrument, Question, column, columns

TYPE_NAMES = {
    "select_one": "collection.type.select_one",
    "select_multiple": "collection.type.select_multiple",
    "integer": "collection.type.integer",
    "decimal": "collection.type.decimal",
    "date": "collection.type.date",
    "text": "collection.type.text",
    "calculate": "collection.type.calculate",
}


def table(instrument: Instrument, lang: str) -> list[dict[str, str]]:
    """Return one row per column: its name, question, type, answers and indicator.

    Where several answers may be ticked, each option is a column: ticked or not.
    """
    asked = {
        columns(question, wave)[0]: (question, wave)
        for wave in instrument.waves
        for question in instrument.questions
        if wave in question.waves and (question.options or question.type != "select_multiple")
    }
    rows = [row for question, wave in asked.values() for row in _rows(question, wave, lang)]
    derived = [
        {
            "column": item.id,
            "label": item.label.say(lang),
            "wave": "–",
            "type": words.say("collection.type.derived", lang),
            "answers": _rule(item, lang),
            "indicator": "–",
        }
        for item in instrument.derived
    ]
    return rows + derived


def _rule(item: Derived, lang: str) -> str:
    if item.missing:
        return words.say("received.no_answer", lang)
    return " | ".join(item.among) or f"> {words.number(item.above, lang)}"


def _rows(question: Question, wave: str, lang: str) -> list[dict[str, str]]:
    row = {
        "column": column(question, wave),
        "label": question.label.say(lang),
        "wave": wave,
        "type": words.say(TYPE_NAMES[question.type], lang),
        "answers": answers(question, lang),
        "indicator": question.indicator or "–",
    }
    if question.type != "select_multiple":
        return [row]
    ticked = {"answers": words.say("collection.ticked", lang)}
    return [
        row | ticked | {"column": column(question, wave, code), "label": label}
        for code, label in option_labels(question, lang).items()
    ]


def option_labels(question: Question, lang: str) -> dict[str, str]:
    """Return, for the code of each option, the question and the option in words."""
    label = question.label.say(lang)
    return {
        option.code: words.say(
            "collection.option_of", lang, question=label, option=option.label.say(lang)
        )
        for option in question.options
    }


def answers(question: Question, lang: str) -> str:
    """Return the answers a question allows: its options, or its range."""
    if question.options:
        return " | ".join(f"{option.code}: {option.label.say(lang)}" for option in question.options)
    if question.low is not None and question.high is not None:
        low, high = words.number(question.low, lang), words.number(question.high, lang)
        return words.say("collection.range", lang, low=low, high=high)
    return "–"
