"""The two servers that people open a page from: ours, and plain Voila as it comes."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from papermill.parameterize import parameterize_notebook

from workbench.base import places

VISITOR = Path(__file__).parent / "visitor.py"
WAIT = 300.0
"""Seconds in which a server answers, on a busy machine."""


@dataclass(frozen=True)
class Served:
    """A server that answers: the page's address, its process, and how long it took to be ready."""

    url: str
    pid: int
    ready: float


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a server: dossiers of its own, modules kept compiled."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, places.WORKSPACE_VARIABLE: str(folder), "WORKBENCH_LANG": "fr"}


@contextmanager
def running(
    command: Sequence[str], folder: Path, url: str, ready: str, log: str = "server.log"
) -> Iterator[Served]:
    """Start a server, wait until *ready* answers, and end it with all that it started."""
    begun = time.monotonic()
    with (folder / log).open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=said, stderr=said
        )
    try:
        while not _answers(ready):
            if process.poll() is not None or time.monotonic() > begun + WAIT:
                raise RuntimeError((folder / log).read_text(errors="replace")[-2000:])
            time.sleep(0.05)
        yield Served(url, process.pid, time.monotonic() - begun)
    finally:
        ended(process)


def ended(process: subprocess.Popen) -> None:
    """End a server; what it started and left is ended too."""
    try:
        started = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        started = []
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for one in psutil.wait_procs(started, timeout=10)[1]:
        one.kill()


@contextmanager
def ours(
    folder: Path, page: str = "app", dossier: str = "trajectoires", expect: int = 0
) -> Iterator[Served]:
    """Serve the pages as `workbench serve` does, with a room announced where *expect* says so."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "workbench", "serve", "--port", str(port)]
    if expect:
        command += ["--expect", str(expect)]
    url = f"{address}/fr/{page}?dossier={dossier}"
    with running(command, folder, url, f"{address}/room") as served:  # answers once it is ready
        yield served


@contextmanager
def plain_voila(folder: Path, page: str = "app", dossier: str = "trajectoires") -> Iterator[Served]:
    """Serve the same notebook with Voila as it comes: its kernel, its look, its extensions."""
    notebook = nbformat.read(places.notebooks() / "fr" / f"{page}.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    notebook.metadata.setdefault("papermill", {})
    told = parameterize_notebook(notebook, {"dossier": dossier, "lang": "fr"})
    nbformat.write(told, folder / f"{page}.ipynb")
    port = free_port()
    url = f"http://127.0.0.1:{port}/voila/render/{page}.ipynb"
    command = [
        sys.executable, "-m", "voila", str(folder), f"--port={port}", "--no-browser",
        "--Voila.log_level=ERROR",
    ]  # fmt: skip
    with running(command, folder, url, f"http://127.0.0.1:{port}/") as served:
        yield served


def open_room(
    served: Served, people: int, spread: float, together: int = 1, leave: bool = False
) -> dict:
    """Let people open the page from a process of their own; return what they saw."""
    command = [
        sys.executable, str(VISITOR), served.url, f"--people={people}", f"--spread={spread}",
        f"--together={together}", f"--server={served.pid}", *(["--leave"] if leave else []),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def streamlit(folder: Path, dossier: str = "nsw") -> Iterator[Served]:
    """Serve the same page as a Streamlit script, on this machine only, telling nobody."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "streamlit", "run", str(VISITOR.parent / "streamlit_page.py"),
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true",
        "--server.fileWatcherType=none", "--browser.gatherUsageStats=false", "--", dossier, "fr",
    ]  # fmt: skip
    with running(command, folder, address, f"{address}/_stcore/health") as served:
        yield served
