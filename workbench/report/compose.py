"""The report as one document, from which page, Word file and PDF are all made."""

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.press.document import Document
from workbench.press.typeset import typeset_all
from workbench.report import annexes, board, framing, limits, results, voices
from workbench.report.known import Known
from workbench.report.known import known as read

__all__ = ["compose", "document"]

SECTIONS = (
    framing.context,
    framing.theory,
    results.targets_section,
    results.effects_section,
    limits.may_section,
    limits.limits_section,
    limits.changes_section,
    voices.coverage_section,
    voices.funnel_section,
    voices.claims_section,
    voices.quotes_section,
    voices.stories_section,
    voices.scaling_section,
    limits.decisions_section,
    annexes.published,
    annexes.methods,
    annexes.definitions,
    annexes.notes,
    annexes.sources,
)
"""The sections after the board's page, in their order; one that has nothing to say is left out."""


def document(dossier: Dossier, lang: str) -> Document:
    """Return the report of a dossier. Raises what `known.known` raises, and of pictures added."""
    return compose(read(dossier, lang))


def compose(known: Known) -> Document:
    """Return the report as one document, set as its language is printed."""
    evaluation, lang = known.evaluation, known.lang
    period = evaluation.period
    made = Document(
        lang=lang,
        kicker=known.say("report.report"),
        title=evaluation.title.say(lang),
        organisation=evaluation.organisation.say(lang),
        lead=evaluation.summary.say(lang),
        banner=known.say("report.simulated") if evaluation.simulated else "",
        board=board.board(known),
        sections=tuple(part for make in SECTIONS if (part := make(known)) is not None),
        words={
            "contents": known.say("report.contents"),
            "page": known.say("report.page"),
            "skip": known.say("report.skip"),
        },
        facts={
            "places": words.join([place.say(lang) for place in evaluation.places], lang),
            "period": words.say("period.from_to", lang, start=period.start, end=period.end)
            if period
            else "",
        },
    )
    return typeset_all(made, lang)
