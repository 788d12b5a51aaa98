"""The chosen indicators as a table, with their definition and their target."""

from collections.abc import Sequence

from workbench.base import words
from workbench.base.words import say
from workbench.indicators.catalogue import get
from workbench.indicators.record import Choice, Choices
from workbench.indicators.search import Suggestion
from workbench.indicators.vocabulary import STATUS_NAMES

RHYTHM_NAMES = {
    "once": "indicators.rhythm.once",
    "per_cohort": "indicators.rhythm.per_cohort",
    "quarterly": "indicators.rhythm.quarterly",
    "yearly": "indicators.rhythm.yearly",
}


def table(choices: Choices, lang: str) -> list[dict[str, str]]:
    """Return one row per choice: id, name, definition, target, rhythm, owner and status."""
    return [_row(choice, lang) for choice in choices.choices]


def _row(choice: Choice, lang: str) -> dict[str, str]:
    indicator = get(choice.indicator)
    return {
        "id": indicator.id,
        "name": indicator.name.say(lang),
        "definition": indicator.definition.say(lang),
        "target": target_text(choice, lang),
        "rhythm": say(RHYTHM_NAMES[choice.rhythm], lang),
        "owner": choice.owner.say(lang) if choice.owner else "–",
        "status": say(STATUS_NAMES[indicator.status], lang),
    }


def suggestions_table(found: Sequence[Suggestion], lang: str) -> list[dict[str, str]]:
    """Return one row per suggestion: the node, the indicator, why, and the status."""
    return [
        {
            "node": one.node.label.say(lang),
            "id": one.indicator.id,
            "name": one.indicator.name.say(lang),
            "reason": one.reason.say(lang),
            "status": say(STATUS_NAMES[one.indicator.status], lang),
        }
        for one in found
    ]


def target_text(choice: Choice, lang: str) -> str:
    """Return the target in the unit of the indicator; a dash where nothing was promised."""
    if choice.target is None:
        return "–"
    value = choice.target.value
    if get(choice.indicator).unit == "percent":
        return words.chosen_share(value, lang)
    return words.number(value, lang, 0 if value == int(value) else 1)
