"""A real server that people reach by a code, and people with browsers of their own."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

import pytest
from websockets.sync.client import connect

from tests.browser.conftest import free_port

PATIENCE = 120
CODE = "summer-school"
_houses = count(1)


@dataclass
class Server:
    """A running server, its port, its workspace and what it has said."""

    port: int
    workspace: object
    process: subprocess.Popen


@contextmanager
def serving(workspace, *more):
    """Serve *workspace* in a process of its own, to people with a code, behind a proxy."""
    port = free_port()
    command = ["serve", "--port", str(port), "--workspace", str(workspace), "--lang", "en", *more]
    with (workspace.parent / f"said-{port}").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", *command],
            env={**os.environ, "BANK_PASSWORD": "1234"},
            stdout=said,
            stderr=said,
        )
    server = Server(port, workspace, process)
    try:
        until(lambda: alive(server))
        yield server
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def until(true):
    """Wait until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def alive(server):
    """Whether the server answers."""
    assert server.process.poll() is None, "the server stopped before it answered"
    try:
        return Browser(server).get("/health").status == 200
    except OSError:
        return False


@dataclass
class Answer:
    """What came back: its status, its headers and its text."""

    status: int
    headers: object
    text: str


@dataclass
class Browser:
    """Somebody's browser: it keeps cookies, and stands in a house with an address of its own."""

    server: Server
    cookies: dict = field(default_factory=dict)
    house: str = field(default_factory=lambda: f"192.0.2.{next(_houses)}")

    def get(self, path, **headers):
        return self.ask("GET", path, None, headers)

    def post(self, path, headers=(), **form):
        """Send a form, with the word that was in it."""
        asked = {"_xsrf": self.cookies.get("_xsrf", ""), **form}
        return self.ask("POST", path, urlencode(asked), dict(headers))

    def ask(self, method, path, body=None, headers=()):
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        line.request(method, path, body, {**self.headers(), **kind, **dict(headers)})
        answer = line.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        line.close()
        return Answer(answer.status, answer.headers, text)

    def headers(self):
        carried = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": carried, "Accept-Language": "en", "X-Forwarded-For": self.house}

    def join(self, name, code=CODE):
        """Come in by the code; return the answer."""
        self.get("/en/join")
        return self.post("/en/join", code=code, name=name)

    def open(self, dossier="nsw", page="01_evaluation"):
        """Open a page, on one's own copy of an example; return its dossier and its kernel."""
        answer = self.get(f"/en/{page}?dossier={dossier}")
        if answer.status == 302:
            return self.open(answer.headers["Location"].partition("dossier=")[2], page)
        assert answer.status == 200
        config = re.search(r'config-data"[^>]*>(.*?)</script>', answer.text)[1]
        return dossier, json.loads(config)["kernelId"]

    def line(self, kernel, **headers):
        """Return a websocket to a kernel."""
        address = f"ws://127.0.0.1:{self.server.port}/api/kernels/{kernel}/channels?session_id=s"
        origin = headers.pop("origin", f"http://127.0.0.1:{self.server.port}")
        given = {**self.headers(), **headers}
        return connect(address, additional_headers=given, origin=origin, open_timeout=PATIENCE)

    def lives(self, kernel):
        """Whether a kernel of one's own is still there."""
        return self.get(f"/api/kernels/{kernel}").status == 200


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server for the people of one file."""
    with serving(tmp_path_factory.mktemp("served") / "workspace", "--join", CODE, "--proxy") as one:
        yield one


@pytest.fixture(scope="module")
def ana(server):
    """Ana, who is in, and has a page open on her copy of an example."""
    browser = Browser(server)
    assert browser.join("Ana").status == 200
    browser.dossier, browser.kernel = browser.open()
    return browser


@pytest.fixture(scope="module")
def bo(server, ana):
    """Bo, who came after her, and has a page open on his own copy of the same example."""
    browser = Browser(server)
    assert browser.join("Bo").status == 200
    browser.dossier, browser.kernel = browser.open()
    return browser


@pytest.fixture
def stranger(server):
    """Somebody who has not come in."""
    return Browser(server)
