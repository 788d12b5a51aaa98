"""The figures of the report: shares against their target, and effects with their intervals."""

import re
import textwrap
from collections.abc import Sequence

from workbench.analysis import Effect
from workbench.analysis.ladder import amount, sentence
from workbench.base.words import say
from workbench.press.plots import Bar, intervals

AXES = {"share": "unit.axis.share", "points": "unit.axis.points", "dollars": "unit.axis.dollars"}
CHANGES = "unit.axis.share_change"


def figures(effects: Sequence[Effect], lang: str) -> list[str]:
    """Return one SVG picture for each kind of result: what can share an axis shares a picture.

    A masked effect is in none of them.
    """
    groups: dict[str, list[Effect]] = {}
    for effect in effects:
        if effect.masked:
            continue
        groups.setdefault(_axis(effect), []).append(effect)
    drawn = [_figure(axis, group, lang) for axis, group in groups.items()]
    return [_with_own_ids(svg, number) for number, svg in enumerate(drawn, start=1)]


def _with_own_ids(svg: str, number: int) -> str:
    """Give the parts of a picture names that no other picture of the page has."""
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>figure{number}-", svg)


def _axis(effect: Effect) -> str:
    if effect.unit == "share" and effect.design != "progress":
        return CHANGES
    return AXES[effect.unit]


def _figure(axis: str, effects: Sequence[Effect], lang: str) -> str:
    bars = [_bar(effect, lang) for effect in effects]
    about = " ".join(sentence(effect, lang) for effect in effects)
    zero = effects[0].design != "progress"
    title = say("report.figure", lang)
    return intervals(bars, (title, about, say(axis, lang)), zero, lang)


def _bar(effect: Effect, lang: str) -> Bar:
    scale = 100 if effect.unit == "share" else 1
    target = effect.detail.get("target")
    return Bar(
        label=_wrapped(effect.label.say(lang)),
        value=float(effect.estimate or 0) * scale,
        low=None if effect.ci_low is None else effect.ci_low * scale,
        high=None if effect.ci_high is None else effect.ci_high * scale,
        target=None if target is None else target * scale,
        text=amount(effect.estimate, effect.unit, lang, effect.design != "progress"),
    )


def _wrapped(label: str, width: int = 30) -> str:
    return "\n".join(textwrap.wrap(label, width))
