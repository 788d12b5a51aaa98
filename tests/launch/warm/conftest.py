"""A way to start kernels, warm and ordinary, and to read what they answer."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from workbench.launch.kernels import FOLDER
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.provisioner import known

VARYING = re.compile(r'"(execution_count|model_id)": ("\w+"|\d+)')


@dataclass
class Page:
    """A running kernel, and what it said."""

    manager: AsyncKernelManager
    client: object
    said: list = field(default_factory=list)

    @property
    def process(self):
        return self.manager.provisioner.process

    async def run(self, code, patience=60):
        """Run *code*; return what it sent, without what differs from run to run."""
        said = []

        def hear(message):
            kind, content = message["msg_type"], message["content"]
            if kind in ("stream", "display_data", "execute_result", "error"):
                said.append((kind, json.loads(VARYING.sub(r'"\1": 0', json.dumps(content)))))

        await self.client.execute_interactive(code, output_hook=hear, timeout=patience)
        return said

    async def text(self, code):
        return "".join(
            content["text"] for kind, content in await self.run(code) if kind == "stream"
        )


@asynccontextmanager
async def kernel(name="workbench", **options):
    manager = AsyncKernelManager(
        kernel_name=name,
        kernel_spec_manager=KernelSpecManager(
            kernel_dirs=[str(FOLDER), *KernelSpecManager().kernel_dirs]
        ),
        transport_encryption="auto",
    )
    await manager.start_kernel(**options)
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        assert isinstance(manager.provisioner.process, Forked) == (name == "workbench")
        yield Page(manager, client)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


@pytest.fixture(scope="session", autouse=True)
def _known():
    known()


@pytest.fixture
def go():
    """Run a coroutine in a thread of its own: the browser's tests leave a loop in this one."""

    def run(coroutine):
        with ThreadPoolExecutor(1) as one:
            return one.submit(asyncio.run, coroutine).result()

    return run
