"""What is known of a day: its file, its grid, its cards and every vote, read once."""

from dataclasses import dataclass
from functools import cached_property

from workbench.base.dossier import Dossier
from workbench.base.records import Text
from workbench.capitalisation.card import Held, read_cards
from workbench.capitalisation.day.agenda import agenda_of
from workbench.capitalisation.day.covered import Covered, covered, crossed
from workbench.capitalisation.day.readings import Readings, readings
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.votes import Vote, read_votes
from workbench.capitalisation.grid import Grid, grid_of
from workbench.rooms.record import Activity, Agenda


@dataclass(frozen=True)
class Known:
    """A day, the grid with which pilots are read, their cards, and the votes of its room."""

    day: Day
    grid: Grid
    held: Held
    votes: tuple[Vote, ...]

    @cached_property
    def agenda(self) -> Agenda:
        """The day as its room was asked it."""
        return agenda_of(self.day, self.grid, {one.pilot_id: one for one in self.held.cards})

    @cached_property
    def readings(self) -> Readings:
        """What was said of the pilots, by the prerequisites of the grid."""
        return readings(self.day, self.grid.ids, self.votes)

    @cached_property
    def covered(self) -> tuple[Covered, ...]:
        """What was said of the domains, as they were asked."""
        return covered(self.day, self.votes)

    @cached_property
    def crossed(self) -> tuple[Covered, ...]:
        """The same answers under the other lists of domains."""
        return tuple(one for found in self.covered for one in crossed(found))

    @property
    def people(self) -> int:
        """How many people answered something."""
        return len({vote.person for vote in self.votes})

    def name(self, pilot: str) -> Text:
        """Return what a pilot is called: as its card says, or its id."""
        card = self.held.card(pilot)
        return card.called if card else Text(any=pilot)

    def activity(self, id: str) -> Activity:
        """Return an activity of the day."""
        return next(one for one in self.agenda.sequences if one.id == id)


def known(dossier: Dossier) -> Known:
    """Read what a dossier knows of its day; raise RecordError or DataError otherwise."""
    return Known(dossier.read(Day), grid_of(dossier), read_cards(dossier), read_votes(dossier))
