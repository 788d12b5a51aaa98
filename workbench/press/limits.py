"""A funnel of rates: each club by its size, between the limits that chance leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.press.axis import ACCENT, GRID, INK, SOFT, Axis, cut, opened
from workbench.press.forest import Words

LEFT, RIGHT, TOP, BOTTOM, WIDTH, HEIGHT = 84, 740, 20, 380, 790, 440
LABELLED, CHARS = 14, 26
"""Up to how many points are all named, and how long names are."""
DASHES = ("6 5", "2 4", "none")
"""How the curves are drawn, in their order."""


@dataclass(frozen=True)
class Point:
    """One club: its name, how many people, its rate, and whether it is always named."""

    label: str
    n: float
    rate: float
    named: bool


@dataclass(frozen=True)
class Curve:
    """A pair of limits: sizes, the lowest and the highest rate at each, and their name."""

    label: str
    sizes: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Upright:
    """The upright axis: rates from *low* to *high*, its written ticks, its name, and the mean."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    name: str
    mean: float

    def at(self, value: float) -> float:
        """Return the height of a rate; one beyond the ends stands at the end."""
        inside = min(max(value, self.low), self.high)
        return BOTTOM - (inside - self.low) / (self.high - self.low) * (BOTTOM - TOP)


def plot_range() -> tuple[float, float]:
    """Return where the plot begins and ends across the drawing."""
    return LEFT, RIGHT


def limits(
    points: Sequence[Point], curves: Sequence[Curve], across: Axis, upright: Upright, words: Words
) -> str:
    """Return the SVG picture of clubs by size, with pairs of limits. The text stays text."""
    foot = HEIGHT + 26 * len(curves)
    parts = [opened(WIDTH, foot, words.title, words.about), across.drawn(TOP, BOTTOM, words.axis)]
    for value, text in upright.ticks:
        y = upright.at(value)
        parts.append(f'<path d="M{LEFT} {y:.1f} H{RIGHT}" stroke="{GRID}"/>')
        end = f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="{INK}">'
        parts.append(f"{end}{escape(text)}</text>")
    middle = (TOP + BOTTOM) / 2
    turned = f'<text transform="translate(18 {middle:.0f}) rotate(-90)" text-anchor="middle" '
    parts.append(f'{turned}fill="{INK}">{escape(upright.name)}</text>')
    mean = f"{upright.at(upright.mean):.1f}"
    parts.append(f'<path d="M{LEFT} {mean} H{RIGHT}" stroke="{INK}" stroke-width="1.5"/>')
    for number, (curve, dashes) in enumerate(zip(curves, DASHES, strict=False)):
        parts.append(_curve(curve, dashes, across, upright))
        parts.append(_named(curve, dashes, HEIGHT + 26 * number))
    parts += [_dot(point, across, upright) for point in points]
    shown = [point for point in points if point.named or len(points) <= LABELLED]
    return "\n".join([*parts, *_names(shown, across, upright), "</svg>"]) + "\n"


def _curve(curve: Curve, dashes: str, across: Axis, upright: Upright) -> str:
    """Draw both limits from the size at which they come within the drawing."""
    drawn = []
    for side in (curve.low, curve.high):
        places = [
            f"{across.at(n):.1f} {upright.at(rate):.1f}"
            for n, rate in zip(curve.sizes, side, strict=True)
            if upright.low <= rate <= upright.high
        ]
        if places:
            drawn.append(f'<path d="M{" L".join(places)}" {_stroke(dashes)}/>')
    return "".join(drawn)


def _stroke(dashes: str) -> str:
    return f'fill="none" stroke="{SOFT}" stroke-width="1.5" stroke-dasharray="{dashes}"'


def _named(curve: Curve, dashes: str, y: float) -> str:
    """Return a line of the legend."""
    line = f'<path d="M{LEFT} {y:.0f} h44" {_stroke(dashes)}/>'
    return f'{line}<text x="{LEFT + 54}" y="{y + 5:.0f}" fill="{INK}">{escape(curve.label)}</text>'


def _dot(point: Point, across: Axis, upright: Upright) -> str:
    place = f'cx="{across.at(point.n):.1f}" cy="{upright.at(point.rate):.1f}" r="6"'
    return (
        f'<circle {place} fill="{ACCENT}" fill-opacity="0.85"><title>{escape(point.label)}</title>'
        "</circle>"
    )


def _names(points: Sequence[Point], across: Axis, upright: Upright) -> list[str]:
    """Write names beside their points: where none covers a point or another name, if there is."""
    dots = [(across.at(point.n), upright.at(point.rate)) for point in points]
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in dots]
    drawn = []
    for point in sorted(points, key=lambda one: (upright.at(one.rate), one.label)):
        name = cut(point.label, CHARS)
        x, y = across.at(point.n), upright.at(point.rate)
        own = (x - 8, y - 8, x + 8, y + 8)
        others = [box for box in taken if box != own]
        choices = [_placed(name, x, y, place) for place in PLACES]
        inside = [one for one in choices if one.box[0] >= LEFT and one.box[2] <= WIDTH]
        free = [one for one in inside if not any(_meet(one.box, box) for box in others)]
        chosen = (free or inside or choices)[0]
        taken.append(chosen.box)
        drawn.append(
            f'<text x="{chosen.x:.1f}" y="{chosen.y:.1f}" text-anchor="{chosen.anchor}" '
            f'fill="{INK}" font-size="13" paint-order="stroke" stroke="#ffffff" '
            f'stroke-width="3">{escape(name)}</text>'
        )
    return drawn


Box = tuple[float, float, float, float]
PLACES = (
    ("start", 11, 5), ("end", -11, 5), ("middle", 0, -11), ("middle", 0, 21), ("start", 9, -9),
    ("end", -9, -9), ("start", 9, 19), ("end", -9, 19), ("start", 11, 35), ("end", -11, 35),
)  # fmt: skip
"""Where a name may stand beside its point, those first that are read most easily."""
LETTER, TALL = 7.0, 13.0
"""About how wide and how high a letter of a name is."""


@dataclass(frozen=True)
class _Placed:
    """A name in its place: where it is anchored, and the box that it covers."""

    x: float
    y: float
    anchor: str
    box: Box


def _placed(name: str, x: float, y: float, place: tuple[str, float, float]) -> _Placed:
    anchor, right, down = place
    wide = LETTER * len(name)
    start = x + right - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    foot = y + down
    return _Placed(x + right, foot, anchor, (start, foot - TALL + 2, start + wide, foot + 2))


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes cover one another somewhere."""
    beside = one[2] <= other[0] or other[2] <= one[0]
    return not (beside or one[3] <= other[1] or other[3] <= one[1])
