"""A layered drawing as SVG: boxes in columns, arrows between them, and text that can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from workbench.press.layers import (
    GAP_X,
    HEAD,
    LINE,
    MARGIN,
    PAD,
    WIDTH,
    Arrow,
    Box,
    Path,
    placed,
)

COLOURS = {
    "need": "#fde8d7",
    "input": "#e6e9ef",
    "activity": "#d8e8f6",
    "output": "#d5efe6",
    "outcome": "#fbf0bf",
    "impact": "#e9dcf3",
    "external_factor": "#f1f1f1",
}
INK, LINES = "#1b2430", "#44546a"
EDGES = {
    "": f'stroke="{LINES}"',
    "control": f'stroke="{INK}" stroke-width="3"',
    "influence": f'stroke="{LINES}" stroke-width="1.4"',
    "interest": f'stroke="{LINES}" stroke-width="1.4" stroke-dasharray="2 3"',
}
"""The lines around boxes: their width and dashes tell them apart, not a colour."""
DASHES = {"unsure": ' stroke-dasharray="5 5"', "back": ' stroke-dasharray="12 4 2 4"'}
LANE, ROW, ASIDE = 14, 24, 15
"""The height between two arrows that lead back, of a line of the legend; the way around a box."""
FONT = "system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif"
TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    f'orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="{LINES}"/></marker></defs>'
)


@dataclass(frozen=True)
class Said:
    """What is said of a picture: its title, what it shows, its columns, and its signs in words."""

    title: str
    about: str
    heads: Sequence[str] = ()
    legend: Mapping[str, str] = field(default_factory=dict)


def drawing(boxes: Sequence[Box], arrows: Sequence[Arrow], said: Said) -> str:
    """Return the SVG picture of *boxes* and *arrows*.

    The title and what it shows are read to those who do not see the picture; the legend names
    the signs used: ``unsure`` and ``back`` arrows, and the edges of the boxes.
    """
    places, paths = placed(boxes, arrows)
    returns = [arrow for arrow in arrows if arrow.back]
    title, about, heads = said.title, said.about, said.heads
    width = len(heads) * WIDTH + (len(heads) - 1) * GAP_X + 2 * MARGIN
    bottom = max((box.y + box.height for box in places.values()), default=HEAD) + PAD
    keys = bottom + LANE * len(returns) + LINE
    height = keys + ROW * len(said.legend)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" role="img" aria-label="{escape(title)}" class="drawing" '
        f'font-family="{FONT}" font-size="14">',
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>{TIP}",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        *(_head(text, column) for column, text in enumerate(heads)),
        *(_arrow(path, places) for path in paths),
        *(_return(arrow, places, bottom + LANE * (n + 1)) for n, arrow in enumerate(returns)),
        *(_box(box) for box in places.values() if box.text),
        *(_key(*entry, keys + ROW * n) for n, entry in enumerate(said.legend.items())),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(text: str, column: int) -> str:
    x = MARGIN + column * (WIDTH + GAP_X) + WIDTH / 2
    return (
        f'<text x="{x:.0f}" y="22" text-anchor="middle" font-weight="600" fill="{LINES}">'
        f"{escape(text)}</text>"
    )


def _box(box: Box) -> str:
    middle = f"{box.x + WIDTH / 2:.0f}"
    lines = "".join(
        f'<tspan x="{middle}" dy="{LINE if index else 0}">{escape(line)}</tspan>'
        for index, line in enumerate(box.lines)
    )
    return (
        f'<g><rect x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{box.height:.0f}" '
        f'rx="8" fill="{COLOURS.get(box.kind, "#ffffff")}" {EDGES.get(box.edge, EDGES[""])}/>'
        f'<text y="{box.y + PAD + 13:.0f}" text-anchor="middle" fill="{INK}">{lines}</text></g>'
    )


def _arrow(path: Path, places: dict[str, Box]) -> str:
    """Draw an arrow through its bends: straight across a column, curved between two."""
    first, *others = (places[stop] for stop in path.stops)
    x, y = first.x + WIDTH, first.middle
    course = f"M{x:.0f} {y:.0f}"
    for box in others:
        backwards = box.x < x
        to = box.x + WIDTH + 2 if backwards else box.x - (2 if box.text else 0)
        aside = min(14 + abs(box.middle - y) / 6, GAP_X - 4)  # the longer way bends further
        bend = -aside if backwards else (to - x) / 2
        course += f" C{x + abs(bend):.0f} {y:.0f} {to - bend:.0f} {box.middle:.0f} "
        course += f"{to:.0f} {box.middle:.0f}"
        x, y = to, box.middle
        if not box.text:
            x += WIDTH
            course += f" L{x:.0f} {y:.0f}"
    return _line(course, "" if path.sure else DASHES["unsure"])


def _return(arrow: Arrow, places: dict[str, Box], lane: float) -> str:
    """Draw an arrow that leads back: below all the boxes, and behind none of them."""
    start, end = places[arrow.start], places[arrow.end]
    right, left = start.x + WIDTH + ASIDE, end.x - ASIDE
    course = (
        f"M{start.x + WIDTH:.0f} {start.middle + 6:.0f} H{right:.0f} V{lane:.0f} "
        f"H{left:.0f} V{end.middle + 6:.0f} H{end.x - 2:.0f}"
    )
    return _line(course, DASHES["back"])


def _line(course: str, dashes: str) -> str:
    line = f'fill="none" stroke="{LINES}" stroke-width="1.6"{dashes} marker-end="url(#tip)"'
    return f'<path d="{course}" {line}/>'


def _key(sign: str, words: str, y: float) -> str:
    """Draw one line of the legend: the sign, and what it means."""
    if sign in DASHES:
        drawn = _line(f"M{MARGIN} {y + 6:.0f} H{MARGIN + 54}", DASHES[sign])
    else:
        box = f'<rect x="{MARGIN + 8}" y="{y - 2:.0f}" width="38" height="16" rx="4" fill="#ffffff"'
        drawn = f"{box} {EDGES[sign]}/>"
    text = f'<text x="{MARGIN + 66}" y="{y + 11:.0f}" fill="{INK}">{escape(words)}</text>'
    return f"<g>{drawn}{text}</g>"
