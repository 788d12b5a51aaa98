"""A programme made by hand: two federations, three territories, five clubs."""

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.files import write_table
from workbench.base.yaml_files import write_yaml

COLUMNS = ("club", "federation", "territory", "cohort", "places", "opened")
WHERE = {
    "a": ("north", "hills"), "b": ("north", "hills"), "c": ("north", "coast"),
    "d": ("south", "plain"), "e": ("south", "plain"),
}  # fmt: skip
COUNTS = {"a": (12, 8, 3), "b": (10, 10, 0), "c": (9, 11, 4), "d": (14, 6, 0), "e": (7, 13, 4)}
"""Yes, no and unknown of each club."""


def levels(**more):
    """Return what levels.yml holds."""
    columns = ("federation", "territory", "club")
    return {
        "format": 1,
        "levels": [{"column": name, "label": name.capitalize()} for name in columns],
        "cohort": "cohort",
        "years": {"2024": ["autumn"]},
        "outcomes": [{"column": "placed", "label": "Placed", "target": {"value": 0.5}}],
        **more,
    }


def registry(where=None):
    """Return the rows of levels.csv."""
    return [
        {"club": club, "federation": federation, "territory": territory, "cohort": "autumn",
         "places": 24, "opened": "yes"}
        for club, (federation, territory) in (where or WHERE).items()
    ]  # fmt: skip


def people(counts=None):
    """Return the clean table: a row a person."""
    rows = [
        (club, "autumn", answer)
        for club, three in (counts or COUNTS).items()
        for answer, n in zip((1, 0, None), three, strict=True)
        for _ in range(n)
    ]
    table = pd.DataFrame(rows, columns=["club", "cohort", "placed"])
    return table.assign(person=[f"P{at}" for at in range(len(table))])


def made(folder, counts=None, rows=None, **more):
    """Write the dossier and return it."""
    dossier = Dossier(folder)
    write_yaml(dossier.path("levels.yml"), levels(**more))
    write_table(dossier.path("levels.csv"), registry() if rows is None else rows, COLUMNS)
    dossier.path("data").mkdir()
    people(counts).to_csv(dossier.path("data/clean.csv"), index=False)
    return dossier
