"""The hours that files and forms take, task by task: an hour nobody noted is no nought."""

from collections.abc import Iterator, Sequence

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.words import say
from workbench.capitalisation.programme import register
from workbench.capitalisation.programme.register import Column, Register, Row

TASKS = {
    "finding": "hours.task.finding",
    "agreement": "hours.task.agreement",
    "contract": "hours.task.contract",
    "tutoring": "hours.task.tutoring",
    "reporting": "hours.task.reporting",
    "solving": "hours.task.solving",
}
"""What is done for a mission beside the mission itself, in the order in which it comes."""
HOURS = Register(
    "burden.csv",
    (
        Column("id", "token", "hours.column.id", required=True),
        Column("month", "month", "hours.column.month", required=True),
        Column("task", "choice", "hours.column.task", TASKS, required=True),
        Column("hours", "amount", "hours.column.hours"),
        Column("missions", "whole", "hours.column.missions"),
        Column("simulated", "yes_no", "hours.column.simulated", required=True),
    ),
    "id",
)
"""A line a month and task of one structure: its hours, and the missions that they served."""
NOTHING = "–"


def hours(dossier: Dossier) -> list[Row]:
    """Return the lines of the register; none where it is not there."""
    return register.read(dossier, HOURS)


def table(rows: Sequence[Row], lang: str) -> list[dict[str, str]]:
    """Return one row a task, in the order of the work: hours noted, lines without, per mission.

    Hours per mission come from the lines that have both.
    """
    told = []
    for task, key in TASKS.items():
        own = [row for row in rows if row["task"] == task]
        noted = [float(one) for row in own if isinstance(one := row["hours"], int | float)]
        told.append(
            {
                "hours_task": say(key, lang),
                "hours_noted": words.number(sum(noted), lang, 1) if noted else NOTHING,
                "hours_lines": say("levels.of", lang, part=len(noted), whole=len(own)),
                "hours_each": words.number(per_mission(own), lang, 1),
            }
        )
    return told


def per_mission(rows: Sequence[Row]) -> float | None:
    """Return the hours that one mission took; None where no line has both numbers.

    >>> per_mission([{"hours": 6.0, "missions": 4}, {"hours": None, "missions": 2}])
    1.5
    """
    both = [
        (float(one), missions)
        for row in rows
        if isinstance(one := row["hours"], int | float)
        and isinstance(missions := row["missions"], int)
        and missions
    ]
    served = sum(missions for _, missions in both)
    return sum(one for one, _ in both) / served if served else None


def check(rows: Sequence[Row]) -> Iterator[Finding]:
    """Every line says its hours: those without are not counted as none."""
    silent = sum(row["hours"] is None for row in rows)
    holes = {"n": silent, "k": len(rows)}
    yield Finding("hours.not_noted", silent == 0, HOURS.file, "note", holes)
