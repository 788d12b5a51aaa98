"""A layered drawing: boxes in columns, arrows between them, few crossings, text that can be read."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import escape

WIDTH, GAP_X, GAP_Y, LINE, PAD, HEAD = 190, 46, 20, 17, 11, 34
CHARS = 23
"""How many characters fit on one line of a box."""

COLOURS = {
    "need": "#fde8d7",
    "input": "#e6e9ef",
    "activity": "#d8e8f6",
    "output": "#d5efe6",
    "outcome": "#fbf0bf",
    "impact": "#e9dcf3",
    "external_factor": "#f1f1f1",
}


@dataclass(frozen=True)
class Box:
    """A box with its text, its column (from 0) and its kind, which gives the colour."""

    id: str
    text: str
    column: int
    kind: str
    x: float = 0
    y: float = 0

    @property
    def lines(self) -> list[str]:
        """The text, wrapped to the width of a box."""
        return textwrap.wrap(self.text, CHARS) or [""]

    @property
    def height(self) -> float:
        """The height that the text needs."""
        return len(self.lines) * LINE + 2 * PAD


@dataclass(frozen=True)
class Arrow:
    """An arrow between two boxes; drawn with dashes when nobody said why."""

    start: str
    end: str
    sure: bool = True


def drawing(
    boxes: Sequence[Box], arrows: Sequence[Arrow], heads: Sequence[str], title: str, about: str
) -> str:
    """Return the SVG picture of *boxes* and *arrows*; *heads* name the columns."""
    placed = {box.id: box for box in _placed(_ordered(boxes, arrows))}
    columns = len(heads)
    width = columns * WIDTH + (columns - 1) * GAP_X + 2 * PAD
    height = max((box.y + box.height for box in placed.values()), default=HEAD) + 2 * PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" role="img" aria-label="{escape(title)}" class="drawing" '
        'font-family="system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif" font-size="14">',
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#44546a"/></marker></defs>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        *(_head(text, column) for column, text in enumerate(heads)),
        *(_arrow(placed[arrow.start], placed[arrow.end], arrow.sure) for arrow in arrows),
        *(_box(box) for box in placed.values()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _ordered(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> list[list[Box]]:
    """Order each column by the mean row of its neighbours, forth and back a few times."""
    count = max((box.column for box in boxes), default=-1) + 1
    columns = [[box for box in boxes if box.column == index] for index in range(count)]
    for turn in range(6):
        row = {box.id: index for column in columns for index, box in enumerate(column)}
        forward = turn % 2 == 0
        for index, column in enumerate(columns):
            ranks = {box.id: _mean_row(box, arrows, row, forward) for box in column}
            columns[index] = sorted(column, key=lambda box, ranks=ranks: ranks[box.id])  # type: ignore[misc]
            row.update({box.id: place for place, box in enumerate(columns[index])})
    return columns


def _mean_row(box: Box, arrows: Sequence[Arrow], row: dict[str, int], forward: bool) -> float:
    near = [
        row[arrow.start if forward else arrow.end]
        for arrow in arrows
        if box.id == (arrow.end if forward else arrow.start)
    ]
    return sum(near) / len(near) if near else row[box.id]


def _placed(columns: list[list[Box]]) -> list[Box]:
    """Give each box its place; columns are centred on the tallest one."""
    heights = [sum(b.height for b in column) + GAP_Y * (len(column) - 1) for column in columns]
    tallest = max(heights, default=0)
    placed = []
    for index, column in enumerate(columns):
        y = HEAD + PAD + (tallest - heights[index]) / 2
        for box in column:
            placed.append(replace(box, x=PAD + index * (WIDTH + GAP_X), y=y))
            y += box.height + GAP_Y
    return placed


def _head(text: str, column: int) -> str:
    x = PAD + column * (WIDTH + GAP_X) + WIDTH / 2
    return (
        f'<text x="{x:.0f}" y="22" text-anchor="middle" font-weight="600" fill="#44546a">'
        f"{escape(text)}</text>"
    )


def _box(box: Box) -> str:
    lines = "".join(
        f'<tspan x="{box.x + WIDTH / 2:.0f}" dy="{0 if index == 0 else LINE}">{escape(line)}</tspan>'
        for index, line in enumerate(box.lines)
    )
    fill = COLOURS.get(box.kind, "#ffffff")
    return (
        f'<g><rect x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{box.height:.0f}" '
        f'rx="8" fill="{fill}" stroke="#44546a"/>'
        f'<text y="{box.y + PAD + 13:.0f}" text-anchor="middle" fill="#1b2430">{lines}</text></g>'
    )


def _arrow(start: Box, end: Box, sure: bool) -> str:
    """Draw an arrow from the right of one box to the left of the next, or around in a column."""
    x1, y1 = start.x + WIDTH, start.y + start.height / 2
    x2, y2 = end.x, end.y + end.height / 2
    bend = GAP_X if x2 > x1 else GAP_X * 0.8
    if x2 <= x1:  # same column, or backwards: leave and arrive on the right
        x2 = end.x + WIDTH
        path = f"M{x1:.0f} {y1:.0f} C{x1 + bend:.0f} {y1:.0f} {x2 + bend:.0f} {y2:.0f} {x2 + 2:.0f} {y2:.0f}"
    else:
        path = f"M{x1:.0f} {y1:.0f} C{x1 + bend:.0f} {y1:.0f} {x2 - bend:.0f} {y2:.0f} {x2 - 2:.0f} {y2:.0f}"
    dashes = "" if sure else ' stroke-dasharray="5 5"'
    return f'<path d="{path}" fill="none" stroke="#44546a" stroke-width="1.6"{dashes} marker-end="url(#tip)"/>'
