"""What somebody asks of an import: which file, which wave, and what they decided by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from workbench.data.reading.how import GUESSED, How


@dataclass(frozen=True)
class Request:
    """A file to be taken in, and what was decided about it.

    *columns* says which heading answers a question, or holds a role; *codes* the code of an answer
    as people write it, by question. *drop* are columns that stay outside, *key* those that become
    a random key. *absent* are questions that the file does not answer. *part* names one part of a
    wave (a site, a month); *replace* puts the file in the place of the wave's (or the part's).
    *received_on* is the day on which it came; None takes today. *month_first* are columns of dates
    in which the month stands before the day, where the file itself does not say. *how* says how the
    file is read where a guess is wrong: it is then kept as a table that needs no guess.
    """

    path: Path
    wave: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    part: str | None = None
    month_first: tuple[str, ...] = ()
    replace: bool = False
    title: str | None = None
    source: str | None = None
    licence: str | None = None
    received_on: date | None = None
    how: How = GUESSED
