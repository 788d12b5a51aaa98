"""What makes a ratio say more than is known: one number, one proxy, a change counted twice."""

from collections.abc import Iterator, Sequence

from workbench.analysis.costs.effectiveness import SURE, Comparison
from workbench.analysis.costs.ratios import CostRatio
from workbench.analysis.costs.record import Costs, Outcome
from workbench.analysis.costs.shapes import middle
from workbench.analysis.costs.sroi import Sroi
from workbench.analysis.costs.value import knobs
from workbench.base.findings import Finding, found_in
from workbench.base.words import Share

ONE_PROXY = 0.5


def doubts(
    costs: Costs,
    found: Sroi | None,
    per_result: Sequence[CostRatio],
    compared: Sequence[Comparison],
) -> list[Finding]:
    """Return what was looked at in the costs of a dossier, and what was seen."""
    made = [*_of_ratios(per_result), *_of_prices(costs), *_of_comparisons(compared)]
    if found is not None:
        made += [*_of_value(costs, found), *_of_outcomes(costs)]
    return found_in(Costs.FILE, made)


def _of_ratios(per_result: Sequence[CostRatio]) -> Iterator[Finding]:
    for one in per_result:
        holes = {"label": one.outcome.label, "component": one.outcome.component or ""}
        where = one.outcome.id
        yield Finding("costs.whole_over_part", not one.misleading, where, "warning", holes)


def _of_prices(costs: Costs) -> Iterator[Finding]:
    """Say of prices of several years whether they are brought to one."""
    own = {thing.year or costs.year for thing in (*costs.inputs, *costs.proxies)}
    target = costs.year or max(year for year in own if year)
    unsaid = sorted(str(y) for y in own if y != target and str(y) not in costs.prices)
    holes = {"years": ", ".join(unsaid), "year": str(target)}
    yield Finding("costs.mixed_years", not unsaid, "", "warning", holes)


def _of_comparisons(compared: Sequence[Comparison]) -> Iterator[Finding]:
    for one in compared:
        holes = {"label": one.other.label, "share": Share(one.better)}
        clear = one.better >= SURE
        yield Finding("costs.effect_unclear", clear, one.other.id, "warning", holes)


def _of_value(costs: Costs, found: Sroi) -> Iterator[Finding]:
    loose = [knob for knob in knobs(costs) if knob.of.shape != "fixed"]
    yield Finding("sroi.no_range", bool(loose), "", "warning")
    id, share = next(iter(found.by_proxy.items()))
    holes = {"share": Share(share), "label": costs.proxy(id).label}
    yield Finding("sroi.one_proxy", share <= ONE_PROXY, id, "warning", holes)
    crosses = found.low < 1 < found.high
    ends = {"low": round(found.low, 1), "high": round(found.high, 1)}
    yield Finding("sroi.may_not_pay", not crosses, "", "warning", ends)


def _of_outcomes(costs: Costs) -> Iterator[Finding]:
    for outcome in costs.valued:
        holes = {"label": outcome.label}
        anyway = middle(outcome.deadweight) > 0
        yield Finding("sroi.no_deadweight", anyway, outcome.id, "warning", holes)
        whole = middle(outcome.attribution) < 1
        yield Finding("sroi.all_credit", whole, outcome.id, "note", holes)
    yield from _counted_twice(costs.valued)


def _counted_twice(outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """Say which changes several stakeholders are said to gain: one proxy, or one named change."""
    by_change: dict[str, set[str]] = {}
    for outcome in outcomes:
        for key in {outcome.change, outcome.proxy} - {None}:
            by_change.setdefault(str(key), set()).add(outcome.stakeholder)
    twice = {key: sorted(who) for key, who in by_change.items() if len(who) > 1}
    told = " · ".join(f"{key}: {', '.join(who)}" for key, who in twice.items())
    yield Finding("sroi.counted_twice", not twice, "", "warning", {"told": told})
