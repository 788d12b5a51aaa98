"""Who writes in a dossier does so alone, and what the disk refuses is said in a letter."""

import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.base import lock
from workbench.base.dossier import revise
from workbench.base.errors import RunError
from workbench.base.history import versions
from workbench.base.lock import locked
from workbench.base.records import Text, changed
from workbench.evaluation import Evaluation
from workbench.forms.live import Watched

ROOT = Path(__file__).parents[2]


def titled(work, words):
    revise(work, Evaluation, lambda now: changed(now, title=Text(any=words)))


@pytest.fixture(params=["by the system", "by a file"])
def either(request, monkeypatch):
    """Each test with the locks of the system, then without."""
    if request.param == "by a file":
        monkeypatch.setattr(lock, "fcntl", None)


@pytest.mark.usefixtures("either")
def test_a_dossier_is_held_by_one_at_a_time(club, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    refused = []

    def other():
        try:
            with locked(club.folder):
                refused.append("")
        except RunError as error:
            refused.append(error.key)

    def another():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    with locked(club.folder), locked(club.folder):  # who holds it may hold it again
        another()
    another()
    assert refused == ["kept.busy", ""]


def test_a_file_that_a_dead_process_left_is_taken_away(club, monkeypatch):
    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(lock, "STALE", -1)
    lock.private(club.folder)
    club.path(".history", "locked").touch()
    with locked(club.folder):
        pass
    assert not club.path(".history", "locked").exists()


def test_two_processes_that_write_at_once_lose_nothing(club):
    command = [sys.executable, "-m", "tests.base.writer", str(club.folder)]
    before = len(club.read(Evaluation).places)
    two = [subprocess.Popen([*command, name, "15"], cwd=ROOT) for name in ("Ana", "Bob")]
    assert [one.wait(timeout=120) for one in two] == [0, 0]
    said = [place.say("en") for place in club.read(Evaluation).places[before:]]
    assert sorted(said) == sorted(f"{name} {n}" for name in ("Ana", "Bob") for n in range(15))
    assert {one.who for one in versions(club)} == {"", "Ana", "Bob"}


def test_a_full_disk_is_a_letter_and_loses_nothing(club):
    work = Watched(club.folder)
    titled(work, "A")
    file, list_ = work.path("evaluation.yml"), work.path(".history", "versions.json")
    whole = file.read_bytes(), list_.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(RunError) as caught:
            titled(work, "B")
        with pytest.raises(RunError) as plain:
            club.write(changed(club.read(Evaluation), title=Text(any="C")))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.key == plain.value.key == "kept.disk_full"
    assert (file.read_bytes(), list_.read_bytes()) == whole
    assert not list(club.folder.glob(".evaluation*"))
    titled(work, "B")
    assert club.read(Evaluation).title.say("en") == "B"


def test_a_folder_closed_to_writing_is_a_letter(club, monkeypatch):
    def refused(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(RunError) as caught:
        titled(Watched(club.folder), "B")
    assert caught.value.key == "kept.not_allowed"


def test_what_the_disk_says_otherwise_is_told(club, monkeypatch):
    def broken(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(RunError) as caught:
        titled(Watched(club.folder), "B")
    assert caught.value.key == "kept.not_written"
    assert caught.value.holes["why"] == "Input/output error"
