"""The step before the answers come: what will be done with them, decided beforehand."""

from workbench.forms.app.steps.step import Step
from workbench.forms.lacking import for_a_plan
from workbench.forms.planning import planning_parts

STEP = Step(
    "plan",
    "planning.step",
    rests_on=("evaluation.yml", "theory.yml", "indicators.yml", "collection/instrument.yml"),
    leaves=("plan.yml",),
    parts=planning_parts,
    missing=for_a_plan,
)
