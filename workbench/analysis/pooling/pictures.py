"""The pictures of a pooling: a forest plot for a room, a funnel for who asks what is missing."""

from decimal import Decimal
from math import exp, log

from workbench.analysis.pooling.amounts import one
from workbench.analysis.pooling.doubts import NORMAL, WIDER
from workbench.analysis.pooling.pooled import Pooled
from workbench.analysis.pooling.told import between, sentence
from workbench.base.words import number, percent, say
from workbench.press import forest as forests
from workbench.press import funnel as funnels
from workbench.press.axis import Axis, steps
from workbench.press.forest import Line, Words

FURTHER = 1.0
"""How many times their own range the intervals of pilots leave for that of the next site."""
RATIOS = (2.0, 10.0, 100.0, 1e4, 1e8, 1e16, 1e32, 1e64)
"""What one tick may be times the last, on an axis of ratios."""
AXES = {
    "points": "pooling.axis.points",
    "share": "pooling.axis.share",
    "ratio": "pooling.axis.ratio",
    "dollars": "pooling.axis.dollars",
    "rate": "synthesis.axis.rate",
}
RATES = (0.5, 0.1, 0.9, 0.01, 0.99, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6, 0.05, 0.95, 0.001, 0.999)
"""The ticks that an axis of rates may have, those first that are read most easily."""
APART = 9
"""How many ticks of rates have room on an axis."""


def forest(pooled: Pooled, lang: str) -> str:
    """Draw the pilots, their average, and where the next site may be, as SVG."""
    lines = [*_pilots(pooled, lang), *_together(pooled, lang)]
    pilots = [line for line in lines if line.kind != "next"]
    low, high = min(line.low for line in pilots), max(line.high for line in pilots)
    room = FURTHER * (high - low)
    low = max(min(line.low for line in lines), low - room)
    high = min(max(line.high for line in lines), high + room)
    if pooled.against_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    left, right = forests.plot_range()
    pad = 0.03 * (high - low)
    axis = Axis(low - pad, high + pad, left, right, _ticks(pooled, low, high, lang))
    words = Words(
        say("pooling.forest.title", lang, label=pooled.label, k=pooled.k),
        sentence(pooled, lang),
        say(AXES[pooled.unit], lang),
    )
    return forests.forest(lines, axis, words, against_zero=pooled.against_zero)


def _pilots(pooled: Pooled, lang: str) -> list[Line]:
    most = max(pilot.weight for pilot in pooled.pilots)
    return [
        Line(
            pilot.id,
            pilot.effect,
            pilot.low,
            pilot.high,
            _figures(pooled, (pilot.effect, pilot.low, pilot.high), lang),
            weight=pilot.weight / most,
        )
        for pilot in pooled.pilots
    ]


def _together(pooled: Pooled, lang: str) -> list[Line]:
    """Return the line of the average and, where there are pilots enough, of the next site."""
    mean, ahead = pooled.centre, pooled.ahead
    centre = (mean.estimate, mean.ci_low, mean.ci_high)
    name = "pooling.row.at_mean" if pooled.moderation else "pooling.row.average"
    lines = [Line(say(name, lang), *centre, _figures(pooled, centre, lang), "average")]
    for key, ends in (("pooling.row.next", ahead), ("pooling.row.careful", _wider(pooled, ahead))):
        if ends is not None:
            text = between(pooled, ends, lang)
            lines.append(Line(say(key, lang), mean.estimate, *ends, text, "next"))
    return lines


def _wider(pooled: Pooled, ahead: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return the careful interval of the next site where it is the wider one."""
    low, high = pooled.careful
    wider = ahead is not None and high - low > WIDER * (ahead[1] - ahead[0])
    return pooled.careful if wider else None


def _figures(pooled: Pooled, values: tuple[float, float, float], lang: str) -> str:
    return f"{one(pooled, values[0]).say(lang)} ({between(pooled, values[1:], lang)})"


def _ticks(pooled: Pooled, low: float, high: float, lang: str) -> list[tuple[float, str]]:
    """Return the ticks of an axis: round figures, round ratios, or points of a hundred."""
    if pooled.unit == "ratio":
        return _ratios(low, high, lang)
    if pooled.unit == "rate":
        return _rates(low, high, lang)
    times = 100 if pooled.unit == "share" else 1
    return [(value / times, number(value, lang)) for value in steps(low * times, high * times)]


def _rates(low: float, high: float, lang: str) -> list[tuple[float, str]]:
    """Return ticks of rates on their log odds, far enough from each other to be read."""
    kept: list[tuple[float, str]] = []
    for share in RATES:
        value, digits = log(share / (1 - share)), 1 if min(share, 1 - share) < 0.01 else 0
        near = any(abs(value - other) < (high - low) / APART for other, _ in kept)
        if low <= value <= high and not near:
            kept.append((value, percent(share, lang, digits)))
    return sorted(kept)


def _ratios(low: float, high: float, lang: str) -> list[tuple[float, str]]:
    factor = next((n for n in RATIOS if (high - low) / log(n) <= 6), RATIOS[-1])
    powers = range(int(-(-low // log(factor))), int(high // log(factor)) + 1)
    values = [n * log(factor) for n in powers]
    return [(value, _ratio(value, lang)) for value in values]


def _ratio(value: float, lang: str) -> str:
    """Write a tick of an axis of ratios, with no more decimals than it has."""
    if abs(value) > 11:
        return say("unit.ratio", lang, value=f"10^{number(round(value / log(10)), lang)}")
    shown = Decimal(f"{exp(value):.3g}").normalize()
    places = max(0, -int(shown.as_tuple().exponent))
    return say("unit.ratio", lang, value=number(float(shown), lang, places))


def funnel(pooled: Pooled, lang: str) -> str:
    """Draw the effects of the pilots against their standard errors, as SVG.

    With fewer than ten pilots the text of the picture says that it can show nothing.
    """
    from scipy.special import ndtri

    points = [funnels.Point(one.id, one.effect, one.variance**0.5) for one in pooled.pilots]
    centre = pooled.centre.estimate
    quantile = float(ndtri((1 + pooled.level) / 2))
    deepest = max(point.std_error for point in points)
    errors = [value for value in steps(0.0, deepest * 1.25, 4) if value >= 0]
    while errors[-1] < deepest:
        errors.append(errors[-1] + errors[1] - errors[0])
    low = min(centre - quantile * deepest, *(point.effect for point in points))
    high = max(centre + quantile * deepest, *(point.effect for point in points))
    pad = 0.04 * (high - low)
    left, right = funnels.plot_range()
    axis = Axis(low - pad, high + pad, left, right, _ticks(pooled, low, high, lang))
    times = 100 if pooled.unit == "share" else 1
    shape = funnels.Funnel(
        centre,
        quantile,
        [(value, number(round(value * times, 9), lang)) for value in errors],
        say("pooling.axis.error", lang),
    )
    key = "pooling.funnel.silent" if pooled.k < NORMAL else "pooling.funnel.about"
    words = Words(
        say("pooling.funnel.title", lang, label=pooled.label, k=pooled.k),
        say(key, lang, k=pooled.k),
        say(AXES[pooled.unit], lang),
    )
    return funnels.funnel(points, shape, axis, words)
