"""Every sentence the workbench says, and every number and date, in the reader's language."""

import difflib
import gettext
import io
import locale
import os
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache, reduce
from pathlib import Path
from typing import Protocol, runtime_checkable

import babel.dates
import babel.lists
import babel.numbers
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGS = ("fr", "en")
FOLDER = Path(__file__).parent / "languages"
VARIABLE = "WORKBENCH_LANG"
"""The environment variable that says which language this machine speaks."""
MOST = 4096
"""How many numbers and dates are remembered as they were written."""


@runtime_checkable
class Sayable(Protocol):
    """Whatever can be said in a language: a phrase, or words in two languages."""

    def say(self, lang: str, /) -> str:
        """Return the words in *lang*."""


class Share(float):
    """A number between 0 and 1 that is said as a percentage."""


@dataclass(frozen=True)
class Phrase:
    """A sentence not yet said: its key and its holes."""

    key: str
    holes: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: str, /) -> str:
        """Return the sentence in *lang*."""
        return say(self.key, lang, **self.holes)


@cache
def _translations(lang: str) -> gettext.GNUTranslations:
    """Read the .po files of a language: one a subject, the first part of a key names its file."""
    merged = Catalog(locale=lang)
    for message in _messages(lang):
        merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _messages(lang: str) -> Iterator[Message]:
    for path in sorted((FOLDER / lang).glob("*.po")):
        with path.open("rb") as po:
            yield from (message for message in read_po(po, locale=lang) if message.id)


def phrases(lang: str) -> dict[str, tuple[str, ...]]:
    """Return every key of *lang* with its texts: one, or one for each plural form."""
    return {_key(message): _texts(message) for message in _messages(lang)}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _texts(message: Message) -> tuple[str, ...]:
    texts = message.string or ""
    return (texts,) if isinstance(texts, str) else tuple(texts)


def say(key: str, lang: str, /, **holes: object) -> str:
    """Say the phrase *key* in *lang*; a whole number in the hole ``n`` chooses the plural form.

    Whole numbers, decimal numbers and dates are written as *lang* writes them. A year, a code or
    a number that must stay as it is comes as text.

    >>> say("count.people", "fr", n=1)
    '1 personne'
    >>> say("count.people", "en", n=1200)
    '1,200 people'
    """
    text = None
    translations = _translations(lang)
    n = holes.get("n")
    if isinstance(n, int):
        text = translations.ngettext(key, key, n)
    if text is None or text == key:
        text = translations.gettext(key)
    if text == key:
        raise KeyError(f"no phrase '{key}' in {lang}")
    return string.Formatter().vformat(text, (), {k: shown(v, lang) for k, v in holes.items()})


def known(key: str) -> bool:
    """Whether there is a phrase of that key."""
    return _translations(LANGS[0]).gettext(key) != key


def template(key: str) -> str:
    """Return a phrase with its holes open, in the first language; its key where there is none."""
    return _translations(LANGS[0]).gettext(key)


def shown(value: object, lang: str) -> str:
    """Return *value* as *lang* writes it: a number, a date, a phrase, or a list, line by line."""
    if type(value) is str:  # the most frequent, and a protocol is slow to ask for
        return value
    match value:
        case int() if type(value) is int:
            return number(value, lang)
        case Sayable():
            return value.say(lang)
        case bool():
            return say("word.yes" if value else "word.no", lang)
        case Share():
            return percent(value, lang)
        case int() | float():
            return number(value, lang)
        case date():
            return date_text(value, lang)
        case list() | tuple():
            return "\n".join(shown(item, lang) for item in value)
        case _:
            return str(value)


@lru_cache(MOST, typed=True)
def number(value: float | None, lang: str, digits: int | None = None, sign: bool = False) -> str:
    """Write a number as *lang* does, with *digits* decimals; a dash where there is none.

    >>> number(1794.34, "fr", 2), number(1794.34, "en", 2), number(None, "fr")
    ('1\u202f794,34', '1,794.34', '–')
    """
    if value is None or value != value:  # NaN is the one number unequal to itself
        return "–"
    decimals = "0" * digits if digits is not None else "" if isinstance(value, int) else "###"
    pattern = "#,##0" + ("." + decimals if decimals else "")
    text: str = babel.numbers.format_decimal(abs(value), format=pattern, locale=lang)
    zero = not any(c in "123456789" for c in text)
    mark = "" if zero else "−" if value < 0 else "+" if sign else ""
    return mark + text


def percent(share: float | None, lang: str, digits: int = 0) -> str:
    r"""Write a share between 0 and 1 as a percentage.

    >>> percent(0.464, "fr", 1), percent(0.464, "en", 1)
    ('46,4\xa0%', '46.4%')
    """
    if share is None or share != share:
        return "–"
    mark = "%" if lang == "en" else "\u00a0%"
    return number(100 * share, lang, digits) + mark


def chosen_share(share: float, lang: str) -> str:
    """Write a share that somebody chose, a level or a target, with a decimal only where it has one.

    >>> chosen_share(0.5, "en"), chosen_share(0.125, "en")
    ('50%', '12.5%')
    """
    whole = abs(100 * share - round(100 * share)) < 1e-9
    return percent(share, lang, 0 if whole else 1)


@lru_cache(MOST)
def date_text(day: date, lang: str) -> str:
    """Write a date in words; in French the first of a month is "1er".

    >>> date_text(date(2024, 4, 3), "fr"), date_text(date(2024, 4, 1), "fr")
    ('3 avril 2024', '1er avril 2024')
    """
    text: str = babel.dates.format_date(day, format="long", locale=lang)
    return text.replace("1 ", "1er ", 1) if lang == "fr" and day.day == 1 else text


def join(items: Iterable[str], lang: str) -> str:
    """Write a list as *lang* does.

    >>> join(["Roubaix", "Torcy", "Strasbourg"], "fr")
    'Roubaix, Torcy et Strasbourg'
    """
    text: str = babel.lists.format_list(list(items), locale=lang)
    return text


def apart(items: Iterable[str], lang: str) -> str:
    """Write whole phrases one after the other, parted as *lang* parts them.

    >>> apart(["Roubaix: 3", "Torcy: 4"], "en")
    'Roubaix: 3; Torcy: 4'
    """
    parts = list(items)
    if not parts:
        return ""
    return reduce(lambda first, second: say("list.apart", lang, first=first, second=second), parts)


def near(word: object, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that looks most like *word*, if one does.

    >>> near("poeple", ["dossier", "people"])
    'people'
    """
    close = difflib.get_close_matches(str(word), list(allowed), n=1, cutoff=0.55)
    return close[0] if close else None


def hint(word: object, allowed: Iterable[str]) -> Phrase:
    """Return the phrase that helps with a wrong word: the nearest allowed one, or all of them."""
    allowed = sorted(allowed)
    close = near(word, allowed)
    if close:
        return Phrase("hint.did_you_mean", {"near": close})
    return Phrase("hint.choose_among", {"allowed": ", ".join(allowed)})


def language_here(default: str = "en") -> str:
    """Return the language this machine speaks: WORKBENCH_LANG, then the locale, then *default*."""
    spoken = os.environ.get(VARIABLE) or next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)),
        locale.getlocale()[0] or "",
    )
    code = spoken[:2].lower()
    return code if code in LANGS else default
