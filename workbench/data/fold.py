"""Two spellings of one heading: accents, capitals, signs and spaces do not count."""

import re
import unicodedata

SIGNS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return *text* without accents, capitals, signs or doubled spaces.

    >>> fold("Date d’entrée"), fold(" DATE_D'ENTREE ")
    ('date d entree', 'date d entree')
    """
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return SIGNS.sub(" ", bare.casefold()).strip()
