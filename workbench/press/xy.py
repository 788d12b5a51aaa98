"""An XY plot: how far each case is in a path, how far in the result, and which speak against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import escape

from workbench.press.axis import ACCENT, GRID, INK, SOFT, Axis, cut, opened
from workbench.press.labels import Spot, labels

LEFT, RIGHT, TOP, BOTTOM, WIDTH, KEY = 92, 752, 20, 480, 784, 26
TOGETHER, NAMED, MOST, CHARS = 7.0, 3, 40, 84
"""How near points become one, how many of its names are written, up to how many points are named,
and how long the name of the axis is."""
SHADE = "#eef1f4"
KINDS = ("for", "degree", "against")
"""On or above the diagonal; below it on one side of the half; in the path without the result."""


@dataclass(frozen=True)
class Case:
    """One case: its name, its memberships between 0 and 1, and what *kind* of case this makes."""

    name: str
    x: float
    y: float
    kind: str = "for"


@dataclass(frozen=True)
class Said:
    """The title, what is shown, both axes, their ticks in words, and each kind of case in words."""

    title: str
    about: str
    across: str
    up: str
    ticks: Sequence[tuple[float, str]]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class _Group:
    """Cases of one kind at one place of the drawing."""

    x: float
    y: float
    kind: str
    names: list[str]


def xy(cases: Sequence[Case], said: Said) -> str:
    """Return the SVG picture: the diagonal, a sign a case, told apart by shape, and the names.

    Cases at one place share a sign and a name. With many cases only those below the diagonal are
    named in the drawing; every sign says its cases where it is pointed at.
    """
    groups = _groups(cases)
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in groups)]
    height = BOTTOM + 62 + KEY * len(kinds)
    parts = [opened(WIDTH, height, said.title, said.about), _frame(said)]
    named = [one for one in groups if len(groups) <= MOST or one.kind != "for"]
    spots = [Spot(one.x, one.y, _names(one.names), one.kind == "for") for one in named]
    others = [Spot(one.x, one.y, "") for one in groups if one not in named]
    parts.append(labels(spots, (LEFT + 2, TOP, RIGHT + 24, BOTTOM - 2), others))
    parts += [_sign(one.kind, one.x, one.y, ", ".join(one.names)) for one in groups]
    for row, kind in enumerate(kinds):
        y = BOTTOM + 70 + KEY * row
        words = f'<text x="{LEFT + 24}" y="{y + 5}" fill="{INK}">{escape(said.kinds[kind])}</text>'
        parts.append(_sign(kind, LEFT + 8, y) + words)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _down(value: float) -> float:
    return BOTTOM - value * (BOTTOM - TOP)


def _frame(said: Said) -> str:
    """Draw the part below the diagonal, the diagonal, the halves, and both axes."""
    axis = Axis(0, 1, LEFT, RIGHT, said.ticks)
    below = f'<path d="M{LEFT} {BOTTOM} L{RIGHT} {TOP} V{BOTTOM} Z" fill="{SHADE}"/>'
    shown = cut(said.across, CHARS)
    parts = [below, axis.drawn(TOP, BOTTOM, shown)]
    for value, text in said.ticks:
        y = _down(value)
        parts.append(f'<path d="M{LEFT} {y:.1f} H{RIGHT}" stroke="{GRID}"/>')
        end = f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="{INK}">'
        parts.append(f"{end}{escape(text)}</text>")
    x, y = axis.at(0.5), _down(0.5)
    halves = f'd="M{x:.1f} {TOP} V{BOTTOM} M{LEFT} {y:.1f} H{RIGHT}" stroke="{SOFT}"'
    parts.append(f'<path {halves} stroke-dasharray="5 5"/>')
    diagonal = f'd="M{LEFT} {BOTTOM} L{RIGHT} {TOP}" stroke="{INK}" stroke-width="1.8"'
    parts.append(f"<path {diagonal}/>")
    place = f'transform="translate(24 {(TOP + BOTTOM) / 2:.0f}) rotate(-90)"'
    text = escape(cut(said.up, CHARS // 2))
    parts.append(f'<text {place} text-anchor="middle" fill="{INK}">{text}</text>')
    return "".join(parts)


def _groups(cases: Sequence[Case]) -> list[_Group]:
    """Return the cases of one kind and one place together."""
    axis = Axis(0, 1, LEFT, RIGHT)
    made: list[_Group] = []
    ordered = sorted(cases, key=lambda case: KINDS.index(case.kind))
    for kind, alike in groupby(ordered, key=lambda case: case.kind):
        for case in alike:
            x, y = axis.at(case.x), _down(case.y)
            near = (
                one
                for one in made
                if one.kind == kind and max(abs(one.x - x), abs(one.y - y)) < TOGETHER
            )
            there = next(near, None)
            if there is None:
                made.append(_Group(x, y, kind, [case.name]))
            else:
                there.names.append(case.name)
    return made


def _names(names: Sequence[str]) -> str:
    """Return the first names, cut where they are long, and how many more there are."""
    first = ", ".join(cut(name, 24) for name in names[:NAMED])
    return first if len(names) <= NAMED else f"{first} +{len(names) - NAMED}"


def _sign(kind: str, x: float, y: float, names: str = "") -> str:
    """Draw a full circle, a hollow diamond, or a cross: told apart without any colour."""
    told = f"<title>{escape(names)}</title>" if names else ""
    if kind == "for":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{ACCENT}">{told}</circle>'
    if kind == "degree":
        shape = f'd="M{x:.1f} {y - 8:.1f} l8 8 l-8 8 l-8 -8 Z" fill="#ffffff" stroke-width="2"'
    else:
        shape = f'd="M{x - 6:.1f} {y - 6:.1f} l12 12 m0 -12 l-12 12" fill="none" stroke-width="3.2"'
    return f'<path {shape} stroke="{INK}">{told}</path>'
