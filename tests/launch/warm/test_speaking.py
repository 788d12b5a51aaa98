"""A page speaks to its kernel as soon as it hears it, and waits for no fixed time."""

import os

import pytest

from tests.launch.warm.conftest import Page
from workbench.launch.kernels import FOLDER, Kernels, environment
from workbench.launch.speaking import PageClient, PageKernel
from workbench.launch.warm import link

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]


def test_the_client_of_a_page_is_ready_without_waiting_as_jupyter_does(go, tmp_path, monkeypatch):
    asked_as_jupyter = []

    async def as_jupyter(self, timeout=None):
        asked_as_jupyter.append(timeout)

    monkeypatch.setattr(PageClient, "_async_wait_for_ready", as_jupyter)

    async def said():
        manager = PageKernel(
            kernel_name="workbench",
            kernel_spec_manager=Kernels(kernel_dirs=[str(FOLDER)]),
            connection_file=str(tmp_path / "kernel.json"),
            transport="ipc",
        )
        await manager.start_kernel(env=environment(os.environ, "fr"), cwd="/")
        listens = manager.connect_iopub()  # as the server does, before the page
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=60)
            return type(client), await Page(manager, client).text("print(1)")
        finally:
            listens.close(linger=0)
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    assert go(said()) == (PageClient, "1\n")
    assert not asked_as_jupyter
