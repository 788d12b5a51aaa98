"""The boards of words and counts: positions, reasons, decisions, what people take home."""

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.base.words import say
from workbench.capitalisation.day import wall
from workbench.capitalisation.day.consent import unreached
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.record import Sequence as Part
from workbench.capitalisation.day.wall import Decision
from workbench.press import board_walls
from workbench.press.board import BODY_WIDE, Board
from workbench.press.board_walls import Card

AXES = {"political": "boards.axis.political", "operational": "boards.axis.operational"}


def said_boards(known: Known, part: Part, lang: str) -> Iterator[Board]:
    """Yield the boards of one sequence: its counts, its words, its decisions or its texts."""
    if part.uses in ("positions", "conditions"):
        yield _counted(known, part, lang)
    elif part.uses == "sorter":
        yield from _sorted(known, part, lang)
    elif part.uses == "reasons":
        yield _wall(known, part, lang)
    elif part.uses == "decisions":
        yield from _decisions(known, part, lang)
    elif part.uses in ("harvest", "questions"):
        yield from _texts(known, part, lang)


def _board(known: Known, id: str, title: str, lang: str, body: str, reads: str) -> Board:
    day = known.day
    mark = say("boards.simulated", lang) if day.simulated else ""
    kicker = f"{day.organisation.say(lang)} · {day.title.say(lang)}"
    shows = say("boards.words.shows", lang, title=title)
    return Board(id, kicker, title, shows, reads, body, mark)


def _counted(known: Known, part: Part, lang: str) -> Board:
    """Return how many chose each option, in the order of the options."""
    activity = known.activity(part.id)
    found = wall.last(activity, known.votes)
    rows = [(one.label.say(lang), found.cells[0]["counts"][one.id]) for one in activity.options]
    key = "boards.several.reads" if part.uses == "conditions" else "boards.counted.reads"
    reads = say(key, lang, n=found.answered)
    body = board_walls.bars(rows, found.answered)
    return _board(known, part.id, part.title.say(lang), lang, body, reads)


def _sorted(known: Known, part: Part, lang: str) -> Iterator[Board]:
    """Yield a board for each thing that was sorted; the right answer has a sign."""
    activity = known.activity(part.id)
    found = wall.last(activity, known.votes)
    for item, cell in zip(activity.items, found.cells, strict=True):
        rows = [(one.label.say(lang), cell["counts"][one.id]) for one in activity.options]
        right = [
            one.label.say(lang) for one in activity.options if one.id == part.right.get(item.id)
        ]
        title = say("boards.sorted", lang, item=item.label.say(lang))
        reads = say("boards.sorted.reads", lang, n=cell["n"])
        body = board_walls.bars(rows, cell["n"], right)
        yield _board(known, f"{part.id}_{item.id}", title, lang, body, reads)


def _wall(known: Known, part: Part, lang: str) -> Board:
    activity = known.activity(part.id)
    found = wall.last(activity, known.votes)
    heads = [one.label.say(lang) for one in activity.items]
    columns = [(head, _words(cell)) for head, cell in zip(heads, found.cells, strict=True)]
    body = board_walls.wall(columns, lambda n: say("boards.more", lang, n=n))
    reads = say("boards.wall.reads", lang, n=found.answered)
    return _board(known, part.id, part.title.say(lang), lang, body, reads)


def _words(cell: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the words in the order in which they came, each with how many people said it."""
    return [(unreached(one["text"]), one["n"]) for one in cell["words"]]


def _decisions(known: Known, part: Part, lang: str) -> Iterator[Board]:
    found = wall.decisions(known.day, known.votes)
    columns = [
        (say(key, lang), [_card(one, lang) for one in found if one.axis == axis])
        for axis, key in AXES.items()
    ]
    reads = say("boards.decisions.reads", lang, n=len(found))
    yield from _cards(known, part, columns, reads, lang)


def _card(one: Decision, lang: str) -> Card:
    below = [say("boards.who", lang, who=one.who)] if one.who else []
    below += [say("boards.when", lang, when=one.when)] if one.when else []
    open_ = [] if one.who else [say("boards.who.open", lang)]
    return Card(
        one.what, tuple(below), (*open_, *([] if one.when else [say("boards.when.open", lang)]))
    )


def _texts(known: Known, part: Part, lang: str) -> Iterator[Board]:
    every = wall.texts(known.day, known.votes, part.uses)
    found = next(one for one in every if one.sequence == part.id)
    said = dict.fromkeys(found.texts)
    some = [Card(one, _times(found.texts.count(one), lang)) for one in said]
    half = -(-len(some) // 2)
    reads = say("boards.texts.reads", lang, n=found.written, back=found.kept_back)
    columns = [("", some[:half]), ("", some[half:])]
    yield from _cards(known, part, columns, reads, lang)


def _times(n: int, lang: str) -> tuple[str, ...]:
    return (say("boards.times", lang, n=n),) if n > 1 else ()


def _cards(
    known: Known, part: Part, columns: Sequence[tuple[str, Sequence[Card]]], reads: str, lang: str
) -> Iterator[Board]:
    """Yield boards of cards, as many as they need."""
    wide, number, left = BODY_WIDE / len(columns), 1, [(head, list(some)) for head, some in columns]
    title = part.title.say(lang)
    while number == 1 or any(some for _, some in left):
        fits = [board_walls.on_one(some, wide) for _, some in left]
        here = [(head, some[:n]) for (head, some), n in zip(left, fits, strict=True)]
        left = [(head, some[n:]) for (head, some), n in zip(left, fits, strict=True)]
        body = board_walls.cards(here, say("boards.none", lang))
        more = number > 1 or any(some for _, some in left)
        id = f"{part.id}_{number}" if more else part.id
        shown = say("boards.sheet", lang, title=title, number=number) if more else title
        yield _board(known, id, shown, lang, body, reads)
        number += 1
