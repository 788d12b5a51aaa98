"""Claims as tables and as sentences: what is for, what is against, what else could explain."""

from collections.abc import Sequence

from workbench.base.words import apart, say
from workbench.contribution.record import Claim, Claims
from workbench.contribution.standing import CONTRIBUTED, Standing, set_aside

LEVEL_NAMES = {"contributed": "claims.level.contributed", "described": "claims.level.described"}
STRENGTH_NAMES = {
    "weak": "claims.strength.weak",
    "medium": "claims.strength.medium",
    "moderate": "claims.strength.medium",
    "strong": "claims.strength.strong",
}
KIND_NAMES = {
    "figure": "claims.evidence.figure",
    "testimony": "claims.evidence.testimony",
    "observation": "claims.evidence.observation",
    "document": "claims.evidence.document",
    "study": "claims.evidence.study",
    "expertise": "claims.evidence.expertise",
}
RIVAL_NAMES = {
    "selection": "claims.rival.selection",
    "other_action": "claims.rival.other_action",
    "context": "claims.rival.context",
    "maturation": "claims.rival.maturation",
    "regression": "claims.rival.regression",
    "measure": "claims.rival.measure",
    "other": "claims.rival.other",
}
VERDICT_NAMES = {
    "not_upheld": "claims.verdict.not_upheld",
    "partly": "claims.verdict.partly",
    "upheld": "claims.verdict.upheld",
    "open": "claims.verdict.open",
}
ORIGIN_NAMES = {"published": "claims.origin.published", "ours": "claims.origin.ours"}
CONDITION_NAMES = {
    "claims.theory_weak": "claims.condition.theory",
    "claims.not_carried_out": "claims.condition.carried_out",
    "claims.change_unseen": "claims.condition.change",
    "claims.others_unassessed": "claims.condition.others",
}
"""The four conditions, by the finding that says that one does not hold."""


def sentence(standing: Standing, lang: str) -> str:
    """Return the strongest sentence that a claim allows.

    "Contributed" stands there only when the four conditions hold, with the rivals still open; else
    the claim is told as an idea, with what is missing.
    """
    claim = standing.claim
    text = claim.text.say(lang)
    if not claim.read:
        return say("claims.says.not_read", lang, text=text)
    holes = {"text": text, "n": len(claim.supporting), "against": len(claim.challenging)}
    if standing.level != CONTRIBUTED:
        missing = apart([say(CONDITION_NAMES[f.id], lang) for f in standing.missing], lang)
        return say("claims.says.described", lang, missing=missing, **holes)
    told = say("claims.says.contributed", lang, **holes)
    rivals = [rival for rival in claim.rivals if not set_aside(rival)]
    left = say("claims.says.rivals_left", lang, n=len(rivals)) if rivals else ""
    return f"{told} {left}".strip()


def forbidden(standing: Standing, lang: str) -> str:
    """Return what a claim does not allow to be said."""
    key = "claims.may_not.cause" if standing.level == CONTRIBUTED else "claims.may_not.contribute"
    return say(key, lang, text=standing.claim.text.say(lang))


def table(found: Sequence[Standing], lang: str) -> list[dict[str, str]]:
    """Return one row per claim.

    Columns: ``affirmed``, ``origin``, ``supports`` and ``challenges`` (how many pieces),
    ``rivals`` (how many of them set aside), ``strength`` as the team says it, ``may_say``.
    """
    return [
        {
            "affirmed": claim.text.say(lang),
            "origin": say(ORIGIN_NAMES[claim.origin], lang),
            "supports": str(len(claim.supporting)) if claim.read else "–",
            "challenges": str(len(claim.challenging)) if claim.read else "–",
            "rivals": _rivals(claim, lang) if claim.read else "–",
            "strength": say(STRENGTH_NAMES[claim.strength], lang) if claim.read else "–",
            "may_say": say(LEVEL_NAMES[standing.level], lang)
            if claim.read
            else say("claims.level.not_read", lang),
        }
        for standing in found
        for claim in (standing.claim,)
    ]


def conditions_table(found: Sequence[Standing], lang: str) -> list[dict[str, str]]:
    """Return one row per claim and condition: ``affirmed``, ``condition``, ``met``, ``why``."""
    return [
        {
            "affirmed": standing.claim.text.say(lang),
            "condition": say(CONDITION_NAMES[condition.id], lang),
            "met": say("word.yes" if condition.passed else "word.no", lang),
            "why": condition.sentence(lang),
        }
        for standing in found
        if standing.claim.read
        for condition in standing.conditions
    ]


def tests_table(found: Sequence[Standing], lang: str) -> list[dict[str, str]]:
    """Return one row per claim that says it: ``affirmed``, ``dropped_if`` (what refutes it)."""
    return [
        {"affirmed": one.claim.text.say(lang), "dropped_if": one.claim.test.say(lang)}
        for one in found
        if one.claim.read and one.claim.test is not None
    ]


def evidence_table(claims: Claims, lang: str) -> list[dict[str, str]]:
    """Return one row per piece of evidence, what supports before what challenges.

    Columns: ``affirmed`` (the id of the claim), ``side``, ``evidence``, ``kind``, ``strength``,
    ``source``, ``date``.
    """
    return [
        {
            "affirmed": claim.id,
            "side": say(side, lang),
            "evidence": piece.text.say(lang),
            "kind": say(KIND_NAMES[piece.kind], lang),
            "strength": say(STRENGTH_NAMES[piece.strength], lang),
            "source": " · ".join(filter(None, (piece.source, piece.figure))) or "–",
            "date": piece.date or "–",
        }
        for claim in claims.claims
        for side, pieces in (
            ("claims.side.supports", claim.supporting),
            ("claims.side.challenges", claim.challenging),
        )
        for piece in pieces
    ]


def rivals_table(claims: Claims, lang: str) -> list[dict[str, str]]:
    """Return one row per rival.

    Columns: ``affirmed`` (the id of the claim), ``rival``, ``kind``, ``assessed``, ``verdict``,
    ``evidence``.
    """
    return [
        {
            "affirmed": claim.id,
            "rival": rival.text.say(lang),
            "kind": say(RIVAL_NAMES[rival.kind], lang),
            "assessed": rival.how.say(lang) if rival.how else say("claims.not_assessed", lang),
            "verdict": say(VERDICT_NAMES[rival.verdict], lang),
            "evidence": " · ".join(piece.text.say(lang) for piece in rival.evidence) or "–",
        }
        for claim in claims.claims
        for rival in claim.rivals
    ]


def _rivals(claim: Claim, lang: str) -> str:
    done = sum(set_aside(rival) for rival in claim.rivals)
    return say("claims.rivals_counted", lang, done=done, of=len(claim.rivals))
