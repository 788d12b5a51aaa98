"""What `make bench` says at the end: our figure, that of the library used instead, the ratio."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Beside:
    """One job, timed here and with the peer, in seconds; *reach* is the ratio that is asked for."""

    job: str
    mine: float
    peer: float
    name: str
    reach: float | None = None
    more: str = ""

    @property
    def ratio(self) -> float:
        """How many times faster than the peer."""
        return self.peer / self.mine

    def line(self) -> str:
        """Return the line of the summary."""
        asked = "" if self.reach is None else f" (asked: {self.reach:g})"
        timed = f"{self.job}: {self.mine:.3g} s; {self.name}: {self.peer:.3g} s"
        return f"{timed}; ratio {self.ratio:.3g}{asked}{self.more and '; ' + self.more}"


SEEN = pytest.StashKey[list[Beside]]()


@pytest.fixture
def beside(request):
    """A caller that keeps a comparison for the summary, and returns its ratio."""

    def keep(*figures, **more):
        found = Beside(*figures, **more)
        request.config.stash.setdefault(SEEN, []).append(found)
        return found.ratio

    return keep


def pytest_terminal_summary(terminalreporter, config):
    """Write a line for each comparison."""
    for found in config.stash.get(SEEN, []):
        terminalreporter.write_line(found.line())
