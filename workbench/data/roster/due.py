"""Who is to be asked now, who is late, who was lost: from the waves, the days and the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.collection import Instrument, Question, due, instrument_of
from workbench.collection.consent import AFTER
from workbench.collection.schedule import WEEKS_AFTER_EXIT, months_after
from workbench.data.answers import DATE
from workbench.data.collected import collect
from workbench.data.parse import day
from workbench.data.record import IN_APP, Received
from workbench.data.roster.asked import LATER, asked_now, to_ask
from workbench.data.roster.heard import NO, hear
from workbench.data.roster.journal import FINISHED
from workbench.data.roster.keep import given
from workbench.data.roster.received import in_app
from workbench.data.roster.record import Person

State = Literal["done", "begun", "late", "due", "waiting", "open", "lost", "declined", "file"]
"""How one person stands at one wave.

``done`` is filled in; ``begun`` is not finished; ``due`` is to be asked now and ``late`` was to be;
``waiting`` is for later; ``open`` has no day of its own; ``lost`` cannot be asked; ``declined`` did
not agree to be called; ``file`` came in a file that was imported.
"""
LONG = 12
"""Months after which somebody asks whether a person has left: a rule of ours."""
CALLS: tuple[State, ...] = ("late", "due", "begun")
"""What somebody has to do something about, the most pressing first."""


@dataclass(frozen=True)
class Standing:
    """One person at one wave: the state, the days between which they are asked, how far it is."""

    person: str
    wave: str
    state: State
    opens: date | None = None
    closes: date | None = None
    answered: int = 0
    asked: int = 0
    why: str = ""


@dataclass(frozen=True)
class Row:
    """One person in the list: the key, the day of entry, and how each wave stands."""

    key: str
    entered: date | None
    waves: tuple[Standing, ...]


@dataclass(frozen=True)
class Roster:
    """Everybody whom the dossier knows, in the order of their entry."""

    rows: tuple[Row, ...]

    def due(self) -> list[Standing]:
        """Return what is to be done now: what is late first, then by the day on which it closes."""
        found = [one for row in self.rows for one in row.waves if one.state in CALLS]
        last = date.max
        return sorted(found, key=lambda one: (CALLS.index(one.state), one.closes or last))

    def counts(self) -> dict[str, dict[State, int]]:
        """Return how many people stand where, by wave."""
        found: dict[str, dict[State, int]] = {}
        for row in self.rows:
            for one in row.waves:
                wave = found.setdefault(one.wave, {})
                wave[one.state] = wave.get(one.state, 0) + 1
        return found


@dataclass(frozen=True)
class Imported:
    """What the imported files know: the days of those who stand in each wave, by key."""

    waves: Mapping[str, Mapping[str, date | None]]


def roster(dossier: Dossier, today: date) -> Roster:
    """Return everybody of a dossier and how they stand *today*: filled in here, or imported."""
    instrument = instrument_of(dossier)
    own, others = in_app(dossier), imported(dossier)
    keys = dict.fromkeys([*own, *(key for wave in others.waves.values() for key in wave)])
    rows = [_row(instrument, own.get(key, Person(key)), others, today) for key in keys]
    return Roster(tuple(sorted(rows, key=lambda row: (row.entered or date.max, row.key))))


def imported(dossier: Dossier) -> Imported:
    """Return who stands in files that were not filled in here; nobody where none can be read."""
    received = dossier.read_if_there(Received)
    if received is None or all(file.part == IN_APP for file in received.files):
        return Imported({})
    try:
        collected = collect(dossier)
    except LetterError:
        return Imported({})  # page 05 says what is wrong
    ours = {file.file for file in received.files if file.part == IN_APP}
    found: dict[str, dict[str, date | None]] = {}
    for wave in collected.waves:
        rows = wave.rows[~wave.rows["@file"].isin(ours)].dropna(subset=[collected.person])
        days = zip(rows[collected.person], rows[DATE], strict=True)
        found[wave.id] = {str(key): one if isinstance(one, date) else None for key, one in days}
    return Imported(found)


def _row(instrument: Instrument, person: Person, others: Imported, today: date) -> Row:
    first = instrument.waves[0]
    days = {wave: _day(instrument, person, others, wave) for wave in instrument.waves}
    stands = [
        _standing(instrument, person, wave, (days, others, today)) for wave in instrument.waves
    ]
    return Row(person.key, days[first], tuple(stands))


def _day(instrument: Instrument, person: Person, others: Imported, wave: str) -> date | None:
    """Return the day of a person's wave: the answer to the one date that is asked only there."""
    question = dates(instrument, wave)
    kept = person.entry(wave).kept(question.id) if question else ""
    try:
        return day(kept)
    except ValueError:
        return others.waves.get(wave, {}).get(person.key)


def dates(instrument: Instrument, wave: str) -> Question | None:
    """Return the question that dates a wave: the only date asked there and nowhere else."""
    found = [q for q in instrument.questions if q.type == "date" and q.waves == (wave,)]
    return found[0] if len(found) == 1 else None


Around = tuple[Mapping[str, date | None], Imported, date]
"""The days of a person's waves, what came in files, and today."""


def _standing(instrument: Instrument, person: Person, wave: str, around: Around) -> Standing:
    days, others, today = around
    entry = person.entry(wave)
    asked = asked_now(to_ask(instrument, wave), entry)
    settled, whole = far(instrument, person, wave)
    opens, closes = window(instrument, person, wave, days)
    state = _state(instrument, person, wave, whole)
    if state is None:
        came = person.key in others.waves.get(wave, {})
        state = "file" if came else "begun" if entry.answered else _by_day(opens, closes, today)
        if wave == instrument.waves[0] and state == "open":
            state = "due"
        elif state == "begun" and closes and closes < today:
            state = "late"
    why = person.lost(wave) if state == "lost" else ""
    return Standing(person.key, wave, state, opens, closes, settled, len(asked), why)


def _state(instrument: Instrument, person: Person, wave: str, whole: bool) -> State | None:
    """Return the state that the person's own answers settle; None where the calendar does."""
    entry = person.entry(wave)
    if person.lost(wave):
        return "lost"
    if whole and (entry.typed(FINISHED) or _all_answered(instrument, person, wave)):
        return "done"
    said_no = any(person.entry(one).kept(LATER) == NO for one in instrument.waves)
    if wave == AFTER and said_no:
        return "declined"
    return None


def _all_answered(instrument: Instrument, person: Person, wave: str) -> bool:
    settled, _ = far(instrument, person, wave)
    return settled == len(asked_now(to_ask(instrument, wave), person.entry(wave)))


def far(instrument: Instrument, person: Person, wave: str) -> tuple[int, bool]:
    """Return how many questions are settled, and whether nothing that is required is missing."""
    missing = unsettled(instrument, person, wave)
    asked = asked_now(to_ask(instrument, wave), person.entry(wave))
    whole = person.entry(wave).answered and not any(
        question.required or person.entry(wave).typed(question.id) for question in missing
    )
    return len(asked) - len(missing), whole


def unsettled(instrument: Instrument, person: Person, wave: str) -> list[Question]:
    """Return the questions that somebody has to come back to: blank, refused, or for later."""
    entry, known = person.entry(wave), given(instrument, person, wave)
    return [
        question
        for question in asked_now(to_ask(instrument, wave), entry)
        if not hear(question, entry.typed(question.id), known).settled
    ]


def window(
    instrument: Instrument, person: Person, wave: str, days: Mapping[str, date | None]
) -> tuple[date | None, date | None]:
    """Return the first and the last day on which a person is asked; None where nobody knows.

    The exit is asked from the day of leaving, or the day on which they are to leave, to four weeks
    after; the follow-up six months after leaving, or after entry where there is no exit. Of whom
    nobody knows when they leave, somebody asks after a year, without a last day.
    """
    left = _left(instrument, person, days)
    if wave == AFTER and left is not None:
        return due(left, left)["six_months"]
    if wave == "exit" and left is not None:
        return left, left + WEEKS_AFTER_EXIT
    entered = days[instrument.waves[0]]
    if wave == "exit" and entered is not None:
        return months_after(entered, LONG), None
    return None, None


def _left(instrument: Instrument, person: Person, days: Mapping[str, date | None]) -> date | None:
    if "exit" not in instrument.waves:
        return days[instrument.waves[0]]
    known = days["exit"]
    if known is None and person.planned:
        return day(person.planned)
    return known


def _by_day(opens: date | None, closes: date | None, today: date) -> State:
    if opens is None or (closes is None and today < opens):
        return "open"
    if closes is None:
        return "due"
    if today < opens:
        return "waiting"
    return "due" if today <= closes else "late"


def twins(rows: Sequence[Person], instrument: Instrument) -> list[tuple[str, str]]:
    """Return pairs of keys that may be one person entered twice.

    Their entries were begun within a day, and hold the same three answers or more, and no other.
    """
    first = instrument.waves[0]
    seen: dict[tuple[tuple[str, str], ...], Person] = {}
    found = []
    for person in rows:
        lines = person.entry(first).lines.items()
        told = tuple(sorted((id, one.kept) for id, one in lines if one.kept and id[0] != "@"))
        other = seen.setdefault(told, person)
        if other is not person and len(told) >= 3 and _near(other.came, person.came):
            found.append((other.key, person.key))
    return found


def _near(first: str, second: str) -> bool:
    if not first or not second:
        return False
    apart = date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])
    return abs(apart) <= timedelta(days=1)
