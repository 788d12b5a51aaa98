"""What people know of their study before any answer comes, and no other file says."""

from typing import ClassVar

from pydantic import Field

from workbench.base.records import FileRecord


class Planning(FileRecord):
    """Whether there is a group to compare with, and how many people there will be.

    *comparison*: people who do not take part are asked as well; *who* names the column that says
    who takes part (1) and who does not (0); *lot*: a lot decided it. *people* counts everybody,
    *clubs_with* and *clubs_without* the clubs of each group. None where nobody has said it.
    """

    FILE: ClassVar[str] = "planning.yml"

    comparison: bool | None = None
    who: str | None = None
    lot: bool | None = None
    people: int | None = Field(default=None, ge=0)
    clubs_with: int | None = Field(default=None, ge=0)
    clubs_without: int | None = Field(default=None, ge=0)
