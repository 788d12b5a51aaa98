"""A table in parts says what it says in one piece, wherever its parts are and however many."""

import pickle
import warnings

import fsspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.plans import BY_MONTH
from workbench.analysis import answer, large, partitioned, told
from workbench.analysis.asked import opened
from workbench.analysis.designs.cells import COUNT
from workbench.base.compute import computing
from workbench.base.errors import DataError


@pytest.fixture(scope="module")
def executor():
    with computing(workers=3) as pool:
        yield pool


def drawn(n=600, clubs=12, middle=0.0, seed=0):
    """People of clubs, month by month; some outcomes missing."""
    draw = np.random.default_rng(seed)
    club, month = draw.integers(0, clubs, n), draw.integers(0, 6, n)
    now = ((club % 2 == 1) & (month >= 3)).astype(int)
    y = middle + draw.normal(0, 1, clubs)[club] + 0.1 * month + 0.5 * now + draw.normal(0, 1, n)
    y[draw.random(n) < 0.05] = np.nan
    return pd.DataFrame({"club": club, "month": month, "now": now, "y": y})


def written(table, folder, cuts):
    """Write the rows between each two *cuts* as one file; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    ends = [0, *sorted(cuts), len(table)]
    for number, (start, end) in enumerate(zip(ends, ends[1:], strict=False)):
        table.iloc[start:end].to_parquet(folder / f"part-{number:03d}.parquet")
    return folder


def in_one(table, folder):
    """Return the cells of the same rows in one file."""
    path = folder / "whole.parquet"
    table.to_parquet(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "COMFORT", 10)
        return opened(path, **BY_MONTH)


def assert_alike(one, other, rel=1e-12):
    assert list(one.columns) == list(other.columns)
    assert len(one) == len(other)
    for name in one:
        mine, theirs = one[name].to_numpy(float), other[name].to_numpy(float)
        np.testing.assert_allclose(mine, theirs, rtol=rel, atol=0)


@settings(max_examples=10)
@given(
    seed=st.integers(0, 99),
    cuts=st.lists(st.integers(0, 600), max_size=6),
    middle=st.sampled_from([0.0, 1e3, -1e8]),
)
def test_parts_add_up_to_the_whole(seed, cuts, middle, executor, tmp_path_factory):
    table, folder = drawn(middle=middle, seed=seed), tmp_path_factory.mktemp("parts")
    parts = partitioned.opened(str(written(table, folder / "t", cuts)), executor, **BY_MONTH)
    whole = in_one(table, folder)
    assert parts[0] == whole[0]
    known = [cells[cells["y"].notna()] for cells in (parts[1], whole[1])]
    # a mean near zero is a difference of larger figures: its last digits are theirs
    assert_alike(*known, rel=1e-12 if middle else 1e-10)
    assert parts[1][COUNT].sum() == len(table)


@settings(max_examples=4)
@given(cuts=st.lists(st.integers(0, 600), min_size=1, max_size=6))
def test_how_many_do_the_work_changes_no_digit(cuts, executor, tmp_path_factory):
    where = str(written(drawn(middle=1e6), tmp_path_factory.mktemp("parts"), cuts))
    with computing(workers=1) as alone:
        one = partitioned.opened(where, alone, **BY_MONTH)[1]
    other = partitioned.opened(where, executor, **BY_MONTH)[1]
    assert pickle.dumps(one.to_dict("list")) == pickle.dumps(other.to_dict("list"))


def test_the_estimate_of_parts_is_that_of_the_rows(executor, tmp_path):
    table = drawn()
    analysis, cells = partitioned.opened(
        str(written(table, tmp_path / "t", [100, 350])), executor, **BY_MONTH
    )
    of_rows = told.as_json(*answer(analysis, table))
    of_parts = told.as_json(*answer(analysis, cells))
    for name in ("estimate", "std_error", "df", "p_value", "ci_low", "ci_high", "n"):
        assert of_parts[name] == pytest.approx(of_rows[name], rel=1e-10)


@pytest.mark.parametrize("kind", ["folder", "pattern", "file", "file://", "memory://", "glob://"])
def test_parts_are_found_wherever_they_are(kind, executor, tmp_path):
    folder = written(drawn(), tmp_path / "t", [200, 400])
    (folder / "_SUCCESS.parquet").touch()
    (folder / "notes.txt").touch()
    store = fsspec.filesystem("memory")
    for file in folder.glob("part*"):
        store.pipe(f"/{tmp_path.name}/{file.name}", file.read_bytes())
    one = folder / "whole.parquet"
    where = {
        "folder": str(folder),
        "pattern": str(folder / "part-*.parquet"),
        "file": str(one),
        "file://": folder.as_uri(),
        "memory://": f"memory://{tmp_path.name}",
        "glob://": f"memory://{tmp_path.name}/part-*",
    }[kind]
    if kind == "file":
        pd.concat(pd.read_parquet(file) for file in sorted(folder.glob("part*"))).to_parquet(one)
    cells = partitioned.opened(where, executor, **BY_MONTH)[1]
    assert cells[COUNT].sum() == 600


def test_folders_that_carry_values_are_columns(executor, tmp_path):
    table = drawn()
    for month, some in table.groupby("month"):
        folder = tmp_path / f"month={month}"
        folder.mkdir(parents=True)
        some.drop(columns="month").to_parquet(folder / "data.parquet")
    found = partitioned.opened(str(tmp_path), executor, **BY_MONTH)[1]
    assert sorted(found["month"].unique()) == [0, 1, 2, 3, 4, 5]


def test_one_part_may_have_whole_numbers_and_another_decimals(executor, tmp_path):
    table = drawn().fillna({"y": 0.0}).round()
    table.iloc[:300].astype({"y": int, "club": "int8"}).to_parquet(tmp_path / "a.parquet")
    table.iloc[300:].to_parquet(tmp_path / "b.parquet")
    assert partitioned.opened(str(tmp_path), executor, **BY_MONTH)[1][COUNT].sum() == 600


def test_a_small_table_in_parts_is_loaded_where_sums_do_not_carry(executor, tmp_path):
    where = str(written(drawn(), tmp_path / "t", [100]))
    table = partitioned.opened(where, executor, **{**BY_MONTH, "weights": "month"})[1]
    assert len(table) == 600


def spoilt(case, folder, monkeypatch):
    table = drawn()
    written(table, folder, [300])
    if case == "a column changes its type":
        table.iloc[300:].astype({"club": str}).to_parquet(folder / "part-001.parquet")
    elif case == "a column is missing":
        table.iloc[300:].drop(columns="now").to_parquet(folder / "part-001.parquet")
    elif case == "an outcome of words":
        table.assign(y="much").to_parquet(folder / "part-001.parquet")
    elif case == "cut short":
        (folder / "part-001.parquet").write_bytes(b"PAR1")
    elif case == "too many cells":
        monkeypatch.setattr(large, "MOST_CELLS", 5)
        monkeypatch.setattr(large, "COMFORT", 10)
    elif case == "no part":
        for file in folder.glob("*"):
            file.unlink()
    return str(folder)


@pytest.mark.parametrize(
    ("case", "key"),
    [
        ("a column changes its type", "cluster.unlike_parts"),
        ("a column is missing", "estimate.unreadable"),
        ("an outcome of words", "analysis.not_numbers"),
        ("cut short", "estimate.unreadable"),
        ("too many cells", "cluster.only_sums"),
        ("no part", "cluster.no_parts"),
    ],
)
def test_parts_that_cannot_be_added_up_get_a_letter(case, key, executor, tmp_path, monkeypatch):
    where = spoilt(case, tmp_path / "t", monkeypatch)
    with pytest.raises(DataError) as raised:
        partitioned.opened(where, executor, **BY_MONTH)
    assert raised.value.key == key


@pytest.mark.parametrize("where", ["zzz://bucket/people", "s3a9://x", "nowhere-at-all*.parquet"])
def test_an_address_that_nobody_knows_gets_a_letter(where, executor):
    with pytest.raises(DataError) as raised:
        partitioned.opened(where, executor, **BY_MONTH)
    assert raised.value.key in {"cluster.no_driver", "cluster.no_parts"}


def test_what_is_sent_to_a_worker_can_be_sent(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = partitioned.parts(str(written(drawn(), tmp_path / "t", [])))
    assert pickle.loads(pickle.dumps(found)) == found
