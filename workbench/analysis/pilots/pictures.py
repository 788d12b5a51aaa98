"""The picture of clubs and chance: each club by its size, between the limits chance leaves it."""

import numpy as np

from workbench.analysis.pilots.clubs import OUTER, Clubs
from workbench.analysis.pilots.told import LEAST, chance
from workbench.analysis.pooling.limits import LEVELS, limits
from workbench.base.words import number, percent, say
from workbench.press import limits as press
from workbench.press.axis import Axis, steps
from workbench.press.forest import Words

MANY = 80
"""In how many sizes a limit is drawn: every size where they are fewer."""


def funnel(found: Clubs, lang: str) -> str:
    """Draw the clubs of a group of rates against their size, as SVG."""
    most = max(club.n for club in found.clubs)
    sizes = np.unique(np.linspace(1, most * 1.05 + 1, MANY).round()).astype(int)
    curves = [_curve(found, sizes, level, 0.0, lang) for level in LEVELS]
    if found.alike is not None and found.alike > LEAST:
        curves.append(_curve(found, sizes, LEVELS[0], found.alike, lang))
    least = min(club.n for club in found.clubs)
    from_here = [n for n, size in enumerate(sizes) if size >= 0.8 * least]
    low = min([club.rate for club in found.clubs] + [c.low[n] for c in curves for n in from_here])
    high = max([club.rate for club in found.clubs] + [c.high[n] for c in curves for n in from_here])
    low, high = max(low - 0.03, 0.0), min(high + 0.03, 1.0)
    ticks = [(share, percent(share, lang)) for share in steps(low, high, 5)]
    left, right = press.plot_range()
    marks = [(n, number(round(n), lang)) for n in steps(0, float(sizes[-1])) if n == round(n)]
    words = Words(
        say("synthesis.funnel.title", lang, label=found.group.outcome.label, n=len(found.clubs)),
        chance(found, lang),
        say("synthesis.funnel.people", lang),
    )
    upright = press.Upright(low, high, ticks, say("synthesis.axis.rate", lang), found.rate)
    points = [press.Point(c.name, c.n, c.rate, c.outside >= OUTER) for c in found.clubs]
    axis = Axis(0.0, float(sizes[-1]), left, right, marks)
    return press.limits(points, curves, axis, upright, words)


def _curve(found: Clubs, sizes: np.ndarray, level: float, alike: float, lang: str) -> press.Curve:
    pairs = [limits(int(n), found.rate, level, alike) for n in sizes]
    key = "synthesis.funnel.alike" if alike else "synthesis.funnel.chance"
    out_of = number(round(1 / (1 - level)), lang)
    return press.Curve(
        say(key, lang, out_of=out_of),
        [float(n) for n in sizes],
        [low for low, _ in pairs],
        [high for _, high in pairs],
    )
