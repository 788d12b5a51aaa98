"""The workers of a Dask cluster as an executor: little is sent at once, nothing waits for ever."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from functools import partial
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from workbench.base.compute.terms import Terms
from workbench.base.errors import LetterError, RunError

if TYPE_CHECKING:
    from distributed import Client

RETRIES = 3
"""How often work is sent anew after a fault of the machine; a letter is no such fault."""
ALONE = 60.0
"""Seconds without a single worker after which the work still waiting is given up."""
LOOK = 1.0
"""Seconds between two looks at who is there."""


class OnCluster(Executor):
    """The workers of a cluster: each piece of work asks first whether the terms still hold.

    No more is sent than the workers can do, and one piece more for each: whatever stands on a
    worker that dies counts as having been tried there.
    """

    def __init__(self, client: "Client", cluster: str, terms: Terms) -> None:
        self._client, self._cluster, self._terms = client, cluster, terms
        self._dask = client.get_executor(retries=RETRIES, pure=False)
        self._lock = Lock()
        self._open: set[Future[Any]] = set()
        self._sent: set[Future[Any]] = set()
        self._waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._wake, self._over = Event(), Event()
        self._thread = Thread(target=self._go_on, name="computing", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - any work
        """Send ``fn(*args, **kwargs)`` to a worker, once one has time for it."""
        if self._over.is_set():
            raise RuntimeError("nothing can be sent after the end")
        outer: Future[Any] = Future()
        with self._lock:
            self._open.add(outer)
            self._waiting.append((outer, partial(fn, *args, **kwargs)))
        outer.add_done_callback(self._cancelled)
        self._wake.set()
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what was sent, or give it up."""
        if cancel_futures:
            for future in tuple(self._open):
                future.cancel()
        for future in tuple(self._open) if wait else ():
            future.exception()
        self._over.set()
        self._wake.set()
        self._thread.join()
        self._dask.shutdown(wait=False)

    def __exit__(self, *_: object) -> None:
        self.shutdown(cancel_futures=True)

    def _go_on(self) -> None:
        """Send what waits, as long as there are workers; give all up where there are none."""
        looked = seen = time.monotonic()
        width = self._width()
        while not self._over.is_set():
            self._send(width)
            self._wake.wait(LOOK)
            self._wake.clear()
            now = time.monotonic()
            if now - looked >= LOOK:
                width, looked = self._width(), now
            seen = now if width else seen
            if now - seen > ALONE:
                self._give_up()

    def _width(self) -> int:
        """Return how much may be sent at once: 0 where nobody is there, or nobody answers."""
        scheduler = self._client.scheduler
        if scheduler is None or self._client.status != "running":
            return 0
        try:
            told = self._client.sync(scheduler.identity, n_workers=0, callback_timeout=ALONE / 2)
        except OSError:  # a time that is out is one too
            return 0
        return int(told["total_threads"]) + int(told["n_workers"])

    def _send(self, width: int) -> None:
        while len(self._sent) < width and self._waiting:
            outer, call = self._waiting.popleft()
            if outer.cancelled():
                continue
            inner = self._dask.submit(_work, self._terms, call)
            self._sent.add(inner)
            inner.add_done_callback(partial(self._passed_on, outer))
            outer.add_done_callback(partial(_called_off, inner))

    def _passed_on(self, outer: Future[Any], inner: Future[Any]) -> None:
        """Hand on what came of the work, its letter, or what became of its workers."""
        self._sent.discard(inner)
        self._wake.set()
        if not self._take(outer):
            return  # it was given up
        try:
            found = inner.result()
        except CancelledError:
            self._end(outer, RunError("cluster.lost", address=self._cluster))
        except Exception as error:  # handed on, whatever it is
            self._end(outer, _said(error))
        else:
            self._end(outer, found)

    def _end(self, outer: Future[Any], found: tuple[Any] | Exception) -> None:
        if not outer.set_running_or_notify_cancel():
            return
        if isinstance(found, Exception):
            outer.set_exception(found)
        else:
            outer.set_result(found[0])

    def _take(self, outer: Future[Any]) -> bool:
        """Whether nobody else has said how it ended: the caller then does."""
        with self._lock:
            mine = outer in self._open
            self._open.discard(outer)
            return mine

    def _cancelled(self, outer: Future[Any]) -> None:
        if outer.cancelled() and self._take(outer):
            outer.set_running_or_notify_cancel()

    def _give_up(self) -> None:
        for future in tuple(self._open):
            if self._take(future):
                self._end(future, RunError("cluster.lost", address=self._cluster))
        self._waiting.clear()


def _called_off(inner: Future[Any], outer: Future[Any]) -> None:
    if outer.cancelled():
        inner.cancel()


def _work(terms: Terms, call: Callable[[], Any]) -> tuple[Any] | LetterError:
    """Do *call* on a worker that meets the terms; a letter is an answer, which nobody retries."""
    from distributed import get_worker

    try:
        terms.refuse(str(get_worker().address))
        return (call(),)
    except LetterError as letter:
        return letter


def _said(error: Exception) -> Exception:
    """Return the letter about workers that died over a piece of work; another error as it is."""
    from distributed import KilledWorker

    if not isinstance(error, KilledWorker):
        return error
    worker = getattr(error.last_worker, "address", "-")
    times = str(int(error.allowed_failures) + 1)
    return RunError("cluster.workers_died", times=times, worker=worker)
