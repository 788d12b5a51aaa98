"""The formulas of a form, read before anybody fills it in: pyxform and ODK pass these faults."""

import re
from collections.abc import Collection, Iterator

from workbench.base import words
from workbench.base.words import Phrase

Fault = tuple[str, dict[str, object]]
"""A rule's id, and what fills its sentence."""

OPERATORS = frozenset({"and", "or", "div", "mod"})
_KNOWN = """
    if position once selected selected-at count-selected jr:choice-name indexed-repeat instance
    current regex contains starts-with ends-with string-length substr substring-before
    substring-after translate string concat join normalize-space digest uuid random randomize
    coalesce count count-non-empty sum min max pow exp log log10 abs sqrt round int number floor
    ceiling sin cos tan asin acos atan atan2 pi today now date date-time decimal-date-time
    decimal-time format-date format-date-time boolean boolean-from-string not true false checklist
    weighted-checklist area distance pulldata version base64-decode extract-signed geofence
"""
FUNCTIONS = frozenset(_KNOWN.split())
"""What ODK and KoboToolbox can compute."""

TEXTS = re.compile(r"'[^']*'|\"[^\"]*\"")
REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
CALL = re.compile(r"([A-Za-z][\w.-]*(?::[\w-]+)?)\s*\(")
DIVISOR = re.compile(r"(?<![\w-])(?:div|mod)\s*(?:\$\{\s*([^}]*?)\s*\}|[(\s]*([0-9.]+))")
EQUALS = re.compile(
    r"\$\{\s*([^}]*?)\s*\}\s*!?=\s*(?:'[^']|\"[^\"])|(?:[^']'|[^\"]\")\s*!?=\s*\$\{\s*([^}]*?)\s*\}"
)
SLASH = re.compile(r"[\w})]\s*/\s*[\d$(]")


def faults(
    expression: str, known: Collection[str], zeros: Collection[str], several: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield what is wrong with an expression: unknown names and functions, divisions by zero.

    *known* are the questions there are, *zeros* those among them that zero may answer, *several*
    those that take several answers: "=" would hold only when nothing else is ticked.
    """
    for names in EQUALS.findall(expression):
        name = "".join(names)
        if name in several:
            yield "collection.compares_ticks", {"formula": expression, "name": name}
    plain = TEXTS.sub("''", expression)
    for name in dict.fromkeys(REFERENCE.findall(plain)):
        if name not in known:
            yield "collection.unknown_reference", {"name": name, "hint": words.hint(name, known)}
    for name in dict.fromkeys(CALL.findall(plain)):
        if name not in FUNCTIONS and name not in OPERATORS:
            yield "collection.unknown_function", {"name": name, "hint": _function(name)}
    if SLASH.search(plain):
        yield "collection.slash", {"formula": expression}
    for name, value in DIVISOR.findall(plain):
        if value and _zero(value):
            yield "collection.divides_by_zero", {"formula": expression}
        elif name in zeros and "if" not in CALL.findall(plain):
            yield "collection.may_divide_by_zero", {"formula": expression, "name": name}


def _zero(text: str) -> bool:
    return not text.strip("0.")


def _function(name: str) -> Phrase | str:
    """Return the function that was meant, if one looks like it; all of them would be too many."""
    close = words.near(name, FUNCTIONS)
    return Phrase("hint.did_you_mean", {"near": close}) if close else ""
