"""`workbench estimate` of a table in parts: here, and on the workers of a cluster."""

import json
from pathlib import Path

import pandas as pd
import pytest

GOLDEN = Path(__file__).parents[1] / "golden"

ASKED = ("--design", "comparison", "--outcome", "exit", "--treatment", "treat", "--cluster", "club")


@pytest.fixture
def parts(tmp_path):
    """The simulated clubs in three Parquet files."""
    table, folder = pd.read_csv(GOLDEN / "clubs37.csv"), tmp_path / "clubs"
    folder.mkdir()
    third = len(table) // 3
    for number, start in enumerate((0, third, 2 * third)):
        end = start + third if number < 2 else len(table)
        table.iloc[start:end].to_parquet(folder / f"part-{number}.parquet")
    return folder


def test_a_folder_says_what_its_rows_say(said, parts):
    code, out, err = said("estimate", parts, *ASKED, "--json")
    assert (code, err) == (0, "")
    of_rows = json.loads(said("estimate", GOLDEN / "clubs37.csv", *ASKED, "--json")[1])
    for name in ("estimate", "std_error", "df", "n"):
        assert json.loads(out)[name] == pytest.approx(of_rows[name], rel=1e-10)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8787", "nowhere"])
def test_what_is_no_scheduler_is_wrong_usage(address, said, parts):
    code, out, err = said("estimate", parts, *ASKED, "--scheduler", address)
    assert (code, out) == (2, "")
    assert address in err


def test_a_cluster_adds_up_parquet_only(said):
    given = ("--scheduler", "tcp://127.0.0.1:1")
    assert said("estimate", GOLDEN / "clubs37.csv", *ASKED, *given)[0] == 2


def test_a_folder_without_parquet_is_refused(said, tmp_path):
    assert said("estimate", tmp_path, *ASKED)[0] == 1


@pytest.mark.slow
def test_a_cluster_says_the_same_to_the_last_digit(said, parts, cluster):
    here = said("estimate", parts, *ASKED, "--json")
    there = said("estimate", parts, *ASKED, "--json", "--scheduler", str(cluster.file))
    assert there == here
