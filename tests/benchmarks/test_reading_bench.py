"""How long a large file takes (aims: 30 s for a million messy rows, 20 s for ten million clean)."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.data.reading import read

pytestmark = pytest.mark.bench
MESSY, CLEAN = 1_000_000, 10_000_000


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """A million rows as a charity sends them: about 100 MB in cp1252."""
    draw = np.random.default_rng(1)
    path = tmp_path_factory.mktemp("bench") / "messy.csv"
    amounts, towns = draw.integers(0, 500_000, MESSY), ["Toulouse", "toulouse", "Muret", "Lens"]
    with path.open("w", encoding="cp1252") as file:
        file.write("Suivi 2024;;;;;;\nclé;Commune;CP;Entrée;Montant;RSA;Commentaire\n")
        for i, amount in enumerate(amounts.tolist()):
            euros = f"{amount // 100:,}".replace(",", "\u00a0") + f",{amount % 100:02d} €"
            day = f"{i % 28 + 1:02d}/{i % 12 + 1:02d}/2023"
            yes = ("oui", "non", "O", "NSP", "")[i % 5]
            note = f"Une remarque assez longue, la n° {i}, écrite après la séance du soir"
            file.write(f"P{i:07d};{towns[i % 4]};01000;{day};{euros};{yes};{note}\n")
        file.write("TOTAL;;;;1;;\n")
    return path


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Ten million rows with their types."""
    draw = np.random.default_rng(1)
    path = tmp_path_factory.mktemp("bench") / "clean.parquet"
    many = CLEAN // 10
    writer = None
    for part in range(10):
        first = part * many
        table = pa.table(
            {
                "key": pa.array([f"P{i:08d}" for i in range(first, first + many)]),
                "age": draw.integers(16, 30, many),
                "score": draw.normal(size=many),
                "entry": np.datetime64("2020-01-01") + draw.integers(0, 1500, many),
                "wave": np.array(["entrée", "sortie"])[draw.integers(0, 2, many)],
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()
    return path


def test_a_messy_million_is_read(benchmark, messy):
    assert benchmark.pedantic(read, (messy,), rounds=1).rows == MESSY


def test_the_same_with_plain_pandas(benchmark, messy):
    options = {"sep": ";", "encoding": "cp1252", "skiprows": 1}
    assert len(benchmark.pedantic(pd.read_csv, (messy,), options, rounds=1)) > MESSY


def test_ten_clean_millions_are_checked(benchmark, clean):
    assert benchmark.pedantic(read, (clean,), rounds=1).rows == CLEAN
