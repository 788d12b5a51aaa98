"""A report of a dossier in which nothing could be estimated says so, and says why."""

from collections.abc import Iterator

from workbench.analysis.estimate import EFFECTS
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.collection import Instrument, Plan
from workbench.contribution import Claims, Coverage, Funnel, funnel_told
from workbench.data import CLEAN, Received
from workbench.ledger import Ledger

TOLD = (Claims.FILE, Coverage.FILE, Funnel.FILE, Ledger.FILE)
"""What a report can tell without results: one of these is enough."""
ANSWERS = (Received.FILE, CLEAN)
"""Where there are answers, a report waits for its results."""


def nothing_to_estimate(dossier: Dossier) -> bool:
    """Whether nobody's answers have come, and words or published figures are there to be told."""
    if any(map(dossier.has, (EFFECTS, *ANSWERS))):
        return False
    return any(map(dossier.has, TOLD))


def reasons(dossier: Dossier, lang: str) -> tuple[str, ...]:
    """Return why nothing was estimated, then what the report rests on instead: sentences."""
    return (*_why(dossier, lang), *_instead(dossier, lang))


def may(dossier: Dossier, lang: str) -> tuple[str, ...]:
    """Return what may be said where nothing was estimated: who passed each step, what was done."""
    counted = funnel_told.says(funnel_told.of(dossier, lang), lang)
    return (*counted, say("unestimated.may", lang))


def may_not(lang: str) -> tuple[str, ...]:
    """Return what may not be said where nothing was estimated."""
    return (say("unestimated.may_not", lang),)


def _why(dossier: Dossier, lang: str) -> Iterator[str]:
    yield say("unestimated.no_answers", lang)
    plan = dossier.read_if_there(Plan)
    if plan is None or not plan.analyses:
        yield say("unestimated.no_plan", lang)
    else:
        yield say("unestimated.planned", lang, n=len(plan.analyses))
    if dossier.has(Instrument.FILE):
        yield say("unestimated.form_ready", lang)


def _instead(dossier: Dossier, lang: str) -> Iterator[str]:
    ledger, claims = dossier.read_if_there(Ledger), dossier.read_if_there(Claims)
    if ledger is not None and ledger.figures:
        yield say("unestimated.figures", lang, n=len(ledger.figures))
    if claims is not None and claims.claims:
        yield say("unestimated.claims", lang, n=len(claims.claims))
