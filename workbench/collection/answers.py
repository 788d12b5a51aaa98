"""What a question looks like to people wherever it is asked: when, only if, between what bounds."""

from workbench.base import words
from workbench.base.words import say
from workbench.collection.record import Instrument, Question

WAVES = {"entry": "wave.entry", "exit": "wave.exit", "follow_up": "wave.follow_up"}


def wave_name(wave: str, lang: str) -> str:
    """Return the name of a wave; a wave of a charity's own keeps its id."""
    return say(WAVES[wave], lang) if wave in WAVES else wave


def asked_at(instrument: Instrument, wave: str) -> list[Question]:
    """Return the questions that people answer at a wave; those that are computed are not asked."""
    return [q for q in instrument.questions if wave in q.waves and q.type != "calculate"]


def only_if(question: Question, instrument: Instrument, lang: str) -> str:
    """Say when a question is asked, in the words of the question that it depends on."""
    rule = question.asked_if
    first = instrument.question(rule.question) if rule else None
    if rule is None or first is None:
        return ""
    label = first.label.say(lang)
    if rule.above is not None:
        return say("collection.only_above", lang, question=label, value=rule.above)
    labels = [option.label.say(lang) for option in first.options if option.code in rule.among]
    return say("collection.only_if", lang, question=label, answers=", ".join(labels))


def span(question: Question, lang: str) -> str:
    """Say the smallest and the largest answer, as far as there are such bounds."""
    low, high = question.low, question.high
    if low is not None and high is not None:
        texts = {"low": words.number(low, lang), "high": words.number(high, lang)}
        return say("collection.range", lang, **texts)
    if low is not None:
        return say("collection.at_least", lang, low=low)
    return say("collection.at_most", lang, high=high) if high is not None else ""
