"""What a room read in the pilots, told: the lowest and the highest score, and how many gave one."""

from workbench.base.words import say
from workbench.capitalisation.comparison.compare import Compared, names
from workbench.capitalisation.comparison.matrix import MISSING, Mark, Matrix
from workbench.capitalisation.day.readings import Cell
from workbench.capitalisation.grid import STATUS_NAMES


def heard_matrix(compared: Compared, lang: str) -> Matrix | None:
    """Return pilots by prerequisites as a room read them; None where there was no room.

    A cell says from which score to which people went, never a mean; where they stood two steps
    apart or more, it has no shade: they saw two different pilots.
    """
    if compared.heard is None:
        return None
    called, lines = names(compared.cards, lang), compared.grid.prerequisites
    last = compared.heard.readings.last
    return Matrix(
        say("comparison.head.pilot", lang),
        tuple(one.name.say(lang) for one in lines),
        tuple(say(STATUS_NAMES[one.wording_status], lang) for one in lines),
        tuple(
            (
                called[card.pilot_id],
                tuple(_mark(last(card.pilot_id, one.id), lang) for one in lines),
            )
            for card in compared.cards
        ),
    )


def _mark(cell: Cell, lang: str) -> Mark:
    if cell.ends is None:
        return Mark(MISSING, say("comparison.heard.nobody", lang))
    low, high = cell.ends
    readers = say("comparison.heard.readers", lang, n=len(cell.scores))
    if low == high:
        return Mark(str(low), say("comparison.heard.all", lang), low, readers)
    told = "comparison.heard.split" if cell.split else "comparison.heard.near"
    span = say("comparison.heard.span", lang, low=low, high=high)
    return Mark(span, say(told, lang), None if cell.split else low, readers)
