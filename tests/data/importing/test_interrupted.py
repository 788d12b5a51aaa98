"""An import that is killed at any moment leaves the dossier as it was, or is done."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.base.dossier import Dossier
from workbench.data import Received
from workbench.data.importing import take_back
from workbench.data.importing.stage import place

KILLED = Path(__file__).with_name("killed.py")


@pytest.fixture
def big(sent):
    """A file of some size, so that there is time to be killed in."""
    lines = "".join(f"P{n},lille,12,4,job,{'word ' * 2000}\n" for n in range(300))
    return sent("person,place,hours,confidence,situation,remarks\n" + lines)


@pytest.fixture
def whole(entered, big, tree, tmp_path):
    """A judge: the dossier in a folder is as it was, or as it is after a whole import."""
    before = tree(entered.folder)

    def judge(folder):
        dossier = Dossier(folder)
        now = tree(folder)
        new = {name for name in now if name not in before}
        assert {
            name for name in before if name != "received.yml" and now[name] != before[name]
        } == set()
        assert all(now[name] == big.read_bytes() for name in new), "a file is there in part"
        assert len(new) <= 1
        done = len(dossier.read(Received).files) == 2
        assert done or now["received.yml"] == before["received.yml"]
        assert not done or len(new) == 1
        take_back(dossier)
        after = tree(folder)
        assert after == (now if done else before)
        assert not place(dossier).exists()
        return done

    return judge


def run(*args):
    command = [sys.executable, *(str(arg) for arg in args)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


@pytest.mark.full
def test_killed_at_every_touch_of_the_disk_nothing_is_lost(entered, big, whole, tmp_path):
    steps = int(run(KILLED, entered.folder, big, tmp_path / "out", "steps"))
    done = [whole(tmp_path / "out" / str(number) / "club") for number in range(1, steps + 1)]
    assert steps > 20
    assert done == sorted(done), "before one step the dossier is as it was, after it all is done"
    assert done[-1]
    assert not done[0]


@pytest.mark.parametrize(
    "count", [8, pytest.param(50, marks=pytest.mark.full)], ids=["quick", "full"]
)
def test_killed_at_drawn_moments_nothing_is_lost(entered, big, whole, tmp_path, count):
    run(KILLED, entered.folder, big, tmp_path / "out", "times", 5, count)
    done = [whole(tmp_path / "out" / str(number) / "club") for number in range(count + 1)]
    assert done[0]
    assert not all(done)


@pytest.mark.slow
@pytest.mark.parametrize(
    "count", [1, pytest.param(50, marks=pytest.mark.full)], ids=["quick", "full"]
)
def test_the_command_killed_at_drawn_moments_loses_nothing(entered, big, whole, tmp_path, count):
    def command(number):
        copy = shutil.copytree(entered.folder, tmp_path / f"copy{number}" / "club")
        words = ["import", str(big), "--into", str(copy), "--wave", "exit", "--accept"]
        return copy, [sys.executable, "-m", "workbench", *words]

    copy, whole_command = command(0)
    start = time.monotonic()
    run(*whole_command[1:])
    usual = time.monotonic() - start
    assert whole(copy)
    drawn = random.Random(7)
    for number in range(1, count + 1):
        copy, words = command(number)
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(drawn.uniform(0.5, 1.05) * usual)
        process.kill()
        process.wait()
        whole(copy)
