"""What a study could see, before anybody is asked: power, the smallest change seen, the clubs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, isfinite, sqrt

from workbench.analysis.designs.shares import wilson
from workbench.analysis.draws import seen
from workbench.analysis.study import Study
from workbench.base.errors import DataError
from workbench.base.words import LANGS, Phrase, Share, number, say
from workbench.collection.sample_size import Design, checked, power, power_of_shares

SMALL, LARGE, MOST = 1e-6, 50.0, 1e6
"""Between which effects, and up to how many clubs or people, an answer is looked for."""
NORMAL = 1.959963984540054
"""The quantile of a 95 % interval for the share of simulated trials."""


@dataclass(frozen=True)
class Answer:
    """What the study could see; *study* has its holes filled, None where there is no answer.

    *detectable_effect* is seen *often* enough (None: no effect is). *simulated* holds the share of
    *trials* in which the effect was seen, and the ends of its interval.
    """

    study: Study
    power: float | None
    detectable_effect: float | None
    degrees: float
    design_effect: float
    exact: float | None = None
    trials: int | None = None
    simulated: tuple[float, float, float] | None = None


def power_of(study: Study, trials: int | None = None, seed: int = 1) -> Answer:
    """Answer a question about power; with *trials*, also by so many simulated studies.

    Cluster: Student's noncentral t, ncp = d / sqrt(2 (1 + ((cv² + 1) m - 1) icc) / (J m)) for J
    clubs an arm with m people, all clubs - 2 degrees of freedom (Murray 1998; Eldridge 2006).
    Individual: Student's t for two means, or the normal test of two shares (Fleiss 1981). Without
    an effect the smallest one seen is given, and power is that of this effect; without clubs (or
    size) the number that is needed. Raises DataError for what cannot be.

    >>> found = power_of(Study("cluster", "continuous", clusters=20, size=20, icc=0.05, effect=0.5))
    >>> round(found.power, 3)
    0.923
    """
    asked = _checked(study)
    exact = None
    if asked.size is None or asked.clusters is None:
        name = "size" if asked.size is None else "clusters"
        asked, exact = _needed(asked, name)
    plan = _plan(asked)
    smallest = _smallest(asked, plan)
    asked = replace(asked, effect=smallest if asked.effect is None else asked.effect)
    found = None if asked.effect is None else _power(asked, plan, asked.effect)
    answer = Answer(asked, found, smallest, plan.degrees, plan.effect_of_sites, exact)
    if trials is None:
        return answer
    if asked.effect is None:
        raise DataError("power.nothing_to_simulate")
    share = seen(asked, asked.effect, trials, seed)
    return replace(answer, trials=trials, simulated=(share, *wilson(share, trials, NORMAL)))


def _checked(asked: Study) -> Study:
    """Return the study, clubs filled where nobody needs them; DataError if it cannot be."""
    if asked.design == "individual":
        asked = replace(asked, clusters=asked.clusters or 2, icc=0.0, cv=0.0)
    given = (asked.clusters, asked.size, asked.icc, asked.baseline, asked.effect, asked.cv)
    if any(value is not None and not isfinite(value) for value in given):
        raise DataError("power.not_finite")
    if not (0 < asked.level < 1 and 0 < asked.often < 1):
        raise DataError("power.share_out_of_range")
    if asked.outcome == "binary" and asked.baseline is None:
        raise DataError("power.needs_baseline")
    if asked.outcome == "binary" and not 0 < (asked.baseline or 0) < 1:
        raise DataError("sample.share_out_of_range")
    if asked.effect is None and (asked.clusters is None or asked.size is None):
        raise DataError("power.too_many_holes")
    if asked.clusters is None and asked.size is None:
        raise DataError("power.too_many_holes")
    if asked.effect == 0 and (asked.clusters is None or asked.size is None):
        raise DataError("power.no_effect")
    return asked


def _plan(asked: Study) -> Design:
    """Return the two sides, checked."""
    clubs, size = asked.clusters or 0.0, asked.size or 0.0
    if asked.design == "individual":
        return checked(Design(people=clubs * size / 2, level=asked.level))
    return checked(Design(size, clubs / 2, asked.icc, asked.cv, level=asked.level))


def _power(asked: Study, plan: Design, effect: float) -> float:
    if asked.outcome == "continuous":
        return power(plan, effect)
    before = asked.baseline or 0.0
    return power_of_shares(plan, before, before + effect)


def _smallest(asked: Study, plan: Design) -> float | None:
    """Return the smallest effect that is seen often enough, in the direction of the one given."""
    side = -1.0 if (asked.effect or 0) < 0 else 1.0
    top = LARGE
    if asked.outcome == "binary":
        before = asked.baseline or 0.0
        top = (before if side < 0 else 1 - before) - SMALL
    if _power(asked, plan, side * top) < asked.often:
        return None
    return side * _root(lambda d: _power(asked, plan, side * d) - asked.often, SMALL / 2, top)


def _needed(asked: Study, name: str) -> tuple[Study, float]:
    """Return the study with as many clubs (even) or people as are needed, and their root."""
    effect, least = asked.effect or 0.0, 4.0 if name == "clusters" else 1.0
    if name == "size" and asked.design == "individual":
        least = 4 / (asked.clusters or 2)

    def rises(value: float) -> float:
        filled = replace(asked, clusters=value) if least == 4 and name == "clusters" else asked
        filled = replace(filled, size=value) if name == "size" else filled
        return _power(filled, _plan(filled), effect) - asked.often

    if rises(MOST) < 0:
        raise DataError("power.never", often=Share(asked.often))
    root = least if rises(least) >= 0 else _root(rises, least, MOST)
    if name == "size":
        return replace(asked, size=float(ceil(root - SMALL))), root
    return replace(asked, clusters=float(2 * ceil(root / 2 - SMALL))), root


def _root(rises: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses zero, to twelve digits."""
    while high - low > 1e-12 * max(1.0, high):
        middle = sqrt(low * high)
        if not low < middle < high:
            break
        low, high = (middle, high) if rises(middle) < 0 else (low, middle)
    return high


def as_json(answer: Answer) -> dict[str, object]:
    """Return one object; ``power`` is the simulated share where a simulation was asked for."""
    asked, simulated = answer.study, answer.simulated
    return {
        "power": answer.power if simulated is None else simulated[0],
        "detectable_effect": answer.detectable_effect,
        "clusters": _whole(asked.clusters),
        "size": _whole(asked.size),
        "effect": asked.effect,
        "design": asked.design,
        "outcome": asked.outcome,
        "icc": asked.icc,
        "cv": asked.cv,
        "baseline": asked.baseline,
        "level": asked.level,
        "often": asked.often,
        "method": _method(asked),
        "df": None if _method(asked) == "normal_shares" else answer.degrees,
        "design_effect": answer.design_effect,
        "needed_exactly": answer.exact,
        "analytic_power": answer.power,
        "simulated_power": None if simulated is None else simulated[0],
        "simulated_low": None if simulated is None else simulated[1],
        "simulated_high": None if simulated is None else simulated[2],
        "trials": answer.trials,
        **{lang: as_text(answer, lang) for lang in LANGS},
    }


def _method(asked: Study) -> str:
    if asked.design == "cluster":
        return "noncentral_t_clubs"
    return "normal_shares" if asked.outcome == "binary" else "noncentral_t"


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def as_text(answer: Answer, lang: str) -> str:
    """Say the answer in plain words."""
    asked = answer.study
    clubs, size = _shown(asked.clusters, lang), _shown(asked.size, lang)
    if asked.design == "individual":
        people = _shown((asked.clusters or 0) * (asked.size or 0) / 2, lang)
        lines = [say("power.individual", lang, people=people)]
    else:
        lines = [say("power.clubs", lang, clubs=clubs, size=size, icc=asked.icc)]
        if asked.icc == 0:
            lines.append(say("power.strangers", lang))
    if asked.effect is not None and answer.power is not None:
        seen_share = Share(answer.power)
        lines.append(say("power.seen", lang, effect=_effect(asked, asked.effect), share=seen_share))
    holes = {"often": Share(asked.often)}
    if answer.detectable_effect is None:
        lines.append(say("power.sees_nothing", lang, **holes))
    else:
        smallest = _effect(asked, answer.detectable_effect)
        lines.append(say("power.smallest", lang, effect=smallest, **holes))
    if answer.simulated is not None and answer.trials is not None:
        share, low, high = (Share(value) for value in answer.simulated)
        ends = {"share": share, "low": low, "high": high}
        lines.append(say("power.simulated", lang, n=answer.trials, **ends))
    return "\n".join(lines)


def _shown(value: float | None, lang: str) -> str:
    whole = _whole(value)
    return number(whole, lang, 0 if isinstance(whole, int) else 1)


def _effect(asked: Study, effect: float) -> Phrase:
    if asked.outcome == "continuous":
        return Phrase("power.deviations", {"effect": round(effect, 3)})
    before = asked.baseline or 0.0
    holes = {"before": Share(before), "after": Share(before + effect)}
    return Phrase("power.shares", {**holes, "points": round(100 * effect, 1)})
