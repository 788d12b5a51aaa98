"""The words of a person: those that are their own in a language, and a name made from them."""

import re
import unicodedata
from collections.abc import Iterable

from workbench.base.records import Text

LONGEST_NAME = 30
"""Letters of a name that is made from words: a column that people can still read."""


def own(text: Text | None, lang: str) -> str:
    """Return what a field shows of a text: the words in *lang*, else those of the other language.

    >>> own(Text(fr="Sport et emploi"), "en"), own(None, "en")
    ('Sport et emploi', '')
    """
    if text is None:
        return ""
    return str(getattr(text, lang) or text.any or text.fr or text.en)


def reworded(text: Text | None, typed: str, lang: str) -> Text | None:
    """Return a text with the words *typed* in *lang*; untouched, it stays; emptied, it is gone.

    >>> reworded(Text(fr="Sport"), "Sport", "en"), reworded(Text(fr="Sport"), "Game", "en").plain()
    (Text(fr='Sport', en=None, any=None), {'fr': 'Sport', 'en': 'Game'})
    """
    words = typed.strip()
    if text is None or not words:
        return Text.model_validate({lang: words}) if words else None
    return text if words == own(text, lang) else text.rewritten(words, lang)


def stem(label: str) -> str:
    """Return the name that words make: small letters, digits and _, and a letter first.

    >>> stem("L’équipe éducative"), stem("10 séances"), stem("?")
    ('l_equipe_educative', 'n_10_seances', 'item')
    """
    plain = re.sub("[’']", " ", label)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_NAME].strip("_") or "item"
    return made if made[0].isalpha() else f"n_{made}"


def named(label: str, taken: Iterable[str]) -> str:
    """Return an id for something new, made from its words.

    >>> named("L’équipe éducative", {"l_equipe_educative"})
    'l_equipe_educative_2'
    """
    known, number, first = set(taken), 2, stem(label)
    id = first
    while id in known:
        id, number = f"{first}_{number}", number + 1
    return id
