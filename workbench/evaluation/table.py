"""An evaluation as a table of two columns: what is asked, and the answer."""

from workbench.base import words
from workbench.evaluation.record import Evaluation


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
