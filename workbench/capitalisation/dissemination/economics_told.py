"""The economic model as tables: costs, who pays, and what one result cost, behind its warning."""

from collections.abc import Sequence

from workbench.analysis import costs as counting
from workbench.base.words import Share as Percent
from workbench.base.words import percent, say, shown
from workbench.capitalisation.dissemination.economics import (
    FINAL,
    KIND_NAMES,
    ORIGIN_NAMES,
    PLANNED,
    Economics,
    PerResult,
    Share,
    beside_europe,
    mix,
    total,
)
from workbench.ledger import Ledger


def costs_table(told: Economics, ledger: Ledger | None, lang: str) -> list[dict[str, str]]:
    """Return one row a cost, then the whole."""
    rows = [
        _cost_row(
            [one.label.say(lang), say(KIND_NAMES[one.kind], lang)],
            (one.at(PLANNED, ledger), one.at(FINAL, ledger)),
            lang,
            told,
        )
        for one in told.costs
    ]
    whole = total(told, PLANNED, ledger), total(told, FINAL, ledger)
    if whole != (None, None):
        rows.append(_cost_row([say("dissemination.total", lang), "–"], whole, lang, told))
    return rows


def _cost_row(
    names: Sequence[str], amounts: tuple[float | None, float | None], lang: str, told: Economics
) -> dict[str, str]:
    before, after = amounts
    change = None if before is None or after is None else after - before
    return {
        say("dissemination.head.cost", lang): names[0],
        say("dissemination.head.kind", lang): names[1],
        say("dissemination.head.planned", lang): money(before, told, lang),
        say("dissemination.head.final", lang): money(after, told, lang),
        say("dissemination.head.change", lang): money(change, told, lang, sign=True),
    }


def mix_table(told: Economics, ledger: Ledger | None, lang: str) -> list[dict[str, str]]:
    """Return one row an origin: planned and final, each with its share of the whole."""
    planned, final = mix(told, PLANNED, ledger), mix(told, FINAL, ledger)
    apart = [beside_europe(told, moment, ledger) for moment in (PLANNED, FINAL)]
    labels = list(dict.fromkeys(one.label.say(lang) for one in (*planned, *final)))
    rows = [
        _mix_row(label, _named(planned, label, lang), _named(final, label, lang), told, lang)
        for label in labels
    ]
    if told.funding and any(one.amount is not None for one in apart):
        rows.append(_mix_row(apart[0].label.say(lang), apart[0], apart[1], told, lang))
    return rows


def _named(shares: Sequence[Share], label: str, lang: str) -> Share | None:
    return next((one for one in shares if one.label.say(lang) == label), None)


def _mix_row(
    label: str, before: Share | None, after: Share | None, told: Economics, lang: str
) -> dict[str, str]:
    origin = next((one.origin for one in (before, after) if one), "")
    share = say("dissemination.head.share", lang)
    return {
        say("dissemination.head.funding", lang): label,
        say("dissemination.head.origin", lang): say(ORIGIN_NAMES[origin], lang) if origin else "–",
        say("dissemination.head.planned", lang): money(
            before.amount if before else None, told, lang
        ),
        f"{share} ({say('dissemination.head.planned', lang).lower()})": _share(before, lang),
        say("dissemination.head.final", lang): money(after.amount if after else None, told, lang),
        f"{share} ({say('dissemination.head.final', lang).lower()})": _share(after, lang),
    }


def _share(one: Share | None, lang: str) -> str:
    return percent(one.share, lang, 1) if one else "–"


def money(value: float | None, told: Economics, lang: str, sign: bool = False) -> str:
    """Write an amount as *lang* does; with a plus where it is a rise."""
    content = {"format": 1, "currency": told.currency, "inputs": [NOTHING]}
    written = counting.amount(value, counting.Costs.model_validate(content), lang)
    return f"+{written}" if sign and value is not None and value > 0 else written


NOTHING = {"id": "whole", "label": "-", "amount": 0}


def change_sentence(told: Economics, ledger: Ledger | None, lang: str) -> str:
    """Say how the whole cost and Europe's share moved, where both are known."""
    before, after = total(told, PLANNED, ledger), total(told, FINAL, ledger)
    if not before or after is None:
        return say("dissemination.no_change", lang)
    holes = {
        "before": money(before, told, lang),
        "after": money(after, told, lang),
        "share": shown(Percent(after / before - 1), lang),
        "direction": money(after - before, told, lang, sign=True),
    }
    return say("dissemination.budget_change", lang, **holes)


def per_result_sentence(one: PerResult, told: Economics, lang: str) -> str:
    """Return the cost per result in a sentence; it is shown below its warning only."""
    holes = {
        "label": one.result.label,
        "cost": money(one.cost, told, lang),
        "quantity": one.quantity,
        "ratio": money(one.ratio, told, lang),
    }
    return say("dissemination.per_result", lang, **holes)
