"""Missions and volunteers as tokens: what each asks for and offers, and the rules between them."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from workbench.base.dossier import Dossier
from workbench.base.records import FileRecord, Record
from workbench.capitalisation.programme import register
from workbench.capitalisation.programme.register import Column, Register, Row

AXES = {"education": "matching.axis.education", "inclusion": "matching.axis.inclusion"}
ROUTES = {"known": "matching.route.known", "to_find": "matching.route.to_find"}
PUBLICS = {"refugee": "matching.public.refugee", "qpv": "matching.public.qpv",
           "zrr": "matching.public.zrr"}  # fmt: skip
FRENCH = {"a1": "matching.french.a1", "a2": "matching.french.a2", "b1": "matching.french.b1",
          "b2": "matching.french.b2", "c1": "matching.french.c1"}  # fmt: skip
"""Levels of French, from the first words on."""
MISSIONS = Register(
    "missions.csv",
    (
        Column("id", "token", "matching.mission.id", required=True),
        Column("structure", "token", "matching.mission.structure"),
        Column("axis", "choice", "matching.mission.axis", AXES, required=True),
        Column("territory", "token", "matching.mission.territory", required=True),
        Column("start", "day", "matching.mission.start", required=True),
        Column("months", "whole", "matching.mission.months", required=True),
        Column("hours", "whole", "matching.mission.hours", required=True),
        Column("french", "choice", "matching.mission.french", FRENCH),
        Column("minors", "yes_no", "matching.mission.minors"),
        Column("open_to", "several", "matching.mission.open_to", PUBLICS),
        Column("route", "choice", "matching.mission.route", ROUTES, required=True),
        Column("volunteer", "token", "matching.mission.volunteer"),
        Column("simulated", "yes_no", "matching.mission.simulated", required=True),
    ),
    "id",
)
"""A line a mission. *route*: its volunteer is ``known`` already (*volunteer*), or ``to_find``.

*open_to* names the publics that pay for it or are meant; blank: everybody.
"""
VOLUNTEERS = Register(
    "volunteers.csv",
    (
        Column("id", "token", "matching.volunteer.id", required=True),
        Column("age", "whole", "matching.volunteer.age", required=True),
        Column("up_to", "whole", "matching.volunteer.up_to"),
        Column("territory", "token", "matching.volunteer.territory", required=True),
        Column("reach", "several", "matching.volunteer.reach"),
        Column("from_day", "day", "matching.volunteer.from_day", required=True),
        Column("hours", "whole", "matching.volunteer.hours", required=True),
        Column("axes", "several", "matching.volunteer.axes", AXES),
        Column("french", "choice", "matching.volunteer.french", FRENCH),
        Column("papers", "yes_no", "matching.volunteer.papers"),
        Column("publics", "several", "matching.volunteer.publics", PUBLICS),
        Column("simulated", "yes_no", "matching.volunteer.simulated", required=True),
    ),
    "id",
)
"""A line a volunteer, who is a token: no name, no sex, no origin, no address, no health.

*up_to* is the age up to which this person may serve, where it is not the common one. *reach* are
the other territories the person can get to every day. *papers*: allowed to serve today.
"""


class Rules(FileRecord):
    """The rules of matching: ages, how late somebody may come, and what each criterion is worth."""

    FILE: ClassVar[str] = "matching.yml"

    class Worth(Record):
        """How many points a criterion gives where it is met in full."""

        axis: int = Field(default=2, ge=0, le=10)
        near: int = Field(default=2, ge=0, le=10)
        start: int = Field(default=1, ge=0, le=10)
        hours: int = Field(default=1, ge=0, le=10)

    youngest: int = 16
    oldest: int = 25
    late_days: int = Field(default=30, ge=0)
    worth: Worth = Worth()


class Mission(Record):
    """One mission, as its line says."""

    id: str
    axis: str
    territory: str
    start: date
    months: int
    hours: int
    route: str
    structure: str | None = None
    french: str | None = None
    minors: bool | None = None
    open_to: tuple[str, ...] = ()
    volunteer: str | None = None
    simulated: bool


class Volunteer(Record):
    """One volunteer, as the line says."""

    id: str
    age: int
    territory: str
    from_day: date
    hours: int
    up_to: int | None = None
    reach: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    french: str | None = None
    papers: bool | None = None
    publics: tuple[str, ...] = ()
    simulated: bool


def missions(dossier: Dossier) -> list[Mission]:
    """Return the missions, by id."""
    return [Mission.model_validate(row) for row in _by_id(register.read(dossier, MISSIONS))]


def volunteers(dossier: Dossier) -> list[Volunteer]:
    """Return the volunteers, by token."""
    return [Volunteer.model_validate(row) for row in _by_id(register.read(dossier, VOLUNTEERS))]


def _by_id(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["id"]))
