"""A programme told: who is in it, outcomes side by side, averages, clubs and chance; no rank."""

from collections.abc import Sequence
from pathlib import Path

from workbench.analysis import pooling
from workbench.analysis.ladder import MAY_NOT, NAMES, amount
from workbench.analysis.pilots.clubs import INNER, OUTER, Clubs
from workbench.analysis.pilots.compare import Compared, Group, Outcome
from workbench.analysis.pilots.record import Gathered, Member, PilotEffect
from workbench.analysis.pooling.amounts import ends, one
from workbench.base import words
from workbench.base.words import say

STATES = {
    "taken": "synthesis.state.taken",
    "failed": "synthesis.state.failed",
    "waiting": "synthesis.state.waiting",
    "not_run": "synthesis.state.not_run",
    "no_effect": "synthesis.state.no_effect",
    "unreadable": "synthesis.state.unreadable",
    "not_there": "synthesis.state.not_there",
}
QUANTITIES = {
    "level": "synthesis.quantity.level",
    "change": "synthesis.quantity.change",
    "difference": "synthesis.quantity.difference",
    "ratio": "synthesis.quantity.ratio",
}


def pilots_table(gathered: Gathered, lang: str) -> list[dict[str, str]]:
    """Return one row a pilot: what it is called, whether it is in, its period, its outcomes."""
    return [
        {
            "pilot": member.name,
            "label": member.title.say(lang),
            "synthesis_state": say(STATES[member.state], lang, page=member.page or ""),
            "synthesis_period": _period(member, lang),
            "synthesis_outcomes": _outcomes(member, gathered, lang),
        }
        for member in gathered.members
    ]


def _period(member: Member, lang: str) -> str:
    if not (member.start and member.end):
        return "–"
    return say("synthesis.period", lang, start=member.start, end=member.end)


def _outcomes(member: Member, gathered: Gathered, lang: str) -> str:
    own = [row for row in gathered.effects if row.pilot == member.name]
    masked = sum(row.masked for row in own)
    if masked:
        return say("synthesis.outcomes_masked", lang, of=len(own), masked=masked)
    return words.number(len(own), lang) if member.state == "taken" else "–"


def side_by_side(compared: Compared, lang: str) -> list[dict[str, str]]:
    """Return one row a pilot, by name, with one column an outcome that pilots share.

    A cell holds the estimate, its counts or its people, and its interval.
    """
    shared = compared.shared
    heads = _heads(shared, lang)
    return [
        {
            "pilot": member.name,
            **{
                head: _cells(member, outcome, lang)
                for head, outcome in zip(heads, shared, strict=True)
            },
        }
        for member in (compared.gathered.taken if shared else ())
    ]


def _heads(outcomes: tuple[Outcome, ...], lang: str) -> list[str]:
    """Return a head for each outcome: its label, and its key where two have the same label."""
    labels = [outcome.label.say(lang) for outcome in outcomes]
    return [
        f"{label} ({outcome.key})" if labels.count(label) > 1 else label
        for label, outcome in zip(labels, outcomes, strict=True)
    ]


def _cells(member: Member, outcome: Outcome, lang: str) -> str:
    own = [row for row in outcome.rows if row.pilot == member.name]
    return " ; ".join(cell(row, lang) for row in own) if own else "–"


def cell(row: PilotEffect, lang: str) -> str:
    """Write what one pilot found: a rate with its two counts, a difference with its people."""
    if row.estimate is None:
        return say("analysis.masked", lang)
    unit, signed = "ratio" if row.quantity == "ratio" else row.unit, row.quantity != "level"
    told = amount(row.estimate, unit, lang, signed)
    if row.count is not None:
        told = say("synthesis.cell_counts", lang, share=told, count=row.count, of=row.n)
    elif row.n is not None:
        told = say("synthesis.cell_people", lang, estimate=told, n=row.n)
    if row.ci_low is None or row.ci_high is None:
        return say("synthesis.cell_no_interval", lang, told=told)
    low, high = (amount(end, unit, lang, signed) for end in (row.ci_low, row.ci_high))
    return say("synthesis.cell", lang, told=told, low=low, high=high)


def averages_table(compared: Compared, lang: str) -> list[dict[str, str]]:
    """Return one row a group of comparable pilots: the average, and where the next site may be."""
    return [_average(group, compared, lang) for group in compared.groups if group.pooled]


def _average(group: Group, compared: Compared, lang: str) -> dict[str, str]:
    pooled = group.pooled
    assert pooled is not None
    ahead, careful = pooled.ahead, say("pooling.between", lang, **ends(pooled, pooled.careful))
    centre = (pooled.centre.ci_low, pooled.centre.ci_high)
    return {
        "outcome": title(group, compared, lang),
        "synthesis_k": words.number(pooled.k, lang),
        "synthesis_average": one(pooled, pooled.centre.estimate).say(lang),
        "interval": pooling_between(group, centre, lang),
        "synthesis_next": pooling_between(group, ahead, lang) if ahead else "–",
        "synthesis_careful": careful,
        "claim": say(NAMES[pooled.claim], lang),
    }


def pooling_between(group: Group, interval: tuple[float, float], lang: str) -> str:
    """Return an interval of an average in words."""
    assert group.pooled is not None
    return say("pooling.between", lang, **ends(group.pooled, interval))


def title(group: Group, compared: Compared, lang: str) -> str:
    """Return what a group is called: its outcome, and what it is where an outcome has several."""
    label = group.outcome.label.say(lang)
    several = [other for other in compared.groups if other.outcome is group.outcome]
    if len(several) == 1:
        return label
    row = group.first
    kind = say(QUANTITIES[row.quantity], lang)
    holes = {"label": label, "kind": kind, "number": str(group.number)}
    return say("synthesis.group_simulated" if row.simulated else "synthesis.group", lang, **holes)


def sentence(group: Group, lang: str) -> str:
    """Return what these pilots allow to be said together, or why nothing is."""
    if group.pooled is not None:
        return pooling.sentence(group.pooled, lang)
    label = group.outcome.label
    return say("synthesis.no_average", lang, label=label, why=group.letter or "")


def forbidden(group: Group, lang: str) -> str:
    """Return what these pilots do not allow to be said: an average never climbs above them."""
    assert group.pooled is not None
    return say(MAY_NOT[group.pooled.claim], lang)


def chance(found: Clubs, lang: str) -> str:
    """Return what the clubs of a group of rates show beside chance, in words."""
    k, inner, outer = len(found.clubs), found.beyond(INNER), found.beyond(OUTER)
    parts = [
        say(
            "synthesis.rate_together", lang, label=found.group.outcome.label, n=k,
            rate=words.percent(found.rate, lang, 1),
            count=sum(club.count for club in found.clubs), of=sum(c.n for c in found.clubs),
        ),
        say("synthesis.inner", lang, n=len(inner), k=k,
            expected=words.number((1 - INNER) * k, lang, 1)),
    ]  # fmt: skip
    if outer:
        parts.append(say("synthesis.outer", lang, n=len(outer), names=words.join(outer, lang)))
    else:
        parts.append(say("synthesis.no_outer", lang))
    if found.alike is None:
        parts.append(say("synthesis.alike_unknown", lang))
    elif found.alike > LEAST:
        alike = words.number(found.alike, lang, 2)
        parts.append(say("synthesis.alike", lang, alike=alike))
    return " ".join(parts)


def written(paths: Sequence[Path], lang: str) -> str:
    """Return which tables the page has left."""
    names = [f"{path.parent.name}/{path.name}" for path in paths]
    return say("synthesis.written", lang, names=words.join(names, lang))


LEAST = 0.005
"""A likeness under this is written 0.00: nothing is said of it."""
