"""An evaluation as a table of two columns: what is asked, and the answer."""

from workbench.base import words
from workbench.base.words import say
from workbench.evaluation.record import Evaluation

KIND_NAMES = {
    "descriptive": "evaluation.kind.descriptive",
    "change": "evaluation.kind.change",
    "causal": "evaluation.kind.causal",
}
ROLE_NAMES = {
    "beneficiary": "evaluation.role.beneficiary",
    "contributor": "evaluation.role.contributor",
    "funder": "evaluation.role.funder",
    "prescriber": "evaluation.role.prescriber",
    "employer": "evaluation.role.employer",
    "resident": "evaluation.role.resident",
    "professional": "evaluation.role.professional",
    "researcher": "evaluation.role.researcher",
}


def table(evaluation: Evaluation, lang: str) -> list[dict[str, str]]:
    """Return one row per point of the framing, with the columns ``item`` and ``answer``."""
    period = evaluation.period
    rows = {
        "evaluation.title": evaluation.title.say(lang),
        "evaluation.organisation": evaluation.organisation.say(lang),
        "evaluation.beneficiaries": evaluation.beneficiaries.say(lang),
        "evaluation.places": words.join([place.say(lang) for place in evaluation.places], lang),
        "evaluation.period": words.say("period.from_to", lang, start=period.start, end=period.end)
        if period
        else "",
        "evaluation.questions": " ".join(q.text.say(lang) for q in evaluation.questions),
        "evaluation.stakeholders": words.join(
            [stakeholder.name.say(lang) for stakeholder in evaluation.stakeholders], lang
        ),
    }
    return [{"item": words.say(key, lang), "answer": answer} for key, answer in rows.items()]


def questions(evaluation: Evaluation, lang: str) -> list[dict[str, str]]:
    """Return one row per question: ``question``, and the ``kind`` of answer that it calls for."""
    return [
        {"question": question.text.say(lang), "kind": say(KIND_NAMES[question.kind], lang)}
        for question in evaluation.questions
    ]


def stakeholders(evaluation: Evaluation, lang: str) -> list[dict[str, str]]:
    """Return one row per stakeholder: ``name``, ``role``, and whether a change is ``expected``."""
    return [
        {
            "name": stakeholder.name.say(lang),
            "role": say(ROLE_NAMES[stakeholder.role], lang),
            "expected": words.shown(stakeholder.expects_change, lang),
        }
        for stakeholder in evaluation.stakeholders
    ]
