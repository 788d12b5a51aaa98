"""The addresses of the pages by which people come in, and what a kernel's addresses ask first."""

from typing import Any

import tornado.web
from jupyter_server.utils import ensure_async
from tornado.web import HTTPError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from workbench.base.words import LANGS
from workbench.launch.access import members_pages, pages
from workbench.launch.access.reached import Named


class Lives(tornado.web.RequestHandler):
    """Says that the server answers, to whatever looks after it: nothing else is told."""

    def get(self) -> None:
        """Answer."""
        self.set_header("Cache-Control", "no-store")
        self.finish("ok\n")


class PageSocket(Named, VoilaKernelWebsocketHandler):  # type: ignore[misc]  # Voila carries no types
    """The line between a page and its kernel."""


class Shutdown(VoilaShutdownKernelHandler):  # type: ignore[misc]  # Voila carries no types
    """Stops the kernel of a page that is closed; Voila's own stops that of anybody."""

    @tornado.web.authenticated
    async def post(self, kernel_id: str) -> None:
        """Stop it."""
        asked = self.authorizer.is_authorized(self, self.current_user, "execute", "kernels")
        if not await ensure_async(asked):
            raise HTTPError(403)
        await super().post(kernel_id)


OURS = {VoilaKernelWebsocketHandler: PageSocket, VoilaShutdownKernelHandler: Shutdown}
"""What answers in the place of Voila's own."""


def rules() -> list[tuple[Any, ...]]:
    """Return the addresses where people say who they are."""
    langs, word = "|".join(LANGS), r"([\w-]{20,64})"
    return [
        (r"/join", pages.ToJoin),
        (rf"/({langs})/join", pages.Join),
        (rf"/join/{word}", pages.Invited),
        (rf"/back/{word}", pages.Back),
        (rf"/({langs})/me", members_pages.Me),
        (rf"/({langs})/people", members_pages.People),
    ]
