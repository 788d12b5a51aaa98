"""A layered drawing as SVG: boxes in columns, arrows between them, and text that can be read."""

from collections.abc import Sequence

from markupsafe import escape

from workbench.press.layers import (
    GAP_X,
    HEAD,
    LINE,
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
FONT = "system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif"
TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    f'orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="{LINES}"/></marker></defs>'
)


def drawing(
    boxes: Sequence[Box], arrows: Sequence[Arrow], heads: Sequence[str], title: str, about: str
) -> str:
    """Return the SVG picture of *boxes* and *arrows*; *heads* name the columns.

    *title* and *about* are read to those who do not see the picture.
    """
    places, paths = placed(boxes, arrows)
    width = len(heads) * WIDTH + (len(heads) - 1) * GAP_X + 2 * PAD
    height = max((box.y + box.height for box in places.values()), default=HEAD) + 2 * PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" role="img" aria-label="{escape(title)}" class="drawing" '
        f'font-family="{FONT}" font-size="14">',
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>{TIP}",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        *(_head(text, column) for column, text in enumerate(heads)),
        *(_arrow(path, places) for path in paths),
        *(_box(box) for box in places.values() if box.text),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(text: str, column: int) -> str:
    x = PAD + column * (WIDTH + GAP_X) + WIDTH / 2
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
        f'rx="8" fill="{COLOURS.get(box.kind, "#ffffff")}" stroke="{LINES}"/>'
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
    dashes = "" if path.sure else ' stroke-dasharray="5 5"'
    line = f'fill="none" stroke="{LINES}" stroke-width="1.6"{dashes} marker-end="url(#tip)"'
    return f'<path d="{course}" {line}/>'
