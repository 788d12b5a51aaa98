"""Real pages of two clubs, side by side: the same bytes whatever happens to the run meanwhile."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid

import psutil
import pytest

from tests.conftest import SHELF
from workbench.base.dossier import Dossier, copy
from workbench.launch.warm import link

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]

PAGES = "05,06,07,08"
LONG = 240.0
"""Seconds that no run takes, however busy the machine is."""


class Programme:
    """Two clubs, and the command that runs them; its processes bear a mark."""

    def __init__(self, folder):
        self.folder, self.mark = folder, uuid.uuid4().hex
        self.clubs = [copy(Dossier(SHELF / "format_1"), folder / name) for name in ("one", "two")]

    def begin(self, out, *options):
        """Begin a run and return its process."""
        return subprocess.Popen(
            [sys.executable, "-m", "workbench", "run", *[club.folder for club in self.clubs],
             "--pages", PAGES, "--lang", "en", "--out", self.folder / out, *options],
            env={**os.environ, "MARKED": self.mark}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def run(self, out, *options):
        """Run to the end; return what was said."""
        process = self.begin(out, *options)
        said, err = process.communicate(timeout=LONG)
        assert process.returncode == 0, err
        return said

    def running(self):
        """Return the processes of this programme that still run."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("MARKED") == self.mark:
                    found.append(process)
            except psutil.Error:
                continue
        return [one for one in found if one.is_running() and one.status() != "zombie"]

    def all_ended(self):
        """Whether nothing is left running, after a while."""
        until = time.monotonic() + 60
        while self.running() and time.monotonic() < until:
            time.sleep(0.1)
        return not self.running()

    def tables(self, out):
        """Return the bytes of every table of results, and the names of all other files."""
        root = self.folder / out
        names = {path.relative_to(root) for path in root.rglob("*") if path.is_file()}
        return {
            path: (root / path).read_bytes() for path in names if "results" in path.parts
        }, names


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return Programme(tmp_path_factory.mktemp("programme"))


@pytest.fixture(scope="module")
def whole(programme):
    """What two pages at a time leave."""
    programme.run("whole", "--workers", "2")
    return programme.tables("whole")


@pytest.mark.full
def test_a_run_that_is_killed_and_begun_again_with_other_workers_ends_the_same(programme, whole):
    assert {path.parts[0] for path in whole[1]} == {"one", "two", "programme"}
    moments = random.Random(7)
    for _ in range(2):
        process = programme.begin("killed", "--workers", "2")
        time.sleep(moments.uniform(1, 12))
        process.kill()
        process.communicate(timeout=LONG)
        assert programme.all_ended()
    programme.run("killed", "--workers", "1")
    assert programme.tables("killed") == whole


def test_a_second_run_is_refused_and_an_interrupt_ends_everything(programme):
    first = programme.begin("stopped", "--workers", "2")
    until = time.monotonic() + LONG
    while not list(programme.folder.glob("stopped/*/pages/*")) and time.monotonic() < until:
        time.sleep(0.05)
    second = programme.begin("stopped", "--workers", "1")
    _, err = second.communicate(timeout=LONG)
    if first.poll() is None:
        assert second.returncode == 2, err
        assert "stopped" in err
    first.send_signal(signal.SIGINT)
    _, err = first.communicate(timeout=LONG)
    assert first.returncode in (0, 130), err
    assert "Traceback" not in err
    assert programme.all_ended()
