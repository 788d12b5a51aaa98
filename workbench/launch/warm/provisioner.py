"""How Jupyter comes to a warm kernel: a provisioner, named by the kernel "workbench"."""

import asyncio
import os
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from workbench.base.words import language_here, say
from workbench.launch import contents
from workbench.launch.warm import limits, ready
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.link import ColdError, warm


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel from the warm process; where there is none, starts an ordinary one."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 - Jupyter's own
        """Return how to reach the kernel once it listens."""
        room = ready.here()
        env, cwd = dict(kwargs.get("env") or os.environ), str(kwargs.get("cwd") or os.getcwd())  # noqa: PTH109 - as it was given
        if room and (taken := room.take(env, cwd)):
            return self._held(taken.child, taken.reached, kwargs)
        try:
            zygote = warm(contents.served())
            await asyncio.to_thread(lambda: zygote.files)  # others go on while it reads
            forked = zygote.fork(
                {
                    "argv": cmd[cmd.index("-f") :],
                    "env": env,
                    "cwd": cwd,
                    "limits": limits.of_a_kernel().told(),
                }
            )
            await forked.begun()
        except (ColdError, TimeoutError) as why:
            self.log.warning(say("limits.ordinary", language_here(), why=why))
            return await super().launch_kernel(cmd, **kwargs)
        return self._held(forked, self.connection_info, kwargs)

    async def poll(self) -> int | None:
        """Return how the kernel has ended, None as long as it runs; say once why it was ended."""
        ended = await super().poll()
        if ended is not None and (reached := getattr(self.process, "over", None)):
            what, limit = reached
            letter = limits.over(what, limit, language_here())
            self.log.warning("%s: %s", self.kernel_id, letter)
            self.process.over = None  # type: ignore[union-attr]  # said once
        return ended

    def _held(
        self, forked: Forked, reached: KernelConnectionInfo, kwargs: dict[str, Any]
    ) -> KernelConnectionInfo:
        self.process = forked  # type: ignore[assignment]  # holds itself as a Popen would
        self.pid = self.pgid = forked.pid  # a session of its own
        self.cwd = kwargs.get("cwd")
        self.connection_info = reached
        return reached


NAME = "workbench-warm"


def known() -> None:
    """Let Jupyter find it also where the package runs from its folder and was not installed."""
    here = f"{__name__}:{WarmProvisioner.__name__}"
    entry = EntryPoint(NAME, here, KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.instance().provisioners.setdefault(NAME, entry)
