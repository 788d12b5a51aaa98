"""The end of a day: every vote that its room acknowledged is taken into the dossier, once."""

from collections.abc import Sequence
from pathlib import Path

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import write_whole
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.votes import FILE, Vote, read_votes, settled, written
from workbench.rooms.given import Given

ROOM = "room/room.sqlite"
"""Where a room stands, beside its dossier."""


def close(dossier: Dossier, store: str = "", rooms: Sequence[str] = ()) -> tuple[Vote, ...]:
    """Write `room/answers.csv` of a dossier from its room; return the votes.

    Nothing is taken away from the store, so a day is closed as often as one likes, and a room that
    was opened again too: a vote that was there before is there still, once. Where nothing but the
    file is there, it is read as it is. Raises RunError where there is neither, where several rooms
    hold answers and nobody says which, and for a room that is not there.
    """
    dossier.read(Day)
    if not store and not dossier.has(ROOM):
        if not dossier.has(FILE):
            raise RunError("day.no_room", name=dossier.name)
        return read_votes(dossier)
    held = answers_of(store or dossier.path(*ROOM.split("/")), rooms)
    votes = settled(_with_earlier(held, read_votes(dossier)))
    write_whole(dossier.to_write(*FILE.split("/")), written(votes))
    return votes


def answers_of(store: str | Path, rooms: Sequence[str] = ()) -> list[tuple[str, Given]]:
    """Return the answers of a store: of the rooms named, or of the only one that holds any."""
    from workbench.rooms.store import Store  # heavy: pages of a closed day need no database

    opened = Store(store)
    try:
        there = opened.rooms()
        for room in rooms:
            if room not in there:
                raise RunError("day.no_such_room", room=room, hint=words.hint(room, there))
        held = {room: opened.answers(room) for room in rooms or there}
    finally:
        opened.close()
    full = {room: found for room, found in held.items() if found}
    if len(full) > 1 and not rooms:
        raise RunError("day.several_rooms", rooms=", ".join(sorted(full)))
    return [(room, one) for room, found in full.items() for one in found]


def _with_earlier(
    held: list[tuple[str, Given]], earlier: Sequence[Vote]
) -> list[tuple[str, Given]]:
    """Return what a store holds, and what it held once and was taken in then."""
    there = {(room, one.person, one.id) for room, one in held}
    rooms = {room for room, _ in held}
    gone = [
        (vote.room, vote.given)
        for vote in earlier
        if vote.room in rooms and (*vote.person, vote.given.id) not in there
    ]
    return sorted([*held, *gone], key=lambda pair: pair[1].at) if gone else held
