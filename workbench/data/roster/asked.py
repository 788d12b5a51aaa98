"""What a person is asked at a wave: the instrument's own questions, in order, skips followed."""

from collections.abc import Mapping, Sequence

from workbench.base.records import Text
from workbench.base.words import LANGS, say
from workbench.collection import Instrument, Question
from workbench.collection.answers import asked_at
from workbench.collection.consent import ADULT, AFTER
from workbench.collection.record import Option
from workbench.collection.xlsform import AGREED, AGREEMENT_KEYS
from workbench.data.roster.heard import NO
from workbench.data.roster.journal import Line
from workbench.data.roster.record import Entry, Person

MINORS, LATER = f"{AGREED}minors", f"{AGREED}six_months"


def to_ask(instrument: Instrument, wave: str) -> list[Question]:
    """Return the questions of a wave that somebody answers: never the key, nor what is computed.

    An agreement that is kept on the form is asked first; it never goes into the file.
    """
    asked = [q for q in asked_at(instrument, wave) if q.role != "person"]
    opens = max(
        (n for n, q in enumerate(asked, 1) if q.role == "cluster" or q.id == "age"), default=0
    )
    return [*asked[:opens], *agreements(instrument, wave), *asked[opens:]]


def agreements(instrument: Instrument, wave: str) -> list[Question]:
    """Return the questions that ask for an agreement at a wave, as the form of the dossier does."""
    before = [one for one in instrument.waves if one != AFTER] or list(instrument.waves)
    found = []
    for agreed in instrument.agreements:
        at = before[0] if agreed.about == "minors" else before[-1]
        if agreed.kept == "form" and at == wave:
            found.append(_agreement(agreed.about, wave))
    return found


def _agreement(about: str, wave: str) -> Question:
    return Question(
        id=f"{AGREED}{about}",
        label=_text(AGREEMENT_KEYS[about]),
        type="select_one",
        waves=(wave,),
        options=(
            Option(code="yes", label=_text("word.yes")),
            Option(code=NO, label=_text("word.no")),
        ),
        required=True,
    )


def _text(key: str) -> Text:
    return Text(**{lang: say(key, lang) for lang in LANGS})


def asked_now(questions: Sequence[Question], entry: Entry | None) -> list[Question]:
    """Return those of the *questions* that are asked of this person: skips hold as in the form.

    A question whose condition hangs on one that is not asked is not asked either.
    """
    live: dict[str, str] = {}
    found = []
    for question in questions:
        if _asked(question, live):
            found.append(question)
            live[question.id] = entry.kept(question.id) if entry else ""
    return found


def _asked(question: Question, live: Mapping[str, str]) -> bool:
    if question.id == MINORS and live.get("age"):
        return _above(live["age"]) < ADULT
    rule = question.asked_if
    if rule is None:
        return True
    answer = live.get(rule.question, "")
    if rule.above is not None:
        return bool(answer) and _above(answer) > rule.above
    return bool({answer, *answer.split()} & set(rule.among))


def _above(answer: str) -> float:
    """Return an answer as a number; what is none is above nothing, and under every age."""
    try:
        return float(answer)
    except ValueError:
        return float("-inf")


def no_longer_asked(instrument: Instrument, person: Person) -> list[Line]:
    """Return what a person answered to questions, or at waves, that the instrument has no more."""
    return [
        line
        for wave, entry in person.entries.items()
        for line in entry.lines.values()
        if line.typed
        and not line.question.startswith("@")
        and line.question not in {question.id for question in to_ask(instrument, wave)}
    ]
