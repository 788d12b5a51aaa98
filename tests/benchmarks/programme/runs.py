"""The ways to run a programme that are timed: ours, papermill's, plain functions, a cluster."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import papermill
import psutil

from tests.benchmarks.rooms.servers import ended, environment, free_port
from workbench.base.dossier import Dossier, copy
from workbench.launch import contents
from workbench.launch.contents import Page, made_by_pages

PLAIN = Path(__file__).parent / "plain.py"
LANG = "fr"
LEFT = (
    "data/clean.csv", "results/effects.csv", "results/sites.csv", "results/findings.csv",
    "results/programme.csv", "results/pilots_findings.csv",
)  # fmt: skip
"""What runs of the same club must leave alike, byte for byte."""
PROGRAMME = "programme"
"""The folder of the synthesis, beside those of the dossiers."""
WAIT = 60.0


@dataclass(frozen=True)
class Ran:
    """A run that has ended: its seconds, and the most memory that it held at once (MB, PSS)."""

    seconds: float
    memory: float
    said: str


def ours(dossiers: Sequence[Path], out: Path, workers: int = 2, cluster: str = "") -> Ran:
    """Run the pages of *dossiers* with `workbench run`; AssertionError when it does not succeed."""
    where = [f"--cluster={cluster}"] if cluster else [f"--workers={workers}"]
    command = [
        sys.executable, "-m", "workbench", "run", *map(str, dossiers), f"--lang={LANG}",
        f"--out={out}", *where,
    ]  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    return _watched(command, out.parent)


def _watched(command: Sequence[str], folder: Path) -> Ran:
    """Run a command; look at the memory of all its processes twice a second."""
    log = folder / "said.log"
    most = 0.0
    begun = time.perf_counter()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=said, stderr=said
        )
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            try:
                process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
    seconds = time.perf_counter() - begun
    text = log.read_text(errors="replace")
    assert process.returncode == 0, text[-3000:]
    return Ran(seconds, most, text)


def _memory(pid: int) -> float:
    total = 0.0
    try:
        tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return total
    for one in tree:
        try:
            total += one.memory_full_info().pss / 2**20
        except psutil.NoSuchProcess:
            continue
    return total


def copied(dossiers: Sequence[Path], into: Path) -> list[Path]:
    """Copy dossiers as a run does, for the peers to work in."""
    left = [*made_by_pages()]
    return [copy(Dossier(one), into / one.name, leave_out=left).folder for one in dossiers]


def papermill_alone(folders: Sequence[Path], most: int) -> float:
    """Run the first *most* pages of *folders* with papermill, one after the other; its seconds."""
    jobs = [(folder, page) for folder in folders for page in contents.pages()][:most]
    begun = time.perf_counter()
    for folder, page in jobs:
        (folder / "pages").mkdir(exist_ok=True)
        papermill.execute_notebook(
            page.notebook(LANG), folder / "pages" / f"{page.id}.ipynb",
            {"dossier": ".", "lang": LANG}, kernel_name="python3", cwd=folder, progress_bar=False,
        )  # fmt: skip
    return time.perf_counter() - begun


def plain(folders: Sequence[Path], processes: int = 2) -> float:
    """Run the cells of the pages of *folders* in warm processes; the seconds without imports."""
    todo: SimpleQueue[Path] = SimpleQueue()
    for folder in folders:
        todo.put(folder)
    command = [sys.executable, str(PLAIN), *contents.warm()]
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    working = [
        subprocess.Popen(
            command, env={**environment(folders[0].parent), **alone}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        for _ in range(processes)
    ]  # fmt: skip
    try:
        for one in working:
            assert one.stdout.readline() == "ready\n"
        threads = [threading.Thread(target=_through, args=(one, todo)) for one in working]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        together = [str(folder) for folder in folders]
        _do(working[0], folders[0].parent / PROGRAMME, contents.programme(), together)
        return time.perf_counter() - begun
    finally:
        for one in working:
            one.stdin.close()
            ended(one)
            one.stdout.close()


def _through(process: subprocess.Popen, todo: "SimpleQueue[Path]") -> None:
    """Give a process one dossier after the other."""
    while True:
        try:
            folder = todo.get_nowait()
        except Empty:
            return
        _do(process, folder, contents.pages())


def _do(
    process: subprocess.Popen, folder: Path, pages: Sequence[Page], together: Sequence[str] = ()
) -> None:
    """Let a process do one job; where it dies, what is missing is found by the comparison."""
    notebooks = [str(page.notebook(LANG)) for page in pages]
    job = {"folder": str(folder), "pages": notebooks, "lang": LANG, "together": together}
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    process.stdout.readline()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Start a scheduler and workers of one thread each on this machine; give its address."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    scheduler = [*dask, "--host=127.0.0.1", f"--port={port}", "--no-dashboard"]
    worker = [
        sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads=1",
        "--nworkers=1", "--host=127.0.0.1", "--no-dashboard", f"--local-directory={folder}",
    ]  # fmt: skip
    started = []
    try:
        for command in (scheduler, *[worker] * workers):
            with (folder / "dask.log").open("ab") as said:
                started.append(
                    subprocess.Popen(
                        command, cwd=folder, env=environment(folder), stdout=said, stderr=said
                    )
                )
            if command is scheduler:
                _listens(port)
        _joined(address, workers)
        yield address
    finally:
        for one in reversed(started):
            ended(one)


def _joined(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=WAIT)


def _listens(port: int) -> None:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the scheduler does not listen")


def pages_run(out: Path) -> dict[str, int]:
    """Return when each page under *out* was last written, by its place: what changes was run."""
    return {
        str(path.relative_to(out)): path.stat().st_mtime_ns
        for path in sorted(out.glob("*/pages/*.ipynb"))
    }


def leaves_alike(one: Path, other: Path) -> None:
    """Fail unless two runs of the same dossier have left the same results, byte for byte."""
    for name in LEFT:
        mine, theirs = one / name, other / name
        assert mine.is_file() == theirs.is_file(), f"{one.name}: {name} is in one of them only"
        if mine.is_file():
            assert mine.read_bytes() == theirs.read_bytes(), f"{one.name}: {name} is not the same"
