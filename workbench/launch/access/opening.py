"""How a server that people reach over a network is opened: its store, its code, its settings."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tornado.httpserver import HTTPServer
from tornado.web import Application

from workbench.base import places
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.launch.access import codes, identity, who
from workbench.launch.access.bodies import Measured
from workbench.launch.access.pace import Paces
from workbench.launch.access.reach import Reach
from workbench.launch.access.store import Store

VARIABLE = "WORKBENCH_JOIN"
"""The environment variable that holds the join code where nobody sits at the server."""

BODY = 4 * 2**20
"""Bytes of the largest form; what takes a file as it comes, says itself how large it may be."""


def settle(workspace: Path | None) -> None:
    """Let everything be kept in the folder *workspace*; raise RunError where it cannot be."""
    if workspace is None:
        return
    try:
        workspace.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RunError("access.no_workspace", folder=workspace, why=why) from None
    os.environ[places.WORKSPACE_VARIABLE] = str(workspace.resolve())


def code_of(given: str) -> str:
    """Return the join code: the one given, the one of the environment, or one that is drawn.

    Raises RunError for one that is too short, or that not every keyboard can type.
    """
    chosen = given or os.environ.pop(VARIABLE, "")
    if chosen and not codes.good(chosen):
        raise RunError("access.code_poor", least=str(codes.SHORTEST), most=str(codes.LONGEST))
    return chosen or codes.drawn()


def opened(code: str) -> Store:
    """Open the store of the workspace, and ask it from now on; *code* lets new people in."""
    store = Store(places.workspace())
    store.keep_code(code)
    who.opened(store)
    return store


def config(reach: Reach) -> dict[str, Any]:
    """Return who asks people who they are, for the settings of Voila."""
    if not reach.joined:
        return {}
    return {"identity_provider_class": identity.Known, "authorizer_class": identity.Own}


def settings(reach: Reach) -> dict[str, Any]:
    """Return what handlers ask for."""
    told: dict[str, Any] = {"reach": reach, "paces": Paces()}
    if not reach.joined:
        return told
    return {
        **told,
        "allow_remote_access": True,  # our names are looked at in `reached`
        "login_url": "/join",
        "xsrf_cookie_kwargs": {"samesite": "Lax", "path": "/"},
    }


def listen(app: Application, port: int, reach: Reach) -> None:
    """Answer there. Whoever is far away may be slow, but not for ever."""
    if not reach.joined:
        app.listen(port, reach.host)
        return
    server = HTTPServer(
        Measured(app), max_body_size=BODY, idle_connection_timeout=120, body_timeout=600
    )
    server.listen(port, reach.host)


def told(reach: Reach, port: int, code: str, lang: str) -> str:
    """Return what the server says to whoever started it: where people come in, and how."""
    link = f"{reach.url(port)}/join?{urlencode({'code': code})}"
    return say("access.come_in", lang, url=f"{reach.url(port)}/", code=code, link=link)
