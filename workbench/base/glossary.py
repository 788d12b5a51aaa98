"""The hard words: what each means in easier ones, and where they stand in a text."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from workbench.base import places
from workbench.base.records import FileRecord, Record, Text, read_record

SPACES = r"[\s\u00a0\u202f]+"
"""What may stand between two words of a term."""


class Marks(Record):
    """The ways in which a word is written in a text, by language."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Word(Record):
    """A hard word: what it *means*, and the *marks* by which a text is seen to use it.

    Where no marks are given, the term itself is looked for; plurals are found alone. *spare* says
    that no text of the workbench uses the word yet.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    term: Text
    means: Text
    marks: Marks = Marks()
    spare: bool = False
    status: Literal["sourced", "inferred", "to_check"]
    source: str

    def written(self, lang: str) -> tuple[str, ...]:
        """Return the ways in which the word is written in *lang*."""
        own: tuple[str, ...] = getattr(self.marks, lang)
        return own or (self.term.say(lang),)


class Glossary(FileRecord):
    """The list, as a file that anybody may lengthen."""

    FILE: ClassVar[str] = "vocabulary/glossary.yml"

    licence: str
    words: tuple[Word, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [word.id for word in self.words]
        if len(set(ids)) != len(ids):
            raise ValueError("glossary.word_twice")
        return self


@dataclass(frozen=True)
class Piece:
    """A piece of a text; *word* is the id of the hard word that it is, or nothing."""

    text: str
    word: str = ""


@cache
def glossary(path: Path | None = None) -> Glossary:
    """Return the list; raise RecordError for a file that breaks a rule."""
    return read_record(Glossary, path or places.datasets() / Glossary.FILE)


def in_order(lang: str) -> list[Word]:
    """Return the words in the order of the alphabet, accents apart."""
    return sorted(glossary().words, key=lambda word: plain(word.term.say(lang)))


def plain(text: str) -> str:
    """Return a text as one searches it: no accents, small letters.

    >>> plain("Évaluation À PARTIR")
    'evaluation a partir'
    """
    taken_apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def pieces(text: str, lang: str, skip: Collection[str] = ()) -> list[Piece]:
    """Return a text in pieces, each hard word that is met for the first time in its own piece.

    Put together again, the pieces are the text. What stands in *skip* is not marked.

    >>> [p.word for p in pieces("Deux indicateurs, puis un indicateur.", "fr")]
    ['', 'indicator', '']
    """
    text, found = unicodedata.normalize("NFC", text), set(skip)
    made, here = [], 0
    pattern, names = _pattern(lang)
    for match in pattern.finditer(text):
        word = names[str(match.lastgroup)]
        if word in found:
            continue
        found.add(word)
        made += [Piece(text[here : match.start()]), Piece(match.group(), word)]
        here = match.end()
    return [piece for piece in (*made, Piece(text[here:])) if piece.text]


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds every way of writing every word, the longest first, and whose it is."""
    ways = [(way, word.id) for word in glossary().words for way in word.written(lang)]
    ways.sort(key=lambda pair: -len(pair[0]))
    names = {f"w{number}": id for number, (_, id) in enumerate(ways)}
    each = "|".join(f"(?P<w{number}>{_way(way, lang)})" for number, (way, _) in enumerate(ways))
    return re.compile(rf"(?<![\w-])(?:{each})(?![\w-])"), names


def _way(way: str, lang: str) -> str:
    """Return what finds one way of writing a word; a word of capitals is found in capitals only."""
    if way.upper() == way:
        return re.escape(way)
    tokens = [_token(token, lang) for token in unicodedata.normalize("NFC", way).split()]
    return rf"(?i:{SPACES.join(tokens)})"


def _token(token: str, lang: str) -> str:
    """Return what finds one token in the singular and in the plural."""
    stem = re.escape(token).replace("’", "[’']")
    if lang == "fr":
        if token.endswith("al"):
            return rf"{stem[:-1]}(?:l|ux|le|les)"
        return stem if token.endswith(("s", "x", "z")) else rf"{stem}[sx]?"
    if token.endswith("sis"):
        return rf"{stem[:-2]}[ie]s"
    if re.search(r"[^aeiou]y$", token):
        return rf"{stem[:-1]}(?:y|ies)"
    return rf"{stem}(?:es)?" if token.endswith(("s", "x", "z", "ch", "sh")) else rf"{stem}s?"
