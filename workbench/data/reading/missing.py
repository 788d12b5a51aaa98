"""Answers that are missing, and the code that says why: never a zero, never a no."""

from collections.abc import Iterable

BLANK = "blank"
"""The key under which empty cells are counted."""
NOT_UNDERSTOOD = "not_understood"
"""The key under which values are counted that do not fit the type of their column."""

CODES = frozenset(
    """
    nsp|ne sait pas|ne sais pas|je ne sais pas|sait pas|nspp|ne se prononce pas|inconnu|inconnue|
    non connu|don't know|dont know|dk|unknown|nc|n.c.|n/c|non communiqué|non communique|
    non concerné|non concernée|non renseigné|non renseignée|non renseigne|nr|n.r.|n/r|non réponse|
    non-réponse|pas de réponse|sans réponse|sans reponse|no answer|no response|not answered|refus|
    refusé|refus de répondre|refused|refusal|prefer not to say|na|n.a.|n/a|#n/a|nan|null|none|<na>|
    sans objet|so|s.o.|s/o|not applicable|manquant|missing|à compléter|a compléter|a completer|
    pending|-|--|–|—|?|??|???|/|.|..|...|#ref!|#div/0!|#value!|#valeur!|#name?|
    #nom?|#nombre!|#num!|#null!|non saisi|vide|nd|n.d.|n/d|non disponible|not available|
    non déterminé|non déterminée|non précisé|non précisée|not stated|ne sait plus|
    ne souhaite pas répondre|souhaite ne pas répondre|ne veut pas répondre|
    préfère ne pas répondre|je préfère ne pas répondre|prefer not to answer|not known
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""How people write that an answer is missing, in small letters."""

ERRORS = frozenset(code for code in CODES if code.startswith("#") and code != "#n/a")
"""What a spreadsheet shows where a formula failed."""

SUSPECTS = (-9, -8, -7, -1, -99, -999, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999, 99999)
"""Numbers that questionnaires use for no answer; they are only ever suspected."""


def is_code(text: str) -> bool:
    """Whether a trimmed text is a code of a missing answer.

    >>> is_code("NSP"), is_code("non"), is_code("0")
    (True, False, False)
    """
    return text.lower() in CODES


def suspects(values: Iterable[tuple[float, int]]) -> dict[int, int]:
    """Return the numbers that look like codes, with their counts; *values* has value and count.

    The evidence: the number is one of :data:`SUSPECTS`, it comes twice or more, and it stands
    apart from all other values, by more than they spread among themselves.

    >>> suspects([(1, 10), (2, 8), (5, 4), (99, 3)])
    {99: 3}
    >>> suspects([(90, 1), (95, 1), (99, 3), (102, 1)])
    {}
    """
    counts = dict(values)
    near = {value for value in counts if value not in SUSPECTS}
    if not near:
        return {}
    low, high = min(near), max(near)
    room = max(high - low, 1)
    return {
        code: counts[code]
        for code in SUSPECTS
        if counts.get(code, 0) >= 2 and (code > high + room or code < min(low, 0) and low >= 0)
    }
