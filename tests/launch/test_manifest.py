"""The record of a run is written after every page, and read again to go on."""

import json

import pytest

from workbench.base.errors import RunError
from workbench.base.files import sha256
from workbench.launch import manifest
from workbench.launch.manifest import Manifest, PageResult

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
