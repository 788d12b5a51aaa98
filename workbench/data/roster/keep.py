"""Keeping what is given of a person: at once, whole, and with all that was there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.collection import Instrument, Question, instrument_of
from workbench.collection.record import KEY_PATTERN
from workbench.data.cells import cells
from workbench.data.protection.keys import new_key
from workbench.data.record import IN_APP, Received
from workbench.data.roster.asked import to_ask
from workbench.data.roster.heard import MARKS, STORED, Heard, dated, hear, plain
from workbench.data.roster.journal import CAME, PLANNED, Line, now, opened
from workbench.data.roster.received import renew
from workbench.data.roster.record import Person, people

TRIES = 200


@dataclass(frozen=True)
class Given:
    """What became of an answer: how it was understood, and what somebody else gave meanwhile."""

    heard: Heard
    meanwhile: Line | None = None


def add(dossier: Dossier) -> str:
    """Draw a key for somebody new, write it down, and return it.

    It is drawn at random from letters and digits that are not taken for one another, and differs
    from every key of the dossier by two signs at least: one slip never leads to somebody else.
    Raises RunError where nothing can be written, or no key fits the instrument.
    """
    question = _key(instrument_of(dossier))
    pattern = question.pattern or KEY_PATTERN
    others = _received_keys(dossier, question)
    with opened(dossier) as journal:
        taken = others | {line.person for line in journal.earlier}
        key = new_key(taken, pattern)
        for _ in range(TRIES):
            if not any(_close(key, other) for other in taken):
                break
            key = new_key(taken, pattern)
        journal.add([Line(now(), key, "", CAME, "")])
    return key


def _key(instrument: Instrument) -> Question:
    question = instrument.role("person")
    if question is None:
        raise DataError("data.no_person", file=Instrument.FILE)
    return question


def _received_keys(dossier: Dossier, question: Question) -> set[str]:
    """Return the keys that the received files hold; a file that cannot be read holds none."""
    received = dossier.read_if_there(Received)
    found: set[str] = set()
    for file in received.files if received else ():
        if file.part == IN_APP:
            continue
        try:
            texts = cells(dossier.path(file.file), file.sheet)
        except DataError:
            continue  # page 05 says so
        name = file.columns.get(question.id, question.id)
        found |= set(texts[name].str.strip()) if name in texts else set()
    return found


def _close(key: str, other: str) -> bool:
    pairs = zip(key, other, strict=False)
    return len(key) == len(other) and sum(a != b for a, b in pairs) < 2


def give(
    dossier: Dossier, person: str, wave: str, question: str, typed: object, seen: str | None = None
) -> Given:
    """Keep one answer of a person, as it was typed and as it was understood.

    *seen* is what the screen showed before: where somebody else has given another answer since,
    both stay in the history, this one stands, and theirs is returned. At the first answer of a
    later wave the site goes with it, as it was at the wave before. Raises RunError where the disk
    is full; an answer that is too long to be stored is not, and its letter says so.
    """
    instrument, text = instrument_of(dossier), plain(typed)
    asked = {one.id: one for one in to_ask(instrument, wave)}
    if question not in asked:
        raise DataError("roster.not_asked", question=question, wave=wave)
    with opened(dossier) as journal:
        who = people(journal.earlier).get(person, Person(person))
        heard = hear(asked[question], text, given(instrument, who, wave))
        if len(text) > STORED:
            return Given(heard)
        before = who.entry(wave).lines.get(question)
        if before is None or (before.typed, before.kept) != (text, heard.kept):
            new = [*_site(instrument, who, wave, asked, question)]
            new.append(Line(now(), person, wave, question, text, heard.kept))
            _renewed(dossier, instrument, journal.add(new), wave)
    changed = seen is not None and before is not None and before.typed not in (plain(seen), text)
    return Given(heard, before if changed else None)


def note(dossier: Dossier, person: str, wave: str, what: str, typed: str, kept: str = "") -> None:
    """Note what is no answer: why somebody cannot be asked, or that an entry was a mistake.

    *what* is one of the words of ``journal``; nothing *typed* takes it back.
    """
    instrument = instrument_of(dossier)
    with opened(dossier) as journal:
        line = Line(now(), person, wave, what, typed, kept or typed)
        every = journal.add([line])
        waves = [wave] if wave else list(dict.fromkeys(one.wave for one in every if one.wave))
        for one in waves:
            _renewed(dossier, instrument, every, one)


def plan(dossier: Dossier, person: str, typed: str) -> date | None:
    """Note the day on which somebody is to leave; return it, or None where it is taken back.

    Raises DataError for what is no date.
    """
    text = plain(typed).strip()
    found = dated(text) if text else None
    if text and found is None:
        raise DataError("roster.letter.date", typed=text[:60])
    note(dossier, person, "", PLANNED, text, found.isoformat() if found else "")
    return found


def given(instrument: Instrument, person: Person, wave: str) -> dict[str, str]:
    """Return the answers of a person up to a wave, as kept: the later ones over the earlier."""
    found: dict[str, str] = {}
    for one in instrument.waves:
        offered = {q.id: {o.code for o in q.options} for q in to_ask(instrument, one)}
        for id, line in person.entry(one).lines.items():
            missing = line.kept in MARKS and line.kept not in offered.get(id, set())
            if line.kept and not missing:
                found[id] = line.kept
        if one == wave:
            break
    return found


def _site(
    instrument: Instrument,
    who: Person,
    wave: str,
    asked: Mapping[str, Question],
    question: str,
) -> list[Line]:
    """Return the site as a line of a wave that begins now, where an earlier wave knows it."""
    site = instrument.role("cluster")
    if site is None or site.id not in asked or site.id == question or who.entry(wave).answered:
        return []
    before = [who.entry(one).lines.get(site.id) for one in instrument.waves if one != wave]
    known = next((line for line in reversed(before) if line and line.kept), None)
    return [Line(now(), who.key, wave, site.id, known.typed, known.kept)] if known else []


def _renewed(dossier: Dossier, instrument: Instrument, every: tuple[Line, ...], wave: str) -> None:
    renew(dossier, instrument, people(every), wave)
