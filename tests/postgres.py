"""A real PostgreSQL server in a folder of its own, for the tests that keep rooms on one."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import free_port

PASSWORD = "a pass/word@1"
PATIENCE = 60


def programs():
    """Return the folder of PostgreSQL's programs; without it CI fails, others skip."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    folders += sorted(Path("/opt/homebrew").glob("opt/postgresql*/bin"))
    folder = Path(found).resolve().parent if found else next((f for f in reversed(folders)), None)
    if folder is None:
        missing = "PostgreSQL is not installed"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return folder


def someone():
    """Return whom PostgreSQL runs as: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def postgresql():
    """Run a server with one empty database, and yield its URL."""
    bin_, who = programs(), someone()
    folder = Path(tempfile.mkdtemp(prefix="rooms-"))
    word = folder / "word"
    word.write_text(PASSWORD)
    if who:
        for path in (folder, word):
            os.chown(path, who["user"], who["group"])
    data, port = folder / "data", free_port()
    told = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    make = [bin_ / "initdb", "-D", data, "-U", "rooms", "-A", "scram-sha-256", "--no-sync",
            "--no-locale", "-E", "UTF8", "--pwfile", word]  # fmt: skip
    subprocess.run(make, check=True, **who, **told)
    run = [bin_ / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", ""]
    server = subprocess.Popen([*run, "-c", "fsync=off"], **who, **told)
    try:
        ready = [bin_ / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(ready, check=False, **told).returncode != 0:
            assert server.poll() is None, "PostgreSQL stopped before it answered"
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"postgresql+pg8000://rooms:a%20pass%2Fword%401@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
        shutil.rmtree(folder)
