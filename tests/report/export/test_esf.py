"""Participants as the ESF+ counts them: true counts, what cannot be filled, and nobody found."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.report.export.conftest import CHOSEN, DERIVED, QUESTIONS, people
from workbench.report.export.esf.codes import CODES
from workbench.report.export.export import Wanted, export

DAY = date(2026, 1, 5)
ESF = Wanted(("esf",), "en")


@pytest.fixture
def table_of(tmp_path, rows):
    """A reader: export the participant table; return its rows by code, sex and age, and the codes."""

    def make(dossier, wanted=ESF, name="out"):
        export(dossier, dossier, tmp_path / name, DAY, wanted)
        counts = rows(tmp_path / name, "esf_participants.csv")
        codes = rows(tmp_path / name, "esf_indicators.csv")
        return (
            {(row["code"], row["sex"], row["age"]): row for row in counts},
            {row["code"]: row for row in codes},
        )

    return make


def figures(row):
    return tuple(
        int(row[name]) if row[name] else None for name in ("yes", "no", "unknown", "asked")
    )


def test_the_counts_are_those_of_the_people(operation, table_of):
    table = people()
    counts, codes = table_of(operation(table))
    known = table["work"].isin(["short", "long", "inactive", "employed"])
    assert figures(counts["EECO01", "total", "total"]) == (
        known.sum(),
        0,
        (~known).sum(),
        len(table),
    )
    women = table[table["sex"] == "F"]
    yes, no = (
        (women["work"] == "inactive").sum(),
        women["work"].isin(["short", "long", "employed"]).sum(),
    )
    assert figures(counts["EECO04", "women", "total"]) == (
        yes,
        no,
        len(women) - yes - no,
        len(women),
    )
    idle = table[table["work"] == "inactive"]
    seeking, not_ = (idle["eecr01"] == 1).sum(), (idle["eecr01"] == 0).sum()
    expected = (seeking, not_, len(idle) - seeking - not_, len(idle))
    assert figures(counts["EECR01", "total", "total"]) == expected
    assert codes["EECR01"]["among"] == "EECO04"
