"""Boards of words: a wall in columns, cards with an owner and a date, and bars that only count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.press.axis import ACCENT, GRID, INK
from workbench.press.board import BODY_HIGH, BODY_WIDE, LETTER, MARKED, block, lines, text

SMALL, LARGE, MOST_SAID = 24, 46, 8
"""The sizes of a word that one person said, and of one that MOST_SAID or more did."""
SIZES = (32, 27, 23)
"""The sizes of the text of cards: the largest in which all of them have room."""


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
    """Draw words in the order given, as many as have room: those that more people said."""
    set_ = [_word(told, n, room) for told, n in words]
    kept, high = set[int](), 140.0
    for at in sorted(range(len(words)), key=lambda at: -words[at][1]):
        size, cut = set_[at]
        tall = size * 1.25 * len(cut) + 6
        if high + tall <= BODY_HIGH - 40:
            kept.add(at)
            high += tall
    y, parts = 140.0, []
    for at in sorted(kept):
        size, cut = set_[at]
        for line in cut:
            y += size * 1.25
            parts.append(text(line, x, y, size))
        y += 6
    if len(kept) < len(words):
        parts.append(text(more(len(words) - len(kept)), x, BODY_HIGH - 8, 20, "soft"))
    return "".join(parts)


def _word(told: str, n: int, room: float) -> tuple[float, list[str]]:
    """Return the size of a word and its lines, its number on the last one; no word is broken."""
    size = SMALL + (LARGE - SMALL) * min(n - 1, MOST_SAID - 1) / (MOST_SAID - 1)
    longest = max(len(part) for part in [*told.split(), ""]) + len(f" ×{n}") + 1
    size = round(max(16.0, min(size, room / (longest * LETTER))), 1)
    return size, lines(f"{told}\u00a0×{n}", room, size, 3)


def cards(columns: Sequence[tuple[str, Sequence[Card]]], empty: str) -> str:
    """Return cards in columns under their heads; *empty* stands where there is none."""
    wide = BODY_WIDE / max(len(columns), 1)
    size = next(
        (n for n in SIZES if all(on_one(some, wide, n) == len(some) for _, some in columns)),
        SIZES[-1],
    )
    parts = []
    for at, (head, some) in enumerate(columns):
        x, y = wide * at, 66.0
        if head:
            told = lines(head, wide - 40, 28, 1, bold=True)[0]
            parts.append(text(told, x, 30, 28, "bold"))
            line = f'<path d="M{x:.0f} 44 h{wide - 40:.0f}" stroke="{ACCENT}" stroke-width="4"/>'
            parts.append(line)
        for card in some:
            drawn, y = _card(card, (x, y), wide - 40, size)
            parts.append(drawn)
        if not some and (head or not at):
            parts.append(text(empty, x, 96, 22, "soft"))
    return "".join(parts)


def _card(card: Card, at: tuple[float, float], wide: float, size: float) -> tuple[str, float]:
    x, y = at
    told, end = block(card.told, (x + 20, y + 12), wide - 40, size, 3)
    small, parts = size - 4, []
    for line in card.below:
        drawn, end = block(line, (x + 20, end), wide - 40, small, 1, bold=True)
        parts.append(drawn)
    for line in card.open:
        parts.append(text(line, x + 20, end + small, small, "care"))
        end += small + 7
    high = max(end - y + 14, 60)
    dashed = ' stroke-dasharray="9 6" stroke-width="3"' if card.open else ' stroke-width="2"'
    frame = (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="8" '
        f'fill="#f7f9fb" stroke="{MARKED if card.open else GRID}"{dashed}/>'
    )
    return frame + told + "".join(parts), y + high + 14


def on_one(some: Sequence[Card], wide: float, size: float = SIZES[-1]) -> int:
    """Return how many of some cards have room in one column."""
    y = 66.0
    for at, card in enumerate(some):
        _, y = _card(card, (0, y), wide - 40, size)
        if y > BODY_HIGH:
            return max(at, 1)
    return len(some)


def bars(rows: Sequence[tuple[str, int]], whole: int, marked: Sequence[str] = ()) -> str:
    """Return a bar for each row, in the order given, of *whole* who answered.

    The bars of *marked* rows have a sign before their name.
    """
    names, room = 720.0, BODY_WIDE - 720.0 - 190
    high = min(160.0, BODY_HIGH / max(len(rows), 1))
    size = 32 if high > 110 else 26
    parts = []
    for at, (name, count) in enumerate(rows):
        middle = high * (at + 0.5)
        told = lines(f"✓ {name}" if name in marked else name, names - 30, size, 2)
        top = middle + size / 3 - size * 0.6 * (len(told) - 1)
        parts += [text(line, 0, top + size * 1.2 * n, size) for n, line in enumerate(told)]
        long = room * count / max(whole, 1)
        thick = min(84.0, high * 0.6)
        place = f'x="{names}" y="{middle - thick / 2:.1f}" height="{thick:.1f}"'
        parts.append(
            f'<rect {place} width="{room:.1f}" fill="#f1f4f7"/>'
            f'<rect {place} width="{long:.1f}" fill="{ACCENT}" stroke="{INK}"/>'
        )
        parts.append(text(f"{count} / {whole}", names + room + 20, middle + 10, 28, "bold"))
    return "".join(parts)
