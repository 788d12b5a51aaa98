"""What makes an action a socio-sport one, and what is said of it already: asked in step 1."""

from collections.abc import Mapping, Sequence

from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.base.words import say
from workbench.evaluation import Criterion, Evaluation
from workbench.evaluation.entry import CRITERIA
from workbench.evaluation.record import Source, Statement
from workbench.forms.app.answers import own, rows
from workbench.forms.app.question import Question
from workbench.forms.evaluation import reworded

YES_NO = {"yes": "word.yes", "no": "word.no"}
KINDS = {"intention": "guide.project.intention", "observed": "guide.project.observed"}

Row = Mapping[str, str]


def _criteria(record: Evaluation, lang: str) -> list[dict[str, str]]:
    told: dict[str, Criterion] = {criterion.id: criterion for criterion in record.entry_criteria}
    return [_criterion(id, told.get(id), lang) for id in CRITERIA]


def _criterion(id: str, told: Criterion | None, lang: str) -> dict[str, str]:
    met = "" if told is None else "yes" if told.met else "no"
    because = own(told.because, lang) if told else ""
    return {"key": id, "name": say(CRITERIA[id], lang), "met": met, "because": because}


def _with_criteria(record: Evaluation, typed: Sequence[Row], lang: str) -> Evaluation:
    """Return the evaluation with the marks that have a yes or a no; a reason alone is refused."""
    before: dict[str, Criterion] = {criterion.id: criterion for criterion in record.entry_criteria}
    made = []
    for row in typed:
        id, met = row["key"], row["met"]
        old = before.get(id)
        because = reworded(old.because if old else None, row["because"], lang)
        if met:
            content = {"id": id, "met": met == "yes", "because": because}
            made.append(Criterion.model_validate(content))
        elif because is not None:
            raise DataError("evaluation.criterion.only_reason", name=say(CRITERIA[id], lang))
    return changed(record, entry_criteria=tuple(made))


def _source(one: Source, lang: str) -> dict[str, str]:
    return {"title": own(one.title, lang)}


def _statement(one: Statement, lang: str) -> dict[str, str]:
    return {"text": own(one.text, lang), "source": one.source, "kind": one.kind}


def _titles(record: Evaluation, lang: str) -> dict[str, str]:
    return {source.id: own(source.title, lang) for source in record.sources}


def _with_sources(record: Evaluation, typed: list[dict[str, str]], lang: str) -> Evaluation:
    """Return the evaluation with these documents; one that a sentence quotes is not taken away."""
    new: Evaluation = PUT_SOURCES(record, typed, lang)
    gone = {source.id for source in record.sources} - {source.id for source in new.sources}
    if gone & {said.source for said in record.statements}:
        raise DataError("app.source_in_use")
    return new


def _with_statements(record: Evaluation, typed: list[dict[str, str]], lang: str) -> Evaluation:
    """Return the evaluation with these sentences, each from one of its documents."""
    told = [row for row in typed if row.get("text", "").strip()]
    if not all(row.get("source") for row in told):
        raise DataError("app.statement_needs_source")
    new: Evaluation = PUT_STATEMENTS(record, typed, lang)
    return new


SOURCES, PUT_SOURCES = rows("sources", _source, Source, "title")
STATEMENTS, PUT_STATEMENTS = rows("statements", _statement, Statement, "text")

MARKS = (
    Question(
        "guide.project.criteria", "fixed", _criteria, _with_criteria,
        columns=(
            Question("guide.project.criteria.name", "shown"),
            Question("guide.project.criteria.because", "text"),
            Question("guide.project.criteria.met", "choice", options=YES_NO),
        ),
    ),
)  # fmt: skip
SAID = (
    Question(
        "guide.project.sources", "rows", SOURCES, _with_sources,
        columns=(Question("guide.project.sources.title", "line"),),
    ),
    Question(
        "guide.project.statements", "rows", STATEMENTS, _with_statements,
        columns=(
            Question("guide.project.statements.text", "text"),
            Question("guide.project.statements.source", "choice", choices=_titles),
            Question("guide.project.statements.kind", "choice", options=KINDS),
        ),
    ),
)  # fmt: skip
