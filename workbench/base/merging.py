"""What two people have changed of the same thing is put together, and what clashes is told.

Things are compared as files hold them: keys with values, lists, words. The items of a list are
known by what names them (an id, or where a link begins and ends), wherever they stand; a list
without such names is one value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Place = tuple[str, ...]
"""The keys, and the names of items, that lead to a value."""

NAMES = (
    ("key",), ("id",), ("from", "to"), ("indicator", "node"), ("rule", "where"), ("file",),
    ("name",),
)  # fmt: skip
"""What may name the items of a list; the first that all of them have, each its own."""


class Absent:
    """The value of what is not there."""

    def __repr__(self) -> str:
        """Say so."""
        return "absent"


ABSENT: Final = Absent()


@dataclass(frozen=True)
class Clash:
    """One value that both have changed, each in their own way; ABSENT where it was taken away."""

    place: Place
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """Both people's changes together, and where they clash."""

    value: Any
    clashes: tuple[Clash, ...] = ()


def merge(shown: object, mine: object, theirs: object, mine_first: bool = False) -> Merged:
    """Put together what two people made of what both were *shown*.

    Where they clash the value is theirs, who have kept it already; with *mine_first*, mine.

    >>> merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3})
    Merged(value={'a': 2, 'b': 3}, clashes=())
    >>> merge({"a": 1}, {"a": 2}, {"a": 3}).clashes
    (Clash(place=('a',), mine=2, theirs=3),)
    """
    clashes = list[Clash]()

    def settled(clash: Clash) -> object:
        clashes.append(clash)
        return clash.mine if mine_first else clash.theirs

    value = _merged((shown, mine, theirs), (), settled)
    return Merged(value, tuple(clashes))


def differences(old: object, new: object, place: Place = ()) -> Iterator[Place]:
    """Yield the places at which two things differ, as deep as both have them.

    >>> list(differences({"a": [{"id": "x", "n": 1}]}, {"a": [{"id": "x", "n": 2}], "b": 1}))
    [('a', 'x', 'n'), ('b',)]
    """
    if same(old, new):
        return
    parts = _parts(old, new)
    if parts is None:
        yield place
        return
    before, after = parts
    inside = [key for key in {**before, **after} if not same(_at(before, key), _at(after, key))]
    if not inside:
        yield place  # only their order has changed
    for key in inside:
        yield from differences(_at(before, key), _at(after, key), (*place, key))


def at(value: object, place: Place) -> Any:  # noqa: ANN401 - any value
    """Return what stands at a place; ABSENT where nothing does."""
    for step in place:
        parts = _parts(value, value)
        value = _at(parts[0], step) if parts else ABSENT
    return value


def same(one: object, other: object) -> bool:
    """Whether two values are the same; True is not 1, and what is absent is like nothing else."""
    if type(one) is not type(other):
        return (
            isinstance(one, list | tuple)
            and isinstance(other, list | tuple)
            and (list(one) == list(other))
        )
    return one is other or bool(one == other)


def _merged(three: tuple[Any, Any, Any], place: Place, clash: Callable[[Clash], object]) -> Any:  # noqa: ANN401
    shown, mine, theirs = three
    if same(mine, theirs) or same(mine, shown):
        return theirs
    if same(theirs, shown):
        return mine
    parts = _parts(mine, theirs)
    if parts is None or (shown is not ABSENT and _parts(shown, mine) is None):
        return clash(Clash(place, mine, theirs))
    base = (_parts(shown, mine) or ({}, {}))[0] if shown is not ABSENT else {}
    made = {
        key: _merged((_at(base, key), _at(parts[0], key), _at(parts[1], key)), (*place, key), clash)
        for key in _order(list(base), list(parts[0]), list(parts[1]))
    }
    left = {key: value for key, value in made.items() if value is not ABSENT}
    return left if isinstance(mine, Mapping) else list(left.values())


def _order(shown: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return all keys, in the order of whoever has changed it; what is new beside its neighbour."""
    both = [key for key in mine if key in set(theirs)]
    moved = [key for key in shown if key in set(both)] != both
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = list(first)
    for number, key in enumerate(second):
        if key not in order:
            before = second[number - 1] if number else None
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    return order


def _parts(one: object, other: object) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the parts of two things by what names them; None where they are one value each."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return dict(one), dict(other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        for names in NAMES:
            first, second = _named(one, names), _named(other, names)
            if first is not None and second is not None:
                return first, second
    return None


def _named(items: Sequence[Any], names: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the items of a list by what names them; None where some have no name of their own.

    A row that was just typed has an empty key: it is nobody else's.
    """
    found: dict[str, Any] = {}
    for number, item in enumerate(items):
        if not isinstance(item, Mapping) or not all(name in item for name in names):
            return None
        own = all(item[name] for name in names)
        if not own and names != ("key",):
            return None
        named = " → ".join(str(item[name]) for name in names)
        found[named if own else f"+{number}"] = item
    return found if len(found) == len(items) else None


def _at(parts: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - any value
    return parts.get(key, ABSENT)
