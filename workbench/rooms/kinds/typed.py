"""What people type: cleaned of signs that nobody sees, measured, and never cut in silence."""

import re
from collections.abc import Mapping
from typing import Any

from workbench.base.errors import RunError

WORD, LINE, PARAGRAPH = 80, 300, 2000
"""Letters of a word for a wall, of a line (who, when), of a paragraph (an evidence, a text)."""

_UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def typed(value: object, most: int) -> str:
    """Return a text without signs that nobody sees; HTML is text like any other.

    Raises RunError where it is none, or is longer than *most* letters: then nothing of it is kept,
    and it stands on the phone still.
    """
    if not isinstance(value, str):
        raise RunError("room.not_text")
    lines = (" ".join(_UNSEEN.sub(" ", line).split()) for line in value.splitlines())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(text) > most:
        raise RunError("room.too_long", given=len(text), most=most)
    return text


def line(value: object, most: int) -> str:
    """Return a text that stands on one line."""
    return " ".join(typed(value, most).split())


def parts(value: object, names: tuple[str, ...]) -> Mapping[str, Any]:
    """Return an answer of several parts, each with a name; raise RunError for any other."""
    if not isinstance(value, dict) or not set(value) <= set(names):
        raise RunError("room.wrong_parts", names=", ".join(names))
    return value
