"""What a step of the app is: what it rests on, what it leaves, and what it shows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import ipywidgets as w

from workbench.base.dossier import Dossier


@dataclass(frozen=True)
class Missing:
    """Why a step cannot be done yet: a phrase, and the step where it is mended."""

    phrase: str
    step: str


@dataclass(frozen=True)
class Step:
    """One step: *rests_on* are the files of earlier steps, *leaves* those that it writes.

    *title* is the phrase of its heading; beside it stand ``<title>.short`` and ``<title>.lead``.
    """

    id: str
    title: str
    rests_on: tuple[str, ...]
    leaves: tuple[str, ...]
    parts: Callable[[Dossier, str], Iterable[w.Widget]]
    missing: Callable[[Dossier], Sequence[Missing]] = lambda _: ()

    @property
    def short(self) -> str:
        """The phrase of its name in the list of steps."""
        return f"{self.title}.short"

    @property
    def lead(self) -> str:
        """The phrase that says what it is for."""
        return f"{self.title}.lead"
