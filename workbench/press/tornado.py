"""Which figure moves a result most: a bar each, the widest on top, and a curve of what one pays."""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from workbench.base.words import number
from workbench.press.plots import ACCENT, INK, SOFT, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GRID = "#e3e8ec"
ROOM = 0.18
"""The share of the width that is kept on each side for the figures at the ends."""


@dataclass(frozen=True)
class Sway:
    """One bar: the result with a figure at its low end, and at its high end."""

    label: str
    low: float
    high: float


def tornado(sways: Sequence[Sway], middle: float, names: tuple[str, str, str], lang: str) -> str:
    """Return an SVG picture of how far each figure alone moves the result from its *middle*.

    *names* are the title, the description for those who do not see it, and the axis. The dark part
    of a bar is what a higher figure makes, the light part what a lower one makes.
    """
    with _axes((8.2, 0.55 * len(sways) + 1.1), names) as (axes, drawn):
        for row, sway in enumerate(sways):
            for end, colour in ((sway.low, SOFT), (sway.high, ACCENT)):
                axes.barh(row, end - middle, left=middle, color=colour, height=0.62)
                _at_the_end(axes, row, end, middle, lang)
        ends = [end for sway in sways for end in (sway.low, sway.high)]
        wide = (max(ends) - min(ends)) or 1.0
        axes.set_xlim(min(ends) - ROOM * wide, max(ends) + ROOM * wide)
        axes.axvline(middle, color=INK, linewidth=1)
        axes.set_yticks(range(len(sways)), [sway.label for sway in sways])
        axes.set_ylim(len(sways) - 0.4, -0.6)
        axes.grid(axis="x", color=GRID)
        axes.xaxis.set_major_formatter(lambda value, _: number(round(value, 6), lang))
    return drawn[0]


def _at_the_end(axes: "Axes", row: int, end: float, middle: float, lang: str) -> None:
    left = end < middle
    axes.annotate(
        number(end, lang, 1), (end, row), (-4 if left else 4, 0), textcoords="offset points",
        ha="right" if left else "left", va="center", color=INK, fontsize=10,
    )  # fmt: skip


def curve(points: Sequence[tuple[float, float]], names: tuple[str, str, str], lang: str) -> str:
    """Return an SVG picture of a share, from 0 to 1, along an axis: how likely it is worth it."""
    with _axes((8.2, 3.4), names) as (axes, drawn):
        axes.plot([x for x, _ in points], [y for _, y in points], color=ACCENT, linewidth=3)
        axes.set_ylim(0, 1)
        axes.grid(color=GRID)
        axes.yaxis.set_major_formatter(lambda value, _: number(round(value, 6), lang))
        axes.xaxis.set_major_formatter(lambda value, _: number(round(value, 6), lang))
    return drawn[0]


@contextmanager
def _axes(
    size: tuple[float, float], names: tuple[str, str, str]
) -> "Iterator[tuple[Axes, list[str]]]":
    """Give plain axes to draw on; the drawing stands in the list once all is drawn."""
    title, about, axis = names
    drawn: list[str] = []
    import matplotlib as mpl  # heavy: loaded when a picture is drawn
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": axis, "font.size": 11}):
        figure = Figure(figsize=size, layout="constrained")
        axes = figure.subplots()
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        yield axes, drawn
        axes.set_xlabel(axis)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    drawn.append(_with_own_ids(named(out.getvalue(), title, about), title))


def _with_own_ids(svg: str, title: str) -> str:
    """Give the parts of a picture names that no other picture of the page has."""
    mark = f"p{crc32(title.encode()):x}"
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{mark}-", svg)
