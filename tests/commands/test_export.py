"""`workbench export`: what it says and leaves, and its exit codes."""

import json

import pytest

from workbench.data.protection.published import PUBLISHED


def test_export_says_each_file_and_what_was_left_out(said, example, tmp_path):
    dossier = example("trajectoires")
    code, out, err = said("export", dossier.folder, "--out", tmp_path / "x", "--lang", "fr")
    assert (code, err) == (0, "")
    assert str(tmp_path / "x" / "estimates.csv") in out
    assert "EECO01" in out
    assert dossier.has(PUBLISHED)


def test_export_without_a_place_writes_under_runs(said, tmp_path):
    assert said("export", "trajectoires", "--as", "tidy,cids")[0] == 0
    names = {path.name for path in (tmp_path / "runs" / "trajectoires-export").iterdir()}
    assert {"estimates.csv", "impact_data.jsonld"} <= names
    assert "esf_participants.csv" not in names


def test_a_run_is_remembered_by_its_dossier(said, example, tmp_path):
    dossier = example("trajectoires")
    (tmp_path / "run").mkdir()
    run = dossier.folder.rename(tmp_path / "run" / "out")
    dossier = example("trajectoires")
    (run / "manifest.json").write_text(json.dumps({"dossier": "trajectoires"}), encoding="utf-8")
    code, out, err = said("export", run, "--as", "tidy")
    assert (code, err) == (0, "")
    assert dossier.has(PUBLISHED)
    assert not (run / PUBLISHED).exists()


def test_a_run_of_an_unknown_dossier_asks_for_it(said, example, tmp_path):
    run = example("trajectoires")
    (run.folder / "manifest.json").write_text('{"dossier": "gone"}', encoding="utf-8")
    code, out, err = said("export", run.folder, "--as", "tidy")
    assert (code, out) == (2, "")
    assert "--memory" in err
    assert said("export", run.folder, "--as", "tidy", "--memory", "trajectoires")[0] == 0


@pytest.mark.parametrize(
    "args",
    [
        ("export",),
        ("export", "nsw", "trajectoires"),
        ("export", "nws"),
        ("export", "nsw", "--as", "tidi"),
        ("export", "nsw", "--as"),
        ("export", "nsw", "--ot", "x"),
        ("export", "nsw", "--memory", "nws"),
        ("export", "nsw", "--lang", "de"),
    ],
)
def test_wrong_use_ends_with_two(said, args):
    code, out, err = said(*args)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["clubs", "sipa", "reliance"])
def test_a_dossier_without_people_ends_with_one(said, name):
    code, out, err = said("export", name)
    assert (code, out) == (1, "")
    assert "Traceback" not in err


def test_a_machine_that_refuses_is_told(said, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    code, out, err = said("export", "trajectoires", "--as", "tidy")
    assert (code, out) == (1, "")
    assert "No space left on device" in err
