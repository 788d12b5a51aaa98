"""The generator of pic: the same seed gives the same bytes, nobody has a name, and it is marked."""

import pytest

from workbench.base.dossier import open_dossier
from workbench.data import Received
from workbench.data.simulate import pic
from workbench.evaluation import Evaluation


@pytest.fixture(scope="module")
def truth():
    return open_dossier("pic").read(pic.Truth)


@pytest.fixture(scope="module")
def table(truth):
    return pic.people(truth)


def test_the_seed_of_the_dossier_gives_the_bytes_of_its_files(truth):
    dossier = open_dossier("pic")
    for name, content in {**pic.received(truth), pic.REGISTRY: pic.sites(truth)}.items():
        assert dossier.path(name).read_bytes() == content


def test_the_registry_has_the_published_numbers(truth):
    rows = pic.registry(truth)
    found = {name: rows[name].nunique() for name in ("federation", "region", "territory", "club")}
    assert found == {"federation": 7, "region": 10, "territory": 15, "club": 37}
    assert rows.groupby("club")["places"].sum().eq(40).all()  # two cohorts a year, two years
    assert len(rows) == 37 * 4


def test_people_keep_to_the_registry_and_to_their_cohort(truth, table):
    assert table["person"].is_unique
    taken = set(table["club"] + "/" + table["cohort"])
    assert not taken & set(truth.unopened)
    assert table["exit_situation"].isna().mean() == pytest.approx(truth.lost, abs=0.03)


def test_the_sheets_are_messy_and_say_that_they_are_simulated(truth):
    sheets = pic.received(truth)
    assert pic.STRANGER.encode() in sheets["received/sorties.csv"]
    assert str(pic.IMPOSSIBLE_AGE).encode() in sheets["received/entrees.csv"]
    dossier = open_dossier("pic")
    assert dossier.read(Evaluation).simulated
    assert all("SIMULATED" in file.source for file in dossier.read(Received).files)
