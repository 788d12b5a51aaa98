"""The step before the last: which design the data bear, the results, and the doubts."""

from workbench.forms.analysing import RESTS_ON, analysis_parts
from workbench.forms.app.steps.step import Step
from workbench.forms.lacking import for_an_analysis

STEP = Step(
    "analysis",
    "analysing.step",
    rests_on=RESTS_ON,
    leaves=("results/effects.csv",),
    parts=analysis_parts,
    missing=for_an_analysis,
)
