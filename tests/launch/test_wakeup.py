"""No message is lost while a page and its kernel speak at the same time."""

import asyncio
import time

import zmq
import zmq.asyncio
from jupyter_client.session import Session

from workbench.launch.wakeup import awake

UNMENDED = getattr(Session.send, "__wrapped__", Session.send)


async def answered(send):
    """Whether a message is heard that came just before a raw send on the same socket."""
    with (
        zmq.asyncio.Context() as ours,
        zmq.Context() as theirs,
        ours.socket(zmq.DEALER) as page,
        theirs.socket(zmq.ROUTER) as kernel,
    ):
        port = kernel.bind_to_random_port("tcp://127.0.0.1")
        page.connect(f"tcp://127.0.0.1:{port}")
        session = Session(key=b"secret")
        send(session, page, "comm_msg")
        who = kernel.recv_multipart()[0]
        waiting = asyncio.ensure_future(page.recv_multipart())
        await asyncio.sleep(0.05)
        kernel.send_multipart([who, b"hello"])
        time.sleep(0.1)  # it has arrived, and the loop has not looked yet
        send(session, page, "comm_msg")
        try:
            return await asyncio.wait_for(waiting, 2) == [b"hello"]
        except TimeoutError:
            return False


def test_a_message_that_comes_during_a_raw_send_is_heard():
    assert asyncio.run(answered(awake(UNMENDED)))


def test_the_mend_is_still_needed():
    """When this fails, jupyter_client is mended upstream: take the mend out."""
    assert not asyncio.run(answered(UNMENDED))
