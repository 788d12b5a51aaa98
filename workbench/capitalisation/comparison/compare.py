"""Pilots compared from their cards and sums alone: nothing here tells of a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from workbench.analysis import pilots
from workbench.analysis.pilots import Gathered, Member, PilotEffect
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.records import Text
from workbench.capitalisation.card import Card, Sum
from workbench.capitalisation.card.folder import looked_over
from workbench.capitalisation.card.sums import as_effect
from workbench.capitalisation.comparison.conditions import Crossed, crossed, silent
from workbench.capitalisation.comparison.heard import Heard, heard, said_of
from workbench.capitalisation.comparison.record import Comparison, Components
from workbench.capitalisation.comparison.shared import seen_by
from workbench.capitalisation.grid import Grid, grid_of

LONGEST = 28
"""Letters of a pilot's name that a picture has room for."""
FEWEST = 2


@dataclass(frozen=True)
class Compared:
    """The pilots that an audience may see, in the order of their files, and what they share.

    *kept_back* counts those that share less than this audience. *findings* are those about the
    cards; `doubts` says what keeps pilots from being compared. *made* keeps what `side` has made.
    """

    cards: tuple[Card, ...]
    sums: Mapping[str, tuple[Sum, ...]]
    grid: Grid
    audience: str
    kept_back: int
    components: Components | None
    crossed: Crossed | None
    heard: Heard | None
    findings: tuple[Finding, ...]
    made: dict[tuple[str | None, float], pilots.Compared] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def alone(self) -> bool:
        """Whether there is nothing to compare with: one pilot, or none."""
        return len(self.cards) < FEWEST

    @property
    def simulated(self) -> bool:
        """Whether a pilot of the comparison is simulated, or the day on which it was read."""
        day = self.heard is not None and self.heard.simulated
        return day or any(card.simulated for card in self.cards)


def compare(dossier: Dossier) -> Compared:
    """Read the cards of a dossier and set its pilots side by side.

    A card that does not fit is left out and named. Raises RecordError for a grid, a
    ``comparison.yml`` or a ``components.yml`` that breaks a rule.
    """
    asked = dossier.read_if_there(Comparison)
    audience = asked.audience if asked else "day"
    fit, sums, findings = looked_over(dossier)
    cards, away = seen_by(fit, audience)
    grid = grid_of(dossier)
    room, spoilt = heard(dossier)
    ids = [card.pilot_id for card in cards]
    said = partial(said_of, room, ids) if room else silent
    return Compared(
        tuple(cards),
        {card.pilot_id: sums[card.pilot_id] for card in cards},
        grid,
        audience,
        away,
        dossier.read_if_there(Components),
        crossed(cards, grid, asked, said) if len(cards) >= FEWEST else None,
        room,
        (*findings, *spoilt),
    )


def names(cards: Sequence[Card], lang: str) -> dict[str, str]:
    """Return what each pilot is called in a table or a picture, short, by its id.

    Two pilots of one name are called by their ids.
    """
    called = {card.pilot_id: _short(card.called.say(lang)) for card in cards}
    every = list(called.values())
    return {id: name if every.count(name) == 1 else id for id, name in called.items()}


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    return name[:LONGEST].rpartition(" ")[0].rstrip(" ,;:–-\u00a0\u202f") + "…"


def side(compared: Compared, lang: str | None = None, level: float = 0.95) -> pilots.Compared:
    """Return the figures that pilots share, side by side; pilots by their name, or by their id.

    What was set side by side once is kept with the comparison.
    """
    if (lang, level) not in compared.made:
        compared.made[lang, level] = _side(compared, lang, level)
    return compared.made[lang, level]


def _side(compared: Compared, lang: str | None, level: float) -> pilots.Compared:
    named = names(compared.cards, lang) if lang else {}
    effects = [
        replace(row, pilot=named.get(row.pilot, row.pilot))
        for card in compared.cards
        for row in _effects(card, compared.sums[card.pilot_id])
    ]
    members = [_member(card, named.get(card.pilot_id, card.pilot_id)) for card in compared.cards]
    ordered = tuple(sorted(members, key=lambda member: member.name))
    return pilots.compare(Gathered(ordered, tuple(effects)), level)


def _effects(card: Card, sums: Sequence[Sum]) -> Iterator[PilotEffect]:
    """Yield the figures of a pilot, each indicator, quantity and definition once: the first."""
    first: dict[tuple[str, str, str], PilotEffect] = {}
    for row in (as_effect(one, card) for one in sums):
        key = (row.key, row.quantity, row.counted)
        kept = first.setdefault(key, row)
        if kept is not row:
            first[key] = replace(kept, others=kept.others + 1)
    yield from first.values()


def _member(card: Card, name: str) -> Member:
    return Member(
        name=name,
        title=card.name or Text(any=name),
        state="taken",
        simulated=card.simulated,
        start=moment(card.start),
        end=moment(card.end, last=True),
    )


def moment(text: str, last: bool = False) -> date | None:
    """Return the first day, or the *last*, that a year, a month or a day means; None for none.

    >>> moment("2018"), moment("2018-02", last=True)
    (datetime.date(2018, 1, 1), datetime.date(2018, 2, 28))
    """
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    try:
        if len(parts) > 2 or not last:
            return date(year, month, parts[2] if len(parts) > 2 else 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(after.toordinal() - 1)
    except (ValueError, OverflowError):
        return None
