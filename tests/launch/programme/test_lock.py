"""One run at a time in a folder; the folder is free as soon as the run is over, or has died."""

import subprocess
import sys

import pytest

from workbench.base.errors import RunError
from workbench.launch.programme.lock import held

HOLDS = """
import sys, time
from pathlib import Path
from workbench.launch.programme.lock import held
with held([Path(sys.argv[1])]):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_run_is_refused_with_a_letter_that_names_the_folder(tmp_path):
    with held([tmp_path / "a", tmp_path / "b"]):
        with pytest.raises(RunError) as caught, held([tmp_path / "b"]):
            pass
        with held([tmp_path / "c"]):
            pass
    assert caught.value.key == "programme.held"
    assert caught.value.holes["out"] == "b"


def test_nothing_is_left_behind_and_the_folder_is_free_again(tmp_path):
    for _ in range(2):
        with held([tmp_path / "a"]):
            pass
    assert list(tmp_path.iterdir()) == []


def test_a_refused_run_leaves_the_others_free(tmp_path):
    with held([tmp_path / "b"]), pytest.raises(RunError), held([tmp_path / "a", tmp_path / "b"]):
        pass
    with held([tmp_path / "a"]):
        pass


def test_a_run_that_died_holds_nothing(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path / "a"], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(RunError), held([tmp_path / "a"]):
            pass
        other.kill()
        other.wait()
        with held([tmp_path / "a"]):
            pass


def test_very_many_folders_can_be_held(tmp_path):
    with held([tmp_path / str(n) for n in range(1500)]):
        pass
