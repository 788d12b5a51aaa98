"""What makes a theory of change weak: each rule has an id, and says what to do."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from workbench.base import words
from workbench.base.findings import Finding
from workbench.theory.record import Theory


def check(theory: Theory) -> list[Finding]:
    """Return the findings about a theory; the drawing needs the first three to pass."""
    return [
        *ids_are_unique(theory),
        *links_hold(theory),
        *no_cycle(theory),
        *reasons(theory),
        *no_jump_to_impact(theory),
        *activities_give_outputs(theory),
        *outcomes_are_there(theory),
        *a_harm_is_named(theory),
    ]


def ids_are_unique(theory: Theory) -> Iterator[Finding]:
    """Two nodes never share an id."""
    ids = [node.id for node in theory.nodes]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield Finding("theory.id_twice", passed=False, where=twice)


def links_hold(theory: Theory) -> Iterator[Finding]:
    """Both ends of a link are nodes."""
    ids = {node.id for node in theory.nodes}
    for link in theory.links:
        for end in (link.start, link.end):
            if end not in ids:
                holes = {"end": end, "hint": words.hint(end, ids)}
                yield Finding("theory.dangling", passed=False, where=link.id, holes=holes)


def no_cycle(theory: Theory) -> Iterator[Finding]:
    """Nothing leads back to itself."""
    graph: dict[str, set[str]] = {node.id: set() for node in theory.nodes}
    for link in theory.links:
        graph.setdefault(link.end, set()).add(link.start)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        path = " → ".join(error.args[1])
        yield Finding("theory.cycle", passed=False, where=path)
    else:
        yield Finding("theory.cycle", passed=True, where=Theory.FILE)


def reasons(theory: Theory) -> Iterator[Finding]:
    """Every link says why one thing should lead to the next."""
    for link in theory.links:
        passed = link.because is not None
        yield Finding("theory.no_reason", passed=passed, where=link.id, severity="warning")


def no_jump_to_impact(theory: Theory) -> Iterator[Finding]:
    """An activity reaches an impact through outcomes, never at one leap."""
    types = {node.id: node.type for node in theory.nodes}
    for link in theory.links:
        if types.get(link.end) == "impact" and types.get(link.start) in ("activity", "output"):
            yield Finding("theory.jump", passed=False, where=link.id, severity="warning")


def activities_give_outputs(theory: Theory) -> Iterator[Finding]:
    """Every activity leads to an output that can be counted."""
    outputs = {node.id for node in theory.of_type("output")}
    for node in theory.of_type("activity"):
        passed = any(link.start == node.id and link.end in outputs for link in theory.links)
        yield Finding("theory.no_output", passed=passed, where=node.id, severity="warning")


def outcomes_are_there(theory: Theory) -> Iterator[Finding]:
    """A theory of change names at least one change."""
    passed = bool(theory.of_type("outcome"))
    yield Finding("theory.no_outcome", passed=passed, where=Theory.FILE)


def a_harm_is_named(theory: Theory) -> Iterator[Finding]:
    """Every programme can do harm to somebody: name at least one way."""
    passed = any(risk.sign == "harm" for risk in theory.risks)
    yield Finding("theory.no_harm", passed=passed, where=Theory.FILE, severity="note")
