"""Everything the checks say about the evidence in words of a dossier, file by file."""

from collections.abc import Callable

from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.contribution import (
    checks,
    coding_checks,
    coverage,
    funnel_checks,
    hypotheses,
    outcomes,
    scaling,
    story_checks,
)
from workbench.contribution.coding import CODING, coding
from workbench.contribution.coverage import Coverage
from workbench.contribution.funnel import Funnel
from workbench.contribution.outcomes import Outcomes
from workbench.contribution.record import Claims
from workbench.contribution.scaling import Scaling
from workbench.contribution.stories import Stories
from workbench.evaluation import Evaluation
from workbench.ledger import Ledger
from workbench.theory import Theory


def claims_of(dossier: Dossier) -> list[Finding]:
    """Return the findings about the claims, held against theory, sources and published figures."""
    theory, ledger = dossier.read_if_there(Theory), dossier.read_if_there(Ledger)
    return checks.check(dossier.read(Claims), theory, dossier.read(Evaluation), ledger)


def coverage_of(dossier: Dossier) -> list[Finding]:
    """Return the findings about who was asked."""
    made, evaluation = dossier.read(Coverage), dossier.read(Evaluation)
    theory, found = dossier.read_if_there(Theory), coverage.check(made, evaluation)
    return [*found, *(hypotheses.check(made, evaluation, theory) if theory else ())]


def scaling_of(dossier: Dossier) -> list[Finding]:
    """Return the findings about the conditions for spreading."""
    return list(scaling.check(dossier.read(Scaling), dossier.read_if_there(Theory)))


def stories_of(dossier: Dossier) -> list[Finding]:
    """Return the findings about the stories."""
    return story_checks.check(dossier.read(Stories))


def outcomes_of(dossier: Dossier) -> list[Finding]:
    """Return the findings about the harvested outcomes."""
    return outcomes.check(dossier.read(Outcomes), dossier.read(Evaluation))


def coding_of(dossier: Dossier) -> list[Finding]:
    """Return the findings about the coded interviews."""
    return coding_checks.check(coding(dossier))


EVERY: dict[str, Callable[[Dossier], list[Finding]]] = {
    Coverage.FILE: coverage_of,
    Funnel.FILE: funnel_checks.check,
    Claims.FILE: claims_of,
    Stories.FILE: stories_of,
    Outcomes.FILE: outcomes_of,
    CODING: coding_of,
    Scaling.FILE: scaling_of,
}
"""Which file opens which checks."""
