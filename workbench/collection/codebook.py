"""The codebook: what each column of the clean table means, and which answers it may hold."""

from workbench.base import words
from workbench.collection.record import Instrument, Question, column

TYPE_NAMES = {
    "select_one": "collection.type.select_one",
    "integer": "collection.type.integer",
    "decimal": "collection.type.decimal",
    "date": "collection.type.date",
    "text": "collection.type.text",
    "calculate": "collection.type.calculate",
}


def table(instrument: Instrument, lang: str) -> list[dict[str, str]]:
    """Return one row per column: its name, question, type, answers and indicator."""
    asked = {
        column(question, wave): (question, wave)
        for wave in instrument.waves
        for question in instrument.questions
        if wave in question.waves
    }
    rows = [
        {
            "column": name,
            "label": question.label.say(lang),
            "wave": wave,
            "type": words.say(TYPE_NAMES[question.type], lang),
            "answers": answers(question, lang),
            "indicator": question.indicator or "–",
        }
        for name, (question, wave) in asked.items()
    ]
    derived = [
        {
            "column": item.id,
            "label": item.label.say(lang),
            "wave": "–",
            "type": words.say("collection.type.derived", lang),
            "answers": " | ".join(item.among) or f"> {words.number(item.above, lang)}",
            "indicator": "–",
        }
        for item in instrument.derived
    ]
    return rows + derived


def answers(question: Question, lang: str) -> str:
    """Return the answers a question allows: its options, or its range."""
    if question.options:
        return " | ".join(f"{option.code}: {option.label.say(lang)}" for option in question.options)
    if question.low is not None and question.high is not None:
        low, high = words.number(question.low, lang), words.number(question.high, lang)
        return words.say("collection.range", lang, low=low, high=high)
    return "–"
