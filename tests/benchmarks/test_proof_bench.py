"""How long it takes to make a run again and hold it against itself, beside that run."""

from timeit import timeit

import pytest

from workbench.base.dossier import open_dossier
from workbench.launch import runner
from workbench.launch.contents import pages
from workbench.launch.programme.folder import Order
from workbench.launch.proof.deposit import deposit
from workbench.launch.proof.diff import diff
from workbench.launch.proof.verify import verify

pytestmark = pytest.mark.bench
TIMES = 3


def quiet(*_):
    """Watch nothing."""


def run(out):
    """Run the seven pages of the trial into *out*, from the first."""
    runner.run(open_dossier("nsw"), out, Order("fr", pages(), fresh=True), quiet)


def fastest(*works):
    """Return the seconds of the fastest try of each work; they are tried in turns."""
    tries = [[timeit(work, number=1) for work in works] for _ in range(TIMES)]
    return [min(seconds) for seconds in zip(*tries, strict=True)]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two runs of the trial; the process from which pages are forked is warm from now on."""
    folder = tmp_path_factory.mktemp("proof")
    run(folder / "one")
    run(folder / "two")
    return folder / "one", folder / "two"


def test_a_run_made_again_and_compared(two, beside):
    one, other = two
    assert verify(one, quiet).same
    seconds, again = fastest(lambda: run(other), lambda: verify(one, quiet))
    beside("verify: seven pages made again and compared", again, seconds, "that run", 1 / 1.3)


def test_two_runs_compared_and_one_packed(two, beside, tmp_path):
    one, other = two
    assert diff(one, other).same
    [compared, packed] = fastest(
        lambda: diff(one, other), lambda: deposit(one, tmp_path / "deposit.zip")
    )
    beside("diff: two runs of seven pages", compared)
    beside("deposit: a run as a research object", packed)
