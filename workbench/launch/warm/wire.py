"""Jupyter's messages over one plain socket: no ports, no keys, no threads."""

import asyncio
import base64
import json
import os
import socket
import struct
import threading
from typing import Any

from jupyter_client.session import Session, json_packer
from traitlets import Any as AnyTrait

_LENGTH = struct.Struct("!I")

ORDER = ("content", "parent", "ident", "buffers", "track", "header", "metadata")
"""What Jupyter's `Session.send` is told, in its order."""

Said = dict[str, Any]
"""A message of Jupyter's, with the channel it belongs to."""


def write(link: socket.socket, packed: bytes) -> None:
    """Send one message whole."""
    link.sendall(_LENGTH.pack(len(packed)) + packed)


def read(link: socket.socket) -> Said | None:
    """Return the next message, None where the other side is gone."""
    packed = read_packed(link)
    return None if packed is None else _unpacked(packed)


def read_packed(link: socket.socket) -> bytes | None:
    """Return the next message as it was written, None where the other side is gone."""
    head = link.recv(_LENGTH.size, socket.MSG_WAITALL)
    if len(head) < _LENGTH.size:
        return None
    return link.recv(_LENGTH.unpack(head)[0], socket.MSG_WAITALL)


async def heard(reader: asyncio.StreamReader) -> Said | None:
    """Return the next message, None where the other side is gone."""
    try:
        head = await reader.readexactly(_LENGTH.size)
        return _unpacked(await reader.readexactly(_LENGTH.unpack(head)[0]))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None


def _unpacked(text: bytes) -> Said:
    said: Said = json.loads(text)
    said["buffers"] = [base64.b64decode(part) for part in said.get("buffers", ())]
    return said


class Wire(Session):
    """A session whose messages leave by *link*; what is sent to no stream goes to all (iopub)."""

    link = AnyTrait()

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 - traitlets' own
        super().__init__(**named)
        self._one_at_a_time = threading.Lock()

    def send(self, stream: Any, msg_or_type: Any, *given: Any, **named: Any) -> Said:  # noqa: ANN401 - Jupyter's own
        """Send a message, or make one of this type and send it; return it."""
        told = {**dict(zip(ORDER, given, strict=False)), **named}
        buffers = told.get("buffers")
        if isinstance(msg_or_type, str):
            parts = {name: told.get(name) for name in ("content", "parent", "header", "metadata")}
            message = self.msg(msg_or_type, **parts)
        else:
            message = dict(msg_or_type)
            buffers = buffers or message.get("buffers")
        packed = [base64.b64encode(part).decode() for part in buffers or ()]
        said = {**message, "buffers": packed, "channel": stream or "iopub"}
        if os.getpid() == self.pid:  # a copy that a page has made of itself has nothing to say
            with self._one_at_a_time:
                self._leave(json_packer(said), said)
        return message

    def _leave(self, packed: bytes, _said: Said) -> None:
        write(self.link, packed)
