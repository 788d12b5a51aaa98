"""Where the boxes of a layered drawing stand: in columns, in an order that crosses few arrows."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH, GAP_X, GAP_Y, LINE, PAD, HEAD = 190, 46, 20, 17, 11, 34
CHARS = 23
"""How many characters fit on one line of a box."""
TURNS = 8
"""How many times the columns are put in order, forth and back."""


@dataclass(frozen=True)
class Box:
    """A box with its text, its column (from 0) and its kind, which gives the colour.

    A box without a text is a bend: the place where a long arrow passes between two boxes.
    """

    id: str
    text: str
    column: int
    kind: str
    x: float = 0
    y: float = 0

    @property
    def lines(self) -> list[str]:
        """The text, wrapped to the width of a box."""
        return textwrap.wrap(self.text, CHARS)

    @property
    def height(self) -> float:
        """The height that the text needs."""
        return len(self.lines) * LINE + 2 * PAD if self.text else LINE

    @property
    def middle(self) -> float:
        """The height at which arrows come and go."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Arrow:
    """An arrow between two boxes; drawn with dashes when nobody said why."""

    start: str
    end: str
    sure: bool = True


@dataclass(frozen=True)
class Path:
    """An arrow with the places through which it goes, both ends included."""

    stops: tuple[str, ...]
    sure: bool


def placed(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> tuple[dict[str, Box], list[Path]]:
    """Return the boxes and bends in their places, and the path of each arrow through them."""
    bends, paths = _bends({box.id: box for box in boxes}, arrows)
    steps = [step for path in paths for step in zip(path.stops, path.stops[1:], strict=False)]
    columns = _ordered([*boxes, *bends], steps)
    return {box.id: box for box in _spread(columns)}, paths


def _bends(boxes: dict[str, Box], arrows: Sequence[Arrow]) -> tuple[list[Box], list[Path]]:
    """Give an arrow that skips columns a bend in each, so that it passes behind no box."""
    bends, paths = [], []
    for arrow in arrows:
        start, end = boxes[arrow.start], boxes[arrow.end]
        own = [
            Box(f"{arrow.start}>{arrow.end}@{column}", "", column, "bend")
            for column in range(start.column + 1, end.column)
        ]
        bends += own
        paths.append(Path((start.id, *(bend.id for bend in own), end.id), arrow.sure))
    return bends, paths


def _ordered(boxes: Sequence[Box], steps: Sequence[tuple[str, str]]) -> list[list[Box]]:
    """Order each column by the mean row of its neighbours, forth and back a few times."""
    count = max((box.column for box in boxes), default=-1) + 1
    columns = [[box for box in boxes if box.column == index] for index in range(count)]
    for turn in range(TURNS):
        forward = turn % 2 == 0
        for index in range(count) if forward else reversed(range(count)):
            rows = {
                box.id: _row(row, column) for column in columns for row, box in enumerate(column)
            }
            ranks = {box.id: _rank(box.id, steps, rows, forward) for box in columns[index]}
            columns[index].sort(key=lambda box, ranks=ranks: ranks[box.id])  # type: ignore[misc]
    return columns


def _row(row: int, column: Sequence[Box]) -> float:
    """Return a row as a share of its column, so that long and short columns compare."""
    return (row + 0.5) / len(column)


def _rank(
    id: str, steps: Sequence[tuple[str, str]], rows: dict[str, float], forward: bool
) -> float:
    near = [rows[a if forward else b] for a, b in steps if id == (b if forward else a)]
    return sum(near) / len(near) if near else rows[id]


def _spread(columns: list[list[Box]]) -> list[Box]:
    """Give each box its place; columns are centred on the tallest one."""
    heights = [sum(b.height for b in column) + GAP_Y * (len(column) - 1) for column in columns]
    tallest = max(heights, default=0)
    spread = []
    for index, column in enumerate(columns):
        y = HEAD + PAD + (tallest - heights[index]) / 2
        for box in column:
            spread.append(replace(box, x=PAD + index * (WIDTH + GAP_X), y=y))
            y += box.height + GAP_Y
    return spread
