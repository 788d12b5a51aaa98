"""The charity's own questions as the app asks for them: one row each, and those still to ask."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.base.dossier import Dossier, revise
from workbench.base.errors import LetterError
from workbench.base.words import Phrase, say
from workbench.collection import Instrument, Plan
from workbench.collection import Question as Asked
from workbench.collection.answers import wave_name
from workbench.collection.writing import (
    KINDS,
    Around,
    Row,
    brought,
    doubt,
    followed,
    kind_of,
    line_of,
    own,
    rows,
    to_ask,
    usual,
    written,
)
from workbench.data.answered import answered
from workbench.data.kept_up import kept_up
from workbench.data.record import Received
from workbench.data.roster import refresh
from workbench.forms.app.question import Look, Question
from workbench.forms.live import watch
from workbench.indicators import Choice, Choices, Indicator, get

WITH_LINES = ("one", "several")
MOST_LISTED = 12
"""A question with more answers than that is not offered answer by answer."""
FIRST_KIND = {"percent": "yes_no", "persons": "yes_no", "points": "scale", "index": "scale"}
"""How a question is first answered, by the unit of the indicator that it serves."""


def around(work: Dossier) -> Around:
    """Return what else of a dossier speaks of the questions."""
    choices = work.read_if_there(Choices) or Choices(format=1, choices=())
    return Around(choices, work.read_if_there(Plan), answered(work))


def follow(work: Dossier) -> None:
    """Have what rests on the questions follow them from now on: indicators, and files that came."""
    seen = [work.read(Instrument)]

    def now() -> None:
        try:
            new, choices = work.read(Instrument), work.read(Choices)
        except LetterError:
            return
        old, seen[0] = seen[0], new
        files = work.read_if_there(Received)
        if files is not None and old != new and kept_up(files, old, new) != files:
            revise(work, Received, lambda now: kept_up(now, old, new))
        if old != new:
            with contextlib.suppress(LetterError):
                refresh(work)
        if followed(old, new, choices) != choices:
            revise(work, Choices, lambda now: followed(old, new, now))

    now()
    watch(work, now)


def own_questions(work: Dossier) -> Question:
    """Return the question whose rows are the charity's own questions."""

    def get(record: Instrument, lang: str) -> list[dict[str, str]]:
        counts = answered(work)
        return [
            {**row, "came": _came(counts.get(row["key"], 0), lang)} for row in rows(record, lang)
        ]

    def put(record: Instrument, typed: Sequence[Row], lang: str) -> Instrument:
        return written(record, [_full(row) for row in typed], around(work), lang)

    def sure(record: Instrument, typed: Sequence[Row], lang: str) -> Phrase | None:
        told = around(work)
        return doubt(record, written(record, [_full(row) for row in typed], told, lang), told, lang)

    look = Look(
        folded=True,
        moves=True,
        starts=lambda lang: _starts(work, lang),
        todo="asking.own.todo",
        fresh=lambda lang: _fresh(work, lang),
    )
    return Question(
        "asking.questions", "rows", get, put, columns=_columns(work), doubt=sure, look=look
    )


def _columns(work: Dossier) -> tuple[Question, ...]:
    """Return what is asked of each question."""
    lines = {"kind": WITH_LINES}
    return (
        Question("asking.questions.label", "text"),
        Question("asking.questions.kind", "choice", options=KINDS, look=Look(brief=True)),
        Question(
            "asking.questions.waves",
            "ticks",
            offered=lambda lang: wave_names(work.read(Instrument).waves, lang),
            look=Look(brief=True),
        ),
        Question("asking.questions.options", "text", look=Look(only=lines)),
        Question("asking.questions.low", "number", look=Look(only={"kind": ("number",)})),
        Question("asking.questions.high", "number", look=Look(only={"kind": ("number",)})),
        Question(
            "asking.questions.indicator",
            "choice",
            offered=lambda lang: _indicators(work, lang),
            look=Look(none="asking.questions.no_indicator"),
        ),
        Question(
            "asking.questions.counts",
            "ticks",
            look=Look(only={**lines, "indicator": ("*",)}, of="options"),
        ),
        Question(
            "asking.questions.only_if",
            "choice",
            offered=lambda lang: _rules(work.read(Instrument), lang),
            look=Look(earlier=True, none="asking.questions.always"),
        ),
        Question("asking.questions.hint", "line"),
        Question("asking.questions.required", "tick"),
        Question("asking.questions.came", "shown", look=Look(brief=True)),
    )


COLUMNS = (
    "key", "label", "kind", "options", "low", "high", "waves", "indicator", "counts", "only_if",
    "hint", "required",
)  # fmt: skip


def _full(row: Row) -> Row:
    """Return a row with every column as words: a browser may leave one out."""
    return {name: str(row.get(name) or "") for name in COLUMNS}


def _came(n: int, lang: str) -> str:
    return say("asking.came", lang, n=n) if n else ""


def wave_names(waves: Sequence[str], lang: str) -> dict[str, str]:
    """Return the waves and their names."""
    return {wave: wave_name(wave, lang) for wave in waves}


def _indicators(work: Dossier, lang: str) -> dict[str, str]:
    """Return the chosen indicators, and those that a question serves already."""
    chosen = [choice.indicator for choice in around(work).choices.choices]
    linked = [one.indicator for one in own(work.read(Instrument)) if one.indicator]
    names = {}
    for id in dict.fromkeys((*chosen, *linked)):
        known = _known(id)
        names[id] = f"{known.name.say(lang)} ({id})" if known else id
    return names


def _known(id: str) -> Indicator | None:
    try:
        return get(id)
    except LetterError:
        return None


def _rules(instrument: Instrument, lang: str) -> dict[str, str]:
    """Return each answer that a later question may depend on, as a code and in words."""
    found = {}
    for question in instrument.questions:
        if kind_of(question) in ("yes_no", *WITH_LINES) and len(question.options) <= MOST_LISTED:
            for option in question.options:
                holes = {"question": line_of(question.label, lang)}
                holes["answer"] = line_of(option.label, lang)
                found[f"{question.id}={option.code}"] = say("asking.rule", lang, **holes)
    for row in rows(instrument, lang):
        if row["only_if"] and row["only_if"] not in found:
            found[row["only_if"]] = _said(instrument, row["only_if"], lang)
    return found


def _said(instrument: Instrument, rule: str, lang: str) -> str:
    """Say a rule that was written by hand: several answers, or a number."""
    id, sign, value = rule.partition("=") if "=" in rule else rule.partition(">")
    question = instrument.question(id)
    if question is None:
        return rule
    name = line_of(question.label, lang)
    if sign == ">":
        return say("asking.rule_above", lang, question=name, value=float(value))
    labels = {option.code: line_of(option.label, lang) for option in question.options}
    answers = " / ".join(labels.get(code, code) for code in value.split("|"))
    return say("asking.rule", lang, question=name, answer=answers)


def _fresh(work: Dossier, lang: str) -> dict[str, str]:
    waves = " ".join(usual(work.read(Instrument)))
    return {"kind": "yes_no", "waves": waves, "title": say("asking.fresh", lang)}


def _starts(work: Dossier, lang: str) -> list[dict[str, Any]]:
    """Return a row to begin for each chosen indicator that nobody asks about yet."""
    instrument, told = work.read(Instrument), around(work)
    return [_start(choice, instrument, lang) for choice in to_ask(instrument, told.choices)]


def _start(choice: Choice, instrument: Instrument, lang: str) -> dict[str, Any]:
    indicator = _known(choice.indicator)
    waves = usual(instrument)
    if indicator is None:
        return {
            "title": choice.indicator,
            "told": "",
            "button": say("asking.start", lang),
            "values": {},
        }
    once = {"entry": waves[:1], "exit": waves[-1:]}
    later = tuple(wave for wave in instrument.waves if wave == "follow_up")
    when = {**once, "follow_up": later or waves[-1:]}.get(indicator.timing, waves)
    kind = FIRST_KIND.get(indicator.unit, "number")
    return {
        "title": indicator.name.say(lang),
        "told": _how(indicator, lang),
        "button": say("asking.start", lang),
        "values": {"indicator": indicator.id, "kind": kind, "waves": " ".join(when)},
    }


def _how(indicator: Indicator, lang: str) -> str:
    """Say what an indicator is, or how it is measured where no person can answer it."""
    if indicator.level == "beneficiary":
        return indicator.definition.say(lang)
    return say("asking.not_of_people", lang, how=indicator.instrument.say(lang))


def brought_in(work: Dossier, lang: str) -> Sequence[Mapping[str, str]]:
    """Return the questions that the chosen indicators bring: words, kind, when, for what."""
    instrument = work.read(Instrument)
    found = []
    for question in brought(instrument, around(work).choices):
        indicator = _known(question.indicator or "")
        found.append(
            {
                "label": line_of(question.label, lang),
                "kind": say(KINDS[kind_of(question)], lang),
                "waves": ", ".join(wave_name(wave, lang) for wave in question.waves),
                "options": _answers(question, lang),
                "indicator": indicator.name.say(lang) if indicator else "",
            }
        )
    return found


def _answers(question: Asked, lang: str) -> str:
    """Return the answers of a question that its kind does not say already."""
    lines = [line_of(option.label, lang) for option in question.options]
    return " / ".join(lines) if kind_of(question) in WITH_LINES else ""
