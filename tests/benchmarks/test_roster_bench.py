"""How long an answer takes to be kept, where two hundred people are filled in already."""

import csv
import shutil

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.data import roster
from workbench.data.roster.journal import COLUMNS, FILE, lines

pytestmark = pytest.mark.bench

PEOPLE = 200
ANSWERS = {"structure": "torcy", "age": "19", "qpv": "yes", "confidence": "6"}


@pytest.fixture(scope="module")
def full_dossier(tmp_path_factory):
    left_out = ("received.yml", "received/*", "data/*", "results/*")
    into = tmp_path_factory.mktemp("bench") / "filled"
    dossier = copy(Dossier(places.examples() / "trajectoires"), into, left_out)
    shutil.rmtree(dossier.path("received"))
    key = roster.add(dossier)
    roster.give(dossier, key, "entry", "entry_date", "3/4/2026")
    with dossier.path(FILE).open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for place in range(PEOPLE):
            person = f"P{place:03}"
            writer.writerows(
                ("2026-04-03T10:00:00Z", person, "entry", id, typed, typed)
                for id, typed in ANSWERS.items()
            )
    assert len(COLUMNS) == 6
    assert len(lines(dossier)) == PEOPLE * len(ANSWERS) + 2
    return dossier, key


def test_an_answer_is_kept(benchmark, full_dossier):
    dossier, key = full_dossier
    turn = iter(range(10**6))
    benchmark.pedantic(
        lambda: roster.give(dossier, key, "entry", "age", str(16 + next(turn) % 13)),
        rounds=20,
        warmup_rounds=1,
    )


def test_plain_python_appends_a_line_and_rewrites_the_table(benchmark, tmp_path):
    """The peer: the least that anybody could do to keep an answer and a file of the wave."""
    path, table = tmp_path / "log.csv", tmp_path / "table.csv"
    rows = [[f"P{place:03}", *ANSWERS.values()] for place in range(PEOPLE)]

    def keep():
        with path.open("a", encoding="utf-8") as file:
            file.write("2026-04-03T10:00:00Z,P001,entry,age,19,19\n")
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    benchmark.pedantic(keep, rounds=20, warmup_rounds=1)
