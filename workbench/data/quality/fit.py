"""Each answer fits its question: a number, within its range, among what was offered."""

from collections.abc import Iterator

import pandas as pd

from workbench.base.findings import Finding
from workbench.collection import Question
from workbench.collection.record import NUMBERS, column
from workbench.data.quality.seen import Seen, as_days, as_numbers, or_nothing


def numbers_are_numbers(seen: Seen) -> Iterator[Finding]:
    """What is asked as a number is one, and what is asked as a day is one."""
    yield from or_nothing("quality.wrong_type", _types(seen))


def answers_are_in_range(seen: Seen) -> Iterator[Finding]:
    """A number lies between the ends that its question sets."""
    yield from or_nothing("quality.out_of_range", _ranges(seen))


def answers_are_offered(seen: Seen) -> Iterator[Finding]:
    """The answer to a closed question is one of those it offers."""
    yield from or_nothing("quality.not_offered", _offered(seen))


def texts_have_their_shape(seen: Seen) -> Iterator[Finding]:
    """A text that must look like something does."""
    yield from or_nothing("quality.wrong_shape", _shapes(seen))


def only_who_is_asked_answers(seen: Seen) -> Iterator[Finding]:
    """Whoever should have skipped a question has no answer to it."""
    yield from or_nothing("quality.asked_in_vain", _skips(seen))


def needed_answers_are_there(seen: Seen) -> Iterator[Finding]:
    """A question that must be answered is, by all who were there at its wave."""
    yield from or_nothing("quality.needed", _needed(seen))


def _types(seen: Seen) -> Iterator[Finding]:
    for name, question in seen.asked():
        if question.type in NUMBERS or question.type == "date":
            answers = seen.table[name].dropna()
            days = question.type == "date"
            read = as_days(answers).isna().to_numpy() if days else pd.isna(as_numbers(answers))
            yield _told("quality.wrong_type", answers[read], name, question)


def _ranges(seen: Seen) -> Iterator[Finding]:
    for name, question in seen.figures():
        if question.low is not None or question.high is not None:
            values = pd.Series(seen.numbers(name))
            low = values < (float("-inf") if question.low is None else question.low)
            high = values > (float("inf") if question.high is None else question.high)
            yield _told("quality.out_of_range", values[low | high], name, question)


def _offered(seen: Seen) -> Iterator[Finding]:
    for name, question in seen.asked():
        if question.type == "select_one":
            answers = seen.table[name].dropna()
            codes = [option.code for option in question.options]
            odd = [one for one in answers.unique() if str(one).removesuffix(".0") not in codes]
            wrong = answers[answers.isin(odd)] if odd else answers.iloc[:0]
            yield _told("quality.not_offered", wrong, name, question)


def _shapes(seen: Seen) -> Iterator[Finding]:
    for name, question in seen.asked():
        if question.pattern:
            texts = seen.table[name].dropna().astype(str)
            wrong = texts[~texts.str.fullmatch(question.pattern)]
            yield _told("quality.wrong_shape", wrong, name, question, show=False)


def _skips(seen: Seen) -> Iterator[Finding]:
    for wave in seen.instrument.waves:
        for name, question in seen.asked(wave):
            rule = question.asked_if
            earlier = seen.instrument.question(rule.question) if rule else None
            if rule is None or earlier is None:
                continue
            at = wave if wave in earlier.waves else earlier.waves[-1]
            source = column(earlier, at)
            if source not in seen.table:
                continue
            if rule.among:
                asked = seen.table[source].astype(str).isin(rule.among).to_numpy()
            else:
                asked = seen.numbers(source) > (rule.above or 0)
            known = seen.table[source].notna().to_numpy()
            answered = seen.table[name][known & ~asked].dropna()
            yield _told("quality.asked_in_vain", answered, name, question)


def _needed(seen: Seen) -> Iterator[Finding]:
    for wave in seen.instrument.waves:
        there = [name for name, _ in seen.asked(wave)]
        present = seen.table[there].notna().any(axis=1)
        for name, question in seen.asked(wave):
            if question.required and question.asked_if is None:
                n = int((present & seen.table[name].isna()).sum())
                holes = {"n": n, "label": question.label}
                yield Finding("quality.needed", n == 0, name, "warning", holes)


def _told(id: str, wrong: pd.Series, name: str, question: Question, show: bool = True) -> Finding:
    """Return the finding about the answers that are *wrong*, with one of them to see."""
    example = str(wrong.iloc[0])[:40] if len(wrong) and show else "–"
    holes = {"n": len(wrong), "label": question.label, "value": example}
    return Finding(id, wrong.empty, name, "warning", holes)
