"""The server knows of each page's kernel whether it works, and when it last said something."""

import asyncio

import pytest

from workbench.launch.kernels import Kernels, PageKernels
from workbench.launch.warm import link

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]

PATIENCE = 60


async def becomes(kernel, state):
    async with asyncio.timeout(PATIENCE):
        while kernel.execution_state != state:
            await asyncio.sleep(0.02)


def test_a_kernel_that_works_is_busy_and_one_that_rests_may_be_culled(go):
    async def one():
        kernels = PageKernels(kernel_spec_manager=Kernels(), cull_idle_timeout=600)
        id = await kernels.start_kernel(path="fr")
        try:
            kernel = kernels.get_kernel(id)
            client = kernel.client()
            client.start_channels()
            await client.wait_for_ready(timeout=PATIENCE)
            await becomes(kernel, "idle")
            before = kernel.last_activity
            client.execute("import time; time.sleep(1)")
            await becomes(kernel, "busy")
            await becomes(kernel, "idle")
            assert kernels.last_kernel_activity == kernel.last_activity > before
            assert kernels.kernel_model(id)["execution_state"] == "idle"
            client.stop_channels()
        finally:
            await kernels.shutdown_all(now=True)

    go(one())
