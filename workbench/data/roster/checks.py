"""What is doubtful in what was filled in: days that run backwards, one person twice."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.collection import Instrument, instrument_of
from workbench.data.parse import day
from workbench.data.roster.asked import no_longer_asked
from workbench.data.roster.due import dates, twins
from workbench.data.roster.journal import FILE
from workbench.data.roster.received import in_app
from workbench.data.roster.record import Person


def check(dossier: Dossier, today: date) -> list[Finding]:
    """Return the findings about everybody who was filled in here: keys only, never answers."""
    instrument, who = instrument_of(dossier), in_app(dossier)
    return [
        *(one for person in who.values() for one in of_person(instrument, person, today)),
        *entered_twice(instrument, who),
        *asked_no_more(instrument, who),
    ]


def of_person(instrument: Instrument, person: Person, today: date) -> Iterator[Finding]:
    """Yield what is doubtful of the days of one person: an exit before the entry, a day to come."""
    days = {wave: _day(instrument, person, wave) for wave in instrument.waves}
    known = [(wave, found) for wave, found in days.items() if found is not None]
    for (first, start), (then, end) in combinations(known, 2):
        if end < start:
            holes = {"person": person.key, "first": first, "then": then, "start": start, "end": end}
            yield Finding("roster.backwards", False, person.key, "warning", holes, file=FILE)
    for wave, found in known:
        if found > today:
            holes = {"person": person.key, "wave": wave, "day": found}
            yield Finding("roster.to_come", False, person.key, "note", holes, file=FILE)


def _day(instrument: Instrument, person: Person, wave: str) -> date | None:
    question = dates(instrument, wave)
    try:
        return day(person.entry(wave).kept(question.id)) if question else None
    except ValueError:
        return None


def entered_twice(instrument: Instrument, who: Mapping[str, Person]) -> Iterator[Finding]:
    """Yield the pairs of keys that may be one person, entered in two windows or by two people."""
    for first, then in twins(list(who.values()), instrument):
        yield Finding(
            "roster.twice", False, then, "warning", {"first": first, "then": then}, file=FILE
        )


def asked_no_more(instrument: Instrument, who: Mapping[str, Person]) -> Iterator[Finding]:
    """Yield a note for each wave whose answers include some that nobody asks for any more."""
    counts: dict[str, int] = {}
    for person in who.values():
        for line in no_longer_asked(instrument, person):
            counts[line.wave] = counts.get(line.wave, 0) + 1
    for wave, n in counts.items():
        yield Finding(
            "roster.no_longer_asked", False, wave, "note", {"n": n, "wave": wave}, file=FILE
        )
