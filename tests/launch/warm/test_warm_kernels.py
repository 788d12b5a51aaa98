"""A forked kernel is an ordinary kernel: the same answers, signals, ends, and nothing shared."""

import asyncio
import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.launch.warm.conftest import kernel
from workbench.launch import contents
from workbench.launch.warm import link
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.link import ColdError, Zygote, warm

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]

CELLS = (
    "print('é'); import sys; print('wrong', file=sys.stderr)",
    "import pandas as pd; pd.DataFrame({'a': [1.5, 2], 'b': ['x', None]})",
    "from IPython.display import HTML, display; display(HTML('<b>x</b>')); 1 / 3",
    "1 / 0",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.gca().get_title()",
    "import statsmodels.api as sm, numpy as np; sm.OLS(np.arange(5.0), np.ones(5)).fit().params",
    "import ipywidgets; ipywidgets.IntSlider(value=3)",
    "get_ipython().__class__.__name__, __name__, [] == list(_dh[1:])",
)


def test_it_answers_as_an_ordinary_kernel_does(go):
    async def both():
        async with kernel() as forked, kernel("python3") as plain:
            for code in CELLS:
                assert await forked.run(code) == await plain.run(code), code

    go(both())


def test_it_sees_its_own_environment_folder_and_chance(go, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_SERVER", "1234")
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "WORKBENCH_LANG": "en"}
    asks = (
        "import json, os, random, numpy as np\n"
        "print(json.dumps([os.getcwd(), sorted(os.environ), random.random(), np.random.rand()]))"
    )

    async def two():
        seen = []
        for _ in range(2):
            async with kernel(env=env, cwd=str(tmp_path)) as page:
                seen.append(json.loads(await page.text(asks)))
        return seen

    first, second = go(two())
    assert first[0] == str(tmp_path)
    assert set(env) <= set(first[1])
    assert "SECRET_OF_THE_SERVER" not in first[1]
    assert first[2] != second[2]
    assert first[3] != second[3]


def test_a_kernel_can_be_interrupted_and_goes_on(go):
    async def interrupted():
        async with kernel() as page:
            waiting = asyncio.ensure_future(page.run("import time; time.sleep(50)"))
            await asyncio.sleep(1)
            await page.manager.interrupt_kernel()
            kinds = [(kind, content.get("ename")) for kind, content in await waiting]
            assert kinds == [("error", "KeyboardInterrupt")]
            assert await page.text("print(7)") == "7\n"

    go(interrupted())


def test_a_restarted_kernel_has_forgotten_everything(go):
    async def restarted():
        async with kernel() as page:
            await page.run("x = 1")
            before = page.process.pid
            await page.manager.restart_kernel(now=True)
            await page.client.wait_for_ready(timeout=60)
            assert await page.text("print('x' in globals())") == "False\n"
            assert page.process.pid != before
            assert not psutil.pid_exists(before)

    go(restarted())


@pytest.mark.parametrize(
    ("code", "left"),
    [("import os; os._exit(3)", 3), ("import os, signal; os.kill(os.getpid(), 9)", -9)],
)
def test_how_a_kernel_ended_is_known(go, code, left):
    async def ended():
        async with kernel() as page:
            page.client.execute(code)
            process = page.process
            for _ in range(100):
                if process.poll() is not None:
                    break
                await asyncio.sleep(0.05)
            assert not await page.manager.is_alive()
            return process.poll()

    assert go(ended()) == left


def test_children_end_with_the_warm_process_and_the_next_page_gets_a_new_one(go):
    async def orphaned():
        async with kernel() as page:
            child = psutil.Process(page.process.pid)
            old = warm(contents.served()).process
            old.kill()
            old.wait()
            assert child.wait(10) is not None or not child.is_running()
            assert page.process.poll() is not None
        async with kernel() as page:
            assert await page.text("print(1)") == "1\n"

    go(orphaned())


SERVER = """
import asyncio, os, sys, time
from workbench.launch.warm.link import Zygote
zygote = Zygote(["pandas"])
made = [zygote.fork({"argv": ["-f", f"{sys.argv[1]}/{i}.json"], "env": dict(os.environ),
                     "cwd": os.getcwd()}) for i in range(3)]
for child in made:
    asyncio.run(child.begun())
print(zygote.process.pid, *[child.pid for child in made], flush=True)
time.sleep(60)
"""


def test_when_the_server_is_killed_nothing_is_left_running(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, tmp_path], stdout=subprocess.PIPE, text=True
    ) as server:
        processes = [psutil.Process(int(pid)) for pid in server.stdout.readline().split()]
        assert len(processes) == 4
        server.send_signal(signal.SIGKILL)
    gone, alive = psutil.wait_procs(processes, timeout=10)
    assert (len(gone), alive) == (4, [])


def test_a_child_keeps_no_descriptor_that_is_not_its_own(go):
    asks = (
        "import os\n"
        "print([os.readlink(f'/proc/self/fd/{n}') for n in sorted(os.listdir('/proc/self/fd'))"
        " if os.path.exists(f'/proc/self/fd/{n}')])"
    )

    async def descriptors():
        async with kernel() as first, kernel() as second:
            seen = [await page.text(asks) for page in (first, second)]
            sockets = [{part for part in text.split("'") if "socket" in part} for text in seen]
            assert not sockets[0] & sockets[1]

    go(descriptors())


def test_a_changed_file_of_the_project_warms_a_new_process(monkeypatch):
    first = warm(contents.served())
    assert warm(contents.served()) is first
    file = next(iter(first.files))
    monkeypatch.setitem(first.files, file, 0)
    assert warm(contents.served()) is not first


def test_a_module_that_starts_a_thread_gives_ordinary_kernels(tmp_path, monkeypatch):
    busy = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()"
    (tmp_path / "busy_module.py").write_text(busy)
    others = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), others]))
    zygote = Zygote(["busy_module"])
    for _ in range(2):  # the second time at once
        with pytest.raises(ColdError):
            _ = zygote.files
    zygote.close()
    assert zygote.process.poll() is not None


def test_modules_that_pages_use_start_no_thread():
    assert warm(contents.served()).files


@pytest.mark.parametrize("rounds", [12, pytest.param(200, marks=pytest.mark.full)])
def test_kernels_leave_nothing_behind(go, rounds):
    zygote = psutil.Process(warm(contents.served()).process.pid)
    _ = warm(contents.served()).files
    me = psutil.Process()

    async def one():
        async with kernel() as page:
            assert await page.text("print(1)") == "1\n"
            return page.manager.connection_file

    def held(process):
        return process.memory_full_info().uss

    files = [go(one()) for _ in range(3)]
    gc.collect()
    before = me.num_fds(), zygote.num_fds(), len(me.net_connections("all")), me.num_threads()
    memory = held(me), held(zygote)
    files += [go(one()) for _ in range(rounds)]
    gc.collect()
    assert not zygote.children()
    assert not [child for child in me.children() if child.pid != zygote.pid and is_kernel(child)]
    after = me.num_fds(), zygote.num_fds(), len(me.net_connections("all")), me.num_threads()
    assert all(now <= then + 2 for now, then in zip(after, before, strict=True))
    assert held(me) < memory[0] + 20_000_000
    assert held(zygote) < memory[1] + 5_000_000
    assert not [file for file in files if Path(file).exists()]


def is_kernel(process):
    with contextlib.suppress(psutil.Error):
        return "ipykernel" in " ".join(process.cmdline())


def test_an_older_warm_process_ends_with_the_last_of_its_children(go, monkeypatch):
    old = warm(["json"])

    async def outlived():
        request = {"argv": [], "env": dict(os.environ), "cwd": os.getcwd()}  # noqa: PTH109 - as a kernel is given it
        ours, theirs = socket.socketpair()
        with ours, theirs:
            child = old.fork(request, theirs)
            await child.begun()
            monkeypatch.setitem(old.files, next(iter(old.files)), 0)
            new = warm(["json"])
            assert new is not old
            assert old.process.poll() is None
            assert psutil.pid_exists(child.pid)
        await asyncio.to_thread(child.wait, 60)
        return new

    new = go(outlived())
    old.process.wait(60)
    assert warm(["json"]) is new
    new.retire()
    new.process.wait(60)


def test_a_child_has_begun_once_its_number_is_known_whoever_speaks_first(go):
    async def told(*words):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            child = Forked(ours)
            for word in words:
                theirs.send(word)
            await child.begun(60)
            child.close()
            return child.pid

    assert go(told(b"up", b"pid 7")) == go(told(b"pid 7", b"up")) == 7
