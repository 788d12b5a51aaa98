"""A fault below us, mended in this one place until upstream has it: pages that wait for ever.

While a page runs, nbclient answers a widget by a raw send on a socket that it also awaits. The raw
send may eat the signal that a message has come, and the page waits without end (jupyter_client
1059, nbclient 312, voila 1428).
"""

from functools import wraps
from typing import Any

import zmq.asyncio
from jupyter_client.session import Session


def mend() -> None:
    """Mend it, once, for every page that this process runs."""
    every: Any = Session
    if not hasattr(every.send, "__wrapped__"):
        every.send = awake(every.send)


def awake(send: Any) -> Any:  # noqa: ANN401 - a method of Jupyter's
    """Return *send*, which afterwards looks at what has come in meanwhile."""

    @wraps(send)
    def sent(self: Any, stream: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - Jupyter's own
        message = send(self, stream, *given, **named)
        if isinstance(stream, zmq.asyncio.Socket) and not stream.closed:
            stream._schedule_remaining_events()  # type: ignore[operator]  # what pyzmq does after a send of its own
        return message

    return sent
