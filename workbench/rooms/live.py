"""A room while it is open: what the store holds, in memory, changed only after each commit."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from workbench.base.errors import RunError
from workbench.rooms import groups, keys, kinds, stage
from workbench.rooms.given import Given
from workbench.rooms.record import Activity, Answer
from workbench.rooms.stage import Moment, Standing, Step
from workbench.rooms.store import Person, Store

MOST_PEOPLE = 2000
"""People in one room, ghosts included: somebody who reloads without cookies is new each time."""

Who = tuple[str, int]
Place = tuple[str, str, int]
Round = tuple[str, int]


class Room:
    """One room that is open. Its methods are called from one event loop.

    Every answer, person and step is first committed by the store, then seen here: a room that is
    opened again after a fall stands where it stood.
    """

    def __init__(self, store: Store, code: str) -> None:
        kept = store.room(code)
        self.store, self.code, self.agenda, self.secret = store, code, kept.agenda, kept.secret
        self.standing: Standing = kept.standing
        self.people = {one.number: one for one in store.people(code)}
        self.connected: Counter[int] = Counter()
        """How many lines each person's phone holds open."""
        self.version = 0
        self._numbers = {one.word: one.number for one in self.people.values()}
        self._last = max(self.people, default=0)
        self._ids: set[tuple[int, str]] = set()
        self._under_way: dict[tuple[int, str], asyncio.Future[None]] = {}
        self._stand: dict[Round, dict[Who, dict[Place, tuple[int, Given]]]] = {}
        self._tallies: dict[Round, dict[str, Any]] = {}
        self._turn = 0
        self._changes: Counter[Who] = Counter()
        self._one_by_one = asyncio.Lock()
        for given in store.answers(code):
            self._take(given, self._next_turn())
        self.changed()

    @property
    def activity(self) -> Activity:
        """The activity at which the room is."""
        return self.agenda.sequences[self.standing.at]

    @property
    def step(self) -> Step:
        """How far that activity has come."""
        return self.standing.step(self.activity.id)

    def changed(self) -> None:
        """Note that something has changed: the version grows, also over a new start."""
        self.version = max(self.version + 1, int(time.time() * 1000))

    def person(self, word: str) -> Person | None:
        """Return who carries *word*, None where nobody does."""
        number = self._numbers.get(keys.hashed(word)) if word else None
        return self.people[number] if number else None

    async def join(self) -> tuple[Person, str]:
        """Let somebody in; return them, and the word that their phone carries from now on.

        Raises RunError where the room has ended, or is full.
        """
        if self.standing.ended:
            raise RunError("room.ended")
        if self._last >= MOST_PEOPLE:
            raise RunError("room.full", n=MOST_PEOPLE)
        self._last += 1
        word = keys.word()
        group = groups.smallest(self.people.values(), self.standing.groups)
        person = Person(self._last, keys.hashed(word), group)
        await asyncio.wrap_future(self.store.join(self.code, person))
        self.people[person.number], self._numbers[person.word] = person, person.number
        self.changed()
        return person, word

    async def back(self, typed: str) -> tuple[Person, str] | None:
        """Let somebody go on by the short number of their lost phone, which then is out.

        Returns None where the number is wrong.
        """
        number = keys.comes_back(self.secret, typed)
        if number not in self.people:
            return None
        word = keys.word()
        new = replace(self.people[number], word=keys.hashed(word))
        await asyncio.wrap_future(self.store.change(self.code, new))
        self._numbers.pop(self.people[number].word, None)
        self.people[number], self._numbers[new.word] = new, number
        return new, word

    async def answer(self, person: Person, answer: Answer) -> None:
        """Keep an answer; it is safe when this returns. One sent again is safe already.

        Raises RunError for one that comes too late (`room.closed`) or does not fit.
        """
        key = (person.number, answer.id)
        if key in self._ids:
            return
        if key not in self._under_way:
            given, turn = self._given(person, answer), self._next_turn()
            self._under_way[key] = asyncio.wrap_future(self.store.answer(self.code, given))
            try:
                await self._under_way[key]
                self._take(given, turn)
                self.changed()
            finally:
                del self._under_way[key]
        else:
            await self._under_way[key]

    async def lead(self, verb: str, given: Mapping[str, Any]) -> None:
        """Do what whoever leads asks for; raise RunError where it cannot be done now."""
        async with self._one_by_one:
            moment = Moment(self.agenda, self.standing, time.time(), given)
            new = stage.after(verb, moment)
            if verb == "groups":
                parted = groups.parted(self.people.values(), new.groups)
                await asyncio.wrap_future(self.store.change(self.code, *parted))
                self.people |= {one.number: one for one in parted}
            await asyncio.wrap_future(self.store.stand(self.code, new, verb, given))
            self.standing = new
            self.changed()

    def standing_answers(self, activity: str, round_: int) -> list[Given]:
        """Return the answers to an activity that stand in a round, those taken back left out."""
        found = self._stand.get((activity, round_), {}).values()
        stand = (given for places in found for _, given in places.values())
        return [given for given in stand if given.value is not None]

    def own_answers(self, person: Person) -> list[Given]:
        """Return the answers of a person, or of their group, that stand in this round."""
        found = self._stand.get((self.activity.id, self.step.round), {})
        who = [("person", person.number), ("group", person.group or 0)]
        stand = (given for one in who for _, given in found.get(one, {}).values())
        return [given for given in stand if given.value is not None]

    def mark(self, person: Person) -> tuple[object, ...]:
        """Return what is another as soon as a person's own answers are others to see."""
        who = (("person", person.number), ("group", person.group or 0))
        changes = (self._changes[one] for one in who)
        return (self.activity.id, self.step.round, person.group, *changes)

    def answered(self) -> set[Who]:
        """Return who has an answer that stands in this round: people, or groups."""
        return set(self._who(lambda given: given.who))

    def heard(self) -> set[int]:
        """Return the numbers of the people whose answers stand in this round."""
        return set(self._who(lambda given: given.person))

    def tally(self, round_: int) -> dict[str, Any]:
        """Return what was answered to the activity in a round."""
        asked = (self.activity.id, round_)
        if asked not in self._tallies:
            self._tallies[asked] = kinds.tally(self.activity, self.standing_answers(*asked))
        return self._tallies[asked]

    def _who(self, said: Callable[[Given], Any]) -> Iterator[Any]:
        for places in self._stand.get((self.activity.id, self.step.round), {}).values():
            yield from (said(given) for _, given in places.values() if given.value is not None)

    def _given(self, person: Person, answer: Answer) -> Given:
        """Return an answer as it is kept, after a look at whether it may be given now."""
        asked = self.activity
        if answer.activity not in {one.id for one in self.agenda.sequences}:
            raise RunError("room.no_such_activity", given=answer.activity)
        here = answer.activity == asked.id and answer.round == self.step.round
        if self.standing.ended or not here or self.step.stage != "open":
            raise RunError("room.closed")
        return Given(
            asked.id, answer.round, person.number, person.group, answer.subject, answer.item,
            answer.slot, kinds.check(asked, answer), time.time(), answer.id,
            asked.per == "group",
        )  # fmt: skip

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _take(self, given: Given, turn: int) -> None:
        """Let an answer that is kept stand, unless a later one stands there already."""
        asked = (given.activity, given.round)
        self._ids.add((given.person, given.id))
        self._tallies.pop(asked, None)
        self._changes[given.who] += 1
        places = self._stand.setdefault(asked, {}).setdefault(given.who, {})
        if turn > places.get(given.place, (0, given))[0]:
            places[given.place] = (turn, given)
