"""How long an answer takes to be kept: beside it, the same record written with all its comments."""

from statistics import median
from timeit import repeat

import pytest

from workbench.base.dossier import revise
from workbench.base.records import Text, as_written, changed
from workbench.base.yaml_files import _dumped, _merged, _yaml_file, read_text
from workbench.evaluation import Evaluation
from workbench.forms.live import Watched
from workbench.theory import Theory

pytestmark = pytest.mark.bench
MOST = 0.050


def long_way(path, record):
    """Write a record as it was written before: all of the file is read and written again."""
    _dumped(_merged(_yaml_file().load(read_text(path)), as_written(record)))


def titled(evaluation, number):
    return changed(evaluation, title=Text(any=f"Title {number}"))


def renamed(theory, number):
    first, *others = theory.nodes
    return changed(theory, nodes=(changed(first, label=Text(any=f"Box {number}")), *others))


@pytest.mark.parametrize(("kind", "change"), [(Evaluation, titled), (Theory, renamed)])
def test_an_answer_is_kept_before_anybody_waits(example, benchmark, beside, kind, change):
    work = Watched(example("trajectoires").folder, person="Ana")
    numbers = iter(range(10_000))

    def keep():
        revise(work, kind, lambda now: change(now, next(numbers)))

    keep()  # the first one brings the file to our way of writing
    for number in range(250):  # a history as full as one gets
        other = Watched(work.folder, person=f"P{number}")
        revise(other, Evaluation, lambda now, it=number: titled(now, it))
    benchmark.pedantic(keep, rounds=30)
    mine = median(repeat(keep, number=1, repeat=15))
    record, path = work.read(kind), work.path(kind.FILE)
    theirs = median(repeat(lambda: long_way(path, record), number=1, repeat=5))
    beside(f"an answer in {kind.FILE} is kept", mine, theirs, "ruamel.yaml", most=MOST)
    assert mine < MOST
