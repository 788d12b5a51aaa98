"""The plan of the analysis as a table: what will be looked at, decided beforehand."""

from workbench.base.words import say
from workbench.collection.record import Plan

DESIGN_NAMES = {
    "progress": "plan.design.progress",
    "before_after": "plan.design.before_after",
    "comparison": "plan.design.comparison",
    "difference_in_differences": "plan.design.difference_in_differences",
    "staggered": "plan.design.staggered",
    "matching": "plan.design.matching",
    "weighting": "plan.design.weighting",
    "discontinuity": "plan.design.discontinuity",
    "interrupted_series": "plan.design.interrupted_series",
    "time_to_event": "plan.design.time_to_event",
    "synthetic_control": "plan.design.synthetic_control",
    "instrument": "plan.design.instrument",
}


def plan_table(plan: Plan, lang: str) -> list[dict[str, str]]:
    """Return one row per analysis: ``analysis``, ``label``, ``design`` and ``outcome``."""
    return [
        {
            "analysis": analysis.id,
            "label": analysis.label.say(lang),
            "design": say(DESIGN_NAMES[analysis.design], lang),
            "outcome": analysis.outcome,
        }
        for analysis in plan.analyses
    ]
