"""From where the server is reached: its names, the address of who asks, and whether it is https."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from workbench.base.errors import RunError

LOOPBACK = "127.0.0.1"
ANYWHERE = ("0.0.0.0", "::", "")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", re.ASCII)


@dataclass(frozen=True)
class Reach:
    """How a server is reached.

    *host* is where it listens. *joined*: people say who they are. *address* is what people type,
    where that is another. *proxy*: another server stands before it, and says who asks.
    """

    host: str = LOOPBACK
    joined: bool = False
    address: str = ""
    proxy: bool = False

    def check(self) -> "Reach":
        """Return itself; raise RunError where it would answer a network without asking who."""
        if not self.joined:
            if not is_loopback(self.host):
                raise RunError("access.needs_join", host=self.host)
            if self.address or self.proxy:
                raise RunError("access.address_needs_join")
        given = urlsplit(self.address)
        host = given.scheme in ("http", "https") and _HOST.fullmatch(given.netloc)
        rest = given.path.rstrip("/") + given.query + given.fragment
        if self.address and (rest or not host):
            raise RunError("access.address_wrong", given=self.address)
        return self

    def url(self, port: int) -> str:
        """Return the address that people type, without its end."""
        if self.address:
            given = urlsplit(self.address)
            return f"{given.scheme}://{given.netloc}"
        host = seen_from_outside() if self.host in ANYWHERE else self.host
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def knows(self, host: str) -> bool:
        """Whether *host*, as a browser names it, is a name of this server.

        A number is: no other site can borrow one. A name is if it is this machine's, or the one of
        the address that was given.
        """
        found = _HOST.fullmatch(host)
        if not found:
            return False
        name = found[1].strip("[]").lower()
        with suppress(ValueError):
            ip_address(name)
            return True
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        given = urlsplit(self.address).hostname or ""
        own = socket.gethostname().lower()
        names = {"localhost", self.host.lower(), given.lower(), own, f"{own}.local"}
        return frozenset(names - {""})

    def https(self, request: Any) -> bool:  # noqa: ANN401 - tornado's own
        """Whether who asks does so over https."""
        if self.proxy and (told := last(request.headers.get("X-Forwarded-Proto", ""))):
            return told == "https"
        return request.protocol == "https" or self.address.startswith("https:")

    def client(self, request: Any) -> str:  # noqa: ANN401 - tornado's own
        """Return the address of who asks; what a proxy says of it counts only where there is one.

        The last address is the one that the proxy has seen itself; the others were told to it.
        """
        told = last(request.headers.get("X-Forwarded-For", "")) if self.proxy else ""
        return told or str(request.remote_ip)

    def sockets(self, request: Any) -> str:  # noqa: ANN401 - tornado's own
        """Return from where a page may be spoken to over a websocket, for its policy."""
        if not self.joined:
            return "ws://127.0.0.1:* ws://localhost:*"
        if not self.knows(request.host):
            return ""
        return f"{'wss' if self.https(request) else 'ws'}://{request.host}"


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches what listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def last(told: str) -> str:
    """Return the last of several values of a header.

    >>> last("203.0.113.9, 192.0.2.1"), last("")
    ('192.0.2.1', '')
    """
    return told.rpartition(",")[2].strip()


def seen_from_outside() -> str:
    """Return the address of this machine in its network; nothing is sent for it."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address that is nobody's
        return str(probe.getsockname()[0])
    return socket.gethostname()
