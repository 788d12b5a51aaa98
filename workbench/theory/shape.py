"""Whether the boxes and arrows of a theory hold together."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from workbench.base import words
from workbench.base.findings import Finding
from workbench.theory.record import Link, Theory

MANY = 25
"""Above this number of boxes nobody reads a drawing any more."""


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
    """Nothing leads back to itself, but by a link that is marked as feedback."""
    graph: dict[str, set[str]] = {node.id: set() for node in theory.nodes}
    for link in forward(theory):
        graph.setdefault(link.end, set()).add(link.start)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        path = " → ".join(error.args[1])
        yield Finding("theory.cycle", passed=False, where=path)
    else:
        yield Finding("theory.cycle", passed=True, where=Theory.FILE)


def feedback_leads_back(theory: Theory) -> Iterator[Finding]:
    """A link marked as feedback closes a loop; elsewhere the mark only hides a doubt."""
    ids = {node.id for node in theory.nodes}
    for link in theory.links:
        if link.feedback and {link.start, link.end} <= ids:
            passed = link.start in _reached(theory, link.end)
            yield Finding("theory.idle_feedback", passed, link.id, "warning")


def nothing_stands_alone(theory: Theory) -> Iterator[Finding]:
    """Every box is tied to another: what leads nowhere and comes from nowhere explains nothing."""
    tied = {end for link in theory.links for end in (link.start, link.end)}
    for id in dict.fromkeys(node.id for node in theory.nodes):
        yield Finding("theory.alone", id in tied, id, "warning")


def no_jump_to_impact(theory: Theory) -> Iterator[Finding]:
    """An activity reaches an impact through outcomes, never at one leap."""
    types = {node.id: node.type for node in theory.nodes}
    for link in forward(theory):
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


def not_too_many(theory: Theory) -> Iterator[Finding]:
    """A drawing holds as many boxes as people can talk about."""
    count = len(theory.nodes)
    holes = {"n": count, "many": MANY}
    yield Finding("theory.too_many", count <= MANY, Theory.FILE, "note", holes)


def forward(theory: Theory) -> list[Link]:
    """Return the links that lead on, without those marked as feedback."""
    return [link for link in theory.links if not link.feedback]


def _reached(theory: Theory, start: str) -> set[str]:
    """Return what the links that lead on reach from *start*, itself included."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        new = {link.end for link in forward(theory) if link.start == here} - reached
        reached |= new
        waiting += sorted(new)
    return reached


EVERY = (
    ids_are_unique, links_hold, no_cycle, feedback_leads_back, nothing_stands_alone,
    no_jump_to_impact, activities_give_outputs, outcomes_are_there, not_too_many,
)  # fmt: skip
