"""What names a person directly: seen in the headings, in both languages, and in the cells."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def listed(text: str) -> frozenset[str]:
    """Return the words of a text.

    >>> sorted(listed("two words"))
    ['two', 'words']
    """
    return frozenset(text.split())


MOSTLY = 0.5
"""The share of a column's answers that must look like emails, phones, addresses or names."""

NAME_WORDS = listed(
    """
    prenom prenoms firstname lastname surname forename patronyme fullname nomprenom
    """
)
NAME_SMALL = listed(
    """
    nom noms name names de d du des la le les l et and famille naissance usage jeune jeunes
    epouse participant participante participants beneficiaire beneficiaires personne person
    complet full first last family given middle maiden marital marie parent pere mere tuteur
    enfant child adherent adherente usager stagiaire candidat salarie eleve member youth of
    the s g q quel quelle est votre ton what is your my mon ma
    """
)
PEOPLE = listed(
    """
    participant participante participants beneficiaire beneficiaires personne person jeune
    jeunes adherent adherente usager stagiaire candidat salarie eleve enfant youth member
    """
)
EMAIL_WORDS = listed("email mail mel courriel emails mails")
PHONE_WORDS = listed(
    """
    tel telephone telephones portable phone gsm cellphone phonenumber
    """
)
ADDRESS_WORDS = listed("adresse address rue street")
NOT_A_HOME = listed(
    """
    ip mail email web site url structure club association lieu siege
    """
)
NIR_WORDS = listed("nir nirpp numsecu numss")
NIR_PHRASES = ("securite sociale", "social security", "no ss", "num ss", "numero ss", "n ss")
BIRTH_WORDS = listed("naissance ddn birth birthdate dob birthday birthdate")
BIRTH_PHRASES = ("ne e le", "ne le", "nee le", "ne(e) le")
INITIAL_WORDS = listed("initiales initiale initials initial")

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+33 ?(?:\(0\))?|0033 ?|0)[1-9](?:[ .\-/]?\d{2}){4}")
ADDRESS = re.compile(
    r"\d{1,4} ?(?:bis|ter|quater)?,? (?:rue|avenue|av\.?|bd|boulevard|all[ée]e|impasse|chemin|"
    r"place|route|square|quai|cours|cit[ée]|r[ée]sidence|lotissement|"
    r"\w+ (?:street|road|avenue|lane))\b.*",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+ [A-ZÀ-Þ][a-zß-ÿ-]+|[A-ZÀ-Þ][a-zß-ÿ-]+ [A-ZÀ-Þ][A-ZÀ-Þ'’ -]+|"
    r"[A-ZÀ-Þ][a-zß-ÿ-]+ [A-ZÀ-Þ][a-zß-ÿ-]+"
)
NIR = re.compile(
    r"(?<!\d)([123478] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3})"
    r" ?(\d{2})?(?!\d)",
    re.IGNORECASE,
)
SHORTEST = 10
"""No phone, address or social-security number is shorter; shorter cells are not looked at."""


def direct_identifiers(table: "pd.DataFrame | Mapping[str, Iterable[object]]") -> dict[str, str]:
    """Return the columns that name a person directly, each with what it holds.

    *table* has one column of texts a heading. The kinds are ``name``, ``email``, ``phone``,
    ``address``, ``social_security`` and ``birth_date_and_initials`` (either alone is none).

    >>> direct_identifiers({"Prénom": ["Ana"], "Contact": ["a@b.fr"], "Nom du club": ["RC Lens"]})
    {'Prénom': 'name', 'Contact': 'email'}
    """
    marks = {str(name): content_marks(_counts(cells)) for name, cells in table.items()}
    return identifiers_of(marks)


def _counts(cells: Any) -> Mapping[str, int]:  # noqa: ANN401 - a column of pandas, or any texts
    """Count each text; pandas counts its own columns many times faster."""
    if hasattr(cells, "value_counts"):
        counts: dict[str, int] = cells.astype(str).value_counts(sort=False).to_dict()
        return counts
    return Counter(map(str, cells))


def identifiers_of(marks: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """Return the same from what :func:`content_marks` counted in each column."""
    found = {name: kind for name, seen in marks.items() if (kind := _kind(name, seen))}
    births = [name for name in marks if _birth(name)]
    initials = [name for name in marks if set(_words(name)) & INITIAL_WORDS]
    if births and initials:
        found |= dict.fromkeys([*births, *initials], "birth_date_and_initials")
    return {name: found[name] for name in marks if name in found}


def content_marks(counts: Mapping[str, int]) -> Counter[str]:
    """Count the cells that look like each kind; *counts* says how often each text stands there.

    ``answers`` counts the cells with something in them. ``nir`` counts social-security numbers
    whose key is right, ``nir_short`` those that are written without a key, and ``digits`` the
    cells of thirteen digits or more.
    """
    marks: Counter[str] = Counter()
    for text, n in counts.items():
        tidy = " ".join(text.split())
        if not tidy:
            continue
        marks["answers"] += n
        if "@" in tidy and EMAIL.search(tidy):
            marks["email"] += n
        if NAMED.fullmatch(tidy):
            marks["named"] += n
        if len(tidy) >= SHORTEST:
            _long_marks(tidy, n, marks)
    return marks


def _long_marks(text: str, n: int, marks: Counter[str]) -> None:
    if PHONE.fullmatch(text):
        marks["phone"] += n
    elif ADDRESS.match(text):
        marks["address"] += n
    digits = text.replace(" ", "").isalnum() and sum(c.isdigit() for c in text) >= 12
    marks["digits"] += n * digits
    for found in NIR.finditer(text):
        if found[2] is None:
            marks["nir_short"] += n
        elif nir_key(found[1]) == int(found[2]):
            marks["nir" if digits else "nir_in_text"] += n


def nir_key(number: str) -> int:
    """Return the key of the thirteen characters of a French social-security number.

    Source: the key is 97 minus the remainder of the number divided by 97; the departments of
    Corsica, 2A and 2B, count as 19 and 18.

    >>> nir_key("255081416802538")
    Traceback (most recent call last):
    ...
    ValueError: 255081416802538
    >>> nir_key("2 55 08 14 168 025")
    38
    """
    bare = number.replace(" ", "").upper()
    if len(bare) != 13:
        raise ValueError(number)
    bare = bare.replace("2A", "19").replace("2B", "18")
    return 97 - int(bare) % 97


def _kind(name: str, seen: Mapping[str, int]) -> str | None:
    """Return what a column holds, from its heading first, then from its cells."""
    words = _words(name)
    by_name = _by_heading(set(words), " ".join(words), seen)
    if by_name:
        return by_name
    answers = seen.get("answers", 0)
    if not answers:
        return None
    if seen.get("nir_in_text", 0) or seen.get("nir", 0) >= 0.2 * max(seen.get("digits", 0), 1):
        return "social_security"
    if seen.get("nir_short", 0) > MOSTLY * answers:
        return "social_security"
    for kind in ("email", "phone", "address"):
        if seen.get(kind, 0) >= MOSTLY * answers:
            return kind
    if set(words) & PEOPLE and seen.get("named", 0) >= MOSTLY * answers:
        return "name"
    return None


def _by_heading(words: set[str], phrase: str, seen: Mapping[str, int]) -> str | None:
    if words & NIR_WORDS or any(said in phrase for said in NIR_PHRASES):
        return "social_security"
    if words & EMAIL_WORDS:
        return "email"
    if words & PHONE_WORDS or "whatsapp" in words:
        return "phone"
    if words & ADDRESS_WORDS and not words & NOT_A_HOME:
        return "address"
    if words & NAME_WORDS and not words & {"club", "equipe", "team"}:
        return "name"
    named = words & {"nom", "noms", "name", "names"}
    if named and words <= NAME_SMALL and (words != {"name"} or seen.get("named", 0)):
        return "name"
    return None


def _birth(name: str) -> bool:
    words = _words(name)
    phrase = " ".join(words)
    place = {"lieu", "pays", "commune", "ville", "country", "place", "annee", "year"} & set(words)
    named = set(words) & BIRTH_WORDS or any(said in phrase for said in BIRTH_PHRASES)
    return bool(named) and not place


def _words(name: str) -> list[str]:
    """Return the words of the last part of a heading: group/first_name gives first, name."""
    last = re.split(r"/|__|\.(?=[A-Za-z]\w)", name)[-1] or name
    split = unicodedata.normalize("NFD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", last))
    bare = (
        "".join(c for c in split if not unicodedata.combining(c)).lower().replace("e-mail", "email")
    )
    return re.findall(r"[a-z]+", bare.replace("n°", "n "))
