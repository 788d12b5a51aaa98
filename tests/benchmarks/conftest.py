"""What `make bench` says at the end: our figure, that of the library used instead, the ratio."""

from pathlib import Path

import pytest

from tests.benchmarks.record import Beside, Growth, written

SEEN = pytest.StashKey[list[Beside]]()
GROWN = pytest.StashKey[list[Growth]]()


def pytest_addoption(parser):
    """Let the makefile say where the figures are kept."""
    parser.addoption("--write", help="the document that the figures are written to")


@pytest.fixture
def beside(request):
    """A caller that keeps a comparison for the summary, and returns its ratio."""

    def keep(*figures, **more):
        found = Beside(*figures, **more)
        request.config.stash.setdefault(SEEN, []).append(found)
        return found.ratio

    return keep


@pytest.fixture
def grown(request):
    """A caller that keeps for the summary how the cost of a job grows."""

    def keep(*figures, **more):
        request.config.stash.setdefault(GROWN, []).append(Growth(*figures, **more))

    return keep


def pytest_terminal_summary(terminalreporter, config):
    """Write a line for each comparison, and the document where one is asked for."""
    rows, growths = config.stash.get(SEEN, []), config.stash.get(GROWN, [])
    for found in (*rows, *growths):
        terminalreporter.write_line(found.line())
    target = config.getoption("write", None)
    if target and (rows or growths):
        path = Path(target)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.write_text(written(rows, growths, before), encoding="utf-8")
