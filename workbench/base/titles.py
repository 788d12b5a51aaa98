"""What a dossier is called: a title as people write it, a folder's name that every disk knows."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

from workbench.base.errors import RunError

LONGEST = 120
"""Signs of a title, at most."""
STEM = 40
"""Signs of a folder's name that are made from a title, at most."""
PLAIN = "evaluation"
"""What a folder is called whose title holds no letter that every disk knows."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
"""Names that no file may have on some machines."""
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ø": "o", "ł": "l"}
)


def called(title: str) -> str:
    """Return a title without what cannot be read; raise RunError where it is empty or too long."""
    plain = "".join(" " if unicodedata.category(s) in ("Cc", "Cs") else s for s in title)
    plain = " ".join(plain.split())
    if not plain:
        raise RunError("shelf.no_title")
    if len(plain) > LONGEST:
        raise RunError("shelf.long_title", n=len(plain), most=LONGEST)
    return plain


def stem(title: str) -> str:
    """Return the name of the folder of *title*: letters and digits that every disk knows.

    >>> stem("Sport & insertion à Roubaix"), stem("Œuvrer !"), stem("🙂")
    ('sport-insertion-a-roubaix', 'oeuvrer', 'evaluation')
    """
    ascii_ = unicodedata.normalize("NFKD", title.translate(_LETTERS)).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", ascii_.decode().lower())[:STEM].strip("-") or PLAIN


def numbered(name: str) -> Iterator[str]:
    """Yield *name*, then the same with a number, from 2 on."""
    yield name
    yield from (f"{name}-{n}" for n in count(2))
