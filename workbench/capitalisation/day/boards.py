"""The boards of a day: what people said, on sheets for a wall. No ranking, no total, no mean."""

from collections.abc import Callable, Iterator, Sequence

from workbench.base import words
from workbench.base.words import say
from workbench.capitalisation.card.record import NA
from workbench.capitalisation.day.agenda import STATES
from workbench.capitalisation.day.boards_words import said_boards
from workbench.capitalisation.day.covered import Covered, Seen
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.readings import Cell
from workbench.press import board_grids
from workbench.press.board import Board
from workbench.press.board_grids import ROWS, Levels, Signs

Made = Callable[..., Board]


def boards(known: Known, lang: str) -> tuple[Board, ...]:
    """Return every board of a day, in the order of its sequences, then one for each pilot read.

    A board that would be too full goes on on the next one. Pilots stand in the order of the day.
    """
    found: list[Board] = []
    rated = False
    for part in known.day.sequences:
        if part.uses == "rating":
            found += [] if rated else _spread(known, lang)
            rated = True
        elif part.uses == "domains":
            places = [one.id for one in known.day.using("domains")]
            at = places.index(part.id)
            found += [b for one in known.covered[at : at + 1] for b in _domains(known, one, lang)]
            found += [] if at else [b for one in known.crossed for b in _domains(known, one, lang)]
        else:
            found += said_boards(known, part, lang)
    pilots = (pilot for pilot in known.readings.pilots if known.readings.of(pilot))
    return (*found, *(one for pilot in pilots for one in _pilot(known, pilot, lang)))


def about(known: Known, id: str, title: str, lang: str, **told: str) -> Callable[[str], Board]:
    """Return what makes a board of a drawing: its words, and the mark of a simulated day."""
    day = known.day
    mark = say("boards.simulated", lang) if day.simulated else ""
    kicker = f"{day.organisation.say(lang)} · {day.title.say(lang)}"

    def made(body: str) -> Board:
        return Board(id, kicker, title, told["shows"], told["reads"], body, mark)

    return made


def parted(rows: Sequence[str]) -> Iterator[tuple[int, Sequence[str], str]]:
    """Yield the rows of each board: its number, its rows, and what stands after its id."""
    for at in range(0, len(rows), ROWS):
        number = at // ROWS + 1
        yield number, rows[at : at + ROWS], "" if len(rows) <= ROWS else f"_{number}"


def numbered(title: str, number: int, rows: int, lang: str) -> str:
    """Return the title of one of several boards, with its number."""
    all_ = -(-rows // ROWS)
    return title if all_ <= 1 else say("boards.part", lang, title=title, number=number, all=all_)


def _spread(known: Known, lang: str) -> Iterator[Board]:
    """Yield the pilots by the prerequisites: how often each level was given, in the end."""
    found, items = known.readings, known.grid.prerequisites
    title = say("boards.spread", lang)
    for number, pilots, tail in parted(found.pilots):
        cells = [[_levels(found.last(pilot, one.id), lang) for one in items] for pilot in pilots]
        names = [known.name(pilot).say(lang) for pilot in pilots]
        made = about(
            known, f"spread{tail}", numbered(title, number, len(found.pilots), lang), lang,
            shows=say("boards.spread.shows", lang, pilots=words.join(names, lang)),
            reads=_reads(known, lang),
        )  # fmt: skip
        heads = [one.name.say(lang) for one in items]
        yield made(board_grids.grid(names, heads, cells, say("boards.nobody", lang)))


def _pilot(known: Known, pilot: str, lang: str) -> Iterator[Board]:
    """Yield one pilot: its prerequisites down, each asking across."""
    found, items = known.readings, known.grid.prerequisites
    moments = found.of(pilot)
    name = known.name(pilot).say(lang)
    heads = [moment_name(known, one, lang) for one in moments]
    title = say("boards.pilot", lang, pilot=name)
    for number, ids, tail in parted([one.id for one in items]):
        some = [one for one in items if one.id in ids]
        cells = [[_levels(found.cell(pilot, one.id, at), lang) for at in moments] for one in some]
        made = about(
            known, f"pilot_{pilot}{tail}", numbered(title, number, len(items), lang), lang,
            shows=say("boards.pilot.shows", lang, pilot=name, moments=words.join(heads, lang)),
            reads=_reads(known, lang),
        )  # fmt: skip
        rows = [one.name.say(lang) for one in some]
        yield made(board_grids.grid(rows, heads, cells, say("boards.nobody", lang)))


def moment_name(known: Known, moment: tuple[str, int], lang: str) -> str:
    """Return what an asking is called: its sequence and, where it was reopened, its round."""
    sequence, number = moment
    title = known.activity(sequence).title.say(lang)
    rounds = {n for one, n in known.readings.moments if one == sequence}
    return title if len(rounds) < 2 else say("boards.round", lang, title=title, number=number)


def _reads(known: Known, lang: str) -> str:
    unsourced = [
        words.number(at, lang)
        for at, one in enumerate(known.grid.prerequisites, 1)
        if one.wording_status != "sourced"
    ]
    told = say("boards.spread.reads", lang)
    if not unsourced:
        return told
    numbers = words.join(unsourced, lang)
    return f"{told} {say('boards.not_sourced', lang, n=len(unsourced), numbers=numbers)}"


def _levels(cell: Cell, lang: str) -> Levels:
    return Levels(cell.counts, ends(cell, lang), cell.split, NA)


def ends(cell: Cell, lang: str) -> str:
    """Say between what scores people stand, and how many they are."""
    n = len(cell.ratings)
    if cell.ends is None:
        return say("boards.no_score", lang, n=n)
    low, high = cell.ends
    if low == high:
        return say("boards.one_score", lang, score=low, n=n)
    return say("boards.from_to", lang, low=low, high=high, n=n)


def _domains(known: Known, found: Covered, lang: str) -> Iterator[Board]:
    """Yield the pilots by the domains of one list: claimed, measured, verified, absent."""
    name = found.taxonomy.name.say(lang)
    key = "boards.domains.crossed" if found.crossed else "boards.domains"
    title = say(key, lang, taxonomy=name)
    signs = words.join([say(phrase, lang) for phrase in STATES.values()], lang)
    for number, pilots, tail in parted(found.pilots):
        domains = found.taxonomy.domains
        cells = [[_signs(found.cell(pilot, one.id)) for one in domains] for pilot in pilots]
        names = [known.name(pilot).say(lang) for pilot in pilots]
        made = about(
            known, f"domains_{found.taxonomy.id}{tail}",
            numbered(title, number, len(found.pilots), lang), lang,
            shows=say("boards.domains.shows", lang, taxonomy=name, pilots=words.join(names, lang)),
            reads=say("boards.domains.reads", lang, signs=signs),
        )  # fmt: skip
        heads = [one.name.say(lang) for one in domains]
        body = board_grids.grid(names, heads, cells, say("boards.nobody", lang))
        legend = {state: say(phrase, lang) for state, phrase in STATES.items()}
        yield made(body + board_grids.key_of_signs(legend, 12))


def _signs(cell: Seen) -> Signs:
    share = cell.present / cell.n if cell.n else 0.0
    return Signs(cell.counts, cell.strongest, share)
