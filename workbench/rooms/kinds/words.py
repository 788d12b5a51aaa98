"""Short words for a wall: the same word, however it is written, is shown once with its count."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from workbench.rooms.given import Given
from workbench.rooms.kinds.typed import WORD, line
from workbench.rooms.record import Activity


def check(activity: Activity, value: object) -> str | None:
    """Return the word or phrase, None for an empty one; raise RunError for one that is too long."""
    return line(value, WORD) or None


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return the words in the order in which they came: `{"words": [{"text", "n"}]}`.

    A word is written as most people wrote it; *n* is how many people said it.
    """
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for one in sorted(given, key=lambda one: (one.at, one.id)):
        same = folded(one.value)
        spelt[same][one.value] += 1
        people[same].add(one.who)
    return {
        "words": [
            {"text": most.most_common(1)[0][0], "n": len(people[same])}
            for same, most in spelt.items()
        ]
    }


def folded(word: str) -> str:
    """Return a word without its capitals, its accents and the signs around it.

    >>> folded("Équipe !") == folded("equipe")
    True
    """
    parts = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split()) or word
