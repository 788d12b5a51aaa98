"""The record of a run is written after every page, and read again to go on."""

import json

import pytest

from workbench.base.errors import RunError
from workbench.base.files import sha256
from workbench.base.yaml_files import read_yaml
from workbench.collection.freeze import freeze
from workbench.launch import manifest
from workbench.launch.manifest import Manifest, PageResult
from workbench.launch.programme.folder import inputs

PAGES = (
    PageResult("01_evaluation", "done", 1.5),
    PageResult("02_theory", "waiting", missing=("theory.yml",)),
    PageResult("03_indicators", "failed", 0.5, cell=4, sentence="no"),
)


def a_record():
    return Manifest("club", "fr", {"level": 0.9}, {"plan.yml": "0" * 64}, PAGES)


def test_what_is_written_is_read_again(tmp_path):
    a_record().write(tmp_path)
    assert manifest.read(tmp_path) == a_record()


def test_the_record_names_versions_parameters_and_checksums(club):
    club.path("results").mkdir()
    club.path("results/effects.csv").write_text("a\n", encoding="utf-8")
    content = json.loads(a_record().write(club.folder).read_text(encoding="utf-8"))
    assert content["format"] == 1
    assert set(content["versions"]) == set(manifest.PACKAGES)
    assert content["parameters"] == {"level": 0.9}
    assert content["results"] == {"results/effects.csv": sha256(club.path("results/effects.csv"))}


def test_the_record_says_when_and_with_what_the_run_was_made(club):
    pages = (PageResult("01_evaluation", "done", 1.6, began="2026-03-04T05:06:07+00:00"),)
    record = Manifest("club", "fr", {}, {}, pages)
    content = json.loads(record.write(club.folder).read_text(encoding="utf-8"))
    assert content["times"] == {
        "began": "2026-03-04T05:06:07+00:00",
        "ended": "2026-03-04T05:06:08+00:00",
    }
    assert {"workbench", "code", "python", "system", "versions"} <= set(content)
    assert content["folder"] == "club"


def test_the_record_holds_the_plan_as_it_was_frozen_and_every_seed(club, with_keys):
    freeze(club)
    with_keys(club, "theory.yml", drawn={"seed": 7, "of": [{"id": "a", "seed": 8}, {"seed": 9}]})
    record = Manifest("club", "fr", {}, inputs(club.folder))
    content = json.loads(record.write(club.folder).read_text(encoding="utf-8"))
    kept = read_yaml(club.path("plan_frozen.yml"))["sha256"]
    assert content["plan"] == {"file": sha256(club.path("plan.yml")), "frozen": kept}
    assert content["seeds"] == {
        "theory.yml: drawn.seed": 7,
        "theory.yml: drawn.of[a].seed": 8,
        "theory.yml: drawn.of[1].seed": 9,
    }


def test_a_file_that_cannot_be_read_has_no_seed(club):
    club.path("theory.yml").write_text("a: [", encoding="utf-8")
    record = Manifest("club", "fr", {}, inputs(club.folder))
    assert json.loads(record.write(club.folder).read_text(encoding="utf-8"))["seeds"] == {}


def test_an_older_record_is_still_read(tmp_path):
    content = json.loads(a_record().write(tmp_path).read_text(encoding="utf-8"))
    for name in ("code", "system", "folder", "plan", "seeds", "times"):
        del content[name]
    for one in content["pages"]:
        del one["began"]
    (tmp_path / manifest.FILE).write_text(json.dumps(content), encoding="utf-8")
    found = manifest.read(tmp_path)
    assert found == a_record()
    assert {one.began for one in found.pages} == {""}


def test_a_newer_record_is_refused(tmp_path):
    content = json.loads(a_record().write(tmp_path).read_text(encoding="utf-8"))
    (tmp_path / manifest.FILE).write_text(json.dumps({**content, "format": 2}), encoding="utf-8")
    with pytest.raises(RunError) as caught:
        manifest.read(tmp_path)
    assert caught.value.key == "proof.newer"


def test_only_what_is_done_is_finished():
    assert a_record().finished() == {"01_evaluation"}


def test_a_folder_without_a_record_has_none(tmp_path):
    assert manifest.read(tmp_path) is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"pages": 3}', '{"pages": [{"name": "a"}]}']
)
def test_a_damaged_record_is_refused(tmp_path, content):
    (tmp_path / manifest.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(RunError) as caught:
        manifest.read(tmp_path)
    assert caught.value.key == "run.manifest_unreadable"
    assert caught.value.holes["folder"] == tmp_path
