"""Which columns say who somebody is: a name, an address, a number that only one person has."""

import re

import pandas as pd

from workbench.data.fold import fold

HEADINGS = {
    "name": {"nom", "prenom", "nom prenom", "nom de famille", "nom usuel", "name", "last name"},
    "mail": {"mail", "email", "e mail", "courriel", "adresse mail"},
    "phone": {"tel", "telephone", "portable", "mobile", "phone"},
    "social_security": {"nir", "numero de securite sociale", "n secu", "securite sociale"},
    "address": {"adresse", "adresse postale", "address"},
}
LOOKS = {
    "mail": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    "phone": re.compile(r"(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}"),
    "social_security": re.compile(r"[12]\s?\d{2}\s?\d{2}\s?\d[\dAB]\s?\d{3}\s?\d{3}(?:\s?\d{2})?"),
}
SHARE = 0.2
"""From this share of the cells on, a column is of that kind."""


def direct_identifiers(table: pd.DataFrame) -> dict[str, str]:
    """Return the kind of each column that names people: by its heading, or by what it holds.

    >>> direct_identifiers(pd.DataFrame({"Prénom": ["Zoé"], "Âge": ["24"]}))
    {'Prénom': 'name'}
    """
    found: dict[str, str] = {}
    for column in table.columns:
        said = fold(str(column))
        kinds = [kind for kind, headings in HEADINGS.items() if said in headings]
        held = table[column].dropna().astype(str).str.strip()
        held = held[held != ""]
        if not kinds and len(held):
            kinds = [k for k, look in LOOKS.items() if held.str.fullmatch(look).mean() >= SHARE]
        if kinds:
            found[str(column)] = kinds[0]
    return found
