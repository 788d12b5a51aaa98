"""Where work is done: side by side on this machine, or on the machines of a Dask cluster."""

import asyncio
import contextlib
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.base import alike
from workbench.base.compute.executor import OnCluster
from workbench.base.compute.terms import SEEN, Terms
from workbench.base.errors import LetterError, RunError

if TYPE_CHECKING:
    from distributed import Client

ANSWER = 10.0
"""Seconds in which a cluster has to answer."""
PATIENCE = 60.0
"""Seconds in which a worker is there, and in which all have said what they have installed."""
ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):(\d{1,5})/?")
"""``tcp://host:port``, or ``tls://`` where the cluster is encrypted."""


@contextlib.contextmanager
def computing(
    workers: int = 1,
    cluster: str | None = None,
    shared: Sequence[Path] = (),
    seen: Sequence[Path] = (),
) -> Iterator[Executor]:
    """Give a place for work: so many threads here, or the workers of the Dask cluster *cluster*.

    The futures are those of ``concurrent.futures`` in both cases; what is not done when the block
    ends is given up. *cluster* is an address (``tcp://host:8786``) or the file that a scheduler
    writes (``--scheduler-file``). Each worker must have our versions, see a file that is written
    into each of the folders *shared*, and see what is *seen*. Raises RunError, before anything is
    sent, where that is not so. Work whose workers die one after the other ends in a RunError too.

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
    with _client(cluster) as client, _tokens(shared, seen) as files:
        terms = Terms(alike.here(), files)
        _look_at_workers(client, cluster, terms)
        with OnCluster(client, cluster, terms) as executor:
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
    with ThreadPoolExecutor(1) as elsewhere:  # a page has a loop of its own running here
        elsewhere.submit(asyncio.run, _knock(where)).result()
    client = Client(where, timeout=ANSWER, set_as_default=False)
    try:
        yield client
    finally:
        client.close(timeout=ANSWER)


async def _knock(where: str) -> None:
    """Raise RunError where no scheduler answers in time: Dask waits for ever for who is silent."""
    from distributed import Security, rpc

    try:
        async with asyncio.timeout(ANSWER):
            security = Security().get_connection_args("client")
            async with rpc(where, timeout=ANSWER, connection_args=security) as scheduler:
                await scheduler.identity(n_workers=0)  # a worker does not know this word
    except Exception as error:  # whoever answers may say anything
        raise RunError("cluster.no_answer", address=where, seconds=f"{ANSWER:.0f}") from error


@contextlib.contextmanager
def _tokens(shared: Sequence[Path], seen: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """Write a small file in each folder, for the workers to see; take it away at the end."""
    files = []
    try:
        for folder in shared:
            file = folder.resolve() / f"{SEEN}{secrets.token_hex(8)}"
            file.touch()
            files.append(file)
        yield (*(str(path.resolve()) for path in seen), *(str(file) for file in files))
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _look_at_workers(client: "Client", cluster: str, terms: Terms) -> None:
    """Ask every worker whether it meets the terms; raise RunError naming the first that does not.

    A worker on which the question cannot even be read has no workbench, or another one.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
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


def _meets(terms: Terms, dask_worker: Any) -> None:  # noqa: ANN401 - given by Dask
    terms.refuse(str(dask_worker.address))
