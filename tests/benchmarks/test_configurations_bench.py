"""How long a fuzzy comparison of thirty pilots takes, beside the library people would use."""

from timeit import repeat

import numpy as np
import pandas as pd
import pytest
import qca

from workbench.analysis.configurations import Asked, answer

pytestmark = [
    pytest.mark.bench,
    pytest.mark.filterwarnings("ignore:directional_expectations"),  # the peer’s own
    pytest.mark.filterwarnings("ignore:SetLiteral"),
]
SECONDS, FASTER = 0.5, 1.5
NAMES = tuple("abcdef")


def pilots():
    rng = np.random.default_rng(1)
    x = rng.random((30, 6)).round(4)
    either = np.maximum(np.minimum(x[:, 0], x[:, 1]), np.minimum(1 - x[:, 2], x[:, 3]))
    y = np.clip(either + rng.normal(0, 0.1, 30), 0, 1)
    return pd.DataFrame(x, columns=NAMES).assign(y=y)


def test_thirty_pilots_and_six_conditions_are_faster_than_pyqca(benchmark, beside):
    table = pilots()

    def ours():
        return answer(table, Asked("y", NAMES))[0]

    def theirs():
        model = qca.FSQCA(table, outcome="y", conditions=list(NAMES))
        return qca.minimize_truth_table(model, consistency_threshold=0.8)

    mine, other = ours(), theirs()  # warm, and the same answer
    assert len(mine.parsimonious.terms) == len(other.parsimonious_solution)
    assert len(mine.conservative.terms) == len(other.complex_solution)
    peer = min(repeat(theirs, number=1, repeat=3))
    benchmark(ours)
    best = min(repeat(ours, number=1, repeat=10))
    job = "a fuzzy comparison, 30 pilots and 6 conditions"
    beside(job, best, peer, "pyqca", FASTER, most=SECONDS)
