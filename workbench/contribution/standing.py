"""Where a claim stands: the four conditions under which one may say that an action contributed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.records import changed
from workbench.contribution.record import Claim, Claims, Evidence, Rival, unheld
from workbench.evaluation import Evaluation
from workbench.ledger import Ledger
from workbench.theory import Theory
from workbench.theory import check as theory_check

CONTRIBUTED, DESCRIBED = "contributed", "described"
"""The only two steps of the ladder that a claim may stand on."""
DONE = ("as_planned", "with_changes")
"""What was carried out, even with changes that are told."""
PROMISES = ("target", "intention")
"""Kinds of published figures that say what was hoped for: they show no change."""


@dataclass(frozen=True)
class Standing:
    """A claim with its four conditions, each a finding: passed True or False.

    *conditions* are, in order: the theory is plausible, the action was carried out, the change is
    shown at each level, other influences were assessed (Mayne 2008, ILAC brief 16). A claim whose
    text was not read meets none.
    """

    claim: Claim
    conditions: tuple[Finding, ...]

    @property
    def level(self) -> str:
        """The step of the claims ladder: "contributed" when all four hold, else "described"."""
        held = self.claim.read and all(found.passed is True for found in self.conditions)
        return CONTRIBUTED if held else DESCRIBED

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The conditions that do not hold."""
        return tuple(found for found in self.conditions if found.passed is not True)


def standings(dossier: Dossier) -> list[Standing]:
    """Return where each claim of a dossier stands; nothing where it has no claims or no theory."""
    claims, theory = dossier.read_if_there(Claims), dossier.read_if_there(Theory)
    if claims is None or theory is None:
        return []
    evaluation, ledger = dossier.read_if_there(Evaluation), dossier.read_if_there(Ledger)
    return stand(claims, theory, evaluation, ledger)


def stand(
    claims: Claims,
    theory: Theory,
    evaluation: Evaluation | None = None,
    ledger: Ledger | None = None,
) -> list[Standing]:
    """Return where each claim stands. A rule that somebody muted still counts here.

    No figure is read: however strong a statistic, a claim only rises by these four conditions.
    """
    doubts = theory_check(changed(theory, mute=()), evaluation)
    promised = promises(ledger)
    sources = None if evaluation is None else {source.id for source in evaluation.sources}
    return [
        Standing(
            claim,
            (
                theory_is_plausible(claim, theory, doubts),
                action_was_carried_out(claim, sources),
                change_is_shown(claim, sources, promised),
                rivals_are_assessed(claim, sources),
            ),
        )
        for claim in claims.claims
    ]


def theory_is_plausible(claim: Claim, theory: Theory, doubts: Sequence[Finding]) -> Finding:
    """The claim stands on links of the theory of which the checks of the theory say no harm."""
    places = {place for arrow in claim.links for place in (arrow.id, arrow.start, arrow.end)}
    wrong = [
        doubt
        for doubt in doubts
        if doubt.passed is False
        and (doubt.blocks or (doubt.severity == "warning" and doubt.where in places))
    ]
    passed = bool(claim.links) and not unheld(claim, theory) and not wrong
    holes = {"rules": ", ".join(dict.fromkeys(doubt.id for doubt in wrong)) or "–"}
    return _condition("claims.theory_weak", passed, claim, holes)


def action_was_carried_out(claim: Claim, sources: set[str] | None) -> Finding:
    """What the claim rests on was done, and something with a source shows it."""
    done = claim.implementation
    passed = done.state in DONE and any(sourced(piece, sources) for piece in done.evidence)
    return _condition("claims.not_carried_out", passed, claim)


def change_is_shown(
    claim: Claim, sources: set[str] | None, promised: Collection[str] = ()
) -> Finding:
    """Each box that the claim's links lead to is shown by evidence, neither weak nor a promise."""
    levels = list(dict.fromkeys(arrow.end for arrow in claim.links))
    shown = {
        box
        for piece in claim.supporting
        if piece.strength != "weak" and sourced(piece, sources) and piece.figure not in promised
        for box in piece.shows
    }
    unseen = [box for box in levels if box not in shown]
    holes = {"boxes": ", ".join(unseen) or "–"}
    return _condition("claims.change_unseen", bool(levels) and not unseen, claim, holes)


def rivals_are_assessed(claim: Claim, sources: set[str] | None) -> Finding:
    """One rival at least was assessed with evidence and not upheld, and none was upheld."""
    ruled_out = sum(set_aside(rival, sources) for rival in claim.rivals)
    upheld = [rival.id for rival in claim.rivals if rival.verdict == "upheld"]
    holes = {"n": ruled_out, "of": len(claim.rivals), "upheld": ", ".join(upheld) or "–"}
    return _condition("claims.others_unassessed", ruled_out > 0 and not upheld, claim, holes)


def promises(ledger: Ledger | None) -> set[str]:
    """Return the published figures that are targets or intentions."""
    figures = ledger.figures if ledger else ()
    return {figure.id for figure in figures if figure.kind in PROMISES}


def set_aside(rival: Rival, sources: set[str] | None = None) -> bool:
    """Whether a rival was assessed, in a way that is told, with a source, and not upheld."""
    told = rival.assessed and rival.how is not None and rival.verdict == "not_upheld"
    return told and any(sourced(piece, sources) for piece in rival.evidence)


def sourced(piece: Evidence, sources: set[str] | None = None) -> bool:
    """Whether a piece of evidence names its source: one of the evaluation, where it is there."""
    return bool(piece.source) and (sources is None or piece.source in sources)


def conditions(found: Sequence[Standing]) -> Iterator[Finding]:
    """Yield the conditions of the claims whose text was read."""
    for standing in found:
        if standing.claim.read:
            yield from standing.conditions


def _condition(
    id: str, passed: bool, claim: Claim, holes: Mapping[str, object] | None = None
) -> Finding:
    return Finding(id, passed, claim.id, "note", {"claim": claim.text, **(holes or {})})
