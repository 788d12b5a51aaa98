"""Names beside points of a drawing, so that no name lies on another, on a point, or outside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from markupsafe import escape

from workbench.press.axis import INK, SOFT

LETTER, HIGH, NEAR = 7.4, 15.0, 8.0
"""The width of a letter, the height of a line, and the half side of a point, at size 13."""
RINGS = (11.0, 20.0, 32.0, 46.0, 62.0, 80.0, 100.0, 120.0)
"""How far from its point a name may stand: the nearest place that is free is taken."""
WAYS = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8),
    (1, -0.4), (1, 0.4), (-1, -0.4), (-1, 0.4), (0.4, -1), (0.4, 1), (-0.4, -1), (-0.4, 1),
)  # fmt: skip
"""The directions that are tried, as steps to the right and down."""
DOT = 4.0
"""How far apart the places are at which a line is looked at."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Spot:
    """A point of the drawing, and what is written beside it, on its *left* where there is room."""

    x: float
    y: float
    text: str
    left: bool = False


def labels(spots: Sequence[Spot], room: Box, points: Sequence[Spot] = ()) -> str:
    """Return the names of *spots*, inside *room*, and clear of *points* that have no name too.

    A name that stands away from its point has a thin line to it, which crosses no name where that
    can be helped; one without any free place is left out.
    """
    around = {at: _around(spot) for at, spot in enumerate((*spots, *points))}
    texts: list[Box] = []
    lines: list[Box] = []
    drawn = []
    for at, spot in enumerate(spots):
        others = [box for other, box in around.items() if other != at]
        free = [
            (way, box, line)
            for way, box in _places(spot)
            if _inside(box, room) and _clear([box], [*around.values(), *texts])
            for line in (_line(spot, box, way),)
        ]
        best = (one for one in free if _clear([one[1]], lines) and _clear(one[2], others + texts))
        found = next(best, free[0] if free else None)
        if found is not None:
            texts.append(found[1])
            lines += found[2]
            drawn.append(_written(spot, found[1], found[0]))
    return "".join(drawn)


def _around(spot: Spot) -> Box:
    return spot.x - NEAR, spot.y - NEAR, spot.x + NEAR, spot.y + NEAR


def _clear(new: Sequence[Box], taken: Sequence[Box]) -> bool:
    """Whether none of the *new* boxes meets one that is taken."""
    return not any(_meet(one, other) for one in new for other in taken)


def _places(spot: Spot) -> Iterator[tuple[float, Box]]:
    """Yield the places a name may have, the nearest first: its side, and its box."""
    sign = -1 if spot.left else 1
    wide = LETTER * len(spot.text)
    for ring in RINGS:
        for rightward, down in WAYS:
            across = sign * rightward
            x, y = spot.x + ring * across, spot.y + ring * down
            left = x - wide * (1 - across / abs(across)) / 2 if across else x - wide / 2
            top = y - HIGH / 2 + (HIGH / 2 * down if not across else 0)
            yield across, (left, top, left + wide, top + HIGH)


def _end(spot: Spot, box: Box, way: float) -> tuple[float, float]:
    """Return where a name is met by the line from its point."""
    left, top, right, bottom = box
    x = left if way > 0 else right if way < 0 else (left + right) / 2
    return x, min(max(spot.y, top), bottom)


def _line(spot: Spot, box: Box, way: float) -> list[Box]:
    """Return small boxes along the line from a point to its name."""
    x, y = _end(spot, box, way)
    parts = int(hypot(x - spot.x, y - spot.y) / DOT)
    shares = [n / parts for n in range(1, parts)]
    along = [(spot.x + (x - spot.x) * part, spot.y + (y - spot.y) * part) for part in shares]
    return [(left - 1, top - 1, left + 1, top + 1) for left, top in along]


def _inside(box: Box, room: Box) -> bool:
    return (
        box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
    )  # fmt: skip


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _written(spot: Spot, box: Box, way: float) -> str:
    x, y = _end(spot, box, way)
    side = "start" if way > 0 else "end" if way < 0 else "middle"
    line = ""
    if max(abs(x - spot.x), abs(y - spot.y)) > RINGS[0] + 1:
        to = f"{x:.1f} {y:.1f}"
        line = f'<path d="M{spot.x:.1f} {spot.y:.1f} L{to}" stroke="{SOFT}" stroke-width="0.8"/>'
    return (
        f'{line}<text x="{x:.1f}" y="{box[3] - 3.5:.1f}" text-anchor="{side}" font-size="13" '
        f'fill="{INK}" stroke="#ffffff" stroke-width="3" paint-order="stroke">'
        f"{escape(spot.text)}</text>"
    )
