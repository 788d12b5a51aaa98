"""The door of people who read and fill in: the pages as apps, on this machine or in a network."""

import contextlib
import errno
import logging
import os
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
import tornado.ioloop
import zmq
from jupyter_server.base.handlers import FileFindHandler
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from workbench.base import places, shelf, words
from workbench.base.errors import RunError
from workbench.base.words import LANGS, say
from workbench.launch import contents, doors, exporter, home, look, speaking, wakeup
from workbench.launch.access import opening, rules
from workbench.launch.access.reach import LOOPBACK, Reach
from workbench.launch.assets import Shelf
from workbench.launch.guest import Guest
from workbench.launch.handlers import (
    HEADERS,
    Door,
    Home,
    Nothing,
    PageOfDossier,
    Strict,
    prepared,
)
from workbench.launch.jobs import Jobs
from workbench.launch.kernels import NO_HISTORY, Kernels, PageKernels, environment
from workbench.launch.warm import ready
from workbench.launch.warm.link import CAN, ColdError, warm
from workbench.launch.working import Working

PORTS = range(1024, 65536)
LONGEST = 37
"""Letters of the name of a temporary folder below which the sockets of kernels can stand.

The system allows 107; Voila's folder, the kernel's name and the socket's take 70 of them.
"""
WIDGETS = (
    "@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager",
    "anywidget", "jupyter-vuetify", "jupyter-vue",
)  # fmt: skip
"""What Voila loads beside itself; without the first, pages show `VBox(children=...)` as text."""

KEPT = ("/api/kernels/", "/voila/templates/", "/voila/static/", "/voila/api/shutdown/",
        "/voila/labextensions/")  # fmt: skip
"""The addresses of Voila that pages need. Its tree, its files and its contents are not offered."""

MINUTES = 60
DAY = 24 * 60 * MINUTES
CULL_AFTER = 10 * MINUTES
"""Seconds after which a kernel that no page holds any more is stopped."""


@dataclass(frozen=True)
class Order:
    """What is asked of a server.

    A room is prepared for *expect* people (None: nobody said); *most* pages are open at once, as
    many as the memory bears where None. Where people say who they are (*reach*), *code* lets new
    ones in; one is drawn where it is empty. *opens* opens what else is answered here; then no
    kernel waits for pages, and the machine stays free for it.
    """

    port: int
    lang: str | None = None
    expect: int | None = None
    most: int | None = None
    reach: Reach = Reach()
    code: str = ""
    opens: Callable[[], Guest] | None = None


def serve(order: Order) -> None:
    """Serve the pages until interrupted.

    Raises RunError when the port cannot be had, a number makes no sense, or a network would be
    answered without asking who.
    """
    if order.port not in PORTS:
        raise RunError("serve.port_wrong", port=str(order.port))
    reach = order.reach.check()
    places_ = doors.most() if order.most is None else order.most
    if places_ < 1:
        raise RunError("room_open.most_wrong", given=str(order.most))
    if order.expect is not None and not 1 <= order.expect <= places_:
        raise RunError("room_open.expect_wrong", given=str(order.expect), most=str(places_))
    for share in (wakeup.mend, speaking.mend, exporter.share):
        share()
    server = Server(config=settings(order.port, reach))
    server.language = order.lang or words.language_here(LANGS[0])
    server.expect, server.most = order.expect or 0, places_
    if reach.joined:
        server.reach, server.code = reach, opening.code_of(order.code)
        server.cookie_secret = opening.opened(server.code).key
    if order.opens:
        server.guest = order.opens()
    else:
        with contextlib.suppress(ColdError):
            warm(contents.served())  # reads while the server gets ready
    rehearse()
    server.initialize([])
    server.start()


def rehearse() -> None:
    """Read and compile what the first page would wait for: phrases, templates, Jupyter's schema."""
    for code in LANGS:
        home.home(code, shelf.here())
        page = contents.pages()[0].notebook(code)
        nbformat.validate(nbformat.read(page, as_version=4))


def settings(port: int, reach: Reach) -> Config:
    """Return how Voila is set: in code, because it ignores a --config file in silence."""
    return Config(
        {
            "Voila": {
                "ip": reach.host, "port": port, "root_dir": str(places.notebooks()),
                "log_level": logging.ERROR, "open_browser": False, **opening.config(reach),
            },
            "VoilaConfiguration": {
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "extension_allowlist": list(WIDGETS),
                "file_allowlist": [],
                "http_keep_alive_timeout": DAY,  # its heartbeat is a script that our policy refuses
                "kernel_spec_manager_class": Kernels,
                "multi_kernel_manager_class": PageKernels,
                "prelaunch_hook": prepared,
                "show_tracebacks": True,  # our template shows letters and keeps tracebacks out
                "template": "lab",
                "theme": "light",
            },
            "MappingKernelManager": {
                "cull_idle_timeout": CULL_AFTER,
                "cull_interval": MINUTES,
            },
            "KernelManager": _transport(),
            "KernelRestarter": {"restart_limit": 0},  # a kernel that died has lost the page: say so
        }
    )  # fmt: skip


def _by_sockets() -> bool:
    return CAN and len(tempfile.gettempdir()) <= LONGEST


def _transport() -> dict[str, str]:
    """Return how kernels are reached: by sockets in a folder of ours, which nobody else may enter.

    Where there are none, or the folder's name is too long for one, by ports, encrypted.
    """
    if _by_sockets():
        return {"transport": "ipc", "transport_encryption": "disabled"}
    return {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}


class Server(Voila):  # type: ignore[misc]  # Voila carries no types
    """Voila with our template, our addresses, and nothing else."""

    language: str = LANGS[0]
    expect, most = 0, doors.UNKNOWN
    reach, code = Reach(), ""
    room: ready.Room | None = None
    guest: Guest | None = None
    template_paths: Any
    config_file_paths: list[str] = []  # a trait of Voila; nobody's file opens the server

    @cached_property
    def jobs(self) -> Jobs:
        """The long work that goes on whether its page is open or not."""
        return Jobs(lambda lang: environment(os.environ, lang), contents.served())

    def setup_template_dirs(self) -> None:
        """Put our template before Voila's own, which loads style sheets from far away."""
        super().setup_template_dirs()
        theirs: list[str] = self.template_paths
        self.template_paths = [str(places.templates() / "look" / "voila"), *theirs]

    def init_settings(self) -> dict[str, Any]:
        """Answer to our own names only, so that no other site can borrow the browser."""
        made: dict[str, Any] = super().init_settings()
        return {
            **made,
            "allow_remote_access": False,
            "local_hostnames": ["localhost"],
            "headers": HEADERS,
            "log_function": lambda _: None,  # a full room is no fault; faults are logged where made
            "default_handler_class": Nothing,
            "doors": doors.Doors(self.most, self.kernel_manager.inside),
            "jobs": self.jobs,
            "ws_ping_interval": 0,  # on one machine nothing between can fall silent; page.js asks
            **opening.settings(self.reach),
            **(self.guest.settings(self.port) if self.guest else {}),
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return our addresses, and those of Voila's that pages need, all with strict headers."""
        langs = "|".join(LANGS)
        page = next(rule for rule in super().init_handlers() if rule[1] is TornadoVoilaHandler)
        ours = [
            (r"/", Home),
            (r"/room", Door),
            (r"/health", rules.Lives),
            *(rules.rules() if self.reach.joined else ()),
            *home.routes(),
            (r"/jobs/(\w+)", Working),
            (rf"/({langs})/(\w+?)(?:\.ipynb)?", PageOfDossier, page[2]),
            (r"/look/((?:look\.css|make\.js|page\.js|typed\.js|wait\.js))", FileFindHandler,
             {"path": str(places.templates() / "look"), "no_cache_paths": ["/"]}),
        ]  # fmt: skip
        shelf = Shelf({"static": self.static_paths, "labextensions": self.labextensions_path})
        self.voila_configuration.page_config_hook = lambda config, **_: shelf.told(config)
        look.assets_from(shelf.address)
        theirs = [rule for rule in super().init_handlers() if rule[0].startswith(KEPT)]
        all_ = [(rule[0], strict(rule[1]), *rule[2:]) for rule in (*ours, *shelf.rules(), *theirs)]
        return [*(self.guest.routes() if self.guest else ()), *all_]

    def listen(self) -> None:
        """Listen on the port asked for, or say that it is taken: never on another in silence."""
        try:
            opening.listen(self.app, self.port, self.reach)
        except OSError as error:
            taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
            if not taken:
                raise
            other = str(self.port + 1)
            raise RunError("serve.port_taken", port=str(self.port), other=other) from None
        url = f"http://{LOOPBACK}:{self.port}/{self.language}/"
        said = say("serve.address", self.language, url=url)
        if self.reach.joined:
            said = opening.told(self.reach, self.port, self.code, self.language)
        if self.guest:
            said = self.guest.told(self.reach, self.port, self.language)
        sys.stdout.write(said + "\n")
        sys.stdout.flush()
        if self.open_browser:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        self.ioloop = tornado.ioloop.IOLoop.current()
        self.ioloop.add_callback(self._prepare)
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def _prepare(self) -> None:
        """Prepare the room: kernels that wait for people, many where people are announced."""
        if self.guest or not _by_sockets():
            return
        env = environment(os.environ, self.language)
        self.room = ready.Room(
            self.expect or ready.ALONE, lambda: warm(contents.served()),
            Path(self.connection_dir), env, [NO_HISTORY],
        )  # fmt: skip
        ready.opened(self.room)
        self.room.keep(self._tell)

    def _tell(self) -> None:
        if self.expect and self.room is not None:
            told = say("room_open.ready", self.language, n=len(self.room))
            told = told if len(self.room) else say("room_open.plain", self.language)
            sys.stdout.write(told + "\n")
            sys.stdout.flush()

    def stop(self) -> None:
        """End the kernels that wait, then those that work, and then their folder."""
        self.jobs.close()
        if self.room is not None:
            self.ioloop.run_sync(self.room.close)
        if self.guest is not None:
            self.guest.close()
        self.ioloop.run_sync(self.kernel_manager.shutdown_all)
        super().stop()


def strict(handler: type) -> type:
    """Return a handler that sends our headers with every answer; a websocket has none to send."""
    ours = rules.OURS.get(handler, handler)
    if issubclass(ours, rules.PageSocket):
        return ours
    return type(ours.__name__, (Strict, ours), {})
