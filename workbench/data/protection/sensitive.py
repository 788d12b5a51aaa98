"""Answers that the law protects most: health, disability, origin, religion, offences...

They are those of articles 9 and 10 of the GDPR. What an instrument or an indicator marks as
sensitive stays out of every output, unless somebody asks for it by name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import pandas as pd

from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import LANGS, hint
from workbench.collection import Instrument, Question
from workbench.collection.record import column
from workbench.indicators import catalogue

SUBJECTS = {
    "health": r"sante|maladie|medic\w*|addiction\w*|depress\w*|health|illness|disease",
    "disability": r"handicap\w*|rqth|aah|disabilit\w*|disabled",
    "origin": r"ethni\w*|race|racial\w*|origines?|nationalite|ethnic\w*|nationality",
    "religion": r"religi\w*|croyances?|culte|beliefs?|faith",
    "opinions": r"politique\b(?! de la ville)|syndica\w*|political|trade union",
    "sex_life": r"orientation sexuelle|vie sexuelle|sexual \w+",
    "offences": r"condamn\w*|infractions?|justice|prison|detention|delits?|convict\w*|offences?",
}
"""Words that speak of a protected subject, without accents, in either language."""


def sensitive_questions(instrument: Instrument) -> list[Question]:
    """Return the questions that the instrument, or the indicator that they serve, marks."""
    known = catalogue()
    return [
        question
        for question in instrument.questions
        if question.sensitive
        or (question.indicator in known and known[str(question.indicator)].sensitive)
    ]


def sensitive_columns(instrument: Instrument) -> list[str]:
    """Return the columns of the clean table that hold a sensitive answer, or what is made of it."""
    marked = sensitive_questions(instrument)
    ids = {question.id for question in marked}
    asked = [column(question, wave) for question in marked for wave in question.waves]
    made = [derived.id for derived in instrument.derived if derived.source in ids]
    return [*dict.fromkeys(asked), *made]


def without_sensitive(
    table: pd.DataFrame, instrument: Instrument, keep: Iterable[str] = ()
) -> pd.DataFrame:
    """Return the table without its sensitive columns, but those to *keep*, named one by one.

    Raises DataError where a name to keep is not a sensitive column.
    """
    marked = sensitive_columns(instrument)
    kept = list(keep)
    for name in kept:
        if name not in marked:
            raise DataError("protection.not_sensitive", name=name, hint=hint(name, marked))
    return table.drop(columns=[name for name in marked if name in table and name not in kept])


def looks_sensitive(instrument: Instrument) -> Iterator[Finding]:
    """A question that speaks of a protected subject is marked as sensitive, or looked at again."""
    marked = {question.id for question in sensitive_questions(instrument)}
    for question in instrument.questions:
        about = subject(question)
        if about is not None and question.role == "answer":
            holes = {"label": question.label}
            passed = question.id in marked
            yield Finding("protection.looks_sensitive", passed, question.id, "warning", holes)


def subject(question: Question) -> str | None:
    """Return the protected subject that a question's words speak of, or None."""
    texts = [question.id.replace("_", " "), *(question.label.say(lang) for lang in LANGS)]
    plain = unicodedata.normalize("NFKD", " ".join(texts)).lower()
    words = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = (name for name, said in SUBJECTS.items() if re.search(rf"\b(?:{said})\b", words))
    return next(found, None)
