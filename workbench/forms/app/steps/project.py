"""Step 1: who we are, for whom, where and when, what we want to know, and who has a stake."""

from collections.abc import Iterable

import ipywidgets as w

from workbench import evaluation
from workbench.base.dossier import Dossier
from workbench.base.records import Text, changed
from workbench.base.words import say
from workbench.evaluation import Evaluation, Stakeholder
from workbench.evaluation import Question as Asked
from workbench.evaluation.record import Period
from workbench.forms import show
from workbench.forms.app.answers import day, own, rows, words
from workbench.forms.app.ask import asked
from workbench.forms.app.parts import section
from workbench.forms.app.question import Look, Question
from workbench.forms.app.steps.concerned import MARKS, SAID, YES_NO
from workbench.forms.app.steps.step import Step
from workbench.forms.live import live

KINDS = {
    "descriptive": "guide.project.kind.descriptive",
    "change": "guide.project.kind.change",
    "causal": "guide.project.kind.causal",
}
ROLES = {
    "beneficiary": "guide.project.role.beneficiary",
    "professional": "guide.project.role.professional",
    "contributor": "guide.project.role.contributor",
    "prescriber": "guide.project.role.prescriber",
    "employer": "guide.project.role.employer",
    "funder": "guide.project.role.funder",
    "resident": "guide.project.role.resident",
    "researcher": "guide.project.role.researcher",
}
READY = (
    ("guide.project.ready.participants", "beneficiary", "yes"),
    ("guide.project.ready.educators", "professional", "yes"),
    ("guide.project.ready.advisers", "professional", "yes"),
    ("guide.project.ready.volunteers", "contributor", "no"),
    ("guide.project.ready.referrers", "prescriber", "no"),
    ("guide.project.ready.families", "resident", "no"),
    ("guide.project.ready.residents", "resident", "no"),
    ("guide.project.ready.employers", "employer", "no"),
    ("guide.project.ready.partners", "contributor", "no"),
    ("guide.project.ready.funders", "funder", "no"),
)
"""Who usually has a stake in a socio-sport action: a phrase, a role, whether a change is due."""


def _places(record: Evaluation, lang: str) -> str:
    return "\n".join(own(place, lang) for place in record.places)


def _with_places(record: Evaluation, typed: str, lang: str) -> Evaluation:
    """Return the evaluation with one place a line; a place that was there keeps its other words."""
    before = {own(place, lang): place for place in record.places}
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    made = tuple(before.get(line) or Text.model_validate(line) for line in lines)
    return changed(record, places=made)


def _start(record: Evaluation, _: str) -> str:
    return record.period.start.isoformat() if record.period else ""


def _end(record: Evaluation, _: str) -> str:
    return record.period.end.isoformat() if record.period else ""


def _with_start(record: Evaluation, typed: str, _: str) -> Evaluation:
    start = day(typed)
    if start is None:
        return changed(record, period=None)
    end = record.period.end if record.period else start
    return changed(record, period=Period(start=start, end=max(start, end)))


def _with_end(record: Evaluation, typed: str, _: str) -> Evaluation:
    end = day(typed)
    if end is None:
        return record
    start = record.period.start if record.period else end
    return changed(record, period=Period(start=min(start, end), end=end))


def _asked(one: Asked, lang: str) -> dict[str, str]:
    return {"text": own(one.text, lang), "kind": one.kind}


def _stake(one: Stakeholder, lang: str) -> dict[str, str]:
    expects = "yes" if one.expects_change else "no"
    return {"name": own(one.name, lang), "role": one.role, "expects_change": expects}


def _usual(lang: str) -> list[dict[str, str]]:
    return [
        {"name": say(key, lang), "role": role, "expects_change": change}
        for key, role, change in READY
    ]


def _simulated(record: Evaluation, _: str) -> str:
    return "yes" if record.simulated else "no"


def _with_simulated(record: Evaluation, typed: str, _: str) -> Evaluation:
    return changed(record, simulated=typed == "yes")


WHO = (
    Question("guide.project.title", "line", *words("title")),
    Question("guide.project.organisation", "line", *words("organisation")),
    Question("guide.project.summary", "text", *words("summary")),
    Question("guide.project.beneficiaries", "text", *words("beneficiaries")),
    Question("guide.project.places", "text", _places, _with_places),
    Question("guide.project.start", "date", _start, _with_start),
    Question("guide.project.end", "date", _end, _with_end),
    Question("guide.project.simulated", "choice", _simulated, _with_simulated, YES_NO),
)
WHAT = (
    Question(
        "guide.project.questions", "rows", *rows("questions", _asked, Asked, "text"),
        columns=(
            Question("guide.project.questions.text", "text"),
            Question("guide.project.questions.kind", "choice", options=KINDS),
        ),
    ),
)  # fmt: skip
STAKES = (
    Question(
        "guide.project.stakeholders", "rows", *rows("stakeholders", _stake, Stakeholder, "name"),
        columns=(
            Question("guide.project.stakeholders.name", "line"),
            Question(
                "guide.project.stakeholders.role", "choice", options=ROLES, look=Look(brief=True)
            ),
            Question("guide.project.stakeholders.expects_change", "choice", options=YES_NO),
        ),
        ready=_usual,
        look=Look(folded=True),
    ),
)  # fmt: skip


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    yield section("guide.project.who", lang, asked(work, Evaluation, WHO, lang))
    yield section("guide.project.what", lang, asked(work, Evaluation, WHAT, lang))
    yield section("guide.project.stakes", lang, asked(work, Evaluation, STAKES, lang))
    told = live(work, lambda: show.told(evaluation.diagnosis(work.read(Evaluation), lang)), lang)
    yield section("guide.project.marks", lang, asked(work, Evaluation, MARKS, lang), told)
    yield section("guide.project.said", lang, asked(work, Evaluation, SAID, lang))
    doubts = live(
        work,
        lambda: show.findings(evaluation.check(work.read(Evaluation)), lang),
        lang,
    )
    yield section("guide.checks", lang, doubts)


STEP = Step("project", "guide.project", rests_on=(), leaves=(Evaluation.FILE,), parts=parts)
