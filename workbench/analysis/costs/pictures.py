"""The two pictures of costs: which figure moves the ratio most, and what one more unit may cost."""

import textwrap

from workbench.analysis.costs.effectiveness import Comparison
from workbench.analysis.costs.record import Costs
from workbench.analysis.costs.sroi import Sroi
from workbench.analysis.costs.told import currency_of
from workbench.base.words import number, percent, say
from workbench.press.tornado import Sway, curve, tornado

SHOWN = 8
"""So many figures stand in the picture; the others move the ratio less."""
WIDTH = 34


def tornado_picture(found: Sroi, lang: str) -> str:
    """Return the tornado as SVG, its description in *lang*; empty where no figure has a range."""
    shown = found.swings[:SHOWN]
    if not shown:
        return ""
    labels = [swing.knob.label().say(lang) for swing in shown]
    told = [
        say("sroi.tornado.bar", lang, label=label, low=_one(s.low, lang), high=_one(s.high, lang))
        for label, s in zip(labels, shown, strict=True)
    ]
    names = (
        say("sroi.tornado", lang),
        say("sroi.tornado.about", lang, told=" · ".join(told)),
        say("sroi.tornado.axis", lang),
    )
    sways = [Sway(_wrapped(label), s.low, s.high) for label, s in zip(labels, shown, strict=True)]
    return tornado(sways, found.ratio, names, lang)


def curve_picture(found: Comparison, costs: Costs, lang: str) -> str:
    """Return the acceptability curve of one way of doing as SVG."""
    way = found.other.label.say(lang)
    first, last = (percent(found.curve[at][1], lang) for at in (0, -1))
    names = (
        say("costs.curve", lang, way=way),
        say("costs.curve.about", lang, way=way, first=first, last=last),
        say("costs.curve.axis", lang, currency=currency_of(costs)),
    )
    return curve(found.curve, names, lang)


def _one(value: float, lang: str) -> str:
    return number(value, lang, 1)


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(label, WIDTH))
