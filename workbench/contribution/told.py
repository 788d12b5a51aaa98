"""Where the evidence in words of a dossier stands, for programs and for a terminal."""

from workbench.base.dossier import Dossier
from workbench.base.words import LANGS, say
from workbench.contribution import outcomes, stories
from workbench.contribution.agreement import agreement
from workbench.contribution.coding import coding, quotes
from workbench.contribution.outcomes import Outcomes
from workbench.contribution.record import Rival
from workbench.contribution.standing import Standing, set_aside, standings
from workbench.contribution.stories import Stories
from workbench.contribution.table import forbidden, sentence


def as_json(dossier: Dossier) -> dict[str, object]:
    """Return one object for programs.

    Keys: ``dossier``, ``claims`` (id, level, conditions by their rule, counts, rivals, sentence in
    both languages), ``stories`` and ``quotes`` (shown, left_out), ``outcomes`` (counts by status),
    ``agreement`` (n, coders, share, kappa, alpha, ci_low, ci_high). A part that the dossier does
    not hold is null.
    """
    told, harvested = dossier.read_if_there(Stories), dossier.read_if_there(Outcomes)
    segments = coding(dossier)
    shown = stories.shown(told) if told else None
    said = quotes(segments)
    return {
        "dossier": dossier.name,
        "claims": [_claim(standing) for standing in standings(dossier)],
        "stories": shown and {"shown": len(shown.stories), "left_out": shown.left_out},
        "outcomes": outcomes.counts(harvested) if harvested else None,
        "quotes": {"shown": len(said.segments), "left_out": said.refused} if segments else None,
        "agreement": vars(agreement(segments)) if segments else None,
    }


def as_text(dossier: Dossier, lang: str) -> str:
    """Return what may be said and what may not, a claim a paragraph, then the other evidence."""
    lines = [
        "\n  ".join([standing.claim.id, *_said(standing, lang)]) for standing in standings(dossier)
    ]
    told, harvested = dossier.read_if_there(Stories), dossier.read_if_there(Outcomes)
    segments = coding(dossier)
    lines += [stories.shown(told).say(lang)] if told else []
    lines += [outcomes.sentence(harvested, lang)] if harvested else []
    lines += [quotes(segments).say(lang), agreement(segments).say(lang)] if segments else []
    return "\n".join(lines) or say("claims.nothing", lang, name=dossier.name)


def _said(standing: Standing, lang: str) -> list[str]:
    """Return what may be said and what may not; of a claim that was not read, only that."""
    said = sentence(standing, lang)
    return [said, forbidden(standing, lang)] if standing.claim.read else [said]


def _claim(standing: Standing) -> dict[str, object]:
    claim = standing.claim
    return {
        "id": claim.id,
        "origin": claim.origin,
        "read": claim.read,
        "level": standing.level,
        "conditions": {one.id: one.passed for one in standing.conditions},
        "supporting": len(claim.supporting),
        "challenging": len(claim.challenging),
        "rivals": [_rival(rival) for rival in claim.rivals],
        **{lang: sentence(standing, lang) for lang in LANGS},
    }


def _rival(rival: Rival) -> dict[str, object]:
    return {
        "id": rival.id,
        "assessed": rival.assessed,
        "verdict": rival.verdict,
        "set_aside": set_aside(rival),
    }
