"""Evidence in words: claims and their rivals, change stories, outcomes, interviews, coverage."""

from workbench.contribution import (
    coverage,
    funnel_told,
    hypotheses,
    outcomes,
    scaling,
    stories,
    story_checks,
)
from workbench.contribution.agreement import Agreement, agreement, by_code
from workbench.contribution.agreement import table as agreement_table
from workbench.contribution.checks import RULES, check
from workbench.contribution.coding import Quotes, Segment, coding, quotes, quotes_table
from workbench.contribution.coefficients import alpha, kappa, percent
from workbench.contribution.coverage import Coverage
from workbench.contribution.funnel import Funnel
from workbench.contribution.look import EVERY
from workbench.contribution.outcomes import Outcome, Outcomes
from workbench.contribution.record import Claim, Claims, Evidence, Rival
from workbench.contribution.scaling import Scaling
from workbench.contribution.standing import Standing, stand, standings
from workbench.contribution.stories import Stories, Story, export, shown
from workbench.contribution.table import (
    conditions_table,
    evidence_table,
    forbidden,
    rivals_table,
    sentence,
    table,
    tests_table,
)

__all__ = [
    "EVERY",
    "RULES",
    "Agreement",
    "Claim",
    "Claims",
    "Coverage",
    "Funnel",
    "Evidence",
    "Outcome",
    "Outcomes",
    "Quotes",
    "Rival",
    "Scaling",
    "Segment",
    "Standing",
    "Stories",
    "Story",
    "agreement",
    "agreement_table",
    "alpha",
    "by_code",
    "check",
    "coding",
    "conditions_table",
    "coverage",
    "evidence_table",
    "export",
    "forbidden",
    "funnel_told",
    "hypotheses",
    "kappa",
    "outcomes",
    "percent",
    "quotes",
    "quotes_table",
    "rivals_table",
    "scaling",
    "sentence",
    "shown",
    "stand",
    "standings",
    "stories",
    "story_checks",
    "table",
    "tests_table",
]
