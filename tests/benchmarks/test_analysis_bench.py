"""How long inference takes, beside the library that people would use instead."""

import os
import subprocess
import sys
from pathlib import Path
from timeit import repeat

import pandas as pd
import pyfixest
import pytest

from workbench.analysis.inference.wild import wild
from workbench.analysis.regression import solve

pytestmark = [
    pytest.mark.bench,
    pytest.mark.filterwarnings("ignore:.*inplace"),  # the peer’s own
]
GOLDEN = Path(__file__).parents[1] / "golden/clubs37.csv"
COVARIATES = ["age", "female", "se_pre"]
FASTER, SECONDS = 20, 1.2


def best(work, times):
    return min(repeat(work, number=1, repeat=times))


def test_the_wild_bootstrap_is_faster_than_pyfixest(benchmark, beside):
    table = pd.read_csv(GOLDEN)
    x = table[["treat", *COVARIATES]].astype(float).assign(one=1.0)
    y = table["exit"].to_numpy(float)

    def ours():
        solved = solve(y, x, table["club"])
        return wild(solved, solved.unit("treat"), draws=9999).p_value

    fitted = pyfixest.feols("exit ~ treat + age + female + se_pre", table, vcov={"CRV1": "club"})

    def theirs():
        return fitted.wildboottest(reps=9999, param="treat", seed=1)

    assert abs(float(theirs()["Pr(>|t|)"]) - ours()) < 0.002  # warm, and the same answer
    peer = best(theirs, 5)
    benchmark(ours)
    mine = best(ours, 20)
    beside("wild cluster bootstrap, 9,999 draws", mine, peer, "pyfixest", FASTER)


def opening(name):
    """Return the seconds that an import takes in a fresh process, and those of the processor."""
    code = f"import time; a, b = time.perf_counter(), time.process_time(); import {name}; "
    code += "print(time.perf_counter() - a, time.process_time() - b)"
    # As an installed package: its modules are compiled once.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=kept)
    return tuple(float(part) for part in done.stdout.split())


def test_the_package_opens_quickly(benchmark, beside):
    opening("workbench.analysis")
    (mine, cpu), (peer, its), (_, pandas) = (
        tuple(map(min, zip(*(opening(name) for _ in range(5)), strict=True)))
        for name in ("workbench.analysis", "statsmodels.api", "pandas")
    )
    benchmark.pedantic(opening, ("workbench.analysis",), rounds=1)
    beside("import workbench.analysis", mine, peer, "statsmodels.api")
    # what the import takes where nothing else runs
    more = f"pandas alone {pandas:.2g} s"
    job = "import workbench.analysis, processor"
    beside(job, cpu, its, "statsmodels.api", None, more, most=SECONDS)
