"""A real server with a room, and phones that reach it over real HTTP and websockets."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import count

import pytest
from websockets.sync.client import connect

from tests.browser.conftest import free_port
from tests.conftest import SHELF
from tests.rooms.conftest import day
from workbench.base.dossier import Dossier, copy

PATIENCE = 120
_ids = count(1)
_houses = count(1)
_phones = []


class Server:
    """`workbench room` in a process of its own, which may be killed and started again."""

    def __init__(self, folder, *more):
        self.folder, self.port, self.more = folder, free_port(), more
        self.process = None

    def start(self):
        """Start, and wait until the room answers."""
        with (self.folder.parent / "said").open("w") as said:
            command = ["room", str(self.folder), "--port", str(self.port), "--lang", "fr"]
            self.process = subprocess.Popen(
                [sys.executable, "-m", "workbench", *command, *self.more],
                env={**os.environ, "WORKBENCH_WORKSPACE": str(self.folder.parent)},
                stdout=said,
                stderr=said,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.told or not self.is_up():
            assert self.process.poll() is None, self.told
            assert time.monotonic() < deadline, self.told
            time.sleep(0.05)

    @property
    def told(self):
        """What the server has said."""
        return (self.folder.parent / "said").read_text()

    def is_up(self):
        try:
            return Phone(self).get("/health")[0] == 200
        except OSError:
            return False

    def kill(self):
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self):
        """End it as whoever started it does."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    @property
    def code(self):
        return re.search(r"/fr/room/(\w+)/lead", self.told)[1]

    @property
    def keys(self):
        return dict(re.findall(r"/(lead|screen)\?key=(\w+)", self.told))

    @property
    def base(self):
        return f"/fr/room/{self.code}"

    def phone(self, **of):
        """A phone that has opened the room."""
        phone = Phone(self, **of)
        assert phone.get(self.base)[0] == 200
        return phone

    def lead(self, verb, **given):
        """Do what whoever leads asks for; return the status and the answer."""
        return Phone(self).post(f"{self.base}/lead/{verb}?key={self.keys['lead']}", given)

    def seen(self, role="lead"):
        return Phone(self).get(f"{self.base}/state?key={self.keys[role]}")[1]

    def fresh(self, activity):
        """Open a new round of an activity, wherever the room stands; return its number."""
        ids = [one["id"] for one in self.seen()["agenda"]]
        while (here := self.seen())["activity"]["id"] != activity:
            ahead = ids.index(activity) > here["sequence"]
            assert self.lead("next" if ahead else "previous")[0] == 200
        if here["stage"] == "open":
            self.lead("close")
        verb = "open" if here["stage"] == "waiting" else "reopen"
        status, state = self.lead(verb)
        assert status == 200, state
        return state["round"]


class Phone:
    """A phone with its own cookie and, behind the proxy, its own address."""

    def __init__(self, server, house=None, cookie=""):
        self.server, self.cookie = server, cookie
        n = next(_houses)
        self.house = house or f"10.1.{n // 250}.{n % 250 + 1}"
        self._line = None
        _phones.append(self)

    def close(self):
        """Hang up."""
        if self._line:
            self._line.close()
            self._line = None

    def send(self, method, path, body=None, headers=None):
        """Send a request on one kept line; return the status, the answer, the headers."""
        self._line = self._line or http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=PATIENCE
        )
        told = {"Cookie": self.cookie, "X-Forwarded-For": self.house, **(headers or {})}
        try:
            self._line.request(method, path, body, told)
            answer = self._line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if found := answer.headers.get("Set-Cookie"):
            self.cookie = found.split(";")[0]
        is_json = answer.headers.get("Content-Type", "").startswith("application/json")
        return answer.status, json.loads(text) if is_json else text, answer.headers

    def get(self, path):
        return self.send("GET", path)[:2]

    def post(self, path, content, **headers):
        told = {"Content-Type": "application/json", **headers}
        return self.send("POST", path, json.dumps(content), told)[:2]

    def answer(self, activity, round_, value, **more):
        """Send an answer; return the status and what came back."""
        told = {"id": f"phone-{next(_ids):08d}", "activity": activity, "round": round_}
        return self.post(f"{self.server.base}/answer", {**told, "value": value, **more})

    def state(self):
        return self.get(f"{self.server.base}/state")[1]

    @contextmanager
    def live(self, query=""):
        """Hold a line open; yield a function that waits until the room is as asked."""
        url = f"ws://127.0.0.1:{self.server.port}{self.server.base}/live{query}"
        told = {"Cookie": self.cookie, "X-Forwarded-For": self.house}
        with connect(url, additional_headers=told, open_timeout=PATIENCE) as line:
            state, messages = {}, []

            def until(true):
                while not (state and true(state)):
                    messages.append(json.loads(line.recv(timeout=PATIENCE)))
                    state.update(messages[-1])
                return state

            until.messages = messages
            yield until


def dossier_in(folder):
    """A dossier with the list of a small day."""
    made = copy(Dossier(SHELF / "format_1"), folder / "club")
    made.path("day").mkdir()
    made.write(day())
    return made.folder


@pytest.fixture(autouse=True)
def hung_up():
    """Every phone hangs up in the end."""
    yield
    while _phones:
        _phones.pop().close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A room that people reach through a proxy, without accounts."""
    made = Server(dossier_in(tmp_path_factory.mktemp("room")), "--proxy")
    made.start()
    yield made
    made.stop()
