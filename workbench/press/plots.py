"""Pictures of intervals: people would rather look at them than read them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from workbench.base.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, ACCENT, SOFT = "#1b2430", "#0b5c8a", "#9fb3c1"


@dataclass(frozen=True)
class Bar:
    """One line of the picture: a point, its interval, and the target beside it."""

    label: str
    value: float
    low: float | None
    high: float | None
    target: float | None = None
    text: str = ""


def intervals(bars: Sequence[Bar], names: tuple[str, str, str], zero: bool, lang: str) -> str:
    """Return an SVG picture of points and intervals, one row each.

    *names* are the title, the description for those who do not see it, and the axis; *zero* draws
    the line of no difference. The text stays text, so it can be selected and read.
    """
    title, about, axis = names
    import matplotlib as mpl  # heavy: loaded when a picture is drawn
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "workbench", "font.size": 11}):
        figure = Figure(figsize=(8.2, 0.72 * len(bars) + 0.9), layout="constrained")
        axes = figure.subplots()
        for row, bar in enumerate(bars):
            _row(axes, row, bar)
        if zero:
            axes.axvline(0, color=INK, linewidth=1)
        axes.set_yticks(range(len(bars)), [bar.label for bar in bars])
        axes.set_ylim(len(bars) - 0.4, -0.6)
        axes.set_xlabel(axis)
        axes.xaxis.set_major_formatter(lambda value, _: number(round(value, 6), lang))
        axes.tick_params(length=0)
        axes.grid(axis="x", color="#e3e8ec")
        axes.set_axisbelow(True)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return named(out.getvalue(), title, about)


def _row(axes: "Axes", row: int, bar: Bar) -> None:
    if bar.low is not None and bar.high is not None:
        axes.plot([bar.low, bar.high], [row, row], color=ACCENT, linewidth=5, alpha=0.35)
    axes.plot([bar.value], [row], "o", color=ACCENT, markersize=9)
    if bar.target is not None:
        axes.plot([bar.target], [row], "D", color="#ffffff", markeredgecolor=INK, markersize=8)
    axes.annotate(
        bar.text, (bar.value, row), (0, 10), textcoords="offset points", ha="center", color=INK
    )


def named(svg: str, title: str, about: str) -> str:
    """Drop the XML head, and give the picture a name and a description."""
    body = svg[svg.index("<svg") :]
    head, rest = body.split(">", 1)
    head += f' role="img" aria-label="{escape(title)}"'
    return f"{head}><title>{escape(title)}</title><desc>{escape(about)}</desc>{rest}"
