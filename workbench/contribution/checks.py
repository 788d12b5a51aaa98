"""What weakens a claim: nothing behind it, nothing against it, no rival looked into."""

from collections.abc import Iterator

from workbench.base import mutes, words
from workbench.base.findings import Finding
from workbench.contribution.record import STEPS, Claim, Claims, unheld
from workbench.contribution.standing import (
    CONTRIBUTED,
    Standing,
    conditions,
    promises,
    set_aside,
    stand,
)
from workbench.evaluation import Evaluation
from workbench.ledger import Ledger
from workbench.theory import Theory

RULES = (
    "claims.no_link", "claims.no_evidence", "claims.only_supporting",
    "claims.evidence_without_source", "claims.unknown_source", "claims.unknown_figure",
    "claims.promise_as_result", "claims.unknown_box", "claims.no_rival", "claims.rival_open",
    "claims.rival_unproven",
    "claims.too_strong", "claims.step_skipped", "claims.contradiction", "claims.not_read",
    "claims.theory_weak", "claims.not_carried_out", "claims.change_unseen",
    "claims.others_unassessed",
)  # fmt: skip
"""Every rule that `claims.yml` may mute. A mute changes what is shown, never what may be said."""


def check(
    claims: Claims,
    theory: Theory | None = None,
    evaluation: Evaluation | None = None,
    ledger: Ledger | None = None,
) -> list[Finding]:
    """Return the findings about the claims, held against the other files where they are given."""
    found = [*ids_are_unique(claims), *_every(claims)]
    if theory is not None:
        stood = stand(claims, theory, evaluation, ledger)
        found += [*links_hold(claims, theory), *boxes_are_known(claims, theory)]
        found += [*conditions(stood), *strength_is_earned(stood)]
    if evaluation is not None:
        found += sources_are_known(claims, evaluation)
    if ledger is not None:
        found += [*figures_are_known(claims, ledger), *promises_show_nothing(claims, ledger)]
    return [*mutes.heeded(found, claims.mute), *mutes.doubts(found, claims.mute, RULES)]


def _every(claims: Claims) -> Iterator[Finding]:
    for claim in claims.claims:
        yield Finding("claims.not_read", claim.read, claim.id, "note")
        if claim.read:
            for rule in EVERY:
                yield from rule(claim)


def ids_are_unique(claims: Claims) -> Iterator[Finding]:
    """Two claims never share an id."""
    ids = [claim.id for claim in claims.claims]
    for twice in sorted({id for id in ids if ids.count(id) > 1}):
        yield Finding("claims.id_twice", False, twice)


def links_hold(claims: Claims, theory: Theory) -> Iterator[Finding]:
    """A claim stands on links that the theory has."""
    for claim in claims.claims:
        for arrow, odd, names in unheld(claim, theory):
            holes = {"link": arrow.id, "name": odd, "hint": words.hint(odd, names)}
            yield Finding("claims.unknown_link", False, claim.id, holes=holes)


def stands_on_a_link(claim: Claim) -> Iterator[Finding]:
    """A claim says which links of the theory it stands on."""
    yield Finding("claims.no_link", bool(claim.links), claim.id, "warning")


def has_evidence(claim: Claim) -> Iterator[Finding]:
    """Something speaks for the claim."""
    yield Finding("claims.no_evidence", bool(claim.supporting), claim.id, "warning")


def is_challenged(claim: Claim) -> Iterator[Finding]:
    """Whoever only looks for support finds it: something was looked for that challenges."""
    if claim.supporting:
        passed = bool(claim.challenging)
        yield Finding("claims.only_supporting", passed, claim.id, "warning")


def contradictions_are_kept(claim: Claim) -> Iterator[Finding]:
    """What supports and what challenges stand side by side: neither is taken away."""
    if claim.supporting and claim.challenging:
        holes = {"n": len(claim.supporting), "against": len(claim.challenging)}
        yield Finding("claims.contradiction", False, claim.id, "note", holes)


def evidence_has_a_source(claim: Claim) -> Iterator[Finding]:
    """Every piece of evidence says where it comes from."""
    for piece in claim.evidence:
        holes = {"text": piece.text}
        passed = bool(piece.source)
        yield Finding("claims.evidence_without_source", passed, claim.id, "warning", holes)


def has_a_rival(claim: Claim) -> Iterator[Finding]:
    """Every change has other possible explanations: one at least is named."""
    yield Finding("claims.no_rival", bool(claim.rivals), claim.id, "warning")


def rivals_are_looked_into(claim: Claim) -> Iterator[Finding]:
    """A rival is assessed; one that is called assessed says how, and with which evidence."""
    for rival in claim.rivals:
        holes = {"rival": rival.text}
        yield Finding("claims.rival_open", rival.assessed, claim.id, "warning", holes)
        if rival.assessed:
            passed = bool(rival.how and rival.evidence)
            yield Finding("claims.rival_unproven", passed, claim.id, "warning", holes)


def steps_follow(claim: Claim) -> Iterator[Finding]:
    """The steps of a contribution analysis are taken in their order."""
    if claim.steps:
        skipped = [
            str(step) for step in STEPS if step < max(claim.steps) and step not in claim.steps
        ]
        holes = {"steps": ", ".join(skipped) or "–"}
        yield Finding("claims.step_skipped", not skipped, claim.id, "note", holes)


def strength_is_earned(found: list[Standing]) -> Iterator[Finding]:
    """Nobody calls a claim strong that does not meet the four conditions."""
    for standing in found:
        claim = standing.claim
        if claim.read and claim.strength == "strong":
            passed = standing.level == CONTRIBUTED and all(map(set_aside, claim.rivals))
            yield Finding("claims.too_strong", passed, claim.id, "warning")


def boxes_are_known(claims: Claims, theory: Theory) -> Iterator[Finding]:
    """What a piece of evidence shows is a box of the theory."""
    nodes = [node.id for node in theory.nodes]
    for claim in claims.claims:
        for name in dict.fromkeys(box for piece in claim.evidence for box in piece.shows):
            holes = {"name": name, "hint": words.hint(name, nodes)}
            yield Finding("claims.unknown_box", name in nodes, claim.id, "warning", holes)


def sources_are_known(claims: Claims, evaluation: Evaluation) -> Iterator[Finding]:
    """The source of a piece of evidence is one of the sources of the evaluation."""
    known = [source.id for source in evaluation.sources]
    for claim in claims.claims:
        for name in dict.fromkeys(piece.source for piece in claim.evidence if piece.source):
            holes = {"name": name, "hint": words.hint(name, known)}
            yield Finding("claims.unknown_source", name in known, claim.id, "warning", holes)


def figures_are_known(claims: Claims, ledger: Ledger) -> Iterator[Finding]:
    """A figure that is cited is one of the published figures of the ledger."""
    known = [figure.id for figure in ledger.figures]
    for claim in claims.claims:
        for name in dict.fromkeys(piece.figure for piece in claim.evidence if piece.figure):
            holes = {"name": name, "hint": words.hint(name, known)}
            yield Finding("claims.unknown_figure", name in known, claim.id, "warning", holes)


def promises_show_nothing(claims: Claims, ledger: Ledger) -> Iterator[Finding]:
    """A target or an intention is no evidence that something changed."""
    promised = promises(ledger)
    for claim in claims.claims:
        for piece in claim.supporting:
            if piece.figure:
                holes = {"name": piece.figure}
                passed = not (piece.shows and piece.figure in promised)
                yield Finding("claims.promise_as_result", passed, claim.id, "warning", holes)


EVERY = (
    stands_on_a_link, has_evidence, is_challenged, contradictions_are_kept,
    evidence_has_a_source, has_a_rival, rivals_are_looked_into, steps_follow,
)  # fmt: skip
