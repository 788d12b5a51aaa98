"""Who is concerned: the marks of a socio-sport action, and what sources only intend."""

from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.words import say, shown
from workbench.evaluation.record import Criterion, Evaluation

CRITERIA = {
    "intention": "evaluation.criterion.intention",
    "public": "evaluation.criterion.public",
    "theme": "evaluation.criterion.theme",
    "territory": "evaluation.criterion.territory",
}
"""The marks of the sector's definition, in the order in which they are asked."""
NEEDED = ("intention", "public", "theme")
"""Those that every socio-sport action has; a territory is one more, for some."""
KINDS = {"intention": "evaluation.statement.intention", "observed": "evaluation.statement.observed"}


def criteria(evaluation: Evaluation, lang: str) -> list[dict[str, str]]:
    """Return the diagnostic, a row each mark: ``criterion``, ``met``, ``because``."""
    told: dict[str, Criterion] = {
        criterion.id: criterion for criterion in evaluation.entry_criteria
    }
    rows = []
    for id, key in CRITERIA.items():
        found = told.get(id)
        because = found.because.say(lang) if found and found.because else "–"
        met = shown(found.met, lang) if found else say("evaluation.criterion.not_told", lang)
        rows.append({"criterion": say(key, lang), "met": met, "because": because})
    return rows


def diagnosis(evaluation: Evaluation, lang: str) -> str:
    """Say in one sentence whether this is a socio-sport action, as far as it has been told."""
    told: dict[str, bool] = {criterion.id: criterion.met for criterion in evaluation.entry_criteria}
    if not told:
        return say("evaluation.diagnosis.untold", lang)
    absent = [id for id in NEEDED if told.get(id) is False]
    unsaid = [id for id in NEEDED if id not in told]
    if not (absent or unsaid):
        return say("evaluation.diagnosis.met", lang)
    key = "evaluation.diagnosis.absent" if absent else "evaluation.diagnosis.unsaid"
    return say(key, lang, names=" · ".join(say(CRITERIA[id], lang) for id in absent or unsaid))


def statements(evaluation: Evaluation, lang: str) -> list[dict[str, str]]:
    """Return what sources say, with its label: ``statement``, ``kind``, ``source`` by its title."""
    titles = {source.id: source.title.say(lang) for source in evaluation.sources}
    return [
        {
            "statement": said.text.say(lang),
            "kind": say(KINDS[said.kind], lang),
            "source": titles.get(said.source, said.source),
        }
        for said in evaluation.statements
    ]


def entry(evaluation: Evaluation) -> list[Finding]:
    """Return the findings about who is concerned, once anything has been told of it."""
    return [
        *marks_are_there(evaluation),
        *marks_have_reasons(evaluation),
        *statements_have_sources(evaluation),
    ]


def marks_are_there(evaluation: Evaluation) -> Iterator[Finding]:
    """A socio-sport action has an intention, a public and a theme of public policy."""
    told: dict[str, bool] = {criterion.id: criterion.met for criterion in evaluation.entry_criteria}
    for id in NEEDED:
        passed = told.get(id, False) if told else None
        yield Finding("evaluation.criterion_not_met", passed, id, "warning")


def marks_have_reasons(evaluation: Evaluation) -> Iterator[Finding]:
    """Whoever says that a mark is met says why."""
    for criterion in evaluation.entry_criteria:
        if criterion.met:
            passed = criterion.because is not None
            yield Finding("evaluation.criterion_without_reason", passed, criterion.id, "warning")


def statements_have_sources(evaluation: Evaluation) -> Iterator[Finding]:
    """A statement comes from one of the sources of the evaluation."""
    known = [source.id for source in evaluation.sources]
    for said in evaluation.statements:
        holes = {"name": said.source, "hint": words.hint(said.source, known)}
        yield Finding("evaluation.unknown_source", said.source in known, said.id, holes=holes)
