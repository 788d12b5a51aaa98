"""A funnel plot: the effects of pilots against how sure each of them is."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from markupsafe import escape

from workbench.press.axis import ACCENT, GRID, INK, SOFT, Axis, opened
from workbench.press.forest import Words

LEFT, RIGHT, TOP, BOTTOM, WIDTH, HEIGHT = 96, 760, 20, 380, 790, 440
LABELLED, APART, CHARS = 12, 16, 28
"""Up to how many points are named in the drawing, how far apart names stand, and how long."""


@dataclass(frozen=True)
class Point:
    """One pilot: its name, its effect, and the standard error of it."""

    label: str
    effect: float
    std_error: float


@dataclass(frozen=True)
class Funnel:
    """The average, the quantile of the funnel's sides, and the ticks of the errors, in words."""

    average: float
    quantile: float
    errors: Sequence[tuple[float, str]]
    name_of_errors: str


def plot_range() -> tuple[float, float]:
    """Return where the plot begins and ends across the drawing."""
    return LEFT, RIGHT


def funnel(points: Sequence[Point], shape: Funnel, axis: Axis, words: Words) -> str:
    """Return the SVG picture: the surest pilots on top, the sides where chance alone would leave.

    The points stand between two lines in 95 % of cases, for a level of 95 %, where pilots differ by
    chance alone. The text stays text.
    """
    deepest = shape.errors[-1][0]

    def down(std_error: float) -> float:
        return TOP + min(std_error / deepest, 1.0) * (BOTTOM - TOP)

    parts = [opened(WIDTH, HEIGHT, words.title, words.about), axis.drawn(TOP, BOTTOM, words.axis)]
    for error, text in shape.errors:
        y = down(error)
        parts.append(f'<path d="M{LEFT} {y:.1f} H{RIGHT}" stroke="{GRID}"/>')
        end = f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="{INK}">'
        parts.append(f"{end}{escape(text)}</text>")
    middle = (TOP + BOTTOM) / 2
    turned = f'<text transform="translate(22 {middle:.0f}) rotate(-90)" text-anchor="middle" '
    parts.append(f'{turned}fill="{INK}">{escape(shape.name_of_errors)}</text>')
    parts.append(_sides(shape, axis, deepest))
    parts += [_dot(point, axis, down(point.std_error)) for point in points]
    if len(points) <= LABELLED:
        parts += _names(points, axis, [down(point.std_error) for point in points])
    return "\n".join([*parts, "</svg>"]) + "\n"


def _sides(shape: Funnel, axis: Axis, deepest: float) -> str:
    """Draw the average, and both sides down to where they leave the axis or the drawing."""
    x = axis.at(shape.average)
    drawn = [f'<path d="M{x:.1f} {TOP} V{BOTTOM}" stroke="{INK}" stroke-width="1.5"/>']
    for way in (-1, 1):
        room = axis.high - shape.average if way > 0 else shape.average - axis.low
        error = min(deepest, room / shape.quantile)
        end = axis.at(shape.average + way * shape.quantile * error)
        y = TOP + error / deepest * (BOTTOM - TOP)
        line = f'stroke="{SOFT}" stroke-width="1.5" stroke-dasharray="6 5"'
        drawn.append(f'<path d="M{x:.1f} {TOP} L{end:.1f} {y:.1f}" {line}/>')
    return "".join(drawn)


def _dot(point: Point, axis: Axis, y: float) -> str:
    place = f'cx="{axis.at(point.effect):.1f}" cy="{y:.1f}" r="6"'
    return f'<circle {place} fill="{ACCENT}"><title>{escape(point.label)}</title></circle>'


def _names(points: Sequence[Point], axis: Axis, heights: Sequence[float]) -> list[str]:
    """Write the names beside the points, each far enough below the one above."""
    drawn, last = [], float("-inf")
    for y, point in sorted(zip(heights, points, strict=True), key=lambda pair: pair[0]):
        last = max(y + 5, last + APART)
        x = axis.at(point.effect)
        side, shift = ("end", -10) if x > (LEFT + RIGHT) / 2 else ("start", 10)
        text = f'<text x="{x + shift:.1f}" y="{last:.1f}" text-anchor="{side}" fill="{INK}"'
        drawn.append(
            f'{text} font-size="13">{escape(shorten(point.label, CHARS, placeholder="…"))}</text>'
        )
    return drawn
