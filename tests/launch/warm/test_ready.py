"""A room: kernels that wait, take what is given to them, and leave nothing behind."""

import asyncio
import json
import os
import signal

import psutil
import pytest

from tests.launch.warm.conftest import Page
from workbench.launch import contents
from workbench.launch.kernels import FOLDER, Kernels, environment
from workbench.launch.speaking import PageKernel
from workbench.launch.warm import link, ready
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.link import warm
from workbench.launch.warm.provisioner import known

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A way to prepare a room for some people; kernels of this process are taken from it."""
    known()
    monkeypatch.setattr(ready, "_rooms", [])

    async def prepared(people):
        here = ready.Room(
            people, lambda: warm(contents.warm()), tmp_path, environment(os.environ, "fr")
        )
        ready.opened(here)
        done = asyncio.Event()
        here.keep(done.set)
        await asyncio.wait_for(done.wait(), 100)
        return here

    return prepared


def pids(room):
    return {one.child.pid for one in room._waiting}


async def until(true):
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.05)


async def opened(tmp_path, lang):
    manager = PageKernel(
        kernel_name="workbench",
        kernel_spec_manager=Kernels(kernel_dirs=[str(FOLDER)]),
        connection_file=str(tmp_path / f"{lang}.json"),
        transport="ipc",
    )
    await manager.start_kernel(env={**environment(os.environ, lang), "MINE": lang}, cwd="/")
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return Page(manager, client)


async def ended(page):
    page.client.stop_channels()
    await page.manager.shutdown_kernel(now=True)


def test_who_comes_gets_one_that_waited_with_their_own_language_and_folder(go, room, tmp_path):
    asks = "import json, os; print(json.dumps([os.getpid(), os.getcwd(), os.environ['MINE'],"
    asks += " os.environ['WORKBENCH_LANG'], 'MPLBACKEND' in os.environ]))"

    async def two():
        here = await room(2)
        waited = pids(here)
        pages = [await opened(tmp_path, lang) for lang in ("en", "fr")]
        said = [json.loads(await page.text(asks)) for page in pages]
        for page in pages:
            await ended(page)
        await here.close()
        return waited, said

    waited, said = go(two())
    assert {pid for pid, *_ in said} == waited
    assert [rest for _, *rest in said] == [["/", "en", "en", True], ["/", "fr", "fr", True]]


def test_one_more_than_expected_gets_a_fresh_one_and_the_room_fills_again(
    go, room, tmp_path, monkeypatch
):
    monkeypatch.setattr(ready, "QUIET", 0.0)
    monkeypatch.setattr(ready, "ALONE", 1)

    async def three():
        here = await room(1)
        waited = pids(here)
        first = await opened(tmp_path, "fr")
        here._waiting.clear()
        second = await opened(tmp_path, "en")
        got = [page.process.pid for page in (first, second)]
        await until(lambda: len(here) == 1)
        for page in (first, second):
            await ended(page)
        await here.close()
        return waited, got

    waited, (first, second) = go(three())
    assert {first} == waited
    assert second not in waited


def test_one_that_dies_while_it_waits_is_replaced(go, room, monkeypatch):
    monkeypatch.setattr(ready, "QUIET", 0.0)

    async def killed():
        here = await room(2)
        dead = min(pids(here))
        os.kill(dead, signal.SIGKILL)
        await until(lambda: len(here) == 2 and dead not in pids(here))
        await here.close()

    go(killed())


def test_one_that_has_just_died_is_not_given_to_anybody(go, room):
    async def killed():
        here = await room(2)
        first = here._waiting[0].child
        os.kill(first.pid, signal.SIGKILL)
        await asyncio.to_thread(first.wait, 60)
        taken = here.take(environment(os.environ, "en"), "/")
        assert taken.child.pid != first.pid
        taken.child.kill()
        await asyncio.to_thread(taken.child.wait, 60)
        await here.close()

    go(killed())


def test_a_closed_room_leaves_no_process_and_no_file(go, room, tmp_path):
    async def closed():
        here = await room(2)
        waited = pids(here)
        await here.close()
        return waited

    assert not [pid for pid in go(closed()) if psutil.pid_exists(pid)]
    assert not list(tmp_path.glob("*.json"))


def test_where_nothing_can_be_forked_the_room_says_so(go, tmp_path):
    def none():
        raise link.ColdError("nothing")

    async def cold():
        here, done = ready.Room(3, none, tmp_path, {}), asyncio.Event()
        here.keep(done.set)
        await asyncio.wait_for(done.wait(), 60)
        assert here.ready
        assert len(here) == 0
        assert here.take({}, "/") is None
        await here.close()

    go(cold())


def test_what_jupyter_holds_of_it_is_a_forked_child(go, room, tmp_path):
    async def one():
        here = await room(1)
        page = await opened(tmp_path, "fr")
        held = page.process
        await ended(page)
        await here.close()
        return held

    held = go(one())
    assert isinstance(held, Forked)
    assert held.poll() is not None
