"""The picture of a scale: how much each question goes with the others."""

from workbench.analysis.reliability.record import Item, Reliability
from workbench.base.words import number, say
from workbench.press.axis import Axis, steps
from workbench.press.dots import Dot, Said, dots, plot_range

USUAL = 0.3
"""The least correlation with the others that is usually asked (Nunnally and Bernstein 1994)."""
PAD, CLOSE = 0.06, 1e-9


def picture(found: Reliability, lang: str, label: str = "") -> str:
    """Return as SVG the item-rest correlation of each question, the strongest on top.

    Questions that were turned round have a shape of their own. *label* is the name of the scale;
    without it, its first and last question.
    """
    turned = set(found.asked.reverse)
    items = sorted(found.items, key=lambda item: -item.item_rest)
    lines = [
        Dot(item.id, item.item_rest, number(item.item_rest, lang, 2), item.id in turned)
        for item in items
    ]
    low = min(0.0, *(item.item_rest for item in items))
    ticks = [(value, number(value, lang)) for value in steps(low, 1.0 + CLOSE)]
    axis = Axis(low - PAD, 1.0 + PAD / 2, *plot_range(), ticks)
    said = Said(
        say("figures.dots.title", lang, label=label or _ends(found)),
        _about(items, turned, lang),
        say("figures.dots.axis", lang),
        say("figures.dots.mark", lang, mark=number(USUAL, lang)),
        say("figures.dots.plain", lang),
        say("figures.dots.turned", lang),
    )
    return dots(lines, axis, USUAL, said)


def _ends(found: Reliability) -> str:
    return f"{found.asked.items[0]} – {found.asked.items[-1]}"


def _about(items: list[Item], turned: set[str], lang: str) -> str:
    told = " · ".join(f"{item.id} {number(item.item_rest, lang, 2)}" for item in items)
    lines = [say("figures.dots.about", lang, told=told)]
    named = [item.id for item in items if item.id in turned]
    if named:
        lines.append(say("figures.dots.which", lang, named=", ".join(named)))
    return " ".join(lines)
