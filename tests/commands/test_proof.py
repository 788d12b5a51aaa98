"""verify, diff and deposit at the command line: exit codes, letters, and answers for programs."""

import json
import shutil
import zipfile

import pytest

from tests.launch.proof.conftest import own_pages, whole_run  # noqa: F401 - fixtures
from workbench.base.files import sha256


@pytest.fixture
def a_copy(whole_run, tmp_path):  # noqa: F811 - the fixture above
    return shutil.copytree(whole_run, tmp_path / "club-en")


@pytest.mark.slow
def test_verify_certifies_and_binds_the_certificate_to_the_report(said, a_copy):
    report = sha256(a_copy / "report/index.html")
    for lang in ("fr", "en"):
        code, _, err = said("verify", a_copy, "--lang", lang)
        assert code == 0, err
        page = (a_copy / "verified" / f"certificate.{lang}.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}">' in page
        assert report in page
        assert sha256(a_copy / "manifest.json") in page
        assert str(a_copy) not in page
    assert sha256(a_copy / "report/index.html") == report
    code, out, _ = said("verify", a_copy, "--json")
    assert (code, json.loads(out)["same"]) == (0, True)
    assert said("diff", a_copy, a_copy)[0] == 0


@pytest.mark.slow
def test_a_certificate_that_no_longer_holds_is_taken_away(said, a_copy):
    assert said("verify", a_copy)[0] == 0
    kept = a_copy / "verified" / "certificate.en.html"
    assert kept.is_file()
    with (a_copy / "report/index.html").open("a", encoding="utf-8") as report:
        report.write(" ")
    code, out, _ = said("verify", a_copy, "--json")
    found = json.loads(out)
    assert (code, found["same"], found["certificate"]) == (1, False, None)
    assert [(one["id"], one["file"]) for one in found["damaged"]] == [
        ("proof.file_changed", "report/index.html")
    ]
    assert not kept.exists()


def test_verify_names_a_changed_input(said, a_copy):
    (a_copy / "plan.yml").unlink()
    code, out, _ = said("verify", a_copy, "--json")
    found = json.loads(out)
    assert (code, found["made_again"]) == (1, False)
    assert [one["id"] for one in found["damaged"]] == ["proof.input_missing"]
    assert {"fr", "en"} <= set(found["damaged"][0])
    code, out, _ = said("verify", a_copy)
    assert (code, "plan.yml" in out) == (1, True)


@pytest.mark.slow
def test_verify_names_the_first_cell_in_words(said, club, own_pages):  # noqa: F811 - the fixture above
    own_pages("01_evaluation", "diagnosis", "import random\nrandom.random()")
    assert said("run", club.folder, "--lang", "en", "--pages", "01", "--out", "out")[0] == 0
    code, out, _ = said("verify", "out")
    assert code == 1
    assert "diagnosis" in out
    code, out, _ = said("verify", "out", "--json")
    first = json.loads(out)["differs"][0]
    assert (first["page"], first["name"], first["code"]) == ("01_evaluation", "diagnosis", False)
    assert first["amount"] == pytest.approx(float(first["now"]) - float(first["was"]))


def spoilt(folder, content):
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    return folder


WHOLE = {"dossier": "a", "lang": "en", "parameters": {}, "inputs": {}, "pages": []}


def told(**changes):
    return json.dumps({**WHOLE, **changes})


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", "3", "{}", "\x00\xff",
        told(inputs=3), told(parameters=[]), told(dossier=None), told(pages=3),
        told(pages=[{"page": "01_evaluation"}]), told(pages=[]), told(format=99),
        told(pages=[{"page": "99_other", "state": "done", "missing": []}]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["verify", "diff", "deposit"])
def test_a_broken_manifest_is_a_letter(said, tmp_path, command, content):
    (tmp_path / "run").mkdir()
    folder = spoilt(tmp_path / "run", content)
    code, out, err = said(command, *[folder] * (2 if command == "diff" else 1))
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["verify", "diff", "deposit"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_no_run_is_a_letter(said, tmp_path, club, command, lang):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for wrong in (tmp_path / "nowhere", tmp_path / "file", tmp_path, club.folder):
        runs = [wrong] * (2 if command == "diff" else 1)
        code, out, err = said(command, *runs, "--lang", lang)
        assert (code, out) == (2, "")
        assert err.startswith("workbench: ")


@pytest.mark.parametrize(
    "asked",
    [
        ("verify",), ("verify", "a", "b"), ("diff", "a"), ("diff", "a", "b", "c"), ("deposit",),
        ("verify", "--nothing", "a"),
    ],
)  # fmt: skip
def test_wrong_usage_is_a_letter(said, asked):
    code, out, err = said(*asked)
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")


@pytest.mark.slow
def test_deposit_writes_beside_the_run_and_says_what_it_left_out(said, a_copy):
    code, out, err = said("deposit", a_copy, "--licence", "CC-BY-4.0")
    assert code == 0, err
    path = a_copy.parent / "club-en-deposit.zip"
    assert str(path) in out
    with zipfile.ZipFile(path) as archive:
        assert {"ro-crate-metadata.json", "run/manifest.json"} <= set(archive.namelist())


@pytest.mark.slow
def test_a_deposit_is_verified_as_it_came_and_compared_with_its_run(said, a_copy):
    assert said("deposit", a_copy, "--out", "d.zip")[0] == 0
    code, out, _ = said("verify", "d.zip", "--json", "--lang", "fr")
    found = json.loads(out)
    assert (code, found["same"], found["certificate"]) == (0, True, "d.certificate.fr.html")
    assert said("diff", "d.zip", a_copy)[0] == 0


def test_a_file_that_is_no_deposit_is_a_letter(said, tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("../run/manifest.json", "{}")
    (tmp_path / "text.zip").write_text("x", encoding="utf-8")
    for name in ("other.zip", "text.zip"):
        code, out, err = said("verify", tmp_path / name)
        assert (code, out) == (2, "")
        assert err.startswith("workbench: ")
