"""A proposal told: each mission with its candidate, why, who else can, and which rules exclude."""

from collections.abc import Sequence

from workbench.base import words
from workbench.base.words import say
from workbench.capitalisation.programme.matching.checks import RULES
from workbench.capitalisation.programme.matching.pairs import Pair
from workbench.capitalisation.programme.matching.proposed import Proposed
from workbench.capitalisation.programme.matching.record import AXES, ROUTES, Mission, Rules

CRITERIA = {
    "axis": "matching.criterion.axis",
    "near": "matching.criterion.near",
    "start": "matching.criterion.start",
    "hours": "matching.criterion.hours",
}
NOTHING = "–"


def rules_table(rules: Rules, lang: str) -> list[dict[str, str]]:
    """Return one row a criterion: what is looked at, and what it is worth where it is met."""
    return [
        {
            "matching_criterion": say(key, lang),
            "matching_worth": words.number(getattr(rules.worth, name), lang),
        }
        for name, key in CRITERIA.items()
    ]


def table(found: Sequence[Proposed], lang: str) -> list[dict[str, str]]:
    """Return one row a mission, by its id: route, axis, who is proposed, why, who else can."""
    return [_row(one, lang) for one in found]


def _row(one: Proposed, lang: str) -> dict[str, str]:
    others = len(one.candidates) - (one.pair is not None)
    return {
        "matching_mission": one.mission.id,
        "matching_route": say(ROUTES[one.mission.route], lang),
        "matching_axis": say(AXES[one.mission.axis], lang),
        "matching_volunteer": one.pair.volunteer.id if one.pair else NOTHING,
        "matching_because": because(one.pair, lang) if one.pair else _nobody(one, lang),
        "matching_others": words.number(others, lang),
        "matching_as_good": words.number(one.as_good, lang),
    }


def because(pair: Pair, lang: str) -> str:
    """Return the criteria of a pair, each with its points."""
    told = [
        say("matching.points", lang, criterion=say(CRITERIA[one.id], lang), got=one.got,
            worth=one.worth)
        for one in pair.criteria
    ]  # fmt: skip
    return words.apart(told, lang)


def _nobody(one: Proposed, lang: str) -> str:
    key = "matching.others_have_it" if one.candidates else "matching.nobody"
    return say(key, lang)


def candidates_table(found: Sequence[Proposed], lang: str) -> list[dict[str, str]]:
    """Return one row a mission and candidate that no rule excludes, by mission and by token."""
    return [
        {
            "matching_mission": one.mission.id,
            "matching_volunteer": pair.volunteer.id,
            "matching_because": because(pair, lang),
            "matching_proposed": say("word.yes", lang) if pair == one.pair else "",
        }
        for one in found
        for pair in one.candidates
    ]


def excluded_table(found: Sequence[Proposed], lang: str) -> list[dict[str, str]]:
    """Return one row a mission and rule: how many volunteers the rule excludes."""
    return [
        {
            "matching_mission": one.mission.id,
            "matching_rule": say(RULES[name], lang),
            "matching_excluded": words.number(n, lang),
        }
        for one in found
        for name, n in one.reasons.items()
    ]


def is_simulated(missions: Sequence[Mission]) -> bool:
    """Whether a mission of the register is simulated."""
    return any(one.simulated for one in missions)
