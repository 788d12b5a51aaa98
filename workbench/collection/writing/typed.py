"""What somebody typed of a question, as a form can carry it: words on a line, answers, bounds."""

import math
import re

from workbench.base.errors import DataError
from workbench.base.records import Text
from workbench.base.wording import own


def line_of(text: Text | None, lang: str) -> str:
    """Return words on one line, as a field of one line shows them."""
    return " ".join(own(text, lang).split())


def figure(value: float | None, lang: str) -> str:
    """Return a bound as somebody types it.

    >>> figure(12.5, "fr"), figure(3.0, "fr"), figure(None, "en")
    ('12,5', '3', '')
    """
    if value is None:
        return ""
    text = str(int(value)) if value == int(value) else repr(value)
    return text.replace(".", ",") if lang == "fr" else text


def number(typed: str) -> float | None:
    """Return the bound that somebody typed, with a comma or a point; raise DataError otherwise.

    >>> number("12,5"), number("1 000"), number(" ")
    (12.5, 1000.0, None)
    """
    plain = re.sub(r"[\s\u00a0\u202f]", "", typed).replace(",", ".")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise DataError("asking.not_a_number", typed=typed[:40])
    return value


def clean(typed: str) -> str:
    r"""Return words that a form can carry: no sign that no file takes, and no formula.

    >>> clean(" Combien ? ${age}\x07 ")
    'Combien ? $ {age}'
    """
    plain = "".join(sign for sign in typed if sign in "\n\t" or _can_be_kept(sign))
    return plain.replace("${", "$ {").strip()


def _can_be_kept(sign: str) -> bool:
    code = ord(sign)
    return not (
        code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE
    )


def one_line(typed: str) -> str:
    """Return words that a form can carry, on one line."""
    return " ".join(clean(typed).split())


def lines(typed: str) -> list[str]:
    """Return the answers written one a line, without blank lines."""
    found = (" ".join(line.split()) for line in clean(typed).splitlines())
    return [line for line in found if line]
