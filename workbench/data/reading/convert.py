"""From texts to values, a column at a time, by the plan of the column."""

from typing import TYPE_CHECKING

import numpy as np

from workbench.data.reading import patterns
from workbench.data.reading.booleans import YES
from workbench.data.reading.dates import PIVOT, SHORT_YEARS
from workbench.data.reading.patterns import (
    BLANK,
    CODE,
    COMMA,
    COMMA_UNSURE,
    INTEGER,
    ISO,
    MONTHS,
    POINT_GROUP,
    POINT_UNSURE,
    WORDS,
)
from workbench.data.reading.plan import Plan

if TYPE_CHECKING:
    import pyarrow as pa

FIRST_DAY = np.datetime64("1899-12-30", "D")
"""Day zero of Excel's day numbers, after February 1900."""
SAFE_TEXT = r"^'([=+\-@\t\r])"
"""How a text that looks like a formula is made safe in a CSV file, and taken back."""


def convert(column: "pa.Array | pa.ChunkedArray", plan: Plan) -> "pa.Array":
    """Return the values of a column: int64, double, bool, timestamp or string; null if missing."""
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        texts = [None if value is None else str(value) for value in column.to_pylist()]
        column = pa.array(texts, pa.string())  # an empty column, a list, a time of day
    coded = column.dictionary_encode()
    return values(coded.dictionary, plan).take(coded.indices)


def values(texts: "pa.Array", plan: Plan) -> "pa.Array":
    """Return the value of each distinct text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.fill_null(texts, "")
    tidy = patterns.tidy(texts)
    kinds = patterns.classes(tidy)
    if plan.codes:
        named = pc.is_in(tidy, value_set=pa.array(sorted(plan.codes))).to_numpy(False)
        kinds[named] = CODE
    there = (kinds != BLANK) & (kinds != CODE)
    if plan.is_text:
        trimmed = pc.utf8_trim_whitespace(texts)
        plain = pc.replace_substring_regex(trimmed, SAFE_TEXT, r"\1")
        return pc.if_else(pa.array(there), plain, pa.scalar(None, pa.string()))
    if plan.type == "boolean":
        yes = pc.is_in(pc.utf8_lower(tidy), value_set=pa.array(sorted(YES)))
        return pc.if_else(pa.array(there), yes, pa.scalar(None, pa.bool_()))
    good = np.isin(kinds, list(plan.accepted)) & there
    if plan.type == "date":
        return _dates(tidy, kinds, good, plan)
    return _numbers(tidy, kinds, good, plan)


def _numbers(tidy: "pa.Array", kinds: np.ndarray, good: np.ndarray, plan: Plan) -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    bare = kinds & ~np.uint8(patterns.PERCENT | patterns.CURRENCY)
    core = pc.replace_substring_regex(tidy, patterns.SUFFIX, "")
    core = pc.replace_substring(pc.replace_substring_regex(core, r"[ '’]", ""), "−", "-")
    decimal_comma = np.isin(bare, (COMMA, POINT_GROUP))
    decimal_comma |= (bare == COMMA_UNSURE) & (plan.comma == "decimal")
    decimal_comma |= (bare == POINT_UNSURE) & (plan.point == "group")
    french = pc.replace_substring(pc.replace_substring(core, ".", ""), ",", ".")
    english = pc.replace_substring(core, ",", "")
    ready = pc.if_else(pa.array(decimal_comma), french, english)
    if plan.type == "percent":
        shares = (kinds & patterns.PERCENT) > 0
        ready = pc.if_else(pa.array(shares), pc.binary_join_element_wise(ready, "e-2", ""), ready)
    ready = pc.if_else(pa.array(good), ready, pa.scalar(None, pa.string()))
    if plan.type == "integer":
        return pc.cast(pc.replace_substring(ready, "+", ""), pa.int64())
    return pc.cast(pc.replace_substring_regex(ready, r"^\+", ""), pa.float64())


def _dates(tidy: "pa.Array", kinds: np.ndarray, good: np.ndarray, plan: Plan) -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    size = len(tidy)
    year, month, day = (np.zeros(size, np.int64) for _ in range(3))
    micros = np.zeros(size, np.int64)
    for kind in np.unique(kinds[good]):
        places = np.flatnonzero(good & (kinds == kind))
        texts = tidy.take(pa.array(places))
        if kind == INTEGER:
            serial = FIRST_DAY + pc.cast(texts, pa.int64()).to_numpy().astype("timedelta64[D]")
            year[places], month[places], day[places] = _calendar(serial)
            continue
        year[places], month[places], day[places] = _parts(texts, int(kind), plan.order)
        micros[places] = _clock(texts)
    exists = good & (day > 0) & (day <= _days_in(year, np.clip(month, 1, 12)))
    first = np.where(exists, year - 1970, 0).astype("datetime64[Y]").astype("datetime64[M]")
    months = first + np.where(exists, month - 1, 0)
    days = months.astype("datetime64[D]") + np.where(exists, day - 1, 0)
    moments = days.astype("datetime64[us]") + micros.astype("timedelta64[us]")
    return pa.array(moments, pa.timestamp("us"), mask=~exists)


def _parts(texts: "pa.Array", kind: int, order: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return year, month and day of texts of one class."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if kind == WORDS:
        found = pc.extract_regex(texts, r"(?P<d>\d{1,2})\D*? (?P<m>\pL+)\.?,? (?P<y>\d{4})$")
        names = pc.utf8_lower(found.field("m"))
        place = pc.index_in(names, value_set=pa.array(list(MONTHS))).to_numpy(False).astype(int)
        return _whole(found, "y"), np.array(list(MONTHS.values()))[place], _whole(found, "d")
    if kind == ISO:
        found = pc.extract_regex(texts, r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
        return _whole(found, "y"), _whole(found, "m"), _whole(found, "d")
    found = pc.extract_regex(texts, r"^(?P<a>\d{1,2})[-/. ](?P<b>\d{1,2})[-/. ](?P<y>\d{2,4})")
    first, second, year = _whole(found, "a"), _whole(found, "b"), _whole(found, "y")
    if kind in SHORT_YEARS:
        year = np.where(year < PIVOT, 2000, 1900) + year
    return (year, second, first) if order == "day" else (year, first, second)


def _whole(found: "pa.StructArray", part: str) -> np.ndarray:
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers: np.ndarray = pc.cast(found.field(part), pa.int64()).to_numpy(zero_copy_only=False)
    return numbers


def _clock(texts: "pa.Array") -> np.ndarray:
    """Return the time of day in microseconds; an offset from world time is left aside."""
    import pyarrow.compute as pc

    pattern = r"[T ](?P<h>\d{1,2})[:h](?P<m>\d{2})(?::(?P<s>\d{2}(?:[.,]\d+)?))?"
    found = pc.extract_regex(texts, pattern)
    if found.null_count == len(found):
        return np.zeros(len(texts), np.int64)
    seconds = pc.replace_substring(found.field("s"), ",", ".")
    parts = [
        pc.cast(pc.if_else(pc.equal(pc.fill_null(part, ""), ""), "0", part), "float64").to_numpy(
            zero_copy_only=False
        )
        for part in (found.field("h"), found.field("m"), seconds)
    ]
    hours, minutes, rest = parts
    whole: np.ndarray = np.rint((hours * 3600 + minutes * 60 + rest) * 1e6).astype(np.int64)
    return whole


def _calendar(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    years = days.astype("datetime64[Y]").astype(int) + 1970
    months = days.astype("datetime64[M]").astype(int) % 12 + 1
    day = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(int) + 1
    return years, months, day


def _days_in(year: np.ndarray, month: np.ndarray) -> np.ndarray:
    usual: np.ndarray = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month - 1]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    days: np.ndarray = usual + (leap & (month == 2))
    return days
