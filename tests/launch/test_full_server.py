"""A real server with one place: who comes second is told so, waits, and gets in by and by."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field

import psutil
import pytest

from tests.browser.conftest import free_port
from workbench.launch.doors import AGAIN
from workbench.launch.server import LONGEST
from workbench.launch.warm.ready import ALONE

pytestmark = pytest.mark.slow
PATIENCE = 120
PAGE = "/{}/01_evaluation?dossier=nsw"


@dataclass
class Person:
    """Somebody with a browser: their cookies are kept."""

    port: int
    cookies: dict = field(default_factory=dict)

    def ask(self, path, method="GET", body=None):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line.request(method, path, body, {"Cookie": cookies, "Accept-Language": "en", **kind})
        answer = line.getresponse()
        text = answer.read().decode()
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer, text

    def leave(self, page):
        kernel = json.loads(re.search(r'config-data"[^>]*>(.*?)</script>', page)[1])["kernelId"]
        form = f"_xsrf={self.cookies['_xsrf']}"
        return self.ask(f"/voila/api/shutdown/{kernel}", "POST", form)[0].status


def until(true):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answers(port):
    try:
        return Person(port).ask("/room")[0].status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    port = free_port()
    command = ["serve", "--port", str(port), "--lang", "en", "--expect", "1", "--most", "1"]
    env = {**os.environ, "WORKBENCH_WORKSPACE": str(folder), "TMPDIR": str(folder)}
    if len(str(folder)) > LONGEST:
        env.pop("TMPDIR")  # no socket can stand there
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", *command], env=env, stdout=said, stderr=said
        )
    try:
        until(lambda: answers(port))
        yield port, process, folder / "said"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def test_who_comes_second_waits_without_a_kernel_and_enters_when_the_first_has_gone(server):
    port, process, said = server
    first, second, third = Person(port), Person(port), Person(port)
    answer, page = first.ask(PAGE.format("en"))
    assert answer.status == 200
    running = {one.pid for one in psutil.Process(process.pid).children(recursive=True)}
    answer, full = second.ask(PAGE.format("fr"))
    assert (answer.status, answer.headers["Retry-After"]) == (503, str(AGAIN))
    assert 'lang="fr"' in full
    assert 'data-said="full"' in full
    assert "<script>" not in full
    assert "kernelId" not in full
    now = {one.pid for one in psutil.Process(process.pid).children(recursive=True)}
    assert len(now - running) <= ALONE  # those that the room keeps ready, and no other
    assert third.ask(PAGE.format("en"))[0].status == 503
    told = [json.loads(one.ask("/room")[1]) for one in (second, third)]
    assert [(one["open"], one["before"]) for one in told] == [(False, 0), (False, 1)]
    assert told[0]["text"] != told[1]["text"]
    assert first.leave(page) == 204
    until(lambda: json.loads(second.ask("/room")[1])["open"])
    assert not json.loads(third.ask("/room")[1])["open"]
    assert third.ask(PAGE.format("en"))[0].status == 503
    answer, page = second.ask(PAGE.format("fr"))
    assert answer.status == 200
    assert second.leave(page) == 204
    assert "Traceback" not in said.read_text()


def test_the_terminal_says_when_the_room_is_ready(server):
    _, _, said = server
    until(lambda: len(said.read_text().splitlines()) >= 3)
    assert "1" in said.read_text().splitlines()[2]


def test_an_ended_server_leaves_no_process_and_no_socket(server):
    port, process, said = server
    until(lambda: len(psutil.Process(process.pid).children(recursive=True)) >= 2)
    everybody = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    process.wait(timeout=PATIENCE)
    assert not psutil.wait_procs(everybody, timeout=PATIENCE)[1]
    assert "Traceback" not in said.read_text()
    assert not list(said.parent.glob("voila_*"))


@pytest.mark.parametrize(
    "wrong", [["--expect", "0"], ["--expect", "5", "--most", "4"], ["--most", "0"]]
)
def test_a_number_that_makes_no_sense_is_refused(wrong, capsys):
    from workbench.commands.main import main

    assert main(["serve", *wrong, "--lang", "en"]) == 2
    assert wrong[0] in capsys.readouterr().err
