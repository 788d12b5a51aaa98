"""What a practice is made of, and where it goes: the words that all the rest of spreading uses."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text

ID = r"^[a-z][a-z0-9_]*$"
ROLE_NAMES = {
    "gives": "dissemination.role.gives",
    "receives": "dissemination.role.receives",
    "both": "dissemination.role.both",
    "partner": "dissemination.role.partner",
}


class Component(Record):
    """One part of a practice: *core* where it must stay, None where nobody has said; and why."""

    id: str = Field(pattern=ID)
    label: Text
    core: bool | None = None
    because: Text | None = None


class Site(Record):
    """An organisation that gives a practice, receives it, or works with those who do."""

    id: str = Field(pattern=ID)
    name: Text
    role: Literal["gives", "receives", "both", "partner"] = "partner"
    territory: Text | None = None


class Dissemination(FileRecord):
    """`dissemination.yml`: the parts of the practice and the sites."""

    FILE: ClassVar[str] = "dissemination.yml"

    components: tuple[Component, ...] = ()
    sites: tuple[Site, ...] = ()

    @field_validator("components", "sites")
    @classmethod
    def _each_once(cls, given: tuple[Component | Site, ...]) -> tuple[Component | Site, ...]:
        if len({one.id for one in given}) < len(given):
            raise ValueError("dissemination.twice")
        return given

    @property
    def core(self) -> tuple[Component, ...]:
        """The parts that must stay."""
        return tuple(one for one in self.components if one.core)

    @property
    def receivers(self) -> tuple[Site, ...]:
        """The sites that receive, in the order of their names in the file."""
        return tuple(one for one in self.sites if one.role in ("receives", "both"))

    def site(self, id: str) -> Text:
        """Return the name of a site; its id where nobody has told of it."""
        return next((one.name for one in self.sites if one.id == id), Text(any=id or "?"))

    def component(self, id: str) -> Text:
        """Return the label of a component; its id where nobody has told of it."""
        return next((one.label for one in self.components if one.id == id), Text(any=id or "?"))


def known(named: Sequence[tuple[str, str]], told: Dissemination) -> Iterator[Finding]:
    """Yield a finding for each name: *named* pairs its place with ``site:ID`` or ``component:ID``.

    A name that nobody has told of blocks: one cannot know what was counted. One that is not filled
    in yet does not.
    """
    sites, parts = [one.id for one in told.sites], [one.id for one in told.components]
    for where, name in named:
        kind, _, id = name.partition(":")
        yield Finding("dissemination.not_filled", bool(id), where, "warning")
        if not id:
            continue
        if kind == "site":
            holes = {"name": id, "hint": words.hint(id, sites)}
            yield Finding("dissemination.unknown_site", id in sites, where, holes=holes)
        else:
            holes = {"name": id, "hint": words.hint(id, parts)}
            yield Finding("dissemination.unknown_component", id in parts, where, holes=holes)


def check(told: Dissemination) -> list[Finding]:
    """Return the findings about the practice: it has core parts, and each says why."""
    found = []
    if told.components:
        found.append(Finding("dissemination.no_core", bool(told.core), severity="warning"))
    for one in told.core:
        passed = one.because is not None
        holes = {"label": one.label}
        found.append(Finding("dissemination.core_without_reason", passed, one.id, "note", holes))
    return found
