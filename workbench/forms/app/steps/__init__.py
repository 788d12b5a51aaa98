"""The steps of the app, in the order of an evaluation."""

from workbench.forms.app.steps import (
    analysis,
    collection,
    data,
    indicators,
    people,
    plan,
    project,
    report,
    theory,
)
from workbench.forms.app.steps.step import Missing, Step

STEPS = (
    project.STEP,
    theory.STEP,
    indicators.STEP,
    collection.STEP,
    plan.STEP,
    people.STEP,
    data.STEP,
    analysis.STEP,
    report.STEP,
)


def step_of(id: str) -> Step:
    """Return a step by its id; the first one where nobody knows it."""
    return next((step for step in STEPS if step.id == id), STEPS[0])


__all__ = ["STEPS", "Missing", "Step", "step_of"]
