"""The people whom the app knows: one entry for each person and wave, read from the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench.data.roster.journal import CAME, GONE, LOST, PLANNED, Line


@dataclass(frozen=True)
class Entry:
    """What one person gave at one wave: the line that stands for each question, and all of them."""

    wave: str
    lines: Mapping[str, Line] = field(default_factory=dict)
    history: tuple[Line, ...] = ()

    def typed(self, question: str) -> str:
        """Return what was typed last, as it was."""
        return self.lines[question].typed if question in self.lines else ""

    def kept(self, question: str) -> str:
        """Return what is kept of the answer; nothing where it is blank, or was refused."""
        return self.lines[question].kept if question in self.lines else ""

    def earlier(self, question: str) -> list[Line]:
        """Return what was typed before, the first answer first; the one that stands is left out."""
        return [line for line in self.history if line.question == question][:-1]

    @property
    def answered(self) -> bool:
        """Whether any question was ever answered, and still is."""
        return any(line.typed and not id.startswith("@") for id, line in self.lines.items())


@dataclass(frozen=True)
class Person:
    """One person: the key, when it was drawn, and an entry for each wave that was begun."""

    key: str
    came: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def entry(self, wave: str) -> Entry:
        """Return the entry of a wave; an empty one where it was not begun."""
        return self.entries.get(wave, Entry(wave))

    @property
    def gone(self) -> bool:
        """Whether the entry was a mistake, and is left out; its answers stay in the journal."""
        return bool(self.entry("").typed(GONE))

    @property
    def planned(self) -> str:
        """The day on which the person is to leave, as 2026-06-30; nothing where none was given."""
        return self.entry("").kept(PLANNED)

    def lost(self, wave: str) -> str:
        """Return why the person cannot be asked at a wave; nothing where they can."""
        return self.entry(wave).kept(LOST)


def people(lines: Iterable[Line]) -> dict[str, Person]:
    """Return everybody whom the lines tell of, by key, in the order in which they came."""
    of: dict[str, dict[str, list[Line]]] = {}
    came: dict[str, str] = {}
    for line in lines:
        of.setdefault(line.person, {}).setdefault(line.wave, []).append(line)
        if line.question == CAME:
            came[line.person] = line.when
    return {
        key: Person(
            key, came.get(key, ""), {wave: _entry(wave, own) for wave, own in waves.items()}
        )
        for key, waves in of.items()
    }


def _entry(wave: str, own: list[Line]) -> Entry:
    return Entry(wave, {line.question: line for line in own}, tuple(own))
