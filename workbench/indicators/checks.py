"""What makes a choice of indicators hard to defend or hard to collect."""

from collections.abc import Iterator

from workbench.base import mutes, words
from workbench.base.findings import Finding
from workbench.indicators.catalogue import catalogue
from workbench.indicators.record import Choices
from workbench.theory import Theory

MANY = 15
"""Above this number a small charity collects badly what it promised to collect."""


def check(choices: Choices, theory: Theory) -> list[Finding]:
    """Return the findings about the choices, held against the theory they serve."""
    found = [
        *indicators_are_known(choices),
        *nodes_are_known(choices, theory),
        *outcomes_are_measured(choices, theory),
        *rates_have_counts(choices),
        *not_too_many(choices),
    ]
    return mutes.heeded(found, theory.mute)


def indicators_are_known(choices: Choices) -> Iterator[Finding]:
    """Every choice names an indicator of the catalogue."""
    for choice in choices.choices:
        holes = {"hint": words.hint(choice.indicator, catalogue())}
        passed = choice.indicator in catalogue()
        yield Finding("indicators.not_in_catalogue", passed, choice.indicator, holes=holes)


def nodes_are_known(choices: Choices, theory: Theory) -> Iterator[Finding]:
    """Every choice serves a node of the theory."""
    ids = {node.id for node in theory.nodes}
    for choice in choices.choices:
        holes = {"node": choice.node, "hint": words.hint(choice.node, ids)}
        yield Finding("indicators.no_node", choice.node in ids, choice.indicator, holes=holes)


def outcomes_are_measured(choices: Choices, theory: Theory) -> Iterator[Finding]:
    """Every outcome of the theory has at least one indicator."""
    measured = {choice.node for choice in choices.choices}
    for node in theory.of_type("outcome"):
        holes = {"label": node.label}
        yield Finding("indicators.unmeasured", node.id in measured, node.id, "warning", holes)


def rates_have_counts(choices: Choices) -> Iterator[Finding]:
    """A percentage says what is counted, and among whom."""
    for choice in choices.choices:
        indicator = catalogue().get(choice.indicator)
        if indicator and indicator.unit == "percent":
            passed = indicator.numerator is not None and indicator.denominator is not None
            yield Finding("indicators.no_denominator", passed, choice.indicator)


def not_too_many(choices: Choices) -> Iterator[Finding]:
    """A small charity follows a small number of indicators well."""
    count = len(choices.choices)
    holes = {"n": count, "many": MANY}
    yield Finding("indicators.too_many", count <= MANY, Choices.FILE, "warning", holes)
