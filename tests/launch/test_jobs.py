"""Long work goes on without its page, is never done twice at once, and is always found again."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.launch import slow_work
from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.words import LANGS
from workbench.base.work import FOLDER, seen, take, told
from workbench.launch import alone, contents, jobs
from workbench.launch.jobs import Jobs
from workbench.launch.warm import link
from workbench.launch.warm.limits import Limits

ROOT = Path(__file__).parents[2]
WAYS = ("forked", "alone") if link.CAN else ("alone",)


@pytest.fixture
def known(monkeypatch):
    """The jobs of these tests, by name."""
    names = ("steps", "fails", "breaks", "dies")
    here = {name: f"{slow_work.__name__}:{name}" for name in names}
    monkeypatch.setattr(contents, "jobs", lambda: here)
    return here


@pytest.fixture
def serving(request, monkeypatch, known):
    """A builder: the jobs of a server, forked where that can be, or as processes of their own."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.chdir(ROOT)
    if getattr(request, "param", WAYS[0]) == "alone":

        def cold(*_):
            raise link.ColdError("no fork")

        monkeypatch.setattr(jobs, "called_warm", cold)

    def make(**given):
        return Jobs(lambda lang: {**os.environ, "SAID": lang}, modules=("operator",), **given)

    return make


@pytest.fixture(scope="module", autouse=True)
def no_warm_process_is_left():
    """One warm process serves all these tests, and ends with them."""
    yield
    link.end()


def until(look, patience=60):
    """Return what *look* returns once it is something."""
    end = time.monotonic() + patience
    while not (found := look()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def ended(dossier, name):
    def look():
        work = seen(dossier, name)
        return work if work and not work.active else None

    return until(look)


def at_step(dossier, name, step):
    def look():
        work = seen(dossier, name)
        return work is not None and work.step == step

    return until(look)


@pytest.mark.parametrize("serving", WAYS, indirect=True)
def test_work_says_each_step_and_that_it_is_done(serving, club):
    server = serving()
    first = server.start(club, "steps", "fr")
    assert first.active
    at_step(club, "steps", 2)
    now = server.seen(club, "steps")
    assert (now.state, now.of) == ("running", 3)
    assert len({told(now, lang) for lang in LANGS}) == 2
    club.path(slow_work.GO).touch()
    assert ended(club, "steps").state == "done"
    assert club.path("made.txt").exists()
    assert club.path("worker.txt").read_text().split()[1] == "fr"
    assert int(club.path("worker.txt").read_text().split()[0]) != os.getpid()


def test_the_same_work_is_never_done_twice_at_once(serving, club):
    server, other = serving(), serving()
    server.start(club, "steps", "fr")
    at_step(club, "steps", 2)
    worker = club.path("worker.txt").read_text()
    again = server.start(club, "steps", "en")
    elsewhere = other.start(club, "steps", "en")
    assert again.active
    assert elsewhere.active
    assert take(club, "steps") is None
    club.path(slow_work.GO).touch()
    assert ended(club, "steps").state == "done"
    assert club.path("worker.txt").read_text() == worker
    until(lambda: server.start(club, "steps", "en").since > again.since)
    ended(club, "steps")


def test_work_beyond_the_places_of_the_server_waits_in_turn(serving, club, example):
    server, second = serving(together=1), example("nsw")
    server.start(club, "steps", "fr")
    at_step(club, "steps", 2)
    assert server.start(second, "steps", "fr").state == "waiting"
    second.path(slow_work.GO).touch()
    assert server.seen(second, "steps").state == "waiting"
    club.path(slow_work.GO).touch()
    assert ended(second, "steps").state == "done"


@pytest.mark.parametrize("serving", WAYS, indirect=True)
@pytest.mark.parametrize(
    ("name", "key"),
    [("fails", "forms.not_a_number"), ("breaks", "work.unforeseen"), ("dies", "run.kernel_died")],
)
def test_work_that_fails_leaves_its_letter_in_each_language(serving, club, name, key):
    server = serving()
    server.start(club, name, "fr")
    work = ended(club, name)
    assert work.state == "failed"
    assert all(told(work, lang) for lang in LANGS)
    holes = {"typed": "douze"} if name == "fails" else {}
    assert told(work, "en") == RunError(key, **holes).say("en")
    assert "Traceback" not in told(work, "en")


@pytest.mark.parametrize("serving", WAYS, indirect=True)
def test_work_that_takes_too_long_is_ended_with_a_letter(serving, club):
    server = serving(limits=Limits(seconds=1))
    server.start(club, "steps", "fr")
    work = ended(club, "steps")
    assert told(work, "fr") == RunError("work.too_long", minutes=0.0).say("fr")


def test_work_whose_server_was_killed_is_found_interrupted_and_can_be_begun_again(serving, club):
    doing = take(club, "steps")
    doing.begins()
    assert seen(club, "steps").state == "running"
    os.close(doing.handle)  # as the system does for a process that is killed
    assert seen(club, "steps").state == "interrupted"
    club.path(slow_work.GO).touch()
    server = serving()
    server.start(club, "steps", "fr")
    assert ended(club, "steps").state == "done"


SERVER = """
import os, sys
from pathlib import Path
from tests.launch import slow_work
from workbench.base.dossier import Dossier
from workbench.launch import contents
from workbench.launch.jobs import Jobs
contents.jobs = lambda: {"steps": slow_work.__name__ + ":steps"}
Jobs(lambda _: dict(os.environ), ("operator",)).start(Dossier(Path(sys.argv[1])), "steps", "fr")
sys.stdin.read()
"""


@pytest.mark.skipif(not link.CAN, reason="a child dies with its parent where it is forked")
def test_a_killed_server_ends_its_work_which_another_server_finds_interrupted(serving, club):
    command = [sys.executable, "-c", SERVER, str(club.folder)]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)
    at_step(club, "steps", 2)
    worker = int(club.path("worker.txt").read_text().split()[0])
    assert serving().seen(club, "steps").state == "running"
    server.kill()
    server.communicate()
    until(lambda: not psutil.pid_exists(worker))
    assert seen(club, "steps").state == "interrupted"
    club.path(slow_work.GO).touch()
    serving().start(club, "steps", "fr")
    assert ended(club, "steps").state == "done"


def test_a_server_that_stops_says_no_more(serving, club):
    server = serving()
    server.start(club, "steps", "fr")
    at_step(club, "steps", 2)
    server.close()
    club.path(slow_work.GO).touch()
    until(lambda: seen(club, "steps").state == "interrupted")


def test_only_the_work_of_the_list_is_done(club, known):
    server = Jobs(lambda _: {})
    for name in ("report", "os:_exit", "../steps", ""):
        with pytest.raises(RunError) as refused:
            server.start(club, name, "fr")
        assert refused.value.key == "work.unknown"
    assert not club.path(FOLDER).exists()


def test_no_work_is_done_in_an_example(known):
    with pytest.raises(RunError) as refused:
        Jobs(lambda _: {}).start(open_dossier("nsw"), "steps", "fr")
    assert refused.value.key == "dossier.read_only"


def test_too_many_are_refused(club, known, monkeypatch):
    monkeypatch.setattr(jobs, "MOST", 0)
    with pytest.raises(RunError) as refused:
        Jobs(lambda _: {}).start(club, "steps", "fr")
    assert refused.value.key == "work.too_many"


def test_each_job_of_the_workbench_is_a_function_of_a_dossier_and_a_language():
    from inspect import signature

    from workbench.launch.warm.call import named

    assert {"analysis", "outfit", "report"} <= {*contents.jobs()}
    for function in contents.jobs().values():
        assert [*signature(named(function)).parameters] == ["dossier", "lang"]


def test_a_process_of_its_own_may_hold_so_much_memory_and_no_more(monkeypatch):
    way = jobs.Way(limits=Limits(memory=500_000_000))
    with pytest.raises(MemoryError):
        alone.called_alone(way, "builtins:bytearray", 800_000_000)


@pytest.mark.parametrize("serving", WAYS, indirect=True)
def test_work_that_is_stopped_ends_and_says_so_and_can_be_begun_again(serving, club):
    server = serving()
    server.start(club, "steps", "fr")
    at_step(club, "steps", 2)
    worker = int(club.path("worker.txt").read_text().split()[0])
    assert server.stop(club, "steps").state == "stopped"
    until(lambda: not psutil.pid_exists(worker) or psutil.Process(worker).status() == "zombie")
    assert len({told(seen(club, "steps"), lang) for lang in LANGS}) == 2
    club.path(slow_work.GO).touch()
    server.start(club, "steps", "fr")
    assert ended(club, "steps").state == "done"


def test_work_that_waits_is_stopped_before_it_begins(serving, club, example):
    server, second = serving(together=1), example("nsw")
    server.start(club, "steps", "fr")
    at_step(club, "steps", 2)
    server.start(second, "steps", "fr")
    assert server.stop(second, "steps").state == "stopped"
    assert server.seen(club, "steps").state == "running"
    club.path(slow_work.GO).touch()
    assert ended(club, "steps").state == "done"
    assert server.stop(second, "steps").state == "stopped"
    assert not second.path("worker.txt").exists()


def test_work_is_given_its_dossier_and_no_other(serving, club):
    serving().start(club, "steps", "fr")
    at_step(club, "steps", 2)
    club.path(slow_work.GO).touch()
    ended(club, "steps")
    assert club.path("worker.txt").read_text().split()[2] == club.folder.name
