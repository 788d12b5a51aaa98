"""What makes a theory of change weak: each rule has an id, and says what to do."""

from collections.abc import Iterator

from workbench.base import mutes
from workbench.base.findings import Finding
from workbench.evaluation import Evaluation
from workbench.theory import beliefs, shape, wording
from workbench.theory.record import Theory

RULES = (
    "theory.id_twice", "theory.dangling", "theory.cycle", "theory.idle_feedback",
    "theory.alone", "theory.jump", "theory.no_output", "theory.no_outcome", "theory.too_many",
    "theory.no_reason", "theory.no_assumption", "theory.untested_assumption",
    "theory.unknown_mechanism", "theory.no_evidence", "theory.unknown_evidence",
    "theory.no_harm", "theory.no_mitigation", "theory.unanswered_rival", "theory.unknown_node",
    "theory.not_a_change", "theory.no_level", "theory.no_sphere", "theory.unknown_who",
    "indicators.unmeasured", "collection.blind_spot",
)  # fmt: skip
"""Every rule that `theory.yml` may mute; the last two are looked at once there are answers."""

LATER = ("indicators.unmeasured", "collection.blind_spot")
"""The rules that a theory may mute, and that later steps look at."""


def check(theory: Theory, evaluation: Evaluation | None = None) -> list[Finding]:
    """Return the findings about a theory, held against the evaluation where it is given.

    The drawing needs the first three to pass.
    """
    found = list(_every(theory, evaluation))
    now = [mute for mute in theory.mute if mute.rule not in LATER]
    return [*mutes.heeded(found, theory.mute), *mutes.doubts(found, now, RULES)]


def blockers(theory: Theory) -> list[Finding]:
    """Return what no form may keep: ids that stand twice, links to nowhere, loops."""
    found = (*shape.ids_are_unique(theory), *shape.links_hold(theory), *shape.no_cycle(theory))
    return [finding for finding in found if finding.blocks]


def _every(theory: Theory, evaluation: Evaluation | None) -> Iterator[Finding]:
    for rule in (*shape.EVERY, *beliefs.EVERY, *wording.EVERY):
        yield from rule(theory)
    if evaluation is not None:
        yield from wording.stakeholders_are_known(theory, evaluation)
        yield from beliefs.sources_are_known(theory, evaluation)
