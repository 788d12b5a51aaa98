"""What makes a choice of indicators hard to defend or hard to collect."""

from collections.abc import Iterator

from workbench.base import mutes, words
from workbench.base.findings import Finding, Severity
from workbench.indicators.catalogue import catalogue
from workbench.indicators.record import Choices
from workbench.indicators.scales import scales
from workbench.indicators.vocabulary import positive_exit
from workbench.theory import Theory

MANY = 15
"""Above this number a small charity collects badly what it promised to collect."""


def check(choices: Choices, theory: Theory) -> list[Finding]:
    """Return the findings about the choices, held against the theory they serve."""
    found = [
        *indicators_are_known(choices),
        *nodes_are_known(choices, theory),
        *outcomes_are_measured(choices, theory),
        *baselines_have_counts(choices),
        *reporting_is_one(choices),
        *positive_exits_agree(choices),
        *scales_may_be_asked(choices),
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


def baselines_have_counts(choices: Choices) -> Iterator[Finding]:
    """The baseline of a percentage says how many, and among how many."""
    for choice in choices.choices:
        indicator = catalogue().get(choice.indicator)
        if indicator and indicator.unit == "percent" and choice.baseline is not None:
            passed = choice.baseline_counts is not None
            yield Finding("indicators.bare_percentage", passed, choice.indicator)


def reporting_is_one(choices: Choices) -> Iterator[Finding]:
    """An indicator is reported period by period or since the start, never in both ways."""
    for id in dict.fromkeys(choice.indicator for choice in choices.choices):
        indicator = catalogue().get(id)
        if indicator:
            modes = {
                c.reporting or indicator.reporting for c in choices.choices if c.indicator == id
            }
            yield Finding("indicators.reporting_mix", modes == {indicator.reporting}, id)


def positive_exits_agree(choices: Choices) -> Iterator[Finding]:
    """A dossier uses one meaning of “positive exit”, or says how the others differ."""
    meanings = {
        choice.indicator: meaning.id
        for choice in choices.choices
        if (meaning := positive_exit().definition_of(choice.indicator))
    }
    if meanings:
        passed = len(set(meanings.values())) == 1
        holes = {"ids": ", ".join(meanings)}
        yield Finding("indicators.two_positive_exits", passed, Choices.FILE, "warning", holes)


def scales_may_be_asked(choices: Choices) -> Iterator[Finding]:
    """A scale whose text is not free is asked only with its official text."""
    for choice in choices.choices:
        indicator = catalogue().get(choice.indicator)
        used = scales().get(indicator.scale) if indicator and indicator.scale else None
        if used:
            severity: Severity = "warning" if used.licence_class == "C" else "note"
            passed = used.licence_class == "A"
            holes = {"scale": used.id}
            yield Finding("indicators.scale_licence", passed, choice.indicator, severity, holes)


def not_too_many(choices: Choices) -> Iterator[Finding]:
    """A small charity follows a small number of indicators well."""
    count = len(choices.choices)
    holes = {"n": count, "many": MANY}
    yield Finding("indicators.too_many", count <= MANY, Choices.FILE, "warning", holes)
