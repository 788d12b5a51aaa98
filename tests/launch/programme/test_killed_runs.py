"""A run ended at any moment is gone on with by the same command: nothing is left half-written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.base.dossier import copy
from workbench.launch.warm import link

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(not link.CAN, reason="no safe fork here")


@pytest.fixture
def ended_at(club, tmp_path):
    """A builder: the same run of two clubs ended at each of these moments, then begun again."""

    def tried(first, last, step):
        shelf = tmp_path / "shelf"
        for name in ("one", "two"):
            copy(club, shelf / "dossiers" / name)
        done = subprocess.run(
            [sys.executable, HERE / "killed.py", shelf, str(first), str(last), str(step)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), done.stderr

    return tried


def wrong(told):
    return [one for one in told if one["again"] != 0 or one["differs"]]


def test_a_run_ended_at_some_moment_ends_the_same(ended_at):
    told, err = ended_at(31, 1100, 97)
    assert not wrong(told), err
    assert sum(one["killed"] == -9 for one in told) > 5


@pytest.mark.full
def test_a_run_ended_at_any_moment_ends_the_same(ended_at):
    told, err = ended_at(1, 1100, 3)
    assert not wrong(told), err
