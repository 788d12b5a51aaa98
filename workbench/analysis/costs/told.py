"""Costs told: sentences that carry their range, and tables that carry their sources."""

from collections.abc import Sequence

from babel.numbers import format_currency, get_currency_name

from workbench.analysis.costs.effectiveness import Comparison
from workbench.analysis.costs.ratios import CostRatio
from workbench.analysis.costs.record import Costs, Uncertain
from workbench.analysis.costs.shapes import middle
from workbench.analysis.costs.sroi import Sroi
from workbench.analysis.costs.value import net_quantity
from workbench.base.words import Share, number, percent, say

SHAPES = {
    "fixed": "costs.shape.fixed",
    "triangular": "costs.shape.triangular",
    "uniform": "costs.shape.uniform",
    "normal": "costs.shape.normal",
    "beta": "costs.shape.beta",
}
WHOLE = 100
"""From this amount on, cents are left out."""


def currency_of(costs: Costs) -> str:
    """Return the one currency of the file."""
    own = (costs.currency, *(thing.currency for thing in (*costs.inputs, *costs.proxies)))
    return next(currency for currency in own if currency)


def amount(value: float | None, costs: Costs, lang: str) -> str:
    """Write an amount of money as *lang* does; a dash where there is none."""
    if value is None:
        return "–"
    cents = "" if abs(value) >= WHOLE else ".00"
    pattern = f"#,##0{cents}\u00a0¤" if lang == "fr" else f"¤#,##0{cents}"
    text: str = format_currency(
        value, currency_of(costs), pattern, locale=lang, currency_digits=False
    )
    return text


def sentences(found: Sroi, costs: Costs, lang: str) -> list[str]:
    """Return the ratio with its range and its main proxy, and the banner that goes with it."""
    id, share = next(iter(found.by_proxy.items()))
    holes = {
        "ratio": number(found.ratio, lang, 1),
        "low": number(found.low, lang, 1),
        "high": number(found.high, lang, 1),
        "many": get_currency_name(currency_of(costs), count=2, locale=lang),
        "one": get_currency_name(currency_of(costs), count=1, locale=lang),
        "share": Share(share),
        "proxy": costs.proxy(id).label,
    }
    one = say("sroi.sentence_one" if share > 1 - 1e-9 else "sroi.sentence", lang, **holes)
    above = say("sroi.above_one", lang, share=Share(found.above_one))
    return [one, above, say("sroi.banner", lang)]


def scenario_table(found: Sroi, lang: str) -> list[dict[str, str]]:
    """Return the three scenarios: all at the bad end, all at the middle, all at the good end."""
    named = (
        ("sroi.scenario.prudent", found.prudent),
        ("sroi.scenario.middle", found.ratio),
        ("sroi.scenario.hopeful", found.hopeful),
    )
    return [{"scenario": say(key, lang), "ratio": number(value, lang, 1)} for key, value in named]


def impact_table(costs: Costs, found: Sroi, lang: str) -> list[dict[str, str]]:
    """Return each valued result: how many, what is taken off, what is left, its share of value."""
    return [
        {
            "result": one.label.say(lang),
            "stakeholder": one.stakeholder,
            "quantity": number(middle(one.quantity), lang, 1),
            "deadweight": percent(middle(one.deadweight), lang),
            "displacement": percent(middle(one.displacement), lang),
            "attribution": percent(middle(one.attribution), lang),
            "net": number(float(net_quantity(one)), lang, 1),
            "share": percent(found.by_outcome[one.id], lang),
        }
        for one in costs.valued
    ]


def proxy_table(costs: Costs, lang: str) -> list[dict[str, str]]:
    """Return each proxy with its value, its range, its year and its source."""
    return [
        {
            "proxy": one.label.say(lang),
            "value": amount(middle(one.value), costs, lang),
            "range": _range(one.value, lang),
            "year": str(one.year or costs.year),
            "source": one.source,
        }
        for one in costs.proxies
    ]


def ratio_table(costs: Costs, per_result: Sequence[CostRatio], lang: str) -> list[dict[str, str]]:
    """Return the cost of one result; a misleading one stands behind its warning, in its row."""
    return [
        {
            "result": one.outcome.label.say(lang),
            "cost": amount(one.cost, costs, lang),
            "per_result": amount(one.ratio, costs, lang),
            "interval": _interval(one.low, one.high, costs, lang),
            "per_net": amount(one.net, costs, lang),
            "note": say("costs.careful", lang) if one.misleading else "–",
        }
        for one in per_result
    ]


def comparison_table(
    costs: Costs, compared: Sequence[Comparison], lang: str
) -> list[dict[str, str]]:
    """Return each way against the first: more cost, more effect, the price of one more."""
    return [
        {
            "way": one.other.label.say(lang),
            "more_cost": amount(one.cost, costs, lang),
            "more_effect": number(one.effect, lang, 2, sign=True),
            "per_effect": amount(one.icer, costs, lang),
            "interval": _interval(one.low, one.high, costs, lang),
            "better": percent(one.better, lang),
        }
        for one in compared
    ]


def benefit(found: Comparison, costs: Costs, lang: str) -> str | None:
    """Return the net benefit of one way at the price that somebody would pay; None without one."""
    if found.benefit is None:
        return None
    middle_, low, high = (amount(value, costs, lang) for value in found.benefit)
    holes = {"benefit": middle_, "low": low, "high": high, "way": found.other.label}
    return say("costs.benefit", lang, willing=amount(found.willing, costs, lang), **holes)


def _interval(low: float | None, high: float | None, costs: Costs, lang: str) -> str:
    if low is None or high is None:
        return "–"
    ends = {"low": amount(low, costs, lang), "high": amount(high, costs, lang)}
    return say("costs.from_to", lang, **ends)


def _range(value: Uncertain, lang: str) -> str:
    told = ", ".join(number(one, lang) for one in value.numbers)
    return say(SHAPES[value.shape or "fixed"], lang, numbers=told)
