"""A real Dask cluster of separate processes on this machine, for tests to use and to maim."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

PATIENCE = 120
LOOPBACK = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard"]


class Cluster:
    """A scheduler, its file, and workers of one thread each."""

    def __init__(self, folder, env):
        self.folder, self.file = folder, folder / "scheduler.json"
        self.env, self.workers, self.seen = {**os.environ, **env}, [], {}
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", self.file)
        until(lambda: self.file.is_file() and self.file.read_text(), self.log)
        self.address = json.loads(self.file.read_text())["address"]

    def work(self, **env):
        """Start one more worker."""
        scratch = self.folder / f"worker-{len(self.workers)}"
        self.workers.append(
            self._start(
                "worker", self.address, "--nthreads", "1", "--no-nanny", "--memory-limit", "0",
                "--local-directory", scratch, env=env,
            )
        )  # fmt: skip
        return self.workers[-1]

    def _start(self, kind, *args, env=None):
        place = self.folder / f"{kind}-{len(self.workers)}.log"
        with place.open("w") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *LOOPBACK, *map(str, args)],
                cwd=self.folder, env={**self.env, **(env or {})},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def log(self):
        """Return what its processes have said."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def processes(self):
        """Return every process of it that lives now, and what those have started."""
        for process in (self.scheduler, *self.workers):
            if process.poll() is None:
                one = psutil.Process(process.pid)
                self.seen |= {p.pid: p for p in (one, *one.children(recursive=True))}
        return [p for p in self.seen.values() if p.is_running() and p.status() != "zombie"]

    def end(self):
        """End it; return what is left running, once it had the time to end."""
        self.processes()
        for process in (*self.workers, self.scheduler):
            process.terminate()
        for process in (*self.workers, self.scheduler):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return psutil.wait_procs(self.processes(), timeout=PATIENCE / 4)[1]


def until(there, why=lambda: ""):
    """Wait for something, with patience."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, why()
        time.sleep(0.05)


@contextmanager
def cluster_in(folder, workers=2, **env):
    """Give a cluster of so many workers; nothing of it is left running."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    cluster = Cluster(Path(folder), env)
    try:
        for _ in range(workers):
            cluster.work()
        yield cluster
    finally:
        left = cluster.end()
        for process in left:
            process.kill()
    assert not left
