"""What a page shows of a dossier is shown anew each time one of its forms keeps something."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ipywidgets as w
from IPython.display import HTML

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.records import FileRecord
from workbench.forms.parts import letter

PERSON = "WORKBENCH_PERSON"
"""The environment variable in which the server says who works on a page."""


@dataclass(frozen=True)
class Watched(Dossier):
    """A dossier that calls, after each writing, whatever shows something of it on this page."""

    watchers: list[Callable[[], None]] = field(default_factory=list, compare=False)
    person: str = ""

    @property
    def who(self) -> str:
        """Who works in it, for its history; nothing where nobody says."""
        return self.person

    def write(self, record: FileRecord) -> Path:
        """Write one of the records of the dossier, then tell those who watch."""
        path = super().write(record)
        for renew in self.watchers:
            renew()
        return path


class Live(w.HTML):  # type: ignore[misc]  # ipywidgets carries no types
    """HTML that may change; where no kernel runs, in a saved page, it is plain HTML."""

    def _repr_mimebundle_(self, **asked: object) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**asked)
        return {**bundle, "text/html": self.value}


def watched(work: Dossier) -> Watched:
    """Return the same dossier, whose tables on this page follow what its forms keep."""
    return Watched(work.folder, work.read_only, person=os.environ.get(PERSON, ""))


def watch(work: Dossier, renew: Callable[[], None]) -> None:
    """Have *renew* called after each writing, where the dossier is watched."""
    if isinstance(work, Watched):
        work.watchers.append(renew)


def live(work: Dossier, make: Callable[[], HTML], lang: str) -> Live:
    """Show what *make* returns, and show it anew each time that something is kept.

    What fails at first is raised; later, the letter of the error stands in its place.
    """
    place = Live(value=str(make().data))

    def renew() -> None:
        try:
            place.value = str(make().data)
        except LetterError as error:
            place.value = str(letter(error, lang))

    watch(work, renew)
    return place
