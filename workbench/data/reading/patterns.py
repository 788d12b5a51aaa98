"""What a cell can look like: each distinct text gets one class, by patterns, all at once."""

from typing import TYPE_CHECKING

import numpy as np

from workbench.data.reading.missing import CODES

if TYPE_CHECKING:
    import pyarrow as pa

SIGN = r"[+\-−]?"
GROUPED = r"\d{1,3}(?:[ '’]\d{3})+"
YEAR4, YEAR2 = r"(?:1[89]|20|21)\d\d", r"\d\d"
DAY, HIGH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:1[3-9]|2\d|3[01])"
LOW = r"(?:0?[1-9]|1[0-2])"
CLOCK = r"(?:[T\x20]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?Z| ?[+-]\d{2}:?\d{2})?)?"
MONTHS = {
    **{"janvier": 1, "janv": 1, "jan": 1, "january": 1, "février": 2, "fevrier": 2, "févr": 2},
    **{"fév": 2, "february": 2, "feb": 2, "mars": 3, "march": 3, "mar": 3, "avril": 4, "avr": 4},
    **{"april": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "june": 6, "jun": 6, "juillet": 7},
    **{"juil": 7, "july": 7, "jul": 7, "août": 8, "aout": 8, "august": 8, "aug": 8},
    **{"septembre": 9, "sept": 9, "september": 9, "sep": 9, "octobre": 10, "october": 10},
    **{"oct": 10, "novembre": 11, "november": 11, "nov": 11, "décembre": 12, "decembre": 12},
    **{"déc": 12, "december": 12, "dec": 12},
}
ORDINAL = "(?:er|st|nd|rd|th)?"
NAME = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"

TEXT, CODE, BLANK = 0, 1, 2
INTEGER, LEADING_ZERO, LONG_INTEGER, GROUP_SPACE = 10, 11, 12, 13
COMMA, POINT, COMMA_UNSURE, POINT_UNSURE, COMMA_GROUP, POINT_GROUP, SCIENCE = range(14, 21)
ISO, DAY_FIRST, MONTH_FIRST, DAY_UNSURE, DAY_FIRST_2, MONTH_FIRST_2, DAY_UNSURE_2, WORDS = range(
    30, 38
)
PERCENT, CURRENCY = 64, 128
"""Added to the class of a number that carries the sign; the classes are bytes."""

NUMBERS = (
    (INTEGER, SIGN + r"(?:0|[1-9]\d{0,17})"),
    (LEADING_ZERO, SIGN + r"0\d{1,17}"),
    (LONG_INTEGER, SIGN + r"\d{19,}"),
    (GROUP_SPACE, SIGN + GROUPED),
    (COMMA_UNSURE, SIGN + r"[1-9]\d{0,2},\d{3}"),
    (POINT_UNSURE, SIGN + r"[1-9]\d{0,2}\.\d{3}"),
    (COMMA_GROUP, SIGN + r"(?:\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+)"),
    (POINT_GROUP, SIGN + r"(?:\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+)"),
    (COMMA, SIGN + rf"(?:\d*|{GROUPED}),\d+"),
    (POINT, SIGN + rf"(?:\d*|{GROUPED})\.\d+"),
    (SCIENCE, SIGN + r"\d+(?:[.,]\d+)?[eE][+\-]?\d{1,3}"),
)
DATES = (
    (ISO, rf"{YEAR4}[-/.]{LOW}[-/.]{DAY}{CLOCK}"),
    (DAY_FIRST, rf"{HIGH}([-/. ]){LOW}[-/. ]{YEAR4}{CLOCK}"),
    (MONTH_FIRST, rf"{LOW}([-/. ]){HIGH}[-/. ]{YEAR4}{CLOCK}"),
    (DAY_UNSURE, rf"{LOW}([-/. ]){LOW}[-/. ]{YEAR4}{CLOCK}"),
    (DAY_FIRST_2, rf"{HIGH}([-/.]){LOW}[-/.]{YEAR2}{CLOCK}"),
    (MONTH_FIRST_2, rf"{LOW}([-/.]){HIGH}[-/.]{YEAR2}{CLOCK}"),
    (DAY_UNSURE_2, rf"{LOW}([-/.]){LOW}[-/.]{YEAR2}{CLOCK}"),
    (WORDS, rf"(?i)(?:\pL+\.? )?{DAY}{ORDINAL} {NAME},? {YEAR4}"),
)
SPACES = "[\u00a0\u202f\u2009]"
COARSE_NUMBER = r"^[+\-−]? ?\d?[\d .,'’]*\d(?:[eE][+\-]?\d+)?(?: ?%| ?€| ?EUR| ?euros?)?$"
COARSE_DATE = r"(?i)^(?:\pL+\.? )?\d{1,4}(?:[-/. ]|er |st |nd |rd |th )"
SUFFIX = r" ?(%|€|EUR|euros?)$"


def tidy(values: "pa.Array") -> "pa.Array":
    """Return texts without spaces around them, and every space an ordinary one."""
    import pyarrow.compute as pc

    return pc.replace_substring_regex(pc.utf8_trim_whitespace(values), SPACES, " ")


def classes(values: "pa.Array") -> np.ndarray:
    """Return the class of each tidy text, as bytes.

    >>> import pyarrow as pa
    >>> classes(pa.array(["12", "0,5", "46 %", "NSP", "13/04/2024", "bleu", ""])).tolist()
    [10, 14, 74, 1, 31, 0, 2]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    found = np.zeros(len(values), dtype=np.uint8)
    found[_true(pc.equal(values, ""))] = BLANK
    codes = pa.array(sorted(CODES))
    found[_true(pc.is_in(pc.utf8_lower(values), value_set=codes))] = CODE
    likely = _open(found, _true(pc.match_substring_regex(values, COARSE_NUMBER)))
    if likely.size:
        _numbers(values, likely, found)
    likely = _open(found, _true(pc.match_substring_regex(values, COARSE_DATE)))
    if likely.size:
        _first_match(values.take(pa.array(likely)), DATES, likely, found, 0)
    return found


def _numbers(values: "pa.Array", likely: np.ndarray, found: np.ndarray) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    subset = values.take(pa.array(likely))
    percent = _true(pc.ends_with(subset, "%"))
    money = _true(pc.match_substring_regex(subset, r"(€|EUR|euros?)$"))
    core = pc.replace_substring_regex(subset, SUFFIX, "") if (percent | money).any() else subset
    extra = percent * np.uint8(PERCENT) + money * np.uint8(CURRENCY)
    _first_match(core, NUMBERS, likely, found, extra)


def _first_match(
    subset: "pa.Array",
    patterns: tuple[tuple[int, str], ...],
    places: np.ndarray,
    found: np.ndarray,
    extra: "np.ndarray | int",
) -> None:
    """Write the class of the first pattern that fits; what fits none keeps its class."""
    import pyarrow as pa
    import pyarrow.compute as pc

    left = np.arange(len(subset))
    for number, pattern in patterns:
        if not left.size:
            return
        here = subset if left.size == len(subset) else subset.take(pa.array(left))
        flags = "(?i)" if pattern.startswith("(?i)") else ""
        whole = f"{flags}^(?:{pattern.removeprefix('(?i)')})$"
        hit = _true(pc.match_substring_regex(here, whole))
        which = left[hit]
        found[places[which]] = number + (extra if isinstance(extra, int) else extra[which])
        left = left[~hit]


def _open(found: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return np.flatnonzero(mask & (found == TEXT))


def _true(mask: "pa.Array") -> np.ndarray:
    return np.asarray(mask.to_numpy(zero_copy_only=False), dtype=bool)
