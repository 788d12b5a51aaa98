"""The form on paper: for a room without a network, and for people who would rather hold a pen."""

from workbench.base import places
from workbench.base.words import number, say
from workbench.collection.answers import asked_at, only_if, span, wave_name
from workbench.collection.record import Agreement, Instrument, Question
from workbench.collection.several import alone_labels
from workbench.collection.xlsform import AGREEMENT_KEYS
from workbench.evaluation import Evaluation
from workbench.press.pdf import pdf

STEPS = 11
"""The longest whole-number scale that is printed as boxes to tick."""
WORDS = {
    "required": "collection.paper.required",
    "day": "collection.paper.day",
    "month": "collection.paper.month",
    "year": "collection.paper.year",
}


def paper(instrument: Instrument, evaluation: Evaluation, lang: str) -> bytes:
    """Return the form as a tagged PDF, one part for each wave."""
    intro = ["collection.paper.intro", "collection.paper.key"]
    content = {
        "lang": lang,
        "title": instrument.title.say(lang),
        "organisation": evaluation.organisation.say(lang),
        "intro": [say(key, lang) for key in intro],
        "words": {name: say(key, lang) for name, key in WORDS.items()},
        "waves": [_wave(instrument, wave, lang) for wave in instrument.waves],
    }
    return pdf(places.templates() / "paper" / "form.typ", content)


def _wave(instrument: Instrument, wave: str, lang: str) -> dict[str, object]:
    asked = [_question(q, instrument, lang) for q in asked_at(instrument, wave)]
    if wave == instrument.waves[0]:
        asked += [_agreement(a, lang) for a in instrument.agreements if a.kept != "elsewhere"]
    numbered = [{**question, "number": str(i)} for i, question in enumerate(asked, start=1)]
    return {"name": wave_name(wave, lang), "questions": numbered}


def _question(question: Question, instrument: Instrument, lang: str) -> dict[str, object]:
    numeric = question.type in ("integer", "decimal")
    return {
        "label": question.label.say(lang),
        "hint": question.hint.say(lang) if question.hint else "",
        "only_if": only_if(question, instrument, lang),
        "several": _several(question, lang),
        "required": question.required,
        "kind": "number" if numeric else question.type,
        "options": _boxes(question, lang),
        "range": span(question, lang) if numeric else "",
    }


def _several(question: Question, lang: str) -> str:
    """Say that several boxes may be ticked, and which one stands alone."""
    if question.type != "select_multiple":
        return ""
    texts = [say("collection.several", lang)]
    if question.alone:
        texts.append(say("collection.alone", lang, labels=alone_labels(question, lang)))
    return " ".join(texts)


def _boxes(question: Question, lang: str) -> list[str]:
    """Return what can be ticked: the answers of a closed question, the steps of a scale."""
    low, high = question.low, question.high
    if question.type == "integer" and low is not None and high is not None:
        if high - low < STEPS:
            return [number(step, lang) for step in range(int(low), int(high) + 1)]
        return []
    return [option.label.say(lang) for option in question.options]


def _agreement(agreed: Agreement, lang: str) -> dict[str, object]:
    empty: dict[str, object] = {"hint": "", "only_if": "", "required": False, "range": ""}
    empty["several"] = ""
    label = say(AGREEMENT_KEYS[agreed.about], lang)
    options = [say("word.yes", lang), say("word.no", lang)]
    return {**empty, "label": label, "kind": "select_one", "options": options}
