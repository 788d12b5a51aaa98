"""Where the boxes of a layered drawing stand: in columns, in an order that crosses few arrows."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.press.order import ordered

WIDTH, GAP_X, GAP_Y, LINE, PAD, HEAD, MARGIN = 190, 46, 20, 17, 11, 34, 24
CHARS = 23
"""How many characters fit on one line of a box."""


@dataclass(frozen=True)
class Box:
    """A box with its text, its column (from 0) and its kind, which gives the colour.

    A box without a text is a bend: the place where a long arrow passes between two boxes.
    *edge* is the kind of line around the box.
    """

    id: str
    text: str
    column: int
    kind: str
    edge: str = ""
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
    """An arrow between two boxes; drawn with dashes when nobody said why.

    One that leads *back* is drawn around the boxes, with dashes of another kind.
    """

    start: str
    end: str
    sure: bool = True
    back: bool = False


@dataclass(frozen=True)
class Path:
    """An arrow with the places through which it goes, both ends included."""

    stops: tuple[str, ...]
    sure: bool


def placed(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> tuple[dict[str, Box], list[Path]]:
    """Return the boxes and bends in their places, and the path of each arrow through them."""
    onward = [arrow for arrow in arrows if not arrow.back]
    bends, paths = _bends({box.id: box for box in boxes}, onward)
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
    """Return the boxes column by column, in an order that crosses few arrows."""
    count = max((box.column for box in boxes), default=-1) + 1
    columns = [[box.id for box in boxes if box.column == index] for index in range(count)]
    named = {box.id: box for box in boxes}
    return [[named[id] for id in column] for column in ordered(columns, steps)]


def _spread(columns: list[list[Box]]) -> list[Box]:
    """Give each box its place; columns are centred on the tallest one."""
    heights = [sum(b.height for b in column) + GAP_Y * (len(column) - 1) for column in columns]
    tallest = max(heights, default=0)
    spread = []
    for index, column in enumerate(columns):
        y = HEAD + PAD + (tallest - heights[index]) / 2
        for box in column:
            spread.append(replace(box, x=MARGIN + index * (WIDTH + GAP_X), y=y))
            y += box.height + GAP_Y
    return spread
