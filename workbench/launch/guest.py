"""What else a server may answer on its port, beside pages: a room that phones come into."""

from typing import Any, Protocol

from workbench.launch.access.reach import Reach


class Guest(Protocol):
    """What else is answered on the same port: its addresses ask themselves who comes."""

    def settings(self, port: int) -> dict[str, Any]:
        """Return what its handlers ask for; *port* is the one that people reach."""

    def routes(self) -> list[tuple[Any, ...]]:
        """Return its addresses."""

    def told(self, reach: Reach, port: int, lang: str) -> str:
        """Return what is said to whoever started the server."""

    def close(self) -> None:
        """End."""
