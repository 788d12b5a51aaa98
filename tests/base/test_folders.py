"""A folder is ours when we made it, and is there whole or not at all."""

import json

import pytest

from workbench.base.folders import MARK, ours, put


def test_nothing_and_what_was_put_are_ours(tmp_path):
    out = tmp_path / "out"
    assert ours(out)
    assert put({"a": "1", "b": b"2"}, out) == [out / "a", out / "b"]
    assert ours(out)
    (out / "c").write_text("a person’s", encoding="utf-8")
    assert not ours(out)


def test_a_file_a_foreign_folder_and_a_dead_link_are_not_ours(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert not ours(tmp_path / "file")
    assert not ours(tmp_path / "file" / "below" / "it")
    assert not ours(tmp_path)
    assert not ours(tmp_path / "link")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}', '{"files": null}', "\udcff"])
def test_a_damaged_list_makes_nothing_ours(tmp_path, content):
    put({"a": "1"}, tmp_path / "out")
    (tmp_path / "out" / MARK).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert not ours(tmp_path / "out")


def test_put_replaces_what_was_put_before(tmp_path):
    put({"a": "1", "b": "2"}, tmp_path / "out")
    put({"c": "3"}, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"c", MARK}
    assert json.loads((tmp_path / "out" / MARK).read_text())["files"] == ["c"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_fault_before_the_move_leaves_the_old_folder(tmp_path):
    put({"a": "1"}, tmp_path / "out")

    def fails():
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        put({"b": "2"}, tmp_path / "out", fails)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a", MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
