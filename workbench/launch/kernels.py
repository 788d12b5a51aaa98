"""A kernel is told its language and its folder, and none of the secrets of the machine."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server import CallContext
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Dict, default

from workbench.base.places import GIVEN_VARIABLE, PERSON_VARIABLE, WORKSPACE_VARIABLE
from workbench.base.words import LANGS, VARIABLE
from workbench.launch import access
from workbench.launch.speaking import PageKernel
from workbench.launch.warm import provisioner

NEEDED = (
    "HOME", "LANG", "LOGNAME", "PATH", "PATHEXT", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP",
    "TMPDIR", "TZ", "USER", "USERPROFILE", "VIRTUAL_ENV", "WINDIR", "XDG_RUNTIME_DIR",
    WORKSPACE_VARIABLE,
)  # fmt: skip
"""What Python and Jupyter need to work, and where the person's dossiers are."""

FAMILIES = ("CONDA_", "JUPYTER_", "LC_", "MPL", "OMP_", "OPENBLAS_", "PYTHON", "VOILA_")


def environment(given: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return what a kernel may know of the environment *given*, with the language of its page.

    >>> environment({"PATH": "/bin", "BANK_PASSWORD": "1234"}, "fr")
    {'PATH': '/bin', 'WORKBENCH_LANG': 'fr'}
    """
    kept = {
        name: value for name, value in given.items()
        if name.upper() in NEEDED or (name.startswith(FAMILIES) and "TOKEN" not in name)
    }  # fmt: skip
    return {**kept, VARIABLE: lang}


WARM = "workbench"
"""The kernel that is forked from the warm process, and an ordinary one where that cannot be."""

FOLDER = Path(__file__).parent / "warm" / "kernels"

NO_HISTORY = "--HistoryManager.hist_file=:memory:"
"""What a page runs is in the page: nobody's list of typed lines grows by it."""


STATUS, BUSY = b".status", b'"busy"'
"""How the topic of a message ends that says whether a kernel works, and what it then holds."""


class Kernels(KernelSpecManager):
    """The kernels of this machine, and ours also where the package was not installed."""

    @default("kernel_dirs")
    def _ours_too(self) -> list[str]:
        provisioner.known()
        return [str(FOLDER), *self._kernel_dirs_default()]


@dataclass(frozen=True)
class Given:
    """To whom the kernel of a page belongs, and the one dossier that it was given."""

    person: access.Person
    folder: Path


class PageKernels(AsyncMappingKernelManager):
    """Starts the kernels of pages; the folder of a page is its language."""

    given: Any = Dict()
    """Whose each kernel is, by its id: nothing on one's own machine."""

    @default("kernel_manager_class")
    def _of_pages(self) -> str:
        return f"{PageKernel.__module__}.{PageKernel.__name__}"

    def inside(self) -> int:
        """Return how many pages have a kernel."""
        return len(self._kernels)

    def open_of(self, person: access.Person) -> int:
        """Return how many pages somebody has open; on one's own machine nobody counts."""
        return sum(given.person.id == person.id for given in self.given.values())

    def start_watching_activity(self, kernel_id: str) -> None:
        """Note when a kernel last said something, and whether it works: so it may be culled.

        Jupyter's own reads every message of every page whole for this.
        """
        kernel: Any = self._kernels[kernel_id]
        kernel.reason, kernel.last_activity = "", datetime.now(UTC)
        kernel._activity_stream = kernel.connect_iopub()

        def heard(parts: list[bytes]) -> None:
            self.last_kernel_activity = kernel.last_activity = datetime.now(UTC)
            if parts[0].endswith(STATUS):
                kernel.execution_state = "busy" if BUSY in parts[-1] else "idle"

        kernel._activity_stream.on_recv(heard)

    async def shutdown_all(self, now: bool = False) -> None:  # type: ignore[override]
        """End every page; one that is just being opened ends with the warm process.

        Jupyter's own stops at the first that it does not find any more, and leaves the others.
        """
        end: Any = self.shutdown_kernel
        ends = [end(id, now=now) for id in list(self._kernels)]
        await asyncio.gather(*ends, return_exceptions=True)

    # Any, because Jupyter's own signatures contradict each other.
    async def start_kernel(self, *, path: Any = None, **options: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        """Start a warm kernel for a page of the folder *path*, with a cleaned environment."""
        lang = path if path in LANGS else LANGS[0]
        options["env"] = environment(options.get("env") or os.environ, lang)
        given = _given()
        if given:
            options["env"][GIVEN_VARIABLE] = str(given.folder)
            options["env"][PERSON_VARIABLE] = given.person.name
        options["kernel_name"] = WARM
        options["extra_arguments"] = [*options.get("extra_arguments", ()), NO_HISTORY]
        kernel_id = await super().start_kernel(path=path, **options)
        if given:
            self.given[kernel_id] = given
        return kernel_id

    def remove_kernel(self, kernel_id: str) -> Any:  # noqa: ANN401 - Jupyter's own
        """Know a kernel no more, nor whose it was."""
        self.given.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    def is_of(self, kernel_id: str, person: access.Person) -> bool:
        """Whether a kernel is that of a page of the person, on a dossier that is still theirs."""
        given = self.given.get(kernel_id)
        return bool(given and given.person.id == person.id) and access.may(
            person, self.given[kernel_id].folder.name
        )

    async def dismiss(self, person_id: str, name: str) -> None:
        """End the pages that somebody has open on a dossier that is theirs no more."""
        end: Any = self.shutdown_kernel
        for id, given in list(self.given.items()):
            if given.person.id == person_id and given.folder.name == name:
                await end(id, now=True)


def _given() -> Given | None:
    """Return what the server has checked for the page that is being opened; None on one's own.

    Raises 403 where people say who they are and nothing was checked.
    """
    if access.here() is None:
        return None
    asked: Any = CallContext.get(CallContext.JUPYTER_HANDLER)
    seen = getattr(asked, "visit", None)
    if seen is None or not access.may(access.person(asked), seen.dossier.name):
        raise HTTPError(403)
    return Given(access.person(asked), seen.dossier.folder)
