"""Where work is done: side by side on this machine, or on the machines of a Dask cluster."""

import contextlib
import json
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from workbench.base import alike
from workbench.base.alike import Machine
from workbench.base.errors import LetterError, RunError

if TYPE_CHECKING:
    from distributed import Client

ANSWER = 10.0
"""Seconds in which a cluster has to answer."""
PATIENCE = 60.0
"""Seconds in which every worker has said what it has installed: the first time it reads it all."""
RETRIES = 3
"""How often work is sent anew after a fault of the machine; a letter is no such fault."""
ALONE = 60.0
"""Seconds without a single worker after which the work still waiting is given up."""
ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):(\d{1,5})/?")
"""``tcp://host:port``, or ``tls://`` where the cluster is encrypted."""


@dataclass(frozen=True)
class Terms:
    """What a worker must share with us: the versions, and the folders (files that stand there)."""

    machine: Machine
    files: tuple[str, ...] = ()

    def refuse(self, worker: str) -> None:
        """Raise RunError where this machine, called *worker*, does not meet these terms."""
        _same(self.machine, alike.here(), worker)
        for file in self.files:
            if not Path(file).is_file():
                raise RunError("cluster.cannot_see", worker=worker, folder=Path(file).parent)


@contextlib.contextmanager
def computing(
    workers: int = 1, cluster: str | None = None, shared: Sequence[Path] = ()
) -> Iterator[Executor]:
    """Give a place for work: so many threads here, or the workers of the Dask cluster *cluster*.

    The futures are those of ``concurrent.futures`` in both cases; work that is not done when the
    block ends by an error is given up. *cluster* is an address (``tcp://host:8786``) or the file
    that a scheduler writes (``--scheduler-file``). Each worker must have our versions, and see the
    folders *shared*. Raises RunError, before anything is sent, where that is not so; work whose
    workers die, one after the other, ends in a RunError of its own.

    >>> with computing(workers=2) as executor:
    ...     list(executor.map(abs, [-1, 2]))
    [1, 2]
    """
    if cluster is None:
        pool = ThreadPoolExecutor(workers, thread_name_prefix="computing")
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return
    with _client(cluster) as client, _tokens(shared) as files:
        terms = Terms(alike.here(), files)
        _look_at_workers(client, cluster, terms)
        with _OnCluster(client, cluster, terms) as executor:
            yield executor


def address(cluster: str) -> str:
    """Return the address that *cluster* is, or that its file holds.

    Raises RunError for what is neither.

    >>> address("tcp://127.0.0.1:8786")
    'tcp://127.0.0.1:8786'
    """
    if ADDRESS.fullmatch(cluster):
        return cluster
    if Path(cluster).is_file():
        try:
            found = str(json.loads(Path(cluster).read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError, KeyError, TypeError):
            found = ""
        if ADDRESS.fullmatch(found):
            return found
        raise RunError("cluster.no_scheduler_file", file=cluster)
    raise RunError("cluster.no_address", address=cluster)


@contextlib.contextmanager
def _client(cluster: str) -> "Iterator[Client]":
    """Speak to the cluster; hang up at the end."""
    where = address(cluster)
    try:
        from distributed import Client  # heavy, and an extra
    except ImportError as error:
        raise RunError("cluster.not_installed") from error
    try:
        client = Client(where, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # TypeError: no certificate for tls
        raise RunError("cluster.no_answer", address=where, seconds=f"{ANSWER:.0f}") from error
    try:
        yield client
    finally:
        client.close(timeout=ANSWER)


@contextlib.contextmanager
def _tokens(shared: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """Write a small file in each folder, for the workers to see; take it away at the end."""
    files = []
    try:
        for folder in shared:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder.resolve() / f".seen-{secrets.token_hex(8)}"
            file.touch()
            files.append(file)
        yield tuple(str(file) for file in files)
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _look_at_workers(client: "Client", cluster: str, terms: Terms) -> None:
    """Ask every worker whether it meets the terms; raise RunError naming the first that does not.

    A worker on which the question cannot even be read has no workbench, or another one.
    """
    try:
        client.wait_for_workers(1, timeout=ANSWER)
        said = client.run(_meets, terms, on_error="return", callback_timeout=PATIENCE)
    except TimeoutError as error:
        raise RunError("cluster.no_workers", address=cluster) from error
    for worker, answer in sorted(said.items()):
        if isinstance(answer, LetterError):
            raise answer
        if isinstance(answer, Exception):
            ours = terms.machine.workbench
            holes = {"worker": worker, "what": "workbench", "theirs": "-", "ours": ours}
            raise RunError("cluster.other_version", **holes) from answer


class _OnCluster(Executor):
    """The workers of a cluster: each piece of work asks first whether the terms still hold."""

    def __init__(self, client: "Client", cluster: str, terms: Terms) -> None:
        self._client, self._cluster, self._terms = client, cluster, terms
        self._dask = client.get_executor(retries=RETRIES, pure=False)
        self._open: set[Future[Any]] = set()
        self._over = Event()
        self._watch = Thread(target=self._watch_workers, name="computing", daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Send ``fn(*args, **kwargs)`` to a worker."""
        outer: Future[Any] = Future()
        self._open.add(outer)
        inner = self._dask.submit(_work, self._terms, partial(fn, *args, **kwargs))
        outer.add_done_callback(partial(self._ended, inner))
        inner.add_done_callback(partial(self._passed_on, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what was sent, or give it up."""
        if cancel_futures:
            for future in tuple(self._open):
                future.cancel()
        self._over.set()
        self._watch.join()
        self._dask.shutdown(wait=wait)

    def __exit__(self, *_: object) -> None:
        self.shutdown(cancel_futures=True)

    def _ended(self, inner: Future[Any], outer: Future[Any]) -> None:
        self._open.discard(outer)
        if not inner.done():
            inner.cancel()

    def _passed_on(self, outer: Future[Any], inner: Future[Any]) -> None:
        """Hand on what came of the work, its letter, or what became of its workers."""
        if outer.done() and not outer.cancelled():
            return  # it was given up
        if not outer.set_running_or_notify_cancel():
            return
        try:
            found = inner.result()
        except CancelledError:
            outer.set_exception(RunError("cluster.lost", address=self._cluster))
        except Exception as error:  # noqa: BLE001 - handed on, whatever it is
            outer.set_exception(_said(error))
        else:
            if isinstance(found, LetterError):
                outer.set_exception(found)
            else:
                outer.set_result(found[0])

    def _watch_workers(self) -> None:
        """Give up what is open when no worker is left for ALONE seconds."""
        alone = 0.0
        while not self._over.wait(1.0):
            alone = 0.0 if self._client.scheduler_info()["workers"] else alone + 1.0
            if alone >= ALONE:
                for future in tuple(self._open):
                    if future.set_running_or_notify_cancel():
                        future.set_exception(RunError("cluster.lost", address=self._cluster))


def _work(terms: Terms, call: Callable[[], Any]) -> tuple[Any] | LetterError:
    """Do *call* on a worker that meets the terms; a letter is an answer, which nobody retries."""
    try:
        terms.refuse(_name())
        return (call(),)
    except LetterError as letter:
        return letter


def _name() -> str:
    """Return the address of this worker."""
    from distributed import get_worker

    return str(get_worker().address)


def _said(error: Exception) -> Exception:
    """Return the letter about workers that died over a piece of work; another error as it is."""
    from distributed import KilledWorker

    if not isinstance(error, KilledWorker):
        return error
    worker = getattr(error.last_worker, "address", "-")
    times = str(int(error.allowed_failures) + 1)
    return RunError("cluster.workers_died", times=times, worker=worker)


def _meets(terms: Terms, dask_worker: Any) -> None:  # noqa: ANN401 - given by Dask
    terms.refuse(str(dask_worker.address))


def _same(ours: Machine, theirs: Machine, worker: str) -> None:
    for what, other, own in alike.differs(ours, theirs):
        holes = {"worker": worker, "what": what, "theirs": other, "ours": own}
        raise RunError("cluster.other_version", **holes)
