"""How long a room waits for its votes, and what its server weighs: thirty phones, and 300."""

import json
import statistics
import subprocess
import sys

import psutil
import pytest

from tests.benchmarks.record import percentile
from tests.benchmarks.rooms import phones
from tests.launch.room.conftest import Server, dossier_in
from tests.postgres import postgresql
from workbench.rooms.store import FILE, Store

pytestmark = pytest.mark.bench
SPREAD = 1.0
LATE = 0.95


def weight(process):
    """Return the memory of a process and all below it in MB, what is shared divided (PSS)."""
    every = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in every) / 2**20


def voted(folder, people, store=""):
    """Let *people* join and vote in the same second; return what they saw, and the memory."""
    server = Server(dossier_in(folder), "--proxy", *(("--store", store) if store else ()))
    try:
        server.start()
        server.fresh("wall")
        given = [str(server.port), server.base, str(people), str(SPREAD)]
        crowd = subprocess.Popen(
            [sys.executable, phones.__file__, *given],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        seen = json.loads(crowd.stdout.readline())
        heavy = weight(psutil.Process(server.process.pid))
        crowd.communicate("enough\n", timeout=120)
        assert all(one["status"] == 200 for one in seen)
        kept = Store(store or server.folder / FILE)
        assert {one["id"] for one in seen} == {one.id for one in kept.answers(server.code)}
        kept.close()
    finally:
        server.stop()
    return seen, heavy


def late(seen, what):
    return percentile([one[what] for one in seen], LATE)


@pytest.mark.parametrize(("people", "most"), [(30, 0.5), (300, 2.0)])
def test_a_room_that_joins_and_votes_in_the_same_second(beside, tmp_path, people, most):
    seen, heavy = voted(tmp_path, people)
    job = f"{people} phones join a room and vote in the same second"
    more = f"median {statistics.median(one['acknowledged'] for one in seen):.3f} s"
    beside(
        f"{job}: acknowledged, 95th percentile", late(seen, "acknowledged"), more=more, most=most
    )
    beside(f"{job}: page, line and vote, 95th percentile", late(seen, "whole"), most=most)
    beside(f"{job}: memory of the whole server (PSS)", heavy, most=150, unit="MB")


def test_a_room_that_is_kept_in_postgresql(beside, tmp_path):
    with postgresql() as url:
        seen, _ = voted(tmp_path, 30, url)
    job = "30 phones join a room kept in PostgreSQL and vote in the same second"
    beside(f"{job}: acknowledged, 95th percentile", late(seen, "acknowledged"), most=0.5)
