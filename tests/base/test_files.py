"""Files are written whole or not at all, and a table always gives the same bytes."""

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.files import cell_text, sha256, table_text, write_table, write_whole


def test_a_write_that_is_interrupted_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = write_whole(tmp_path / "a.txt", "old")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_first_write_that_is_interrupted_leaves_nothing(tmp_path, monkeypatch):
    def stop(*_):
        raise OSError

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(OSError):  # noqa: PT011 - whatever the disk says
        write_whole(tmp_path / "a.txt", b"new")
    assert not list(tmp_path.iterdir())


def test_a_written_file_can_be_read_by_others(tmp_path):
    path = write_whole(tmp_path / "deep" / "a.txt", "é")
    assert path.read_bytes() == "é".encode()
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (math.nan, ""), (True, "true"), (False, "false"), (0.1 + 0.2, "0.3"), (5, "5")],
)
def test_a_cell_is_written_plainly(value, text):
    assert cell_text(value) == text


@given(st.floats(min_value=-1e300, max_value=1e300, allow_subnormal=False))
def test_a_number_written_twice_is_the_same_text(value):
    once = cell_text(value)
    assert cell_text(float(once)) == once
    assert float(once) == pytest.approx(value, rel=1e-9, abs=0)


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_noise_in_the_last_digits_does_not_show(value):
    noisy = value * (1 + 2**-52)
    shown, other = cell_text(value), cell_text(noisy)
    assert shown == other or float(shown) == pytest.approx(float(other), rel=1e-9)


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.integers()}), max_size=5))
def test_a_table_that_is_read_again_holds_the_same_texts(rows):
    read = list(csv.DictReader(io.StringIO(table_text(rows, ["a", "b"]), newline="")))
    assert read == [{"a": row["a"], "b": str(row["b"])} for row in rows]


def test_a_table_has_one_line_feed_a_row_and_the_columns_asked_for(tmp_path):
    rows = [{"a": "x,y", "c": 1}, {"b": 0.5}]
    path = write_table(tmp_path / "t.csv", rows, ["a", "b"])
    assert path.read_bytes() == b'a,b\n"x,y",\n,0.5\n'


def test_the_checksum_follows_the_bytes(tmp_path):
    one, two = write_whole(tmp_path / "1", "a"), write_whole(tmp_path / "2", "a")
    assert sha256(one) == sha256(two)
    assert sha256(write_whole(two, "b")) != sha256(one)
