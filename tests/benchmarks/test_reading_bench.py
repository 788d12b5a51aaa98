"""How long a large file takes (aims: 30 s for a million messy rows, 20 s for ten million clean)."""

import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.data.reading import read

pytestmark = pytest.mark.bench
MESSY, CLEAN = 1_000_000, 10_000_000
MOST_MESSY, MOST_CLEAN = 30, 20


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


def timed(work):
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def test_a_messy_million_is_read(beside, messy):
    found, mine = timed(lambda: read(messy))
    assert found.rows == MESSY
    plain, peer = timed(lambda: pd.read_csv(messy, sep=";", encoding="cp1252", skiprows=1))
    assert len(plain) > MESSY
    more = "pandas neither looks at types nor at what is wrong"
    beside("a messy million of rows is read", mine, peer, "pandas", None, more, most=MOST_MESSY)


def test_ten_clean_millions_are_checked(beside, clean):
    found, mine = timed(lambda: read(clean))
    assert found.rows == CLEAN
    beside("ten clean millions of rows are checked", mine, most=MOST_CLEAN)
