"""What people know of their study beforehand: the other group, and how many they are."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w
from markupsafe import Markup

from workbench.base.dossier import Dossier, revise
from workbench.base.records import Text, changed
from workbench.base.words import LANGS, say
from workbench.collection import Derived, Instrument, instrument_of
from workbench.collection import Question as AskedOfPeople
from workbench.collection.outcomes import yes_no_columns
from workbench.collection.planning import Planning
from workbench.collection.record import Option
from workbench.forms.app.ask import asked
from workbench.forms.app.parts import html
from workbench.forms.app.question import Question
from workbench.forms.live import watch
from workbench.forms.parts import answer, button, careful, whole_typed
from workbench.forms.plain import Box

YES_NO = {"yes": "word.yes", "no": "word.no"}
TAKES_PART, TOOK_PART = "takes_part", "took_part"
"""The question that says who takes part, and the column that is made of it."""


def group_questions(work: Dossier, lang: str) -> w.Widget:
    """Return the questions whose answers ``planning.yml`` keeps.

    Those about the other group are shown once there is one.
    """
    first = asked(work, Planning, FIRST, lang)
    more = Box()

    def renew() -> None:
        told = work.read_if_there(Planning)
        wanted = bool(told and told.comparison)
        if wanted != bool(more.children):
            more.children = _of_the_group(work, lang, renew_all) if wanted else []

    def renew_all() -> None:
        more.children = _of_the_group(work, lang, renew_all)

    renew()
    watch(work, renew)
    return Box([first, more])


def _of_the_group(work: Dossier, lang: str, renew: Callable[[], None]) -> list[w.Widget]:
    """Return what is asked about the two groups, once a question tells them apart."""
    columns = yes_no_columns(instrument_of(work))
    if not columns:
        return _no_question(work, lang, renew)
    shown = {id: label.say(lang) for id, label in columns.items()}
    who = Question("planning.who", "choice", _of("who"), _with("who"), offered=lambda _: shown)
    return [asked(work, Planning, (who, *GROUP), lang)]


def _no_question(work: Dossier, lang: str, renew: Callable[[], None]) -> list[w.Widget]:
    """Return why nobody knows who takes part, and a button that adds the question for it."""
    reply = answer()

    def add() -> Markup:
        revise(work, Instrument, with_group_question)
        revise(work, Planning, lambda now: changed(now, who=TOOK_PART))
        renew()
        return Markup("")

    line = Markup('<ul class="findings"><li class="warning" data-id="{}">{}</li></ul>')
    told = html(line.format("planning.lacks.who", say("planning.lacks.who", lang)))
    go = button(say("planning.add_who", lang), lambda: careful(add, reply, lang))
    return [told, go, reply]


def with_group_question(instrument: Instrument) -> Instrument:
    """Return the instrument with a question, at its first wave, that says who takes part."""
    options = tuple(Option(code=code, label=_both(said)) for code, said in YES_NO.items())
    question = AskedOfPeople(
        id=TAKES_PART, label=_both("planning.takes_part"), type="select_one",
        waves=instrument.waves[:1], options=options, required=True,
    )  # fmt: skip
    rule = {"from": TAKES_PART, "among": ["yes"]}
    told = {"id": TOOK_PART, "label": _both("planning.took_part"), **rule}
    derived = Derived.model_validate(told)
    questions, made = (*instrument.questions, question), (*instrument.derived, derived)
    return changed(instrument, questions=questions, derived=made)


def _both(key: str) -> Text:
    return Text(**{lang: say(key, lang) for lang in LANGS})


def _of(name: str) -> Callable[[Any, str], str]:
    def get(record: Planning, _: str) -> str:
        value = getattr(record, name)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else str(value)

    return get


def _with(name: str) -> Callable[[Any, Any, str], Planning]:
    def put(record: Planning, typed: str, _: str) -> Planning:
        return changed(record, **{name: typed.strip() or None})

    return put


def _with_answer(name: str) -> Callable[[Any, Any, str], Planning]:
    def put(record: Planning, typed: str, _: str) -> Planning:
        return changed(record, **{name: {"yes": True, "no": False}.get(typed)})

    return put


def _with_count(name: str) -> Callable[[Any, Any, str], Planning]:
    def put(record: Planning, typed: str, _: str) -> Planning:
        return changed(record, **{name: whole_typed(typed) if typed.strip() else None})

    return put


FIRST = (
    Question("planning.people", "number", _of("people"), _with_count("people")),
    Question(
        "planning.comparison", "choice", _of("comparison"), _with_answer("comparison"), YES_NO
    ),
)
GROUP = (
    Question("planning.lot", "choice", _of("lot"), _with_answer("lot"), YES_NO),
    Question("planning.clubs_with", "number", _of("clubs_with"), _with_count("clubs_with")),
    Question(
        "planning.clubs_without", "number", _of("clubs_without"), _with_count("clubs_without")
    ),
)
