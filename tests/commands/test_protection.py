"""`workbench share` and `workbench purge`: what they say and leave, and their exit codes."""

import zipfile

import pytest

from workbench.data.clean import clean
from workbench.data.protection import keys
from workbench.data.protection.retention import LOG

PASSPHRASE = "nine green bicycles"


@pytest.fixture
def held(club):
    clean(club)
    return club


@pytest.fixture
def names(held, tmp_path, monkeypatch):
    """The list of names of the club, with its people and a stranger in it."""
    monkeypatch.setattr(keys, "COST", 2**8)
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path / "safe"))
    store = keys.store_path("club")
    drawn = iter(["P1", "P2", "P3", "XX"])
    monkeypatch.setattr(keys, "new_key", lambda *_: next(drawn))
    keys.keys_for(["Aya", "Léo", "Zoé", "Sam"], store, PASSPHRASE)
    return store


def test_share_writes_the_file_and_says_what_was_left_out(said, example, tmp_path):
    example("trajectoires")
    code, out, err = said("share", tmp_path / "trajectoires", "--out", tmp_path / "x.zip")
    assert (code, err) == (0, "")
    assert "exit_date" in out
    assert zipfile.is_zipfile(tmp_path / "x.zip")


def test_share_without_a_place_writes_under_runs(said, tmp_path):
    assert said("share", "nsw", "--sensitive", "black")[0] == 0
    assert (tmp_path / "runs" / "nsw-share.zip").is_file()


def test_purge_only_lists_until_it_is_told(said, held):
    code, out, err = said("purge", held.folder)
    assert (code, err) == (0, "")
    assert "received/entry.csv" in out
    assert held.has("data/clean.csv")
    assert not held.has(LOG)


def test_purge_leaves_what_is_not_due(said, held):
    assert said("purge", held.folder, "--accept", "--before", "2020-01-01")[0] == 0
    assert held.has("data/clean.csv")


def test_purge_removes_and_logs(said, held, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path / "none"))
    code, out, err = said("purge", held.folder, "--accept")
    assert (code, err) == (0, "")
    assert LOG in out
    assert not held.has("received/*.csv")
    assert said("purge", held.folder)[0] == 0


def test_purge_forgets_the_names_too(said, held, names, monkeypatch):
    code, out, err = said("purge", held.folder, "--accept")
    assert (code, out) == (2, "")
    assert held.has("data/clean.csv")
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "ten red bicycles")
    assert said("purge", held.folder, "--accept")[0] == 2
    assert held.has("data/clean.csv")
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    assert said("purge", held.folder, "--accept", "--keys", names)[0] == 0
    assert set(keys.open_store(names, PASSPHRASE).keys) == {"sam"}


@pytest.mark.parametrize(
    "args",
    [
        ("purge",),
        ("share", "nsw", "trajectoires"),
        ("share", "nws"),
        ("purge", "nsw", "--before", "soon"),
        ("purge", "nsw", "--accept", "--before", "2999-01-01"),
        ("share", "nsw", "--ot", "x"),
    ],
)
def test_wrong_use_ends_with_two(said, args):
    code, out, err = said(*args)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_a_column_that_is_not_sensitive_is_refused(said):
    code, _, err = said("share", "nsw", "--sensitive", "blak")
    assert code == 1
    assert "black" in err


def test_a_list_of_names_that_is_not_there_is_told(said, held, tmp_path):
    assert said("purge", held.folder, "--accept", "--keys", tmp_path / "no.keys")[0] == 2
    assert held.has("data/clean.csv")
