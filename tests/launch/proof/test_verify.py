"""A run is made again: what is no longer the same is named, and the run itself is left alone."""

import json

import pytest

from tests.launch.proof.conftest import quiet
from workbench.launch import manifest, runner
from workbench.launch.contents import page
from workbench.launch.programme.folder import Order
from workbench.launch.proof.kept import opened
from workbench.launch.proof.verify import verify


def tree(folder):
    """Return the checksum of every file below a folder."""
    return manifest.checksums(folder, "**/*")


def damaged(verdict):
    return [(one.what, one.file) for one in verdict.damaged]


@pytest.mark.slow
def test_an_honest_run_comes_out_the_same_and_is_left_alone(whole_run):
    before, beside = tree(whole_run), sorted(whole_run.parent.iterdir())
    verdict = verify(whole_run, quiet)
    assert verdict.same
    assert not verdict.differs
    assert verdict.checked["cells"] > 100
    assert verdict.report == before["report/index.html"]
    assert tree(whole_run) == before
    assert sorted(whole_run.parent.iterdir()) == beside


def test_a_changed_input_is_named_and_nothing_is_run(a_copy):
    path = a_copy / "plan.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    (a_copy / "indicators.yml").unlink()
    (a_copy / "notes.txt").write_text("new", encoding="utf-8")
    verdict = verify(a_copy, quiet)
    assert damaged(verdict) == [
        ("proof.input_missing", "indicators.yml"),
        ("proof.input_added", "notes.txt"),
        ("proof.input_changed", "plan.yml"),
    ]
    assert verdict.again is None
    assert not verdict.same


@pytest.mark.slow
def test_a_changed_byte_a_lost_file_and_a_file_of_nobody_are_named(a_copy):
    path = a_copy / "results/effects.csv"
    data = bytearray(path.read_bytes())
    at = next(n for n in range(len(data) - 1, 0, -1) if data[n : n + 1].isdigit())
    data[at] = ord("7") if data[at] != ord("7") else ord("3")
    path.write_bytes(data)
    (a_copy / "theory.png").unlink()
    (a_copy / "data/other.csv").write_text("new", encoding="utf-8")
    verdict = verify(a_copy, quiet)
    assert set(damaged(verdict)) == {
        ("proof.file_changed", "results/effects.csv"),
        ("proof.file_missing", "theory.png"),
        ("proof.file_added", "data/other.csv"),
    }
    found = {(one.file, one.spot.place.key) for one in verdict.differs}
    assert ("results/effects.csv", "proof.place.cell") in found
    assert not verdict.same


RANDOM = "import random\nrandom.random()"
CLOCK = "import time\ntime.time_ns()"
PRINTED = "import os\nprint(os.urandom(4).hex())"
FRAME = (
    "import random\nimport pandas as pd\n"
    "pd.DataFrame({'a': [1, 2], 'drawn': [3, random.random()]}, index=['one', 'two'])"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "place"),
    [
        (RANDOM, ("proof.place.line", {"n": 1})),
        (CLOCK, ("proof.place.line", {"n": 1})),
        (PRINTED, ("proof.place.line", {"n": 1})),
        (FRAME, ("proof.place.table", {"table": "1", "row": "3", "column": "drawn"})),
    ],
    ids=["random", "clock", "printed", "frame"],
)
def test_a_cell_that_never_comes_out_the_same_is_named(short_run, own_pages, code, place):
    own_pages("01_evaluation", "diagnosis", code)
    verdict = verify(short_run("01_evaluation"), quiet)
    first = verdict.differs[0]
    assert (first.page, first.name, first.code) == ("01_evaluation", "diagnosis", False)
    assert (first.spot.place.key, dict(first.spot.place.holes)) == place
    assert first.spot.was != first.spot.now
    assert len(verdict.differs) == 1


@pytest.mark.slow
def test_a_run_of_another_version_is_made_again_and_what_is_other_is_told(a_copy):
    path = a_copy / manifest.FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    content |= {"workbench": "0.0.1", "python": "3.9.0"}
    content["versions"]["pandas"] = "1.0"
    path.write_text(json.dumps(content), encoding="utf-8")
    verdict = verify(a_copy, quiet)
    assert {name: was for name, (was, _) in verdict.other.items()} == {
        "workbench": "0.0.1", "python": "3.9.0", "pandas": "1.0",
    }  # fmt: skip
    assert verdict.same


@pytest.mark.slow
def test_an_older_run_whose_manifest_says_less_is_made_again(a_copy):
    path = a_copy / manifest.FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    for name in ("code", "system", "folder", "plan", "seeds", "times"):
        del content[name]
    content["versions"] = {"pandas": content["versions"]["pandas"]}
    for one in content["pages"]:
        del one["began"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert verify(a_copy, quiet).same


@pytest.mark.slow
def test_a_page_that_is_no_notebook_any_more_is_named(a_copy):
    (a_copy / "pages/03_indicators.ipynb").write_text("{", encoding="utf-8")
    verdict = verify(a_copy, quiet)
    assert damaged(verdict) == [("proof.file_changed", "pages/03_indicators.ipynb")]
    assert [one.spot.place.key for one in verdict.differs] == ["proof.place.unreadable"]


@pytest.mark.slow
def test_a_cell_of_the_page_that_has_changed_since_is_named_as_code(short_run, own_pages):
    run = short_run("01_evaluation")
    own_pages("01_evaluation", "diagnosis", "1 + 1")
    verdict = verify(run, quiet)
    assert (verdict.differs[0].name, verdict.differs[0].code) == ("diagnosis", True)


@pytest.mark.slow
def test_a_page_that_now_fails_is_named(short_run, own_pages):
    run = short_run("01_evaluation", "02_theory")
    own_pages("01_evaluation", "diagnosis", "1 / 0")
    ends = [
        (one.page, one.spot.was, one.spot.now)
        for one in verify(run, quiet).differs
        if one.spot.place.key == "proof.place.state"
    ]
    assert ends == [("01_evaluation", "done", "failed"), ("02_theory", "done", None)]


@pytest.mark.slow
def test_a_run_that_had_failed_fails_the_same(club, tmp_path, spoil):
    spoil(club, "theory.yml", ("format: 1", "format: one"))
    runner.run(club, tmp_path / "run", Order("en", [page("02_theory")]), quiet)
    assert verify(tmp_path / "run", quiet).same


def test_a_manifest_cannot_choose_a_place_elsewhere(a_copy):
    path = a_copy / manifest.FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    for name in ("../elsewhere", "/elsewhere", "..", "", None, 3):
        path.write_text(json.dumps({**content, "folder": name}), encoding="utf-8")
        assert opened(a_copy).name in ("club-en", "3")
