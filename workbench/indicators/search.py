"""Finding an indicator by words, in either language, and the ones a theory calls for."""

import math
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.base.records import Text
from workbench.base.words import Phrase
from workbench.indicators.catalogue import catalogue
from workbench.indicators.record import Indicator
from workbench.indicators.vocabulary import synonyms, themes
from workbench.theory import Node, Theory

WEIGHTS = {
    "id": 12.0,
    "name": 6.0,
    "standards": 5.0,
    "theme": 4.0,
    "numerator": 2.0,
    "definition": 2.0,
    "instrument": 1.0,
    "caution": 0.5,
}
"""What a word weighs by the place where it stands."""

SHORTEST = 3
"""A word of the query as long as this finds the words that begin with it."""

ENDINGS = (("s", "x"), ("ement", "ment", "ing"), ("ie", "y", "i", "e"))
"""What is taken off a word to find its stem, one ending of each group, in this order."""

LEVELS = {
    "beneficiary": "beneficiary",
    "professional": "professional",
    "employer": "partner",
    "prescriber": "partner",
    "contributor": "partner",
    "funder": "partner",
    "resident": "territory",
}
"""The level at which a change in each kind of stakeholder is seen."""


@dataclass(frozen=True)
class Hit:
    """An indicator found; *words* are those of the question that it answers."""

    indicator: Indicator
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """An indicator that may show the change of a node, and why it is suggested."""

    node: Node
    indicator: Indicator
    score: float
    reason: Phrase


@dataclass(frozen=True)
class Index:
    """For each stem, the weight that it has in each indicator; the stems in alphabetic order."""

    stems: tuple[str, ...]
    places: Mapping[str, Mapping[str, float]]
    indicators: Mapping[str, Indicator]


def stem(word: str) -> str:
    """Return the part of a word that its forms share, in French as in English.

    >>> stem("sorties"), stem("activities"), stem("activity"), stem("training")
    ('sort', 'activit', 'activit', 'train')
    """
    for endings in ENDINGS:
        fits = (end for end in endings if word.endswith(end) and len(word) - len(end) > SHORTEST)
        word = word.removesuffix(next(fits, ""))
    return word


def stems(text: str) -> list[str]:
    """Return the stems of a text; accents, case and plain words are forgotten."""
    return [root for _, root in _words(text)]


def index(indicators: Mapping[str, Indicator]) -> Index:
    """Return the index of some indicators, in both languages."""
    weighed: dict[str, dict[str, float]] = {}
    for id, indicator in indicators.items():
        for place, text in _texts(indicator):
            for root in set(stems(text)):
                ids = weighed.setdefault(root, {})
                ids[id] = ids.get(id, 0.0) + WEIGHTS[place]
    rare = {root: math.log(1 + len(indicators) / len(ids)) for root, ids in weighed.items()}
    places = {
        root: {id: weight * rare[root] for id, weight in ids.items()}
        for root, ids in weighed.items()
    }
    return Index(tuple(sorted(places)), places, indicators)


def search(question: str, most: int = 10, among: Index | None = None) -> list[Hit]:
    """Return the indicators that answer most of the words of *question*, the best first."""
    return _found(_words(question), among or _whole())[:most]


def suggest(
    theory: Theory,
    roles: Mapping[str, str] | None = None,
    most: int = 3,
    among: Index | None = None,
) -> list[Suggestion]:
    """Return, for each output, outcome and impact of *theory*, the indicators that may show it.

    The words of a node's label are searched, but for those that many nodes share; an indicator of
    the same type counts more, and so does one of the level of the people concerned: *roles* says,
    for the id of each stakeholder, which role it has.
    """
    known = among or _whole()
    common = _common(theory)
    found: list[Suggestion] = []
    for node in theory.of_type("output", "outcome", "impact"):
        level = LEVELS.get((roles or {}).get(node.who, ""))
        asked = [pair for pair in _words(" ".join(_said(node.label))) if pair[1] not in common]
        weighed = [(_weight(node, hit, level), hit) for hit in _found(asked, known)]
        best = sorted(weighed, key=lambda pair: (-pair[0], pair[1].indicator.id))[:most]
        found += [Suggestion(node, hit.indicator, w, _reason(node, hit)) for w, hit in best]
    return found


def _weight(node: Node, hit: Hit, level: str | None) -> float:
    same_type = hit.indicator.type == node.type
    same_level = hit.indicator.level == level
    return hit.score * (2.0 if same_type else 1.0) * (1.5 if same_level else 1.0)


def _reason(node: Node, hit: Hit) -> Phrase:
    same_type = hit.indicator.type == node.type
    key = "indicators.because_words_and_type" if same_type else "indicators.because_words"
    return Phrase(key, {"words": _shared(node, hit)})


def _shared(node: Node, hit: Hit) -> Text:
    """Return the words that a node and an indicator share, in each language of the label."""
    spoken = {lang: text for lang, text in node.label if text}
    own = {lang: {word for word, _ in _words(text)} for lang, text in spoken.items()}
    shared = {lang: ", ".join(w for w in hit.words if w in words) for lang, words in own.items()}
    return Text(**{lang: text for lang, text in shared.items() if text})


def _common(theory: Theory) -> set[str]:
    """Return the stems that stand in more than a quarter of the nodes: they tell none apart."""
    counted: Counter[str] = Counter()
    for node in theory.nodes:
        counted.update({root for _, root in _words(" ".join(_said(node.label)))})
    return {root for root, count in counted.items() if count > max(2, len(theory.nodes) / 4)}


def _found(asked: Sequence[tuple[str, str]], known: Index) -> list[Hit]:
    """Return what answers the words asked, each with its stem, the best first."""
    scores: dict[str, float] = {}
    said: dict[str, list[str]] = {}
    by_stem = {root: word for word, root in asked}
    for root, word in by_stem.items():
        for id, weight in _answers(root, known).items():
            scores[id] = scores.get(id, 0.0) + weight
            said.setdefault(id, []).append(word)
    hits = [
        Hit(known.indicators[id], score * len(said[id]) / len(by_stem), tuple(said[id]))
        for id, score in scores.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.indicator.id))


def _answers(root: str, known: Index) -> dict[str, float]:
    """Return the indicators that hold *root*; a longer word or a synonym weighs less."""
    found = dict(known.places.get(root, {}))
    for other in _synonyms().get(root, ()):
        for id, weight in known.places.get(other, {}).items():
            found[id] = max(found.get(id, 0.0), 0.4 * weight)
    if len(root) >= SHORTEST:
        for other in known.stems[bisect_left(known.stems, root) :]:
            if not other.startswith(root):
                break
            for id, weight in known.places[other].items():
                share = 1.0 if other == root else 0.5
                found[id] = max(found.get(id, 0.0), share * weight)
    return found


def _texts(indicator: Indicator) -> Iterable[tuple[str, str]]:
    """Yield every text of an indicator with the name of its place, in both languages."""
    yield "id", indicator.id
    yield "standards", " ".join(indicator.standards)
    said = {**dict(indicator), "theme": themes().get(indicator.theme)}
    for place in ("name", "theme", "numerator", "definition", "instrument", "caution"):
        text = said[place]
        if text:
            yield place, " ".join(_said(text))


def _said(text: Text) -> list[str]:
    return [words for words in (text.fr, text.en, text.any) if words]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """Return the telling words of a text, each with its stem."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    found = re.findall(r"[a-z0-9]+(?:-[0-9]+)?", bare)
    plain = synonyms().plain_words
    return tuple((word, stem(word)) for word in found if word not in plain and len(word) > 1)


@cache
def _synonyms() -> dict[str, set[str]]:
    """Return, for each stem of the list of synonyms, the others of its group."""
    groups = [{root for word in group for root in stems(word)} for group in synonyms().groups]
    return {root: group - {root} for group in groups for root in group}


@cache
def _whole() -> Index:
    return index(catalogue())
