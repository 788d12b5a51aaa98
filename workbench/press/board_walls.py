"""Boards of words: a wall in columns, cards with an owner and a date, and bars that only count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.press.axis import ACCENT, GRID, INK
from workbench.press.board import BODY_HIGH, BODY_WIDE, LETTER, block, lines, text

SMALL, LARGE, MOST_SAID = 24, 46, 8
"""The sizes of a word that one person said, and of one that MOST_SAID or more did."""
CARD = 118
"""The least height of a card."""


@dataclass(frozen=True)
class Card:
    """A card: what it says, and the lines below it; an *open* line says what is still to find."""

    told: str
    below: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def wall(
    columns: Sequence[tuple[str, Sequence[tuple[str, int]]]], more: Callable[[int], str]
) -> str:
    """Return words in columns, each in a size of how many said it, with that number beside it.

    *more* says how many words find no place.
    """
    wide = BODY_WIDE / max(len(columns), 1)
    parts = []
    for at, (head, words) in enumerate(columns):
        x = wide * at
        drawn, y = block(head, (x, 0), wide - 40, 26, 3, bold=True)
        parts.append(drawn)
        parts.append(
            f'<path d="M{x:.0f} 118 h{wide - 40:.0f}" stroke="{ACCENT}" stroke-width="4"/>'
        )
        parts.append(_words(words, x, wide - 40, more))
    return "".join(parts)


def _words(
    words: Sequence[tuple[str, int]], x: float, room: float, more: Callable[[int], str]
) -> str:
    y, left, parts = 140.0, 0, []
    for told, n in words:
        size = SMALL + (LARGE - SMALL) * min(n - 1, MOST_SAID - 1) / (MOST_SAID - 1)
        count = f" ×{n}"
        cut = lines(told, room - len(count) * size * LETTER, size, 2)
        if y + size * 1.25 * len(cut) > BODY_HIGH - 40:
            left += 1
            continue
        for at, line in enumerate(cut):
            y += size * 1.25
            shown = line + (count if at == len(cut) - 1 else "")
            parts.append(text(shown, x, y, round(size, 1)))
        y += 6
    if left:
        parts.append(text(more(left), x, BODY_HIGH - 8, 20, "soft"))
    return "".join(parts)


def cards(columns: Sequence[tuple[str, Sequence[Card]]], empty: str) -> str:
    """Return cards in columns under their heads; *empty* stands where there is none."""
    wide = BODY_WIDE / max(len(columns), 1)
    parts = []
    for at, (head, some) in enumerate(columns):
        x = wide * at
        parts.append(text(lines(head, wide - 40, 28, 1, bold=True)[0], x, 30, 28, "bold"))
        parts.append(f'<path d="M{x:.0f} 44 h{wide - 40:.0f}" stroke="{ACCENT}" stroke-width="4"/>')
        y = 66.0
        for card in some:
            drawn, y = _card(card, x, y, wide - 40)
            parts.append(drawn)
        if not some:
            parts.append(text(empty, x, 96, 22, "soft"))
    return "".join(parts)


def _card(card: Card, x: float, y: float, wide: float) -> tuple[str, float]:
    told, end = block(card.told, (x + 20, y + 12), wide - 40, 23, 2)
    parts = []
    for line in card.below:
        drawn, end = block(line, (x + 20, end), wide - 40, 19, 1, bold=True)
        parts.append(drawn)
    for line in card.open:
        parts.append(text(line, x + 20, end + 19, 19, "care"))
        end += 26
    high = max(end - y + 14, 60)
    dashed = ' stroke-dasharray="9 6" stroke-width="3"' if card.open else ' stroke-width="2"'
    edge = "#7a4a00" if card.open else GRID
    frame = (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="8" '
        f'fill="#f7f9fb" stroke="{edge}"{dashed}/>'
    )
    return frame + told + "".join(parts), y + high + 14


def on_one(some: Sequence[Card], wide: float) -> int:
    """Return how many of some cards have room in one column."""
    y = 66.0
    for at, card in enumerate(some):
        _, y = _card(card, 0, y, wide - 40)
        if y > BODY_HIGH:
            return max(at, 1)
    return len(some)


def bars(rows: Sequence[tuple[str, int]], whole: int, marked: Sequence[str] = ()) -> str:
    """Return a bar for each row, in the order given, of *whole* who answered.

    The bars of *marked* rows have a sign before their name.
    """
    names, room = 720.0, BODY_WIDE - 720.0 - 190
    high = min(110.0, BODY_HIGH / max(len(rows), 1))
    parts = []
    for at, (name, count) in enumerate(rows):
        middle = high * (at + 0.5)
        told = lines(f"✓ {name}" if name in marked else name, names - 30, 26, 2)
        top = middle + 9 - 16 * (len(told) - 1)
        parts += [text(line, 0, top + 32 * n, 26) for n, line in enumerate(told)]
        long = room * count / max(whole, 1)
        thick = min(54.0, high * 0.6)
        place = f'x="{names}" y="{middle - thick / 2:.1f}" height="{thick:.1f}"'
        parts.append(
            f'<rect {place} width="{room:.1f}" fill="#f1f4f7"/>'
            f'<rect {place} width="{long:.1f}" fill="{ACCENT}" stroke="{INK}"/>'
        )
        parts.append(text(f"{count} / {whole}", names + room + 20, middle + 10, 28, "bold"))
    return "".join(parts)
