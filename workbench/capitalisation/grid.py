"""The grid with which people read a pilot: prerequisites, and how sure the wording of each is."""

from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base import places
from workbench.base.dossier import Dossier, check_format
from workbench.base.records import FileRecord, Record, Text, validated
from workbench.base.yaml_files import read_yaml

VOCABULARY = "prerequisites.yml"
"""The grid that is used where a dossier has none of its own."""
HIGHEST = 3
"""0 absent, 1 started, 2 in place, 3 used to steer."""
SCORE_NAMES = ("grid.score.0", "grid.score.1", "grid.score.2", "grid.score.3")
STATUS_NAMES = {
    "sourced": "grid.status.sourced",
    "inferred": "grid.status.inferred",
    "reconstructed": "grid.status.reconstructed",
}


class Prerequisite(Record):
    """One line of the grid. Only a *sourced* wording may be printed as a quotation."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    wording: Text
    wording_status: Literal["sourced", "inferred", "reconstructed"]
    asks: Text | None = None
    evidence: Text | None = None


class Grid(FileRecord):
    """`grid.yml` of a dossier, or the one of the vocabulary: the prerequisites, in their order."""

    FILE: ClassVar[str] = "grid.yml"

    id: str
    name: Text
    source: str
    licence: str
    prerequisites: tuple[Prerequisite, ...] = Field(min_length=1)

    @field_validator("prerequisites")
    @classmethod
    def _each_once(cls, given: tuple[Prerequisite, ...]) -> tuple[Prerequisite, ...]:
        if len({one.id for one in given}) < len(given):
            raise ValueError("grid.twice")
        return given

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the prerequisites, in their order."""
        return tuple(one.id for one in self.prerequisites)


def grid_of(dossier: Dossier) -> Grid:
    """Return the grid of a dossier: its own where it has one, else that of the vocabulary.

    Raises RecordError for a grid that breaks a rule.
    """
    return dossier.read_if_there(Grid) or vocabulary()


@cache
def vocabulary(folder: Path | None = None) -> Grid:
    """Return the grid of the vocabulary.

    >>> len(vocabulary().prerequisites)
    7
    """
    path = (folder or places.datasets() / "vocabulary") / VOCABULARY
    content = read_yaml(path)
    check_format(content, path)
    return validated(Grid, content, path)
