"""Work comes out the same here and on a cluster; a cluster that cannot do it gets a letter."""

import http.server
import json
import operator
import os
import pickle
import shutil
import socket
import sys
import threading
import time
from concurrent.futures import CancelledError, wait
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clusters import PATIENCE, until
from workbench.base import alike, places
from workbench.base.compute import computing, executor, place
from workbench.base.compute.terms import Terms, same
from workbench.base.errors import RunError

ROOT = Path(__file__).parents[2]


def refused(call, *args, **kwargs):
    with pytest.raises(RunError) as raised, computing(*args, **kwargs) as running:
        call(running)
    return raised.value


def nothing(_):
    """Send nothing."""


def test_work_is_done_side_by_side_here():
    together = threading.Barrier(3)
    with computing(workers=3) as running:
        futures = [running.submit(together.wait, PATIENCE) for _ in range(3)]
        assert sorted(future.result() for future in futures) == [0, 1, 2]


def test_what_has_not_begun_is_given_up_when_the_block_ends():
    begun, go = threading.Event(), threading.Event()
    with computing(workers=1) as running:
        running.submit(lambda: begun.set() or go.wait(PATIENCE))
        second = running.submit(pytest.fail)
        begun.wait(PATIENCE)
        threading.Timer(0.2, go.set).start()
    assert second.cancelled()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8787", "127.0.0.1:8786", "tcp://127.0.0.1", "tcp://:8786", "tcp:///x:1",
     "tcp://a b:1", "tcp://x:999999", "many", "", "inproc://1/2/3"],
)  # fmt: skip
def test_what_is_no_address_is_said_at_once(address):
    assert refused(nothing, cluster=address).key == "cluster.no_address"


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"address": "http://x:1"}', "\x00"])
def test_a_file_without_an_address_is_said_at_once(content, tmp_path):
    file = tmp_path / "scheduler.json"
    file.write_text(content)
    assert refused(nothing, cluster=str(file)).key == "cluster.no_scheduler_file"


@given(host=st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True), port=st.integers(0, 99999))
def test_every_host_and_port_is_an_address(host, port):
    assert place.address(f"tcp://{host}:{port}") == f"tcp://{host}:{port}"


@pytest.fixture
def silent():
    """An address at which somebody listens and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def of_another_kind():
    """An address at which pages are served."""
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"tcp://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def nobody():
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"tcp://127.0.0.1:{port}"


@pytest.mark.parametrize("who", ["nobody", "silent", "of_another_kind"])
def test_an_address_that_does_not_answer_is_named(who, request, monkeypatch, tmp_path):
    monkeypatch.setattr(place, "ANSWER", 1.0)
    address = request.getfixturevalue(who)
    letter = refused(nothing, cluster=address, shared=[tmp_path])
    assert (letter.key, letter.holes["address"]) == ("cluster.no_answer", address)
    assert not list(tmp_path.iterdir())


def test_without_the_library_the_letter_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused(nothing, cluster="tcp://127.0.0.1:1").key == "cluster.not_installed"


@pytest.mark.parametrize("what", ["python", "workbench", "numpy"])
def test_another_version_is_named(what):
    ours = alike.here()
    theirs = {"python": "2.7", "workbench": "0.0.1"}
    packages = tuple((n, "0" if n == what else v) for n, v in ours.packages)
    other = alike.Machine(
        **{n: theirs[n] if n == what else getattr(ours, n) for n in theirs}, packages=packages
    )
    with pytest.raises(RunError) as raised:
        same(ours, other, "tcp://worker:1")
    assert raised.value.key == "cluster.other_version"
    assert raised.value.holes["worker"] == "tcp://worker:1"
    assert raised.value.holes["what"].lower() == what
    same(ours, ours, "tcp://worker:1")


def test_a_file_changed_is_another_workbench(tmp_path, monkeypatch):
    for folder in ("workbench", "notebooks", "templates", "datasets"):
        ignored = shutil.ignore_patterns("__pycache__", "dossiers")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    hashed = alike.code.__wrapped__
    before = hashed()
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "workbench")
    assert hashed() == before
    page = tmp_path / "notebooks/fr/01_evaluation.ipynb"
    page.write_text(page.read_text() + "\n")
    assert hashed() != before


def test_letters_travel():
    letter = RunError("cluster.lost", address="x")
    again = pickle.loads(pickle.dumps(letter))
    assert (again.key, again.holes) == (letter.key, letter.holes)


@pytest.mark.slow
def test_workers_do_what_is_asked_and_hand_back_what_came_of_it(cluster, tmp_path):
    with computing(cluster=str(cluster.file), shared=[tmp_path]) as running:
        assert len(list(tmp_path.iterdir())) == 1
        assert list(running.map(operator.add, range(20), range(20))) == list(range(0, 40, 2))
        assert running.submit(os.getpid).result() != os.getpid()
        with pytest.raises(ZeroDivisionError):
            running.submit(operator.truediv, 1, 0).result(PATIENCE)
        with pytest.raises(RunError) as raised:
            running.submit(place.address, "nowhere").result(PATIENCE)
        assert raised.value.key == "cluster.no_address"
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_work_can_be_called_off(cluster):
    with computing(cluster=cluster.address) as running:
        futures = [running.submit(time.sleep, 0.2) for _ in range(30)]
        futures[0].result(PATIENCE)
        assert all(future.cancel() for future in futures[10:])
        assert not wait(futures, PATIENCE).not_done
        with pytest.raises(CancelledError):
            futures[-1].result()
        assert running.submit(abs, -1).result(PATIENCE) == 1
    with pytest.raises(RuntimeError):
        running.submit(abs, -1)


@pytest.mark.slow
def test_nobody_outside_this_machine_can_reach_the_cluster(cluster):
    with computing(cluster=cluster.address):
        listening = [
            connection.laddr.ip
            for process in [psutil.Process(), *cluster.processes()]
            for connection in process.net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        ]
    assert set(listening) == {"127.0.0.1"}


@pytest.mark.slow
def test_a_worker_that_cannot_see_a_folder_is_named(cluster, tmp_path):
    letter = refused(nothing, cluster=cluster.address, seen=[tmp_path / "elsewhere"])
    assert letter.key == "cluster.cannot_see"
    assert letter.holes["folder"] == str(tmp_path / "elsewhere")
    assert letter.holes["worker"].startswith("tcp://127.0.0.1:")


@pytest.mark.slow
def test_a_worker_that_no_longer_sees_a_folder_does_no_work(cluster, tmp_path):
    def lost(running):
        for file in tmp_path.iterdir():
            file.unlink()
        running.submit(abs, -1).result(PATIENCE)

    letter = refused(lost, cluster=cluster.address, shared=[tmp_path])
    assert (letter.key, letter.holes["folder"]) == ("cluster.cannot_see", tmp_path)


@pytest.mark.slow
def test_the_address_of_a_worker_is_not_that_of_its_scheduler(cluster):
    with (
        pytest.raises(RunError) as raised,
        computing(cluster=cluster.address, seen=[Path("/nowhere")]),
    ):
        pass
    worker = raised.value.holes["worker"]
    assert refused(nothing, cluster=worker).key == "cluster.no_answer"


@pytest.mark.slow
def test_a_cluster_without_workers_is_named(own_cluster, monkeypatch):
    monkeypatch.setattr(place, "PATIENCE", 2.0)
    assert refused(nothing, cluster=own_cluster(0).address).key == "cluster.no_workers"


@pytest.mark.slow
@pytest.mark.parametrize("other", ["of another version", "without a workbench"])
def test_a_worker_with_another_workbench_is_refused(other, own_cluster, tmp_path):
    package = tmp_path / "replica/workbench"
    if other == "of another version":
        shutil.copytree(ROOT / "workbench", package, ignore=shutil.ignore_patterns("__pycache__"))
        (package / "__init__.py").write_text('"""Older."""\n\n__version__ = "0.0.9"\n')
    else:
        package.mkdir(parents=True)
        (package / "__init__.py").write_text('"""Nothing."""\n')
    running = own_cluster(1)
    running.work(PYTHONPATH=str(package.parent))
    until(lambda: running.log().count("Registered to") == 2, running.log)
    letter = refused(nothing, cluster=running.address)
    assert (letter.key, letter.holes["what"]) == ("cluster.other_version", "workbench")
    assert letter.holes["worker"].startswith("tcp://127.0.0.1:")


@pytest.mark.full
@pytest.mark.slow
def test_work_of_a_worker_that_is_killed_is_done_by_another(own_cluster):
    running = own_cluster(2)
    until(lambda: running.log().count("Registered to") == 2, running.log)
    with computing(cluster=running.address) as sent:
        futures = [sent.submit(operator.mul, n, 2) for n in range(5)]
        slow = [sent.submit(time.sleep, 1.0) for _ in range(6)]
        futures[0].result(PATIENCE)
        running.workers[0].kill()
        assert not wait([*futures, *slow], PATIENCE).not_done
        assert [future.result() for future in futures] == [0, 2, 4, 6, 8]
        assert all(future.exception() is None for future in slow)


@pytest.mark.full
@pytest.mark.slow
def test_work_that_ends_its_workers_is_given_up_by_name(own_cluster):
    running = own_cluster(3, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    until(lambda: running.log().count("Registered to") == 3, running.log)
    with computing(cluster=running.address) as sent:
        with pytest.raises(RunError) as raised:
            sent.submit(os._exit, 3).result(PATIENCE)
        assert (raised.value.key, raised.value.holes["times"]) == ("cluster.workers_died", "2")
        assert sent.submit(abs, -1).result(PATIENCE) == 1


@pytest.mark.full
@pytest.mark.slow
@pytest.mark.parametrize("who", ["the workers", "the scheduler"])
def test_a_cluster_that_is_lost_ends_the_work(who, own_cluster, monkeypatch):
    monkeypatch.setattr(executor, "ALONE", 3.0)
    running = own_cluster(1)
    with computing(cluster=running.address) as sent:
        future = sent.submit(time.sleep, 600)
        waiting = sent.submit(abs, -1)
        time.sleep(0.5)
        for process in running.workers if who == "the workers" else [running.scheduler]:
            process.kill()
        with pytest.raises(RunError) as raised:
            future.result(PATIENCE)
        assert raised.value.key == "cluster.lost"
        assert isinstance(waiting.exception(PATIENCE), RunError)


def test_terms_are_met_here(tmp_path):
    Terms(alike.here(), (str(tmp_path),)).refuse("here")
    assert json.dumps(alike.here().packages)
