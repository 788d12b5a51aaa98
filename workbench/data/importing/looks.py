"""What an import would change, looked at before it is done: each doubt is a finding."""

from collections.abc import Iterator, Sequence

import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import LANGS, Phrase
from workbench.collection import Question
from workbench.data.fold import fold
from workbench.data.identifiers import MOSTLY, content_marks
from workbench.data.importing.mapping import Known, Matched
from workbench.data.importing.request import Request
from workbench.data.parse import parse
from workbench.data.persons import looks_like_visits
from workbench.data.record import Received, ReceivedFile


def columns_are_found(matched: Matched, known: Known, request: Request) -> Iterator[Finding]:
    """Every question of the wave has one column, or is said to be absent."""
    there = {match.target for match in matched.matches}
    near = {match.target: match.column for match in matched.near}
    for id, question in known.questions().items():
        if id in matched.claimed:
            columns = ", ".join(matched.claimed[id])
            holes = {"label": question.label, "columns": columns}
            yield Finding("importing.claimed", False, id, "blocker", holes)
        elif id not in there and id not in request.absent:
            hint = _hint(id, near.get(id))
            holes = {"label": question.label, "hint": hint}
            yield Finding("importing.not_found", False, id, "blocker", holes)


def place_is_free(
    received: Received | None, request: Request, wave: str, checksum: str
) -> Iterator[Finding]:
    """The file has not come in before, and its wave or part is free, or to be replaced."""
    for file in received.files if received else ():
        if checksum in (file.sha256, file.sent_sha256):
            yield Finding("importing.same_file", False, file.file, "blocker")
        elif (file.wave, file.part) == (wave, request.part) and not request.replace:
            yield Finding("importing.wave_there", False, file.file, "blocker", {"wave": wave})


def rows_are_people(keys: pd.Series, where: str) -> Iterator[Finding]:
    """The file has a line a person; where a few stand twice, that is said."""
    named = keys.dropna()
    holes = {"rows": len(named), "people": int(named.nunique())}
    visits = looks_like_visits(named)
    yield Finding("importing.visits", not visits, where, "blocker", holes)
    if visits:
        return
    n = int(named[named.duplicated()].nunique())
    yield Finding("importing.repeated", n == 0, where, "warning", {"n": n})


def people_are_known(keys: pd.Series, entered: pd.Series | None, where: str) -> Iterator[Finding]:
    """Whoever is in a later wave has entered; None where no entry has come back yet."""
    if entered is None:
        return
    named = keys.dropna().drop_duplicates()
    n = int((~named.isin(entered)).sum())
    holes = {"n": n, "people": len(named)}
    yield Finding("importing.strangers", n == 0, where, "warning", holes)


def not_coded(
    texts: pd.DataFrame, questions: Sequence[Question], file: ReceivedFile
) -> list[dict[str, object]]:
    """Return the answers of closed questions that no option offers, with the nearest option.

    Columns: question, value, n, near (a code, or None). They are missing until a code is given.
    """
    found: list[dict[str, object]] = []
    for question in questions:
        if not question.options or question.id not in file.columns:
            continue
        heard = texts[file.columns[question.id]].replace(file.codes.get(question.id, {}))
        wrong = pd.Series(list(parse(heard, question).wrong.values()), dtype=str)
        found += [
            {"question": question.id, "value": value, "n": int(n), "near": _option(value, question)}
            for value, n in wrong.value_counts(sort=False).items()
        ]
    return found


def not_read(
    texts: pd.DataFrame, questions: Sequence[Question], file: ReceivedFile
) -> list[dict[str, object]]:
    """Return the answers of open questions that cannot be read: a word for a number, no date.

    Columns: question, value, n, line (the first of the file). They are missing until somebody
    notes a correction.
    """
    found: list[dict[str, object]] = []
    for question in questions:
        name = file.columns.get(question.id)
        if question.options or name is None or name not in texts.columns:
            continue
        wrong = pd.Series(parse(texts[name], question).wrong, dtype=str)
        lines = wrong.drop_duplicates()
        counts = wrong.value_counts(sort=False)
        found += [
            {"question": question.id, "value": value, "n": int(counts[value]), "line": line}
            for line, value in lines.items()
        ]
    return found


def reads(text: str, question: Question) -> bool:
    """Whether a text is an answer to the question, or says why there is none."""
    return not parse(pd.Series([text]), question).wrong


def may_name(texts: pd.DataFrame, columns: Sequence[str], where: str) -> Iterator[Finding]:
    """Columns that answer nothing, where most answers look like a first name and a name."""
    for name in columns:
        marks = content_marks(texts[name].value_counts(sort=False).to_dict())
        if marks["answers"] and marks["named"] >= MOSTLY * marks["answers"]:
            holes = {"n": marks["named"], "file": where}
            yield Finding("upload.may_name", False, name, "warning", holes)


def _option(value: str, question: Question) -> str | None:
    """Return the code of the option that looks most like *value*, if one does."""
    from rapidfuzz.process import extractOne  # compiled: loaded where an answer is odd only

    offered = {
        fold(said): option.code
        for option in question.options
        for said in (option.code, *(option.label.say(lang) for lang in LANGS))
    }
    best = extractOne(fold(value), list(offered), score_cutoff=75)
    return offered[best[0]] if best else None


def _hint(id: str, near: str | None) -> Phrase:
    if near:
        return Phrase("importing.near_column", {"column": near, "name": id})
    return Phrase("importing.no_near_column", {"name": id})
