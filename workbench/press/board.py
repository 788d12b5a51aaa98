"""A board for a wall or a projector: a title, what it shows, how to read it, a mark."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import escape

from workbench.press.axis import FONT, INK, SOFT

WIDE, HIGH = 1920, 1080
"""A projector's own size; on paper the same drawing fills an A3 sheet that lies."""
ROOM = 40
BODY_WIDE, BODY_HIGH = WIDE - 2 * ROOM, 808
"""What a drawing has between the heading and the foot."""
HEAD, FOOT = 168, 1000
MARKED = "#7a4a00"
Tone = Literal["", "bold", "soft", "care"]
TONES: dict[Tone, str] = {
    "": f'fill="{INK}"',
    "bold": f'fill="{INK}" font-weight="700"',
    "soft": f'fill="{SOFT}"',
    "care": f'fill="{MARKED}" font-weight="700"',
}
LETTER = 0.6
"""The width of a letter in the size of its font: that of the widest font that is used."""


@dataclass(frozen=True)
class Board:
    """One board: its drawing stands in BODY_WIDE by BODY_HIGH.

    *about* says in words what it shows, for those who do not see it; *reads* says how to read it.
    *mark* stands on it wherever it goes: that the day is simulated, or nothing.
    """

    id: str
    kicker: str
    title: str
    about: str
    reads: str
    body: str
    mark: str = ""


def projected(board: Board) -> str:
    """Return the board as one SVG picture of a projector's size. The text stays text."""
    title = fitted(board.title, WIDE - 2 * ROOM, 46, 30)
    mark, wide = "", 0.0
    if board.mark:
        wide = len(board.mark) * 24 * LETTER + 40
        mark = (
            f'<rect x="{WIDE - ROOM - wide:.0f}" y="24" width="{wide:.0f}" height="44" rx="6" '
            f'fill="#fdf4e0" stroke="{MARKED}" stroke-width="3"/>'
            f'<text x="{WIDE - ROOM - wide / 2:.0f}" y="54" text-anchor="middle" font-size="24" '
            f'font-weight="700" fill="{MARKED}">{escape(board.mark)}</text>'
        )
    kicker, size = fitted(board.kicker, WIDE - 3 * ROOM - wide, 26, 20)
    reads = lines(board.reads, WIDE - 2 * ROOM, 24, 2)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" '
        f'role="img" aria-label="{escape(board.title)}" class="drawing board" '
        f'font-family="{FONT}">',
        f"<title>{escape(board.title)}</title><desc>{escape(board.about)}</desc>",
        f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>',
        text(kicker, ROOM, 54, size, "soft"),
        mark,
        f'<text x="{ROOM}" y="118" font-size="{title[1]}" font-weight="700" fill="{INK}">'
        f"{escape(title[0])}</text>",
        f'<g transform="translate({ROOM} {HEAD})">{board.body}</g>',
        *(text(line, ROOM, FOOT + 32 + 32 * at, 24, "soft") for at, line in enumerate(reads)),
        "</svg>",
    ]) + "\n"  # fmt: skip


def bare(board: Board) -> str:
    """Return the drawing alone, for a sheet that sets the words around it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BODY_WIDE} {BODY_HIGH}" '
        f'width="{BODY_WIDE}" font-family="{FONT}">'
        f"<title>{escape(board.title)}</title>{board.body}</svg>\n"
    )


def content(boards: Sequence[Board], lang: str) -> Mapping[str, object]:
    """Return what the poster's template reads: a sheet for each board."""
    return {
        "lang": lang,
        "title": boards[0].title if boards else "",
        "sheets": [
            {
                "kicker": one.kicker, "title": one.title, "about": one.about, "reads": one.reads,
                "mark": one.mark, "svg": bare(one),
            }
            for one in boards
        ],
    }  # fmt: skip


def text(told: str, x: float, y: float, size: float, tone: Tone = "", side: str = "start") -> str:
    """Return one line of text."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{side}" {TONES[tone]}>'
        f"{escape(told)}</text>"
    )


def lines(told: str, room: float, size: float, most: int, bold: bool = False) -> list[str]:
    """Cut a text into the lines that fit a room, the last one with dots where it does not fit.

    >>> lines("one two three", 60, 10, 2)
    ['one two', 'three']
    """
    letters = max(4, int(room / (size * LETTER * (1.1 if bold else 1))))
    return textwrap.wrap(told, letters, max_lines=most, placeholder="…") or [""]


def fitted(told: str, room: float, size: float, least: float) -> tuple[str, float]:
    """Return a text on one line and the size in which it fits, or cut in the least size."""
    wanted = room / (max(len(told), 1) * LETTER)
    if wanted >= least:
        return told, round(min(size, wanted), 1)
    return lines(told, room, least, 1)[0], least


def block(
    told: str, at: tuple[float, float], room: float, size: float, most: int = 3, bold: bool = False
) -> tuple[str, float]:
    """Return a text on several lines from a place on, and the height below it."""
    x, y = at
    cut = lines(told, room, size, most, bold)
    step = size * 1.25
    whole = f"<title>{escape(told)}</title>" if cut[-1].endswith("…") else ""
    drawn = "".join(
        text(line, x, y + size + step * n, size, "bold" if bold else "")
        for n, line in enumerate(cut)
    )
    return f"<g>{whole}{drawn}</g>", y + step * len(cut) + size * 0.3
