"""The signs of good print: the spaces, quotes and apostrophes of each language."""

import re
import unicodedata
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

THIN, FIXED = "\u202f", "\u00a0"
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""What no file may hold (control signs, halves of letters), and what turns the words around."""
ALONE = {"id", "svg", "file", "lang", "tone", "style"}
"""The fields of a document that nobody reads."""
BOTH = ((re.compile(r"(?<=\w)'(?=\w)"), "’"), (re.compile(r"\.\.\.(?!\.)"), "…"))
FRENCH = (
    (re.compile(r'(?<![\w"=])"([^"\n]{1,300})"(?![\w"])'), f"«{FIXED}\\1{FIXED}»"),
    (re.compile(r"«\s*"), f"«{FIXED}"),
    (re.compile(r"\s*»"), f"{FIXED}»"),
    (re.compile(r"[ \u00a0](?=[?!;](?:\W|$))"), THIN),
    (re.compile(r" (?=[:%€$](?:\W|$))"), FIXED),
)
ENGLISH = ((re.compile(r'(?<![\w"=])"([^"\n]{1,300})"(?![\w"])'), "“\\1”"),)
RULES = {"fr": (*BOTH, *FRENCH), "en": (*BOTH, *ENGLISH)}

Thing = TypeVar("Thing")


def typeset(text: str, lang: str) -> str:
    r"""Return a text as a printer of that language sets it; letters stay what they are.

    Hidden signs that turn the words around them, and those that no file may hold, are left out.

    >>> typeset('Et "quoi" ? L\'effet : 12 % !', "fr")
    'Et «\xa0quoi\xa0»\u202f? L’effet\xa0: 12\xa0%\u202f!'
    >>> typeset('It\'s "so"', "en")
    'It’s “so”'
    """
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for pattern, sign in RULES[lang]:
        text = pattern.sub(sign, text)
    return text


def typeset_all(thing: Thing, lang: str) -> Thing:
    """Return a document, or a part of one, with every text of it set."""
    made: Thing = _set(thing, lang)
    return made


def _set(thing: Any, lang: str) -> Any:  # noqa: ANN401 - whatever a document holds
    if isinstance(thing, str):
        return typeset(thing, lang)
    if isinstance(thing, tuple):
        return tuple(_set(part, lang) for part in thing)
    if isinstance(thing, dict):
        return {key: _set(value, lang) for key, value in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        values = {one.name: getattr(thing, one.name) for one in fields(thing)}
        own = {k: v if k in ALONE else _set(v, lang) for k, v in values.items()}
        return type(thing)(**own)
    return thing


def named(sign: str) -> str:
    """Return a sign by its name, for a font that does not have it.

    >>> named("🏀")
    '[basketball and hoop]'
    """
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
