"""Who came to the trainings, who counts as an ESF+ participant, and what they say they can do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Phrase, number, say, shown
from workbench.capitalisation.dissemination.rows import rows_of
from workbench.data.parse import number as parsed
from workbench.data.protection.rules import SMALL, small

FILE, SKILLS = "trainings.csv", "skills.csv"
COLUMNS = ("person", "role", "training", "days", "came", "entry", "exit", "six_months")
SKILL_COLUMNS = ("person", "training", "skill", "before", "after", "then")
ROLE_NAMES = {
    "educator": "dissemination.staff.educator",
    "coordinator": "dissemination.staff.coordinator",
    "manager": "dissemination.staff.manager",
}
MOMENTS = {
    "entry": "dissemination.moment.entry",
    "exit": "dissemination.moment.exit",
    "six_months": "dissemination.moment.six_months",
}
KNOWN = ("yes", "no", "not_yet")
ONE_DAY = 1.0
"""An operation that lasts one day or less makes no participant (ESF+)."""


@dataclass(frozen=True)
class Seat:
    """One person at one training: *days* planned, days they *came*; which data are there."""

    person: str
    role: str
    training: str
    days: float | None
    came: float | None
    data: dict[str, str]
    line: int

    @property
    def participates(self) -> bool:
        """Whether the training is long enough to make a participant of somebody who came."""
        return (self.days or 0) > ONE_DAY and (self.came or 0) > 0


@dataclass(frozen=True)
class Said:
    """What one person says of one skill: before, after, and *then*: before, seen from the end."""

    person: str
    training: str
    skill: str
    before: float | None
    after: float | None
    then: float | None
    line: int


@dataclass(frozen=True)
class Change:
    """One skill of one role: those who answered both times, counts beside; no inference.

    *mean* and *from_then* are None where there are too few people to show.
    """

    skill: str
    role: str
    pairs: int
    only_before: int
    only_after: int
    up: int
    same: int
    down: int
    mean: float | None
    from_then: float | None
    masked: bool


def seats(dossier: Dossier) -> tuple[Seat, ...]:
    """Return who came to what; nothing where there is no file. Raises DataError."""
    return tuple(
        Seat(
            row["person"], row["role"], row["training"],
            _figure(FILE, line, row["days"]), _figure(FILE, line, row["came"]),
            {name: row[name].lower() for name in MOMENTS}, line,
        )
        for line, row in rows_of(dossier, FILE, COLUMNS)
    )  # fmt: skip


def said(dossier: Dossier) -> tuple[Said, ...]:
    """Return what people say of their skills; nothing where there is no file. Raises DataError."""
    return tuple(
        Said(
            row["person"], row["training"], row["skill"],
            _figure(SKILLS, line, row["before"]), _figure(SKILLS, line, row["after"]),
            _figure(SKILLS, line, row["then"]), line,
        )
        for line, row in rows_of(dossier, SKILLS, SKILL_COLUMNS)
    )  # fmt: skip


def _figure(file: str, line: int, text: str) -> float | None:
    if not text:
        return None
    try:
        return parsed(text)
    except ValueError:
        raise DataError("dissemination.not_a_number", file=file, line=line, typed=text) from None


def check(came: Sequence[Seat], told: Sequence[Said]) -> list[Finding]:
    """Return the findings about attendance and skills."""
    return [*_seats(came), *_skills(came, told)]


def _seats(came: Sequence[Seat]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for seat in came:
        where = str(seat.line)
        holes = {"name": seat.role, "hint": words.hint(seat.role, ROLE_NAMES)}
        yield Finding("dissemination.unknown_staff", seat.role in ROLE_NAMES, where, holes=holes)
        both = seat.days is not None and seat.came is not None
        fits = seat.came <= seat.days if seat.days is not None and seat.came is not None else None
        days = {"came": seat.came, "days": seat.days} if both else {}
        yield Finding("dissemination.came_beyond", fits, where, holes=days)
        for name, state in seat.data.items():
            holes = {"name": state or "–", "moment": Phrase(MOMENTS[name])}
            yield Finding("dissemination.data_not_told", state in KNOWN, where, "warning", holes)
        key = (seat.person, seat.training)
        if key in seen:
            yield Finding("dissemination.same_seat", False, where, "warning")
        seen.add(key)
    for training in dict.fromkeys(seat.training for seat in came):
        longest = max(seat.days or 0 for seat in came if seat.training == training)
        holes = {"label": training}
        makes = longest > ONE_DAY
        yield Finding("dissemination.one_day", makes, training, "note", holes)


def _skills(came: Sequence[Seat], told: Sequence[Said]) -> Iterator[Finding]:
    people = {seat.person for seat in came}
    strangers = {one.person for one in told} - people
    if told:
        n = len(strangers)
        yield Finding("dissemination.skill_of_nobody", not n, SKILLS, "warning", {"n": n})
        then = any(one.then is not None for one in told)
        yield Finding("dissemination.no_then", then, SKILLS, "note")


def attendance_table(came: Sequence[Seat], lang: str) -> list[dict[str, str]]:
    """Return one row a training and role: people, days, participants and what data are there."""
    keys = sorted({(seat.training, seat.role) for seat in came})
    rows = []
    for training, role in keys:
        own = [seat for seat in came if (seat.training, seat.role) == (training, role)]
        rows.append(_attendance(training, role, own, lang))
    return rows


def _attendance(training: str, role: str, own: Sequence[Seat], lang: str) -> dict[str, str]:
    people = [seat for seat in own if seat.came]
    counted = [seat for seat in own if seat.participates]
    days = [seat.days for seat in own if seat.days is not None]
    return {
        say("dissemination.head.training", lang): training,
        say("dissemination.head.role", lang): say(ROLE_NAMES.get(role, "word.no"), lang)
        if role in ROLE_NAMES
        else role,
        say("dissemination.head.days", lang): number(max(days), lang) if days else "–",
        say("dissemination.head.enrolled", lang): _count(len(own), lang),
        say("dissemination.head.came", lang): _among(len(people), len(own), lang),
        say("dissemination.head.participants", lang): _among(len(counted), len(own), lang),
        **{
            say(key, lang): _data(counted, name, lang) if counted else "–"
            for name, key in MOMENTS.items()
        },
    }


def _data(own: Sequence[Seat], name: str, lang: str) -> str:
    states = [seat.data[name] for seat in own]
    there, due = states.count("yes"), len(states) - states.count("not_yet")
    if small(there) or small(due - there):
        return say("dissemination.masked", lang, least=SMALL)
    return say("dissemination.of", lang, part=there, whole=due)


def _among(n: int, whole: int, lang: str) -> str:
    """Write a count, hidden where it, or what it leaves of the whole, shows too few people."""
    return say("dissemination.masked", lang, least=SMALL) if small(whole - n) else _count(n, lang)


def _count(n: int, lang: str) -> str:
    return say("dissemination.masked", lang, least=SMALL) if small(n) else shown(n, lang)


def participants(came: Sequence[Seat]) -> tuple[int, int]:
    """Return how many different people came, and how many of them are participants."""
    people = {seat.person for seat in came if seat.came}
    counted = {seat.person for seat in came if seat.participates}
    return len(people), len(counted)


def sentence(came: Sequence[Seat], lang: str) -> str:
    """Say how many people came and take part; hidden where less the rows of the table it tells.

    A total beside hidden rows would give them away by subtraction.
    """
    people, counted = participants(came)
    keys = {(seat.training, seat.role) for seat in came}
    groups = [[seat for seat in came if (seat.training, seat.role) == key] for key in keys]
    parts = [(len(own), sum(bool(seat.came) for seat in own)) for own in groups]
    hidden = any(small(n) or small(there) or small(n - there) for n, there in parts)
    if hidden or small(people) or small(counted) or small(people - counted):
        return say("dissemination.participants_hidden", lang, least=SMALL)
    return say("dissemination.participants", lang, n=people, counted=counted)


def changes(came: Sequence[Seat], told: Sequence[Said]) -> tuple[Change, ...]:
    """Return each skill for each role: pairs only, those without a pair counted beside."""
    roles = {seat.person: seat.role for seat in came}
    keys = dict.fromkeys((one.skill, roles.get(one.person, "")) for one in told)
    return tuple(
        _change(key, [one for one in told if (one.skill, roles.get(one.person, "")) == key])
        for key in sorted(keys)
    )


def _change(key: tuple[str, str], own: Sequence[Said]) -> Change:
    pairs = [(one.before, one.after) for one in own]
    moves = [b - a for a, b in pairs if a is not None and b is not None]
    since = [one.after - one.then for one in own if one.after is not None and one.then is not None]
    n, masked = len(moves), 0 < len(moves) < SMALL
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return Change(
        *key,
        pairs=n,
        only_before=sum(a is not None and b is None for a, b in pairs),
        only_after=sum(a is None and b is not None for a, b in pairs),
        up=up,
        same=n - up - down,
        down=down,
        mean=sum(moves) / n if n >= SMALL else None,
        from_then=sum(since) / len(since) if len(since) >= SMALL else None,
        masked=masked,
    )


def skills_table(found: Sequence[Change], lang: str) -> list[dict[str, str]]:
    """Return one row a skill and role: pairs, who has only one answer, up, same, down, means."""
    return [
        {
            say("dissemination.head.skill", lang): one.skill,
            say("dissemination.head.role", lang): say(ROLE_NAMES[one.role], lang)
            if one.role in ROLE_NAMES
            else one.role or "–",
            say("dissemination.head.pairs", lang): _count(one.pairs, lang),
            say("dissemination.head.only_one", lang): _apart(one, lang),
            say("dissemination.head.moves", lang): _moves(one, lang),
            say("dissemination.head.mean", lang): number(one.mean, lang, 1, sign=True),
            say("dissemination.head.from_then", lang): number(one.from_then, lang, 1, sign=True),
        }
        for one in found
    ]


def _apart(one: Change, lang: str) -> str:
    return f"{_count(one.only_before, lang)} / {_count(one.only_after, lang)}"


def _moves(one: Change, lang: str) -> str:
    counts = (one.up, one.same, one.down)
    if one.masked or not one.pairs or any(small(n) for n in counts):
        return say("dissemination.masked", lang, least=SMALL) if one.pairs else "–"
    return " / ".join(shown(n, lang) for n in counts)
