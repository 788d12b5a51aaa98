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
    """Return one row per choice: what it is, its target and baseline, rhythm, owner and status."""
    return [_row(choice, lang) for choice in choices.choices]


def _row(choice: Choice, lang: str) -> dict[str, str]:
    indicator = get(choice.indicator)
    return {
        "id": indicator.id,
        "name": indicator.name.say(lang),
        "target": target_text(choice, lang),
        "baseline": baseline_text(choice, lang),
        "rhythm": say(RHYTHM_NAMES[choice.rhythm], lang),
        "owner": choice.owner.say(lang) if choice.owner else "–",
        "status": say(STATUS_NAMES[indicator.status], lang),
        "definition": indicator.definition.say(lang),
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


def by_node(choices: Choices | None, lang: str) -> dict[str, str] | None:
    """Return the indicators that serve each box of the theory, in words; None without choices."""
    if choices is None:
        return None
    words_of: dict[str, str] = {}
    for choice in choices.choices:
        told = f"{choice.indicator} {get(choice.indicator).name.say(lang)}"
        before = words_of.get(choice.node)
        words_of[choice.node] = f"{before} · {told}" if before else told
    return words_of


def target_text(choice: Choice, lang: str) -> str:
    """Return the target in the unit of the indicator; a dash where nothing was promised."""
    if choice.target is None:
        return "–"
    value = choice.target.value
    if get(choice.indicator).unit == "percent":
        return words.chosen_share(value, lang)
    return words.number(value, lang, 0 if value == int(value) else 1)


def baseline_text(choice: Choice, lang: str) -> str:
    """Return where things stood at first, a percentage with its two counts; a dash if unknown."""
    counts = choice.baseline_counts
    if choice.baseline is None and counts is None:
        return "–"
    if get(choice.indicator).unit != "percent":
        return words.number(choice.baseline, lang)
    if counts is None:
        return words.percent(choice.baseline, lang)
    holes = {"share": words.Share(counts.share), "count": counts.count, "among": counts.n}
    return say("indicators.baseline_counts", lang, **holes)
