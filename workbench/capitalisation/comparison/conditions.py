"""Two or three conditions read across pilots: which go together, and which pilots contradict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.analysis import configurations
from workbench.analysis.configurations import Answer, Asked
from workbench.base import words
from workbench.base.errors import DataError, LetterError, RecordError
from workbench.base.findings import Finding, found_in
from workbench.capitalisation.card import Card
from workbench.capitalisation.card.record import FIGURES, NA, WORDS
from workbench.capitalisation.comparison.record import MOST, Comparison
from workbench.capitalisation.grid import Grid

IN_PLACE = 2
"""From this score on, a prerequisite counts as there."""
SEVERAL = 2
"""At so many steps, stakeholders are said to take part in the evaluation."""


def _both(card: Card) -> bool | None:
    if not card.methods:
        return None
    return any(one in FIGURES for one in card.methods) and any(one in WORDS for one in card.methods)


def _involved(card: Card) -> bool | None:
    if not any(one.steps for one in card.stakeholders):
        return None
    return len({step for one in card.stakeholders for step in one.steps}) >= SEVERAL


def _measured(card: Card) -> bool | None:
    return any(one.state != "planned" for one in card.indicators) if card.indicators else None


FACTS: dict[str, Callable[[Card], bool | None]] = {
    "figures_and_words": _both,
    "several_steps": _involved,
    "measured": _measured,
}
"""What cards say as a yes or a no; None where they do not say."""
FACT_NAMES = {
    "figures_and_words": "comparison.fact.figures_and_words",
    "several_steps": "comparison.fact.several_steps",
    "measured": "comparison.fact.measured",
}
USUAL = ("used", ("several_steps", "figures_and_words"))
"""The outcome and the conditions that are read where nobody chose any."""
OF_A_ROOM = ("stakeholders", "purpose")
"""The conditions that are read where a room has read the pilots, and nobody chose any."""


@dataclass(frozen=True)
class Crossed:
    """A truth table of pilots: what was asked, the answer and its doubts, or why there is none.

    *unknown* names, for each condition and the outcome, the pilots that do not say.
    """

    outcome: str
    conditions: tuple[str, ...]
    answer: Answer | None
    findings: tuple[Finding, ...]
    letter: LetterError | None = None
    unknown: dict[str, tuple[str, ...]] | None = None


Said = Callable[[str], Mapping[str, bool | None]]
"""What a room said of a prerequisite, by pilot; it stands before what a pilot says of itself."""


def silent(_: str) -> Mapping[str, bool | None]:
    """Return what is said where there was no room: nothing."""
    return {}


def crossed(
    cards: Sequence[Card], grid: Grid, asked: Comparison | None, said: Said = silent
) -> Crossed:
    """Return the truth table of the pilots; its letter where they allow none.

    Raises RecordError where ``comparison.yml`` names a condition that neither the grid nor the
    cards know.
    """
    outcome, conditions = _named(grid, asked, said is not silent)
    names = (*conditions, outcome)
    allowed = (*grid.ids, *FACTS)
    for name in names:
        if name not in allowed:
            hint = words.hint(name, allowed)
            raise RecordError("comparison.unknown_condition", id=name, hint=hint)
    room = {name: said(name) if name in grid.ids else {} for name in names}
    rows = [
        {name: room[name].get(card.pilot_id, holds(card, name)) for name in names} for card in cards
    ]
    unknown = {
        name: tuple(
            card.pilot_id for card, row in zip(cards, rows, strict=True) if row[name] is None
        )
        for name in names
    }
    table = pd.DataFrame(
        [{name: None if yes is None else float(yes) for name, yes in row.items()} for row in rows],
        columns=list(names),
    ).assign(pilot=[card.pilot_id for card in cards])
    try:
        found, doubts = configurations.answer(table, Asked(outcome, conditions, id="pilot"))
    except DataError as error:
        return Crossed(outcome, conditions, None, (), error, unknown)
    return Crossed(
        outcome, conditions, found, tuple(found_in(Comparison.FILE, doubts)), None, unknown
    )


def _named(grid: Grid, asked: Comparison | None, room: bool) -> tuple[str, tuple[str, ...]]:
    last = USUAL[0] if USUAL[0] in grid.ids else grid.ids[-1]
    outcome = (asked.outcome if asked else "") or last
    read = tuple(id for id in OF_A_ROOM if id in grid.ids and id != outcome)
    usual = read if room and len(read) == len(OF_A_ROOM) else USUAL[1]
    return outcome, ((asked.conditions if asked else ()) or usual)[:MOST]


def holds(card: Card, name: str) -> bool | None:
    """Whether a condition is there at a pilot; None where its card does not say."""
    if name in FACTS:
        return FACTS[name](card)
    rated = next((one for one in card.prerequisites if one.prerequisite == name), None)
    return None if rated is None or rated.score == NA else int(rated.score) >= IN_PLACE
