"""A simulated day: a room full of people who never were, so that a real one can be rehearsed."""

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import ClassVar

from pydantic import Field

from workbench.base.records import FileRecord, Record
from workbench.capitalisation.card.record import EVIDENCE, NA
from workbench.capitalisation.day.agenda import STATES
from workbench.capitalisation.day.record import YES, Day
from workbench.capitalisation.day.record import Sequence as Part
from workbench.capitalisation.day.votes import Vote, settled
from workbench.capitalisation.grid import HIGHEST
from workbench.rooms import kinds
from workbench.rooms.given import Given
from workbench.rooms.record import Activity, Agenda, Answer

AGREES, CANNOT_JUDGE, ASIDE, MOVES = 0.7, 0.12, 0.5, 0.4
"""The shares of people who let themselves be quoted, cannot judge, differ, and move when they
have seen the others."""
AGAIN, TAKEN_BACK = 0.03, 0.15
"""The shares of answers that are sent once more, and of those that then take the answer back."""


class Decided(Record):
    """One invented decision; who carries it and when may be open."""

    what: str
    who: str = ""
    when: str = ""
    axis: str


class Pool(FileRecord):
    """`simulation.yml`: what simulated people say. Every text is invented, and says so."""

    FILE: ClassVar[str] = "simulation.yml"

    mark: str
    evidence: tuple[str, ...] = Field(min_length=1)
    grounds: tuple[str, ...] = Field(min_length=1)
    words: dict[str, tuple[str, ...]] = {}
    learnings: tuple[str, ...] = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)
    decisions: tuple[Decided, ...] = Field(min_length=1)


class Room:
    """People who answer one after the other; *seed* draws everything, the ids too."""

    def __init__(self, day: Day, agenda: Agenda, pool: Pool, seed: int) -> None:
        self.day, self.agenda, self.pool = day, agenda, pool
        self.draw = random.Random(seed)
        self.size = day.people or 30
        self.middles: dict[tuple[str, str], int] = {}
        opened = datetime.combine(_on(day), time(9), UTC)
        self.at = opened.timestamp()

    def group(self, person: int) -> int:
        """Return the group of a person: as many to each as the day says, fewer in the last."""
        return (person - 1) // self.day.group_size + 1

    def id(self) -> str:
        """Return an id as a phone draws it, from the seed."""
        return str(uuid.UUID(int=self.draw.getrandbits(128), version=4))

    def give(
        self, person: int, activity: Activity, place: Sequence[object], value: object
    ) -> Given:
        """Return an answer as a room keeps it, checked as a room checks it."""
        number, subject, item, slot = place
        self.at += 0.25 + self.draw.random()
        id = self.id()
        answer = Answer(
            id=id, activity=activity.id, round=number, subject=subject, item=item, slot=slot,
            value=value,
        )  # fmt: skip
        kept = kinds.check(activity, answer)
        return Given(
            activity.id, answer.round, person, self.group(person), answer.subject, answer.item,
            answer.slot, kept, round(self.at, 3), id,
        )  # fmt: skip


def simulate(day: Day, agenda: Agenda, pool: Pool, seed: int | None = None) -> tuple[Vote, ...]:
    """Return the votes of a simulated day; *seed* stands in the stead of the day's own.

    Every pilot is drawn from the same distribution: what differs between them is chance, and says
    nothing of any pilot.
    """
    room = Room(day, agenda, pool, day.seed or 0 if seed is None else seed)
    made: list[Given] = []
    for part, activity in zip(day.sequences, agenda.sequences, strict=True):
        made += _minds_changed(room, _ANSWERS[part.uses](room, part, activity))
        room.at += 600
    return settled(("simulated", one) for one in made)


def _minds_changed(room: Room, answers: Iterator[Given]) -> Iterator[Given]:
    """Yield answers; a few people say the same once more, and very few take it back."""
    for one in answers:
        yield one
        if room.draw.random() < AGAIN:
            value = None if room.draw.random() < TAKEN_BACK else one.value
            room.at += 1
            yield replace(one, value=value, at=round(room.at, 3), id=room.id())


def _on(day: Day) -> datetime:
    return datetime.combine(day.moment.on, time()) if day.moment else datetime(2020, 1, 1)


def _choose(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    """Everybody chooses one option of each item; of a consent, most say yes."""
    ids = [one.id for one in activity.options]
    for person in range(1, room.size + 1):
        for item in [one.id for one in activity.items] or [""]:
            chosen = room.draw.choice(ids)
            if part.uses == "consent":
                chosen = YES if room.draw.random() < AGREES else next(i for i in ids if i != YES)
            elif item in part.right and room.draw.random() < AGREES:
                chosen = part.right[item]
            yield room.give(person, activity, (1, "", item, 1), chosen)


def _words(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    """Everybody gives up to three words to each idea; no word twice."""
    for person in range(1, room.size + 1):
        for item in activity.items:
            pool = room.pool.words.get(item.id) or ("…",)
            n = min(room.draw.randint(0, activity.most), len(pool))
            for slot, word in enumerate(room.draw.sample(pool, n), 1):
                yield room.give(person, activity, (1, "", item.id, slot), word)


def _rate(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    """Each group reads its pilot, blind, then once more when it has seen where it differs."""
    pilots = room.day.read_in(part)
    for group in range(1, room.group(room.size) + 1):
        pilot = part.groups.get(str(group)) or pilots[(group - 1) % len(pilots)]
        people = [one for one in range(1, room.size + 1) if room.group(one) == group]
        for item in activity.items:
            middle = room.middles.setdefault((pilot, item.id), room.draw.randint(0, HIGHEST))
            first = {one: _score(room, middle) for one in people}
            for number in (1, 2):
                for one in people:
                    score = first[one] if number == 1 else _moved(room, first[one], middle)
                    place = (number, pilot, item.id, 1)
                    yield room.give(one, activity, place, _rating(room, score))


def _score(room: Room, middle: int) -> int | str:
    if room.draw.random() < CANNOT_JUDGE:
        return NA
    aside = room.draw.choice((-1, 1)) if room.draw.random() < ASIDE else 0
    return min(max(middle + aside, 0), HIGHEST)


def _moved(room: Room, score: int | str, middle: int) -> int | str:
    return middle if room.draw.random() < MOVES else score


def _rating(room: Room, score: int | str) -> dict[str, object]:
    sure = room.draw.choices(EVIDENCE, (5, 3, 1))[0] if score not in (0, NA) else EVIDENCE[0]
    says = sure != EVIDENCE[0] or room.draw.random() < ASIDE
    text = _marked(room, room.draw.choice(room.pool.evidence)) if says else ""
    return {"score": score, "evidence": text, "confidence": sure}


def _place(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    """One person of each group says what it sees in the pilots that it has read."""
    pilots = room.day.read_in(part)
    for person in range(1, room.size + 1):
        pilot = pilots[(room.group(person) + person) % len(pilots)]
        for item in activity.items:
            state = room.draw.choices(list(STATES), (5, 2, 1, 3))[0]
            says = state in ("measured", "verified")
            text = _marked(room, room.draw.choice(room.pool.grounds)) if says else ""
            value = {"option": state, "evidence": text}
            yield room.give(person, activity, (1, pilot, item.id, 1), value)


def _several(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    ids = [one.id for one in activity.options]
    for person in range(1, room.size + 1):
        chosen = room.draw.sample(ids, room.draw.randint(1, activity.most))
        yield room.give(person, activity, (1, "", "", 1), chosen)


def _decide(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    """Each decision of the pool is written by one group."""
    for at, one in enumerate(room.pool.decisions):
        person = at * room.day.group_size % room.size + 1
        slot = at * room.day.group_size // room.size + 1
        value = {**dict(one), "what": _marked(room, one.what)}
        yield room.give(person, activity, (1, "", "", slot), value)


def _write(room: Room, part: Part, activity: Activity) -> Iterator[Given]:
    pool = room.pool.learnings if part.uses == "harvest" else room.pool.questions
    for person in range(1, room.size + 1):
        if room.draw.random() < AGREES:
            text = _marked(room, room.draw.choice(pool))
            yield room.give(person, activity, (1, "", "", 1), text)


def _marked(room: Room, text: str) -> str:
    return f"{room.pool.mark} {text}"


_ANSWERS = {
    "positions": _choose, "sorter": _choose, "consent": _choose, "reasons": _words,
    "rating": _rate, "domains": _place, "conditions": _several, "decisions": _decide,
    "harvest": _write, "questions": _write,
}  # fmt: skip
