"""How long a large file takes, and how much memory, beside the library people would use instead."""

import json
import subprocess
import sys
from timeit import repeat

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyfixest
import pytest

from workbench.analysis import large
from workbench.analysis.asked import opened
from workbench.analysis.designs.difference_in_differences import estimate

pytestmark = [
    pytest.mark.bench,
    pytest.mark.filterwarnings("ignore:.*inplace"),  # the peer’s own
]
CLUBS, MONTHS, STEP = 1_000, 20, 1_000_000
ASKED = {"outcome": "y", "treatment": "now", "unit": "club", "cluster": "club", "time": "month"}
FASTER, MOST = 10, 0.6
ALONE = """
import json, sys
from pathlib import Path
from workbench.analysis import answer
from workbench.analysis.asked import opened
effect = answer(*opened(Path(sys.argv[1]), "difference_in_differences", **json.loads(sys.argv[2])))
status = Path('/proc/self/status').read_text()  # the peak of this process, not of its parent
print(status.split('VmHWM:')[1].split()[0])
"""


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


@pytest.mark.parametrize("rows", [2_500_000, 10_000_000])
def test_a_large_panel_is_faster_than_pyfixest_and_small(rows, benchmark, tmp_path):
    path = written(tmp_path / "panel.parquet", rows)

    def ours():
        analysis, cells = opened(path, "difference_in_differences", **ASKED)
        return estimate(analysis, cells, 0.95)

    def theirs():
        table = pd.read_parquet(path)
        return pyfixest.feols("y ~ now | club + month", table, vcov={"CRV1": "club"})

    assert large.is_large(path)
    mine = min(repeat(ours, number=1, repeat=5))
    peer = min(repeat(theirs, number=1, repeat=1))
    assert ours().estimate == pytest.approx(float(theirs().coef()["now"]), rel=1e-6)
    asked = [sys.executable, "-c", ALONE, str(path), json.dumps(ASKED)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    memory = int(done.stdout) / 2**20
    benchmark.pedantic(ours, rounds=1)
    benchmark.extra_info.update(ratio=peer / mine, gigabytes=memory)
    assert memory < MOST
    assert rows < 10_000_000 or peer / mine >= FASTER
