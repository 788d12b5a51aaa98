"""What a kernel may take, and how long it may live, where somebody has said so."""

import asyncio

import psutil
import pytest

from tests.launch.warm.conftest import kernel
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.launch.warm import limits, link

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]


def test_a_kernel_that_eats_memory_is_ended_with_what_it_started_and_the_log_says_why(
    go, monkeypatch, caplog
):
    monkeypatch.setenv(limits.KERNEL_MEMORY, "0.3")
    starts = (
        "import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c',"
        " 'import time; time.sleep(600)'], start_new_session=True)\nprint(child.pid)"
    )

    async def eaten():
        async with kernel() as page:
            pid = int(await page.text(starts))
            page.client.execute("k = []\nwhile True: k.append(bytearray(b'x' * 5_000_000))")
            while await page.manager.is_alive():
                await asyncio.sleep(0.05)
            assert not psutil.pid_exists(pid)

    go(eaten())
    letter = say("limits.memory", "en", size="0.3")
    assert [record for record in caplog.records if letter in record.getMessage()]


def test_a_kernel_lives_as_long_as_it_is_allowed_to(go, monkeypatch, caplog):
    monkeypatch.setenv(limits.KERNEL_TIME, "0.05")

    async def lives():
        async with kernel() as page:
            assert await page.text("print(1)") == "1\n"
            while await page.manager.is_alive():
                await asyncio.sleep(0.05)

    go(lives())
    letter = say("limits.seconds", "en", minutes="0.05")
    assert [record for record in caplog.records if letter in record.getMessage()]


@pytest.mark.parametrize("name", [limits.KERNEL_MEMORY, limits.KERNEL_TIME])
@pytest.mark.parametrize("given", ["much", "0", "-1", "nan"])
def test_a_limit_that_is_none_is_refused(monkeypatch, name, given):
    monkeypatch.setenv(name, given)
    with pytest.raises(RunError) as refused:
        limits.of_a_kernel()
    assert refused.value.key == "limits.not_above_zero"
