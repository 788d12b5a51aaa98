"""What is asked of a comparison (`comparison.yml`), and what differs by site (`components.yml`)."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text
from workbench.capitalisation.card.record import Shared

FEWEST, MOST = 2, 3
"""How many conditions a truth table of a few pilots can bear."""


class Comparison(FileRecord):
    """For whom the comparison is made, and the conditions that are read across pilots.

    *audience* decides what may be shown: a card shared for the day alone is in no comparison for
    the public. *outcome* and *conditions* name prerequisites of the grid, or what cards say
    (see `conditions`); without them the usual ones are read.
    """

    FILE: ClassVar[str] = "comparison.yml"

    audience: Shared = "day"
    outcome: str = ""
    conditions: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _two_or_three(self) -> Self:
        if self.conditions and not FEWEST <= len(self.conditions) <= MOST:
            raise ValueError("comparison.two_or_three")
        return self


class Site(Record):
    """A place where the components are: a pilot of the cards, or a local project."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text


class At(Record):
    """How a component is at one site; *because* says why it was adapted or left out."""

    site: str
    state: Literal["same", "adapted", "absent", "unknown"]
    how: Text | None = None
    because: Text | None = None


class Component(Record):
    """One part of the project: *core*, the same everywhere on purpose, or *variable*."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    kind: Literal["core", "variable"]
    because: Text | None = None
    at: tuple[At, ...] = ()

    def at_site(self, site: str) -> At | None:
        """Return how it is at a site; None where nobody says."""
        return next((one for one in self.at if one.site == site), None)


class Components(FileRecord):
    """The parts of a project, core and variable, and how each is at each site."""

    FILE: ClassVar[str] = "components.yml"

    sites: tuple[Site, ...] = ()
    components: tuple[Component, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [one.id for one in self.components]
        sites = [one.id for one in self.sites]
        twice = [at.site for one in self.components for at in one.at]
        pairs = [(one.id, at.site) for one in self.components for at in one.at]
        if len(set(ids)) < len(ids) or len(set(sites)) < len(sites) or len(set(pairs)) < len(pairs):
            raise ValueError("comparison.twice")
        if self.sites and set(twice) - set(sites):
            raise ValueError("comparison.unknown_site")
        return self

    def places(self) -> tuple[Site, ...]:
        """Return the sites in the order of the file; those that rows name, where none is listed."""
        named = dict.fromkeys(at.site for one in self.components for at in one.at)
        return self.sites or tuple(Site(id=id, name=Text(any=id)) for id in named)
