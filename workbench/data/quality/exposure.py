"""Whether people were supported for as long as was meant: neither much shorter nor much longer."""

from collections.abc import Iterator

from workbench.base.findings import Finding
from workbench.collection.record import Exposure
from workbench.data.quality.seen import Seen, as_days, or_nothing

MONTH = 365.25 / 12
"""The days of a mean month."""
SPARE = 7
"""How many days a pathway may be shorter or longer: a rule of ours, so that months need not be
counted to the day."""


def lasts_as_planned(seen: Seen) -> Iterator[Finding]:
    """Both days of each person lie as many months apart as the instrument says."""
    yield from or_nothing("exposure.length", _length(seen))


def _length(seen: Seen) -> Iterator[Finding]:
    planned = seen.instrument.exposure
    if planned is None:
        return
    if not {planned.start, planned.end} <= {*seen.table.columns}:
        holes = {"start": planned.start, "end": planned.end}
        yield Finding("exposure.no_days", False, planned.end, "warning", holes)
        return
    yield _compared(seen, planned)


def _compared(seen: Seen, planned: Exposure) -> Finding:
    lasted = as_days(seen.table[planned.end]) - as_days(seen.table[planned.start])
    days = lasted.dropna().dt.days
    shorter = int((days < planned.low * MONTH - SPARE).sum())
    longer = int((days > planned.high * MONTH + SPARE).sum())
    holes = {
        "n": len(days),
        "low": planned.low,
        "high": planned.high,
        "shorter": shorter,
        "longer": longer,
        "unknown": len(seen.table) - len(days),
    }
    passed = shorter + longer == 0 if len(days) else None
    return Finding("exposure.length", passed, planned.end, "warning", holes)
