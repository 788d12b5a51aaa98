"""What people agree to before they answer: those who are minors, those called six months later."""

from collections.abc import Iterator

from workbench.base.findings import Finding
from workbench.collection.record import Instrument

ADULT, ALONE_ONLINE = 18, 15
"""Ages of French law: full age, and the age from which one may agree alone to an online service."""
AFTER = "follow_up"
"""The wave at which people who have left are called again."""


def consent(instrument: Instrument) -> list[Finding]:
    """Return the findings about agreements."""
    return [*minors_are_agreed(instrument), *later_calls_are_agreed(instrument)]


def minors_are_agreed(instrument: Instrument) -> Iterator[Finding]:
    """Where minors may answer, the instrument says where their families' agreement is kept."""
    age = instrument.youngest_age()
    young = age is not None and age < ADULT
    passed = instrument.agreement("minors") is not None if young else None
    holes = {"age": str(int(age or 0))}
    yield Finding("collection.minors", passed, Instrument.FILE, "warning", holes)
    very = age is not None and age < ALONE_ONLINE
    agreed = instrument.agreement("minors")
    signed = (agreed is not None and agreed.kept != "form") if very else None
    yield Finding("collection.under_15", signed, Instrument.FILE, "warning", holes)


def later_calls_are_agreed(instrument: Instrument) -> Iterator[Finding]:
    """Nobody is called six months later who did not agree to it before leaving."""
    called = AFTER in instrument.waves and instrument.waves[0] != AFTER
    passed = instrument.agreement("six_months") is not None if called else None
    yield Finding("collection.six_months", passed, Instrument.FILE, "warning")


def people_are_told(instrument: Instrument) -> Iterator[Finding]:
    """The information notice says on what ground one asks, and whom to write to."""
    passed = instrument.notice is not None and instrument.notice.whole
    yield Finding("collection.no_notice", passed, Instrument.FILE, "note")
