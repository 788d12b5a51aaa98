"""Target against actual: one row per indicator, the two counts beside every percentage."""

from collections.abc import Sequence

from workbench.analysis import Effect
from workbench.analysis.effect import MASKED
from workbench.analysis.ladder import amount, estimated, interval
from workbench.base import words
from workbench.base.words import say
from workbench.collection import Plan
from workbench.indicators import Choice, Choices, get
from workbench.ledger import Ledger, cite

COLUMNS = ("indicator", "analysis", "target", "estimate", "count", "n", "n_started")
"""The columns of ``results/targets.csv``."""


def targets(choices: Choices, plan: Plan, effects: Sequence[Effect]) -> list[dict[str, object]]:
    """Return one row per choice that an analysis answers, as numbers."""
    return [
        {
            "indicator": choice.indicator,
            "analysis": effect.id,
            "target": choice.target.value if choice.target else None,
            "estimate": effect.estimate,
            "count": effect.detail.get("count"),
            "n": effect.n,
            "n_started": effect.detail.get("n_started"),
            **({MASKED: True} if effect.masked else {}),
        }
        for choice, effect in answered(choices, plan, effects)
    ]


def table(
    choices: Choices,
    plan: Plan,
    effects: Sequence[Effect],
    lang: str,
    ledger: Ledger | None = None,
) -> list[dict[str, str]]:
    """Return one row per choice: ``indicator``, ``target``, ``actual``, ``interval``, ``counts``.

    A target that is a published figure bears its number, and what other published figures of the
    *ledger* give where they contradict it; an indicator that no analysis answers says so.
    """
    found = {choice.indicator: effect for choice, effect in answered(choices, plan, effects)}
    return [
        {
            **_row(choice, found.get(choice.indicator), lang),
            "target": _target(choice, found.get(choice.indicator), ledger, lang),
        }
        for choice in choices.choices
    ]


def _row(choice: Choice, effect: Effect | None, lang: str) -> dict[str, str]:
    row = {"indicator": get(choice.indicator).name.say(lang), "target": ""}
    if effect is None:
        return {**row, "actual": say("report.not_analysed", lang), "interval": "–", "counts": "–"}
    return {
        **row,
        "actual": estimated(effect, lang),
        "interval": interval(effect, lang),
        "counts": counts(effect, lang),
    }


def _target(choice: Choice, effect: Effect | None, ledger: Ledger | None, lang: str) -> str:
    if choice.target is None:
        return "–"
    value, unit = choice.target.value, get(choice.indicator).unit
    if effect is not None:
        told = aim(value, effect.unit, lang)
    else:
        told = aim(value, "share", lang) if unit == "percent" else words.number(value, lang)
    figure = choice.target.figure
    if not figure:
        return told
    known = ledger is not None and ledger.entry(figure) is not None
    other = cite(ledger, figure, lang, warned=True).other if ledger is not None and known else ""
    if other:
        return say("report.cited_other", lang, told=told, figure=figure, other=other)
    return say("report.cited", lang, told=told, figure=figure)


def aim(value: float, unit: str, lang: str) -> str:
    """Write a target: a share that somebody chose has a decimal only where it needs one."""
    return words.chosen_share(value, lang) if unit == "share" else amount(value, unit, lang)


def answered(
    choices: Choices, plan: Plan, effects: Sequence[Effect]
) -> list[tuple[Choice, Effect]]:
    """Pair each choice with the first planned analysis of its indicator."""
    by_indicator: dict[str, Effect] = {}
    for analysis, effect in zip(plan.analyses, effects, strict=True):
        if analysis.indicator:
            by_indicator.setdefault(analysis.indicator, effect)
    return [
        (choice, by_indicator[choice.indicator])
        for choice in choices.choices
        if choice.indicator in by_indicator
    ]


def counts(effect: Effect, lang: str) -> str:
    """Write the people behind an estimate: how many of how many, or how many."""
    if effect.masked:
        return say("analysis.masked", lang)
    if "count" in effect.detail:
        return say("report.count_of", lang, count=int(effect.detail["count"]), n=effect.n)
    return say("count.people", lang, n=effect.n)


def unanswered(choices: Choices, plan: Plan, effects: Sequence[Effect], lang: str) -> str:
    """Return the names of the chosen indicators that no analysis answers."""
    done = {choice.indicator for choice, _ in answered(choices, plan, effects)}
    names = [get(c.indicator).name.say(lang) for c in choices.choices if c.indicator not in done]
    return words.join(names, lang) if names else ""
