"""Who works with whom, before and after: the same circle of names twice, for the eye to compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import escape

from workbench.press.axis import ACCENT, FONT, INK, SOFT, cut, opened

RADIUS, NAME, TOP, BELOW = 150, 190, 64, 84
"""The circle, the room for names beside it, and what stands above and below."""
SIZE = 8
LETTERS = 24


@dataclass(frozen=True)
class Half:
    """One circle: its title, its ties by names, and the sign of each member who is in it.

    Signs: ``stays`` a disc, ``new`` a square, ``left`` a hollow diamond, ``alone`` a hollow disc.
    """

    title: str
    ties: Sequence[tuple[str, str]]
    signs: Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """What is said of the picture, and what each of its signs means."""

    title: str
    about: str
    signs: Mapping[str, str]


def network(names: Sequence[str], halves: Sequence[Half], said: Said) -> str:
    """Return the SVG picture: every half has the *names* at the same places."""
    wide = 2 * (RADIUS + NAME)
    tall = TOP + 2 * RADIUS + BELOW
    width, height = wide * len(halves), tall + 26 * ((len(said.signs) + 1) // 2)
    parts = [opened(width, height, said.title, said.about)]
    for number, half in enumerate(halves):
        middle = (wide * number + wide / 2, TOP + RADIUS)
        parts.append(_half(names, half, middle))
    for number, (sign, text) in enumerate(said.signs.items()):
        x, y = 40 + (number % 2) * width / 2, tall + 26 * (number // 2)
        parts.append(_sign(sign, x, y - 5))
        parts.append(f'<text x="{x + 18:.0f}" y="{y:.0f}" fill="{INK}">{escape(text)}</text>')
    return "".join([*parts, "</svg>"])


def _half(names: Sequence[str], half: Half, middle: tuple[float, float]) -> str:
    places = {name: _place(n, len(names), middle) for n, name in enumerate(names)}
    title = (
        f'<text x="{middle[0]:.0f}" y="28" text-anchor="middle" font-weight="600" font-size="17" '
        f'fill="{INK}">{escape(half.title)}</text>'
    )
    lines = "".join(_tie(places[one], places[other]) for one, other in half.ties)
    inside = [name for name in names if name in half.signs]
    signs = "".join(_sign(half.signs[name], *places[name]) for name in inside)
    return title + lines + signs + "".join(_name(name, places[name], middle) for name in inside)


def _place(number: int, of: int, middle: tuple[float, float]) -> tuple[float, float]:
    turn = 2 * pi * number / max(of, 1) - pi / 2
    return middle[0] + RADIUS * cos(turn), middle[1] + RADIUS * sin(turn)


def _tie(one: tuple[float, float], other: tuple[float, float]) -> str:
    return (
        f'<path d="M{one[0]:.1f} {one[1]:.1f} L{other[0]:.1f} {other[1]:.1f}" stroke="{SOFT}" '
        'stroke-width="1.6"/>'
    )


def _name(name: str, place: tuple[float, float], middle: tuple[float, float]) -> str:
    """Write a name outside the circle, on the side where its place is."""
    across, down = (place[0] - middle[0]) / RADIUS, (place[1] - middle[1]) / RADIUS
    side = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
    x, y = place[0] + 16 * across, place[1] + 20 * down + 5
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{side}" font-size="14" fill="{INK}" '
        f'font-family="{FONT}">{escape(cut(name, LETTERS))}<title>{escape(name)}</title></text>'
    )


def _sign(sign: str, x: float, y: float) -> str:
    match sign:
        case "new":
            box = f'x="{x - SIZE:.1f}" y="{y - SIZE:.1f}" width="{2 * SIZE}" height="{2 * SIZE}"'
            return f'<rect {box} fill="#b35c00" stroke="#ffffff"/>'
        case "left":
            d = f"M{x:.1f} {y - 9:.1f} l9 9 l-9 9 l-9 -9 z"
            return f'<path d="{d}" fill="#ffffff" stroke="{INK}" stroke-width="2"/>'
        case "alone":
            shape = f'cx="{x:.1f}" cy="{y:.1f}" r="{SIZE}" stroke-dasharray="3 3"'
            return f'<circle {shape} fill="#ffffff" stroke="{INK}" stroke-width="2"/>'
        case _:
            return (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIZE}" fill="{ACCENT}" stroke="#ffffff"/>'
            )
