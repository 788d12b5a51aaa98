"""PIC: seven federations by their code, who lives in a priority neighbourhood, who stayed."""

import csv

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.data import load


@pytest.fixture(scope="module")
def pic():
    return Dossier(places.examples() / "pic")


def test_every_club_has_the_code_of_one_federation(pic):
    with pic.path("levels.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    of_club = {row["club"]: row["federation"] for row in rows}
    assert len(of_club) == 37
    assert len(set(of_club.values())) == 7
    assert set(load(pic)["club"]) <= set(of_club)


def test_each_person_lives_in_a_priority_neighbourhood_or_not_or_nobody_knows(pic):
    assert set(load(pic)["qpv"].dropna()) <= {"yes", "no", "unknown"}


def test_who_dropped_out_is_counted_apart_from_whom_nobody_knows(pic):
    table = load(pic)
    known = table["dropped_out"].notna()
    assert set(table.loc[known, "dropped_out"]) == {0, 1}
    assert (table.loc[~known, "exit_unknown"] == 1).all()
    assert not (table.loc[known, "exit_unknown"] == 1).any()
