"""A real server in its own process, and the machine's own Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

QUIET = (
    "--no-sandbox", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
)  # fmt: skip

WIDTHS = (390, 1280)
"""A phone and a desktop."""


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in names)]
    return next((path for path in found if path), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except urllib.error.URLError:
        return False


class Served:
    """A running server: its address, its process, and the workspace it writes in."""

    def __init__(self, port: int, process: subprocess.Popen, workspace: Path) -> None:
        self.port, self.process, self.workspace = port, process, workspace
        self.address = f"http://127.0.0.1:{port}"

    def page(self, lang: str, page: str, dossier: str = "nsw") -> str:
        return f"{self.address}/{lang}/{page}?dossier={dossier}"


def start(workspace: Path, *more: str, port: int | None = None) -> Served:
    port = port or free_port()
    environment = {**os.environ, "WORKBENCH_WORKSPACE": str(workspace), "BANK_PASSWORD": "1234"}
    command = [sys.executable, "-m", "workbench", "serve", "--port", str(port), *more]
    process = subprocess.Popen(command, env=environment, cwd=workspace, stdout=subprocess.DEVNULL)
    served = Served(port, process, workspace)
    deadline = time.monotonic() + 60
    while not is_up(f"{served.address}/en/"):
        assert process.poll() is None, "the server stopped before it answered"
        assert time.monotonic() < deadline, "the server did not answer within a minute"
        time.sleep(0.2)
    return served


def stop(served: Served) -> None:
    served.process.terminate()
    served.process.wait(timeout=30)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    running = start(tmp_path_factory.mktemp("workspace"))
    yield running
    stop(running)


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None:
        missing = "Chromium is not on this machine: install it, or set CHROMIUM"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def tab(browser):
    """A tab that keeps every address it asked for in `tab.asked`."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("websocket", lambda channel: opened.asked.append(channel.url))
    yield opened
    opened.close()


@pytest.fixture
def readable(tab):
    """A check: a page on the disk can be read by all, on every screen, and asks nothing else."""

    def look(path, lang):
        tab.asked.clear()
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.lang") == lang
        assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert [address for address in tab.asked if address != path.as_uri()] == []

    return look
