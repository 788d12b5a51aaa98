"""One thread writes: what many phones send in one moment is committed together, in their order."""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from workbench.base.errors import RunError

Work = Callable[[Connection], None]
LOG = logging.getLogger(__name__)
MOST = 512
"""Pieces of work that are committed together."""


class Writer:
    """Takes work from any thread, does it in the order in which it came, and tells when it is safe.

    The future of a piece of work has a result only after its commit. Where the store refuses a
    whole group, each piece is tried alone, so that one that is wrong takes no other with it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[tuple[Work, Future[None]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="room-writer", daemon=True)
        self._closed = False
        self._thread.start()

    def write(self, work: Work) -> "Future[None]":
        """Have *work* done; raise RunError once the store is closed."""
        if self._closed:
            raise RunError("room.store_closed")
        told: Future[None] = Future()
        self._queue.put((work, told))
        return told

    def close(self) -> None:
        """Do what was still asked for, then end."""
        self._closed = True
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        more = True
        while more:
            first = self._queue.get()
            group = [] if first is None else [first]
            more = first is not None
            while more and len(group) < MOST and not self._queue.empty():
                one = self._queue.get()
                if one is None:
                    more = False
                else:
                    group.append(one)
            self._commit(group)

    def _commit(self, group: list[tuple[Work, "Future[None]"]]) -> None:
        if not group:
            return
        try:
            with self._engine.begin() as line:
                for work, _ in group:
                    work(line)
        except (SQLAlchemyError, OSError) as error:
            LOG.warning("not kept: %s", type(error).__name__)
            if len(group) > 1:
                for one in group:
                    self._commit([one])
            else:
                group[0][1].set_exception(RunError("room.not_kept"))
            return
        for _, told in group:
            told.set_result(None)
