"""How long a large file takes, and how much memory, beside the library people would use instead."""

import json
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.benchmarks.record import Point
from workbench.analysis import large

pytestmark = pytest.mark.bench
CLUBS, MONTHS, STEP = 1_000, 20, 1_000_000
FASTER, MOST, MANY = 10, 0.6, 10_000_000
ALONE = """
import json, sys, time
clocks = lambda: (time.perf_counter(), time.process_time())
begun = clocks()
{opened}
path = sys.argv[1]
def job():
    before = clocks()
    found = {job}
    return [*found, *(b - a for a, b in zip(before, clocks()))]
first = job()
whole = time.perf_counter() - begun[0]
estimate, error, seconds, cpu = min([first, *(job() for _ in range({more}))], key=lambda f: f[2])
status = open("/proc/self/status").read()  # the peak of this process, not of its parent
peak = int(status.split("VmHWM:")[1].split()[0]) / 2**20
names = "estimate", "error", "seconds", "cpu", "whole", "peak"
print(json.dumps(dict(zip(names, (estimate, error, seconds, cpu, whole, peak)))))
"""
"""A job alone in its process: the best of a few times, then the first one with what it opens."""
OURS = ALONE.format(
    opened="""
from pathlib import Path
from workbench.analysis.asked import opened
from workbench.analysis.designs.difference_in_differences import estimate
ASKED = {"outcome": "y", "treatment": "now", "unit": "club", "cluster": "club", "time": "month"}
def ours():
    analysis, cells = opened(Path(path), "difference_in_differences", **ASKED)
    effect = estimate(analysis, cells, 0.95)
    return effect.estimate, effect.detail["std_error_cr1"]
""",
    job="ours()",
    more=4,
)
THEIRS = ALONE.format(
    opened="""
import pandas, pyfixest
def theirs():
    table = pandas.read_parquet(path)
    fitted = pyfixest.feols("y ~ now | club + month", table, vcov={"CRV1": "club"})
    return float(fitted.coef()["now"]), float(fitted.se()["now"])
""",
    job="theirs()",
    more=1,
)


def alone(code, path):
    """Run a job in a process of its own; return what it says of itself."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def written(path, rows):
    """Write a panel of people of clubs, half of which begin at the tenth month."""
    draw = np.random.default_rng(1)
    own, shock = draw.normal(0, 1, CLUBS), draw.normal(0, 0.3, (CLUBS, MONTHS))
    schema = pa.schema(
        [("club", pa.int32()), ("month", pa.int16()), ("now", pa.int8()), ("y", pa.float64())]
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for start in range(0, rows, STEP):
            n = min(STEP, rows - start)
            club, month = draw.integers(0, CLUBS, n), draw.integers(0, MONTHS, n)
            now = ((club < CLUBS // 2) & (month >= MONTHS // 2)).astype(int)
            y = own[club] + 0.1 * month + 0.2 * now + shock[club, month] + draw.normal(0, 1, n)
            columns = {"club": club, "month": month, "now": now, "y": y}
            file.write_table(pa.table(columns, schema=schema))
    return path


@pytest.mark.parametrize("rows", [2_500_000, MANY])
def test_a_large_panel_is_faster_than_pyfixest_and_small(rows, benchmark, beside, tmp_path):
    path = written(tmp_path / "panel.parquet", rows)
    assert large.is_large(path)
    mine, peer = alone(OURS, path), alone(THEIRS, path)
    assert mine["estimate"] == pytest.approx(peer["estimate"], rel=1e-6)
    # the fixed effects within sites are counted in two ways: 20 among all rows
    assert mine["error"] == pytest.approx(peer["error"], rel=1e-5)
    benchmark.pedantic(alone, (OURS, path), rounds=1)
    more = (
        f"{mine['cpu']:.2g} against {peer['cpu']:.2g} s of processor; with what it opens "
        f"{mine['whole']:.2g} against {peer['whole']:.2g} s"
    )
    job = f"difference in differences on {rows:,} rows"
    reach = FASTER if rows >= MANY else None
    beside(job, mine["seconds"], peer["seconds"], "pyfixest", reach, more)
    beside(f"{job}, memory", mine["peak"], peer["peak"], "pyfixest", most=MOST, unit="GB")


AT_EVERY_SIZE = OURS.replace(
    "ASKED =", "from workbench.analysis import large\nlarge.COMFORT = 0\nASKED =", 1
)
"""The same, by sums of cells also where a table is small: else its rows would be read as people."""


@pytest.mark.full
def test_how_a_large_panel_grows(grown, tmp_path):
    points = []
    for rows in (10_000, 100_000, 1_000_000, MANY):
        found = alone(AT_EVERY_SIZE, written(tmp_path / f"{rows}.parquet", rows))
        points.append(Point(rows, found["seconds"] * 1e6 / rows, found["peak"] * 2**10))
    grown("difference in differences", "rows", "million rows", points)
