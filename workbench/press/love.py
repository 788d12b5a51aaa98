"""A love plot: how far apart two groups were on each covariate, and are once they are weighted."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.base.words import number
from workbench.press.plots import ACCENT, INK, SOFT, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROOM = 0.12
"""The least that is left on each side of the zone between the two lines, in standard deviations."""


@dataclass(frozen=True)
class Gap:
    """One line: the covariate's name, the difference *before*, and *after*, None without weights.

    Differences are in standard deviations, with their sign.
    """

    name: str
    before: float
    after: float | None = None


@dataclass(frozen=True)
class Said:
    """What is said of the plot: title, description, axis, and the names of the two signs."""

    title: str
    about: str
    axis: str
    before: str
    after: str


def love(gaps: Sequence[Gap], said: Said, limit: float, lang: str, mark: str = "love") -> str:
    """Return an SVG picture with one line per covariate, the widest gap first.

    Dashed lines stand at *limit* on both sides of zero, around a soft zone in which groups are
    alike. *mark* begins the names of its parts, so that no two pictures of a page share one. The
    text stays text.
    """
    import matplotlib as mpl  # heavy: loaded when a picture is drawn
    from matplotlib.figure import Figure

    ordered = sorted(gaps, key=lambda gap: -abs(gap.before))
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "workbench", "font.size": 11}):
        figure = Figure(figsize=(8.2, 0.42 * len(ordered) + 1.6), layout="constrained")
        axes = figure.subplots()
        _zone(axes, limit)
        _signs(axes, ordered, said)
        widest = max([limit, *(abs(end) for g in ordered for end in (g.before, g.after or 0.0))])
        axes.set_xlim(-widest - ROOM, widest + ROOM)
        axes.set_yticks(range(len(ordered)), [gap.name for gap in ordered])
        axes.set_ylim(len(ordered) - 0.4, -0.6)
        axes.set_xlabel(said.axis)
        axes.xaxis.set_major_formatter(lambda value, _: number(round(value, 6), lang))
        axes.tick_params(length=0)
        axes.grid(axis="y", color="#e3e8ec")
        axes.set_axisbelow(True)
        for edge in ("top", "right", "left"):
            axes.spines[edge].set_visible(False)
        figure.legend(loc="outside upper left", ncols=2, frameon=False)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    own = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{mark}-", out.getvalue())
    return named(own, said.title, said.about)


def _zone(axes: "Axes", limit: float) -> None:
    """Draw the zone in which groups are alike, its two edges, and zero."""
    axes.axvspan(-limit, limit, color=SOFT, alpha=0.25, linewidth=0)
    for edge in (-limit, limit):
        axes.axvline(edge, color=INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.axvline(0, color=INK, linewidth=1)


def _signs(axes: "Axes", ordered: Sequence[Gap], said: Said) -> None:
    """Draw a hollow circle and a full diamond for each covariate: told apart without any colour."""
    rows = range(len(ordered))
    for row, gap in enumerate(ordered):
        end = gap.before if gap.after is None else gap.after
        axes.plot([gap.before, end], [row, row], color=SOFT, linewidth=2, zorder=1)
    before = [gap.before for gap in ordered]
    axes.plot(before, rows, "o", color=INK, markerfacecolor="#ffffff", markersize=10,
              markeredgewidth=1.6, label=said.before)  # fmt: skip
    after = [gap.after for gap in ordered if gap.after is not None]
    if len(after) == len(before):
        axes.plot(after, rows, "D", color=ACCENT, markersize=7, label=said.after)
