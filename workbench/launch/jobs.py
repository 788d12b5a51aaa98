"""Long work that the server does itself, so that a page may be closed and the work found again."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError, RunError
from workbench.base.places import GIVEN_VARIABLE
from workbench.base.work import Doing, Work, seen, take
from workbench.launch import alone, contents
from workbench.launch.warm.call import OverError, Way, called_warm
from workbench.launch.warm.limits import GIGABYTE, Limits, asked
from workbench.launch.warm.link import ColdError

TOGETHER = 2
"""How many jobs run at once: the pages of others go on beside them."""
PAUSE = 0.2
"""Seconds after which a job that waits looks whether somebody has stopped it."""
PATIENCE = 10.0
"""Seconds that a job may take to end once it is told to."""
MOST = 40
"""How many jobs a server takes on, those that wait among them."""

log = logging.getLogger(__name__)
Caller = Callable[..., Any]
Place = tuple[str, str]
"""The folder of a dossier, and the name of a job."""


@dataclass
class _Running:
    """A job that was taken on: whether somebody has *stopped* it, and what ends it."""

    stopped: bool = False
    end: Callable[[], None] | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def begun(self, end: Callable[[], None]) -> None:
        """Take what ends it; who was faster is heard all the same."""
        self.end = end
        if self.stopped:
            end()

    def stop(self) -> None:
        """End it, as soon as it can be ended."""
        self.stopped = True
        if self.end is not None:
            self.end()


@dataclass
class Jobs:
    """The jobs of one server: *together* at once, the others wait in turn.

    *modules* are those of the warm process in whose children they run, *env* gives the environment
    of a job in a language; where nothing can be forked, a job is a process of its own.
    """

    env: Callable[[str], dict[str, str]]
    modules: tuple[str, ...] = field(default_factory=contents.warm)
    together: int = TOGETHER
    limits: Limits = field(default_factory=asked)

    def __post_init__(self) -> None:
        self._places = threading.BoundedSemaphore(self.together)
        self._inside: list[threading.Thread] = []
        self._running: dict[Place, _Running] = {}
        self._closed = False

    def start(self, dossier: Dossier, name: str, lang: str) -> Work:
        """Start the job *name* on a dossier, and return how it stands; never two at once.

        Raises RunError for a name that is no job, where too many wait, and in an example.
        """
        function = function_of(name)
        self._inside = [thread for thread in self._inside if thread.is_alive()]
        if len(self._inside) >= MOST:
            raise RunError("work.too_many")
        doing = take(dossier, name)
        if doing is None:
            return self.seen(dossier, name) or Work.model_validate(_just_begun(name))
        first = doing.waits()
        self._running[_place(dossier, name)] = _Running()
        thread = threading.Thread(target=self._do, args=(doing, function, lang), daemon=True)
        self._inside.append(thread)
        thread.start()
        return first

    def seen(self, dossier: Dossier, name: str) -> Work | None:
        """Return how a job stands, here or wherever it was begun. Raises RunError as `start`."""
        function_of(name)
        return seen(dossier, name)

    def stop(self, dossier: Dossier, name: str) -> Work | None:
        """Have a job end that was begun or waits here, and return how it stands.

        What it has written stays. Raises RunError as `start`.
        """
        function_of(name)
        running = self._running.get(_place(dossier, name))
        if running is not None:
            running.stop()
            running.ended.wait(PATIENCE)
        return self.seen(dossier, name)

    def close(self) -> None:
        """Say no more: what still runs ends with the warm process, and is found interrupted."""
        self._closed = True

    def _do(self, doing: Doing, function: str, lang: str) -> None:
        place = _place(doing.dossier, doing.name)
        running = self._running[place]
        try:
            with self._placed(running) as there:
                if not there:
                    doing.stops()
                elif not self._closed:
                    doing.begins()
                    self._call(doing, running, function, lang)
        except OSError:  # the disk is full, or the dossier is gone: nothing can be said there
            log.exception("a job could not say how it stands")
        finally:
            self._running.pop(place, None)
            doing.let_go()
            running.ended.set()

    @contextlib.contextmanager
    def _placed(self, running: "_Running") -> Iterator[bool]:
        """Hold a place to work in; False where somebody stopped it before there was one."""
        there = False
        while not there and not running.stopped:
            there = self._places.acquire(timeout=PAUSE)
        try:
            yield there and not running.stopped
        finally:
            if there:
                self._places.release()

    def _call(self, doing: Doing, running: "_Running", function: str, lang: str) -> None:
        env = {**self.env(lang), GIVEN_VARIABLE: str(doing.dossier.folder)}
        way = Way(doing.comes_to, self.limits, self.modules, env, running.begun)
        try:
            _called(way, function, doing.dossier, lang)
        except LetterError as error:
            ended: LetterError | None = error
        except OverError as over:
            ended = over_letter(over)
        except Exception:  # whatever the job raises is a letter for the person, a trace for us
            log.exception("a job has failed")
            ended = RunError("work.unforeseen")
        else:
            ended = None
        if self._closed:
            return
        if ended is None:
            doing.done()
        elif running.stopped:
            doing.stops()
        else:
            doing.fails(ended)


def function_of(name: str) -> str:
    """Return ``module:verb`` of a job; raise RunError with the nearest name where there is none."""
    known = contents.jobs()
    if name not in known:
        raise RunError("work.unknown", name=name, hint=words.hint(name, known))
    return known[name]


def over_letter(over: OverError) -> RunError:
    """Return the letter about a job that went over one of its limits."""
    if over.what == "memory":
        return RunError("work.too_large", size=round(over.limit / GIGABYTE, 1))
    return RunError("work.too_long", minutes=round(over.limit / 60, 1))


def _place(dossier: Dossier, name: str) -> Place:
    return str(dossier.folder.resolve()), name


def _called(way: Way, function: str, *given: object) -> None:
    try:
        called_warm(way, function, *given)
    except ColdError:
        alone.called_alone(way, function, *given)


def _just_begun(name: str) -> dict[str, Any]:
    """Return what is said of work that somebody has taken an instant ago, and not spoken of yet."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    return {"name": name, "state": "waiting", "since": now, "at": now}
