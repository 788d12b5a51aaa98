"""The common indicators of the ESF+, when each is seen, and among whom it is counted.

Annex I of Regulation (EU) 2021/1057 for the names and their order; some code numbers and rules are
those of guidance or of general knowledge, as the catalogue says of each. To be confirmed with the
managing authority before a declaration.
"""

from dataclasses import dataclass
from typing import Literal

Moment = Literal["entry", "exit", "six_months"]
EVERY_RECORD = "GRAND_TOTAL"
"""Every record of the operation, complete or not: beside the total number of participants."""
TOTAL = "EECO01"
STATUS = ("EECO02", "EECO04", "EECO05")
"""Unemployed, inactive, employed at entry: exactly one of the three a person, and their sum."""
EDUCATION = ("EECO09", "EECO10", "EECO11")
AGES = {"EECO06": "under_18", "EECO07": "18_29", "EECO08": "55_more"}
"""The groups of age that have a code; those of 30 to 54 have none."""


@dataclass(frozen=True)
class Code:
    """One common indicator: *among* names the groups at entry that it is counted among.

    *never* is the phrase that says why no table of participants can hold it.
    """

    id: str
    moment: Moment
    among: tuple[str, ...] = ()
    never: str = ""


CODES = (
    Code(TOTAL, "entry"),
    Code("EECO02", "entry"),
    Code("EECO03", "entry", ("EECO02",)),
    Code("EECO04", "entry"),
    Code("EECO05", "entry"),
    Code("EECO06", "entry"),
    Code("EECO07", "entry"),
    Code("EECO08", "entry"),
    Code("EECO09", "entry"),
    Code("EECO10", "entry"),
    Code("EECO11", "entry"),
    Code("EECO12", "entry"),
    Code("EECO13", "entry"),
    Code("EECO14", "entry"),
    Code("EECO15", "entry", never="export.why.minorities"),
    Code("EECO16", "entry"),
    Code("EECO17", "entry"),
    Code("EECO18", "entry", never="export.why.organisations"),
    Code("EECO19", "entry", never="export.why.organisations"),
    Code("EECR01", "exit", ("EECO04",)),
    Code("EECR02", "exit"),
    Code("EECR03", "exit"),
    Code("EECR04", "exit", ("EECO02", "EECO04")),
    Code("EECR05", "six_months", ("EECO02", "EECO04")),
    Code("EECR06", "six_months", ("EECO05",)),
)
