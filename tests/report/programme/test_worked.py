"""The worked programme of seven clubs: its inputs and results are those of a fresh synthesis."""

import shutil

import pandas as pd
import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.findings import blocking
from workbench.evaluation import Evaluation
from workbench.report import programme, review
from workbench.report.programme.synthesise import INPUTS, synthesise

TABLES = ("results/programme.csv", "results/pilots_findings.csv")
FIGURES = (*TABLES, "pilots/effects.csv", "pilots/sites.csv")


@pytest.fixture
def kept():
    return Dossier(places.examples() / "clubs", read_only=True)


@pytest.fixture
def fresh(seven, tmp_path):
    synthesise(seven, tmp_path / "clubs")
    made = Dossier(tmp_path / "clubs")
    programme.write(made, programme.compare(programme.read(made)))
    return made


@pytest.mark.parametrize("name", FIGURES)
def test_a_table_of_the_worked_programme_equals_a_fresh_synthesis(kept, fresh, name):
    shipped, again = (pd.read_csv(place.path(name)) for place in (kept, fresh))
    pd.testing.assert_frame_equal(shipped, again, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("name", [name for name in INPUTS if name.endswith(".yml")])
def test_what_the_worked_programme_says_of_itself_is_what_a_synthesis_says(kept, fresh, name):
    assert kept.path(name).read_bytes() == fresh.path(name).read_bytes()


def test_the_worked_programme_is_marked_as_simulated(kept):
    assert kept.read(Evaluation).simulated
    assert all(member.simulated for member in programme.read(kept).members)


def test_nothing_in_the_worked_programme_blocks(kept):
    assert not blocking(review(kept))


def test_a_copy_of_the_worked_programme_opens(kept, tmp_path):
    shutil.copytree(kept.folder, tmp_path / "own")
    found = programme.compare(programme.read(Dossier(tmp_path / "own")))
    assert [outcome.key for outcome in found.shared] == ["IND-07", "IND-23", "IND-41"]
