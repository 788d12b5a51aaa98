"""What somebody is told before a question that was answered is changed, or taken away."""

from collections.abc import Iterator

from workbench.base.records import Text
from workbench.base.words import Phrase, join
from workbench.collection.answers import wave_name
from workbench.collection.asked import completed
from workbench.collection.checks import plan_can_be_done
from workbench.collection.record import NUMBERS, Instrument, Question
from workbench.collection.writing.typed import line_of
from workbench.collection.writing.whole import Around, new_blockers, recoded


def doubt(old: Instrument, new: Instrument, around: Around, lang: str) -> Phrase | None:
    """Return what would happen to answers that came in, and to the plan; None where nothing would.

    No answer is lost by any of it: the files that came back stay as they are.
    """
    told = [*_answers(old, new, around, lang), *_planned(old, new, around)]
    return Phrase("asking.sure", {"doubts": told}) if told else None


def _answers(old: Instrument, new: Instrument, around: Around, lang: str) -> Iterator[Phrase]:
    now = {question.id: question for question in new.questions}
    for question in old.questions:
        n = around.answered.get(question.id, 0)
        if n and question != now.get(question.id):
            yield from _of(question, now.get(question.id), n, lang)


def _of(old: Question, new: Question | None, n: int, lang: str) -> Iterator[Phrase]:
    holes: dict[str, object] = {"n": n, "name": line_of(old.label, lang)}
    if new is None:
        yield Phrase("asking.sure.gone", holes)
        return
    if _read_as(old) != _read_as(new):
        yield Phrase("asking.sure.kind", holes)
    else:
        codes = recoded(old, new, lang)
        labels = {option.code: line_of(option.label, lang) for option in new.options}
        for option in old.options:
            answer = line_of(option.label, lang)
            if option.code not in codes:
                yield Phrase("asking.sure.answer_gone", {**holes, "answer": answer})
            elif labels[codes[option.code]] != answer:
                now = labels[codes[option.code]]
                yield Phrase("asking.sure.answer", {**holes, "answer": answer, "now": now})
    gone = [wave_name(wave, lang) for wave in old.waves if wave not in new.waves]
    if gone:
        yield Phrase("asking.sure.wave", {**holes, "waves": Text(any=join(gone, lang))})


def _read_as(question: Question) -> str:
    """Return how answers are read: a whole number is read as a number is."""
    return "number" if question.type in NUMBERS else question.type


def _planned(old: Instrument, new: Instrument, around: Around) -> Iterator[Phrase]:
    """Yield what the plan of the analysis would no longer find."""
    if around.plan is None:
        return
    plan = around.plan
    was, now = (list(plan_can_be_done(completed(o, around.choices), plan)) for o in (old, new))
    labels = {one.id: one.label for one in plan.analyses}
    for where in dict.fromkeys(finding.where for finding in new_blockers(was, now)):
        yield Phrase("asking.sure.plan", {"label": labels.get(where, where)})
