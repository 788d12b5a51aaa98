"""A run becomes a research object: valid, the same bytes each time, and nobody's data in it."""

import json
import shutil
import zipfile

import pytest

from tests.launch.proof import crates
from tests.launch.proof.conftest import quiet
from workbench.base.errors import DataError, RunError
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.launch import runner
from workbench.launch.contents import page
from workbench.launch.programme.folder import Order
from workbench.launch.proof.deposit import deposit
from workbench.launch.proof.kept import opened
from workbench.launch.proof.leaves import OPEN, leaving
from workbench.launch.proof.verify import verify

pytestmark = pytest.mark.slow
SECRET = "club-7-secret"


@pytest.fixture
def people(whole_run, tmp_path):
    """A copy of the run, whose data are those of persons: neither simulated nor public."""
    folder = tmp_path / "people"
    shutil.copytree(whole_run, folder)
    _told(folder, "evaluation.yml", simulated=False)
    for one in (content := read_yaml(folder / "received.yml"))["files"]:
        one["licence"] = "confidential"
    write_yaml(folder / "received.yml", content)
    (folder / "names.csv").write_text(f"{SECRET}\n", encoding="utf-8")
    (folder / "received" / "extra.csv").write_text(f"{SECRET}\n", encoding="utf-8")
    return _sealed(folder)


def _told(folder, file, **values):
    write_yaml(folder / file, {**read_yaml(folder / file), **values})


def _sealed(folder):
    """Write the manifest anew, with the inputs as they are now."""
    from workbench.launch import manifest
    from workbench.launch.programme.folder import inputs

    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content["inputs"] = inputs(folder)
    (folder / manifest.FILE).write_text(json.dumps(content), encoding="utf-8")
    return folder


def unpacked(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


def test_the_crate_is_valid_and_nothing_is_fetched(whole_run, tmp_path):
    deposit(whole_run, tmp_path / "d.zip", "CC-BY-4.0")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    assert set(crates.words_of(crates.read(crate))) <= set(crates.TERMS)
    assert crates.issues(crate, tmp_path) == []


def test_a_fault_in_a_crate_is_found(whole_run, tmp_path):
    deposit(whole_run, tmp_path / "d.zip")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    content = crates.read(crate)
    content["@graph"] = [one for one in content["@graph"] if one["@id"] != "#run"]
    (crate / "ro-crate-metadata.json").write_text(json.dumps(content), encoding="utf-8")
    assert crates.issues(crate, tmp_path) != []


def test_the_same_run_gives_the_same_bytes(whole_run, a_copy, tmp_path):
    for source, name in ((whole_run, "one.zip"), (a_copy, "two.zip")):
        deposit(source, tmp_path / name, "MIT")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_crate_that_is_opened_again_gives_the_same_report(whole_run, tmp_path):
    made = deposit(whole_run, tmp_path / "d.zip")
    assert made.leaving.left_out == ()
    again = unpacked(tmp_path / "d.zip", tmp_path / "crate") / "run"
    verdict = verify(again, quiet)
    assert verdict.same
    report = (whole_run / "report/index.html").read_bytes()
    assert (again / "report/index.html").read_bytes() == report


def test_nobodys_data_leave(people, tmp_path):
    made = deposit(people, tmp_path / "d.zip")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    assert {"names.csv", "received/extra.csv", "data/clean.csv"} <= set(made.leaving.left_out)
    names = [path.relative_to(crate).as_posix() for path in crate.rglob("*") if path.is_file()]
    assert not [name for name in names if name.startswith(("run/data/", "run/received/"))]
    assert "run/report/index.html" in names
    texts = [path.read_bytes() for path in crate.rglob("*") if path.is_file()]
    assert not [text for text in texts if SECRET.encode() in text]
    rows = rows_of(people)
    assert len(rows) > 12
    assert not [row for row in rows for text in texts if row in text]
    assert crates.issues(crate, tmp_path) == []
    said = (crate / "ro-crate-preview.html").read_text(encoding="utf-8")
    assert all(name in said for name in made.leaving.left_out)


def rows_of(folder):
    """Return every line of what tells of persons, but the names of columns."""
    files = [folder / "data/clean.csv", *(folder / "received").glob("*.csv")]
    return [line for path in files for line in path.read_bytes().splitlines()[1:]]


def test_pages_that_look_at_people_are_deposited_without_answers(people, tmp_path):
    made = deposit(people, tmp_path / "d.zip")
    assert made.leaving.silent == ("05_data", "06_analysis")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    for name in made.leaving.silent:
        content = json.loads((crate / f"run/pages/{name}.ipynb").read_text(encoding="utf-8"))
        assert not [cell for cell in content["cells"] if cell.get("outputs")]
        assert "widgets" not in content["metadata"]


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("CC BY 4.0", True),
        ("CC-BY-SA-4.0", True),
        ("cc0", True),
        ("etalab 2.0", True),
        ("confidential", False),
        ("not CC BY", False),
        ("CC BY for partners", False),
        ("", False),
    ],
)
def test_only_an_open_licence_makes_data_public(licence, free):
    assert bool(OPEN.fullmatch(licence.strip().casefold())) is free


def test_one_file_that_is_not_open_closes_them_all(people):
    assert leaving(opened(people)).because is None
    for one in (content := read_yaml(people / "received.yml"))["files"]:
        one["licence"] = "CC BY 4.0"
    write_yaml(people / "received.yml", content)
    assert leaving(opened(_sealed(people))).because is None, "extra.csv is named by nobody"
    (people / "received/extra.csv").unlink()
    assert leaving(opened(_sealed(people))).because == "proof.open_public"


def test_a_run_with_parameters_tells_them(short_run, tmp_path):
    folder = short_run("01_evaluation")
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content["parameters"] = {"level": 0.9}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    deposit(folder, tmp_path / "d.zip")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    told = [one for one in crates.read(crate)["@graph"] if one["@type"] == "PropertyValue"]
    assert [(one["name"], one["value"]) for one in told] == [("level", "0.9")]
    assert crates.issues(crate, tmp_path) == []


def test_a_failed_page_is_told_as_failed(club, tmp_path, spoil):
    spoil(club, "theory.yml", ("format: 1", "format: one"))
    runner.run(club, tmp_path / "run", Order("en", [page("02_theory")]), quiet)
    deposit(tmp_path / "run", tmp_path / "d.zip")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    ends = {one["@id"]: one.get("actionStatus", "") for one in crates.read(crate)["@graph"]}
    assert ends["#run/02_theory"].endswith("FailedActionStatus")
    assert crates.issues(crate, tmp_path) == []


def test_an_older_run_without_times_is_deposited(a_copy, tmp_path):
    content = json.loads((a_copy / "manifest.json").read_text(encoding="utf-8"))
    for name in ("times", "seeds", "plan", "code", "system", "folder"):
        del content[name]
    for one in content["pages"]:
        del one["began"]
    (a_copy / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    deposit(a_copy, tmp_path / "d.zip")
    crate = unpacked(tmp_path / "d.zip", tmp_path / "crate")
    assert crates.issues(crate, tmp_path) == []


def test_a_damaged_run_is_not_deposited(a_copy, tmp_path):
    (a_copy / "results/effects.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        deposit(a_copy, tmp_path / "d.zip")
    assert caught.value.key == "proof.deposit_damaged"
    assert not (tmp_path / "d.zip").exists()


def test_a_place_that_is_taken_is_left_alone(whole_run, tmp_path):
    (tmp_path / "mine.zip").write_text("mine", encoding="utf-8")
    for place, key in (
        (tmp_path / "mine.zip", "proof.deposit_taken"),
        (tmp_path, "proof.deposit_taken"),
        (whole_run / "d.zip", "proof.deposit_inside"),
    ):
        with pytest.raises(RunError) as caught:
            deposit(whole_run, place)
        assert caught.value.key == key
    assert (tmp_path / "mine.zip").read_text(encoding="utf-8") == "mine"
    assert not (whole_run / "d.zip").exists()


def test_an_unknown_licence_is_refused_with_the_nearest(whole_run, tmp_path):
    with pytest.raises(RunError) as caught:
        deposit(whole_run, tmp_path / "d.zip", "CC-BY-4")
    assert caught.value.key == "proof.unknown_licence"
    assert caught.value.holes["hint"].holes == {"near": "CC-BY-4.0"}
