"""A verification ended at any moment leaves the run as it was, and nothing half-written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.launch.warm import link

ROOT = Path(__file__).parents[3]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.full,
    pytest.mark.skipif(not link.CAN, reason="no safe fork here"),
]


@pytest.fixture
def ended_at(club, tmp_path):
    """A builder: a verification of the tiny dossier ended at each of these moments, then redone."""

    def tried(first, last, step):
        asked = [club.folder.parent, str(first), str(last), str(step)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.launch.proof.killed", *asked],
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), done.stderr

    return tried


def wrong(told):
    return [
        one
        for one in told
        if one["half"] or one["again"] != 0 or not (one["kept"] and one["clean"])
    ]


def test_a_verification_ended_at_some_moment_is_begun_again(ended_at):
    told, err = ended_at(20, 2000, 61)
    assert not wrong(told), err
    assert sum(one["killed"] == -9 for one in told) > 5


@pytest.mark.full
def test_a_verification_ended_at_any_moment_is_begun_again(ended_at):
    told, err = ended_at(1, 2000, 5)
    assert not wrong(told), err
