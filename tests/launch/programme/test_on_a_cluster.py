"""A run on a cluster of real processes leaves the same bytes as a run on this machine."""

import json
import os
import re
import signal
import threading
from concurrent.futures import Executor, Future
from pathlib import Path

import psutil
import pytest

from tests.clusters import until
from workbench.base.dossier import Dossier, copy
from workbench.base.errors import RunError
from workbench.commands import main
from workbench.launch import runner
from workbench.launch.contents import page
from workbench.launch.programme.folder import Order

SHELF = Path(__file__).parents[2] / "shelf"
PAGES = "01_evaluation", "05_data"
CLOCK = {
    "seconds",
    "began",
    "ended",
    "made",
    "key",
    "papermill",
    "execution",
    "iopub.execute_input",
}


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two small dossiers."""
    folder, club = tmp_path_factory.mktemp("dossiers"), Dossier(SHELF / "format_1")
    return [copy(club, folder / name).folder for name in ("east", "west")]


@pytest.fixture(scope="module")
def here(two, tmp_path_factory):
    """The run folders of a run on this machine."""
    out = tmp_path_factory.mktemp("here") / "run"
    assert run(out, two, "--workers", "1") == 0
    return out


def run(out, dossiers, *more):
    """Run some pages, as from the command line; return the exit code."""
    given = [*map(str, dossiers), "--pages", ",".join(PAGES), "--out", str(out), "--lang", "en"]
    return main(["run", *given, *more])


def left(out):
    """Return what a run has left, but for what names a moment, and the numbers of widgets."""
    return {
        path.relative_to(out).as_posix(): told(path)
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def told(path):
    if path.suffix not in {".ipynb", ".json"}:
        return path.read_bytes()
    text = json.dumps(without_clock(json.loads(path.read_text())), indent=1)
    text = re.sub('[0-9a-f]{32}|"[0-9a-f]{8}"', "", text)  # of a widget; of papermill's own cell
    return sorted(text.replace(",\n", "\n").split("\n"))


def without_clock(content):
    if isinstance(content, dict):
        return {k: without_clock(v) for k, v in content.items() if k not in CLOCK}
    return [without_clock(one) for one in content] if isinstance(content, list) else content


@pytest.mark.full
@pytest.mark.slow
def test_two_dossiers_come_out_as_on_this_machine(two, here, cluster, tmp_path, capsys):
    out = tmp_path / "run"
    assert run(out, two, "--cluster", str(cluster.file)) == 0
    assert left(out) == left(here)
    assert not list(tmp_path.glob(".seen*"))
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.ipynb")}
    assert run(out, two, "--workers", "1") == 0
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.ipynb")} == before


def pages_of(worker):
    """Return the pages that run in a worker now: the children of its warm process."""
    try:
        below = psutil.Process(worker.pid).children(recursive=True)
        warm = [process for process in below if "workbench.launch.warm.zygote" in process.cmdline()]
        first = [process for process in warm if process.ppid() == worker.pid]
    except psutil.NoSuchProcess:
        return []
    return [process for process in warm if process not in first]


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_of_a_page_changes_nothing(two, here, own_cluster, tmp_path):
    running = own_cluster(2)
    until(lambda: running.log().count("Registered to") == 2, running.log)
    ended = []

    def kill():
        until(lambda: any(map(pages_of, running.workers)), running.log)
        worker = next(filter(pages_of, running.workers))
        running.processes()
        ended.extend([psutil.Process(worker.pid), *pages_of(worker)])
        os.kill(worker.pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        assert run(tmp_path / "run", two, "--cluster", running.address) == 0
    finally:
        thread.join()
    assert len(ended) > 1
    assert left(tmp_path / "run") == left(here)
    psutil.wait_procs(ended[1:], timeout=60)
    assert not any(process.is_running() for process in ended[1:])


class Lost(Executor):
    """A cluster on which no worker lives through a piece of work."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_exception(RunError("cluster.workers_died", times="4", worker="tcp://x:1"))
        return future


def test_a_page_that_no_worker_lives_through_has_failed_by_name(club, tmp_path):
    order = Order("en", [page(id) for id in PAGES])
    courses = runner.run_all([(club, tmp_path / "run")], order, lambda *_: None, Lost(), 2)
    (result,) = [one for one in courses[0].record.pages if one.page == PAGES[0]]
    assert result.state == "failed"
    assert "tcp://x:1" in result.sentence


def test_nothing_is_begun_where_nobody_answers(two, tmp_path, capsys):
    assert run(tmp_path / "run", two, "--cluster", "http://127.0.0.1:8787") == 2
    assert capsys.readouterr().err
    assert not list(tmp_path.iterdir())
