"""What a programme of several levels is made of: its sites, what was promised, what is counted."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text
from workbench.indicators.record import Target

WHOLE = "programme"
"""The level above all: everybody, as one unit."""


class Level(Record):
    """One level: the *column* of the registry that names its units, and how many were planned."""

    column: str = Field(min_length=1)
    label: Text
    planned: Target | None = None


class Outcome(Record):
    """A yes-or-no column of the clean table; *when* says at which moment it is known.

    It is told down to the level *down_to*, where a smaller unit would tell of too few people.
    """

    column: str = Field(min_length=1)
    label: Text
    when: Text | None = None
    target: Target | None = None
    down_to: str | None = None


class Promise(Record):
    """How many people were to come in a year: in *all*, and in each *site*."""

    all: Target | None = None
    site: Target | None = None


class Levels(FileRecord):
    """The levels of a programme, from the largest unit to the smallest, and what is counted.

    The last level is that of the sites: the clean table names the site of each person in a column
    of the same name, and the cohort in the column *cohort*. *years* lists the cohorts of each year.
    *simulated* says that even the registry of the sites was made up.
    """

    FILE: ClassVar[str] = "levels.yml"

    levels: tuple[Level, ...] = Field(min_length=1)
    cohort: str
    years: dict[str, tuple[str, ...]] = Field(min_length=1)
    enrolment: Promise = Promise()
    outcomes: tuple[Outcome, ...] = ()
    simulated: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        columns = [level.column for level in self.levels]
        cohorts = [cohort for some in self.years.values() for cohort in some]
        if len({*columns, self.cohort}) <= len(columns) or len(set(cohorts)) < len(cohorts):
            raise ValueError("levels.rule.twice")
        if any(one.down_to not in (None, *columns) for one in self.outcomes):
            raise ValueError("levels.rule.down_to")
        return self

    @property
    def site(self) -> str:
        """The column of the sites."""
        return self.levels[-1].column

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the levels, the largest unit first."""
        return tuple(level.column for level in self.levels)

    def year_of(self, cohort: str) -> str | None:
        """Return the year of a cohort; None where none lists it."""
        return next((year for year, some in self.years.items() if cohort in some), None)

    def told_at(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the levels at which an outcome is told, the largest first."""
        end = self.columns.index(outcome.down_to or self.site)
        return self.columns[: end + 1]
