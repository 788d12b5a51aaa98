"""How far somebody's words may go: said by the person, kept with the date, never guessed."""

import re
from typing import Literal

from pydantic import field_validator

from workbench.base.records import Record, Text
from workbench.contribution.record import as_text

LEVELS = ("not_shared", "inside", "public_anonymous", "public_named")
"""From the narrowest to the widest."""
AUDIENCES = {"inside": LEVELS[1:], "public": LEVELS[2:]}
"""Which levels each audience may read. What is not shared is read by nobody but who keeps it."""
LEVEL_NAMES = {
    "not_shared": "stories.consent.not_shared",
    "inside": "stories.consent.inside",
    "public_anonymous": "stories.consent.public_anonymous",
    "public_named": "stories.consent.public_named",
}
Audience = Literal["inside", "public"]
REACHED = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)(?:\+33|0)\s?[1-9](?:[ .-]?\d{2}){4}(?!\d)")
"""An e-mail address, or a French telephone number."""
NAMED = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame|Mr|Mrs|Ms)\s+[A-ZÀ-Ý]")
"""A title before a capital: somebody is named."""


class Consent(Record):
    """What somebody agreed to: how far the words may go, since when, and where the yes is kept."""

    level: Literal["not_shared", "inside", "public_anonymous", "public_named"]
    date: str = ""
    kept: Literal["form", "paper", "recording", "elsewhere"] | None = None

    _written = field_validator("date", mode="before")(as_text)


def may_read(level: str | None, audience: Audience) -> bool:
    """Whether an audience may read words of this level; without consent nobody may.

    >>> may_read("inside", "public"), may_read("inside", "inside"), may_read(None, "inside")
    (False, True, False)
    """
    return level in AUDIENCES[audience]


def tells_who(*texts: Text | str | None) -> bool:
    """Whether words give somebody away: a title and a name, an e-mail address, a telephone.

    >>> tells_who("Mme Dupont m’a rappelé"), tells_who("Une éducatrice m’a rappelé")
    (True, False)
    """
    said = " ".join(
        text if isinstance(text, str) else " ".join(filter(None, (text.fr, text.en, text.any)))
        for text in texts
        if text
    )
    return bool(REACHED.search(said) or NAMED.search(said))
