"""The conditions and formulas of a form, computed where nobody fills the form itself in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil, floor, isnan

Value = float | str | bool

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|\$\{\s*(?P<name>[^}]*?)\s*\}|"
    r"(?P<word>[A-Za-z][\w:-]*(?:\.[\w-]+)*)|(?P<sign><=|>=|!=|[-+*=<>(),.]))"
)
LEVELS = (("or",), ("and",), ("=", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "div", "mod"))
"""What binds least comes first."""


class CannotCompute(ValueError):  # noqa: N818 - it is no error: somebody else computes it
    """A formula uses what is not computed here."""


@dataclass(frozen=True)
class Formula:
    """A condition or a formula in the words of XLSForm."""

    text: str


def holds(formula: Formula, given: Mapping[str, str]) -> bool | None:
    """Return whether a condition holds; None where it cannot be told here.

    *given* are the answers as they are kept, by question; ``.`` is the answer itself.

    >>> holds(Formula(". >= ${low} and . < 10"), {"low": "3", ".": "4"})
    True
    """
    try:
        names = [text for kind, text in _tokens(formula.text) if kind == "name"]
    except CannotCompute:
        return None
    if not all(given.get(name) for name in names):
        return None  # what is not answered yet contradicts nothing
    found = computed(formula, given)
    return None if found is None else _true(found)


def computed(formula: Formula, given: Mapping[str, str]) -> Value | None:
    """Return what a formula comes to; None where an answer is missing or it is not known here.

    >>> computed(Formula("(${a} + ${b}) div 2"), {"a": "3", "b": "4"})
    3.5
    """
    try:
        found = _Reader(_tokens(formula.text), given).whole()
    except (ValueError, TypeError, ArithmeticError, RecursionError, re.error):
        return None  # not known here, or not to be computed of these answers
    return None if isinstance(found, float) and isnan(found) else found


@cache
def _tokens(text: str) -> tuple[tuple[str, str], ...]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise CannotCompute(text)
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tuple(found)


class _Reader:
    """Reads one formula from left to right, and computes as it reads."""

    def __init__(self, tokens: tuple[tuple[str, str], ...], given: Mapping[str, str]) -> None:
        self.left = list(tokens)
        self.given = given

    def whole(self) -> Value:
        """Return the value of all that stands there."""
        found = self.at_level(0)
        if self.left:
            raise CannotCompute(self.left[0][1])
        return found

    def at_level(self, level: int) -> Value:
        """Return the value of what binds at least as much as *level*."""
        if level == len(LEVELS):
            return self.one()
        found = self.at_level(level + 1)
        while self.left and self.left[0][1] in LEVELS[level] and self.left[0][0] != "text":
            sign = self.left.pop(0)[1]
            found = _joined(sign, found, self.at_level(level + 1))
        return found

    def one(self) -> Value:
        """Return the value of a number, a text, an answer, a call, or what stands in brackets."""
        if not self.left:
            raise CannotCompute("")
        kind, text = self.left.pop(0)
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1]
        if kind == "name" or text == ".":
            return self.given.get(text, "")
        if text == "-":
            return -_number(self.one())
        if text == "(":
            found = self.at_level(0)
            self.need(")")
            return found
        if kind == "word" and text in CALLS:
            return CALLS[text](*self.arguments())
        raise CannotCompute(text)

    def arguments(self) -> list[Value]:
        """Return the values between the brackets of a call."""
        self.need("(")
        found: list[Value] = []
        while self.left and self.left[0][1] != ")":
            found.append(self.at_level(0))
            if self.left and self.left[0][1] == ",":
                self.left.pop(0)
        self.need(")")
        return found

    def need(self, sign: str) -> None:
        """Read one sign that must stand here."""
        if not self.left or self.left.pop(0)[1] != sign:
            raise CannotCompute(sign)


def _number(value: Value) -> float:
    """Return a value as a number; a missing answer is not a number, and never a zero."""
    try:
        return float(value)
    except ValueError:
        return float("nan")


def _true(value: Value) -> bool:
    if isinstance(value, float):
        return value != 0 and not isnan(value)
    return bool(value)


def _joined(sign: str, a: Value, b: Value) -> Value:
    if sign in ("and", "or"):
        return (_true(a) and _true(b)) if sign == "and" else (_true(a) or _true(b))
    if sign in ("=", "!="):
        x, y = _number(a), _number(b)
        same = str(a) == str(b) if isnan(x) or isnan(y) else x == y
        return same is (sign == "=")
    if sign in SIGNS:
        if isinstance(a, str) and isinstance(b, str) and isnan(_number(a) + _number(b)) and a and b:
            return SIGNS[sign](a, b)  # two days, written so that the later is the greater
        return SIGNS[sign](_number(a), _number(b))
    return SUMS[sign](_number(a), _number(b))


def _selected(*given: Value) -> Value:
    answers, code = given
    return str(code) in str(answers).split()


def _if(*given: Value) -> Value:
    rule, yes, no = given
    return yes if _true(rule) else no


def _round(*given: Value) -> Value:
    digits = int(_number(given[1])) if len(given) > 1 else 0
    return floor(_number(given[0]) * 10.0**digits + 0.5) / 10.0**digits


SIGNS: Mapping[str, Callable[..., bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
SUMS: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "mod": lambda a, b: a % b,
}
CALLS: Mapping[str, Callable[..., Value]] = {
    "if": _if,
    "not": lambda a: not _true(a),
    "true": lambda: True,
    "false": lambda: False,
    "selected": _selected,
    "count-selected": lambda a: float(len(str(a).split())),
    "string-length": lambda a: float(len(str(a))),
    "number": _number,
    "int": lambda a: float(int(_number(a))),
    "string": str,
    "date": lambda a: a,
    "round": _round,
    "floor": lambda a: float(floor(_number(a))),
    "ceiling": lambda a: float(ceil(_number(a))),
    "abs": lambda a: abs(_number(a)),
    "sum": lambda *a: sum(map(_number, a)),
    "min": lambda *a: min(map(_number, a)),
    "max": lambda *a: max(map(_number, a)),
    "coalesce": lambda a, b: b if a == "" else a,
    "regex": lambda a, b: re.search(str(b), str(a)) is not None,
}
