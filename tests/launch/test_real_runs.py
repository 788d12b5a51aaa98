"""The trial run for real, in both languages: the same results, a report that can be handed on."""

import csv
import io
import json
import re

import nbformat
import pytest

from workbench.base import places
from workbench.base.dossier import open_dossier
from workbench.base.files import sha256
from workbench.launch import manifest
from workbench.launch.contents import pages

pytestmark = pytest.mark.slow

LANGS = ("fr", "en")
ALL = [one.id for one in pages()]
TABLES = {"effects.csv", "sites.csv", "findings.csv", "targets.csv", "ledger.csv"}


def tables(folder):
    return {path.name: path.read_bytes() for path in folder.glob("results/*.csv")}


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_every_page_is_done_and_there_is_a_report(runs, lang):
    assert {r.page: r.state for r in runs.records[lang].pages} == dict.fromkeys(ALL, "done")
    folder = getattr(runs, lang)
    assert {path.stem for path in folder.glob("pages/*.ipynb")} == set(ALL)
    assert f'lang="{lang}"' in (folder / "report/index.html").read_text(encoding="utf-8")


def test_the_results_are_the_same_bytes_in_both_languages_and_in_a_second_run(runs):
    assert set(tables(runs.fr)) == TABLES
    assert tables(runs.fr) == tables(runs.en) == tables(runs.again)


def test_the_results_are_those_of_the_worked_example(runs):
    shipped = (places.examples() / "nsw" / "results" / "effects.csv").read_text(encoding="utf-8")
    made = tables(runs.fr)["effects.csv"].decode()
    for one, other in zip(*(csv.DictReader(io.StringIO(t)) for t in (shipped, made)), strict=True):
        assert one["id"] == other["id"]
        assert float(one["estimate"]) == pytest.approx(float(other["estimate"]), rel=1e-8)


def test_the_results_hold_no_sentence(runs):
    for name, content in tables(runs.fr).items():
        for row in csv.reader(io.StringIO(content.decode())):
            for cell in row:
                assert len(cell.split()) <= 3 or " → " in cell, f"{name}: {cell}"


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_the_record_says_what_the_run_was_made_of(runs, lang):
    folder = getattr(runs, lang)
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert content["dossier"] == "nsw"
    assert content["lang"] == lang
    assert content["parameters"] == {}
    assert content["inputs"]["received/nsw.csv"] == sha256(
        open_dossier("nsw").path("received/nsw.csv")
    )
    assert content["results"] == manifest.checksums(folder, "results/*.csv")
    assert [page["state"] for page in content["pages"]] == ["done"] * 7
    assert all(page["seconds"] > 0 for page in content["pages"])


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_nothing_tells_of_the_machine(runs, lang):
    folder = getattr(runs, lang)
    here = [str(folder), str(places.PACKAGE.parent), "/home/", "/Users/", "/tmp/", "/root/"]
    files = [*folder.glob("pages/*.ipynb"), folder / "report/index.html", folder / "manifest.json"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not [place for place in here if place in text], path.name


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_no_page_shows_an_error_or_a_warning(runs, lang):
    for path in getattr(runs, lang).glob("pages/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                assert output.output_type != "error"
                assert output.get("name") != "stderr", f"{path.name}: {output.text}"


def test_a_page_that_fails_says_its_cell_and_its_letter_and_the_run_goes_on(club, spoil, a_run):
    spoil(club, "received/exit.csv", ("situation", "situations"))
    record, out = a_run(club, "02_theory", "05_data", "06_analysis")
    assert {r.page: r.state for r in record.pages} == {"02_theory": "done", "05_data": "failed"}
    failed = record.pages[-1]
    shown = nbformat.read(out / "pages/05_data.ipynb", as_version=4)
    assert "data.clean" in shown.cells[failed.cell - 1].source
    assert "received/exit.csv" in failed.sentence
    assert "situations" in failed.sentence
    assert "Traceback" not in failed.sentence
    kept = sha256(out / "pages/02_theory.ipynb")

    spoil(club, "received/exit.csv", ("situations", "situation"))
    record, out = a_run(club, "02_theory", "05_data", "06_analysis", resume=True)
    assert {r.state for r in record.pages} == {"done"}
    assert sha256(out / "pages/02_theory.ipynb") == kept
    assert (out / "results/effects.csv").is_file()


def test_a_run_of_a_dossier_without_data_waits_in_the_readers_language(club, a_run):
    for path in club.folder.glob("received/*"):
        path.unlink()
    record, out = a_run(club, "05_data", "06_analysis", lang="fr")
    assert {r.state for r in record.pages} == {"waiting"}
    text = (out / "pages/05_data.ipynb").read_text(encoding="utf-8")
    assert "received/" in text
    assert re.search(r"données|fichiers?", text)
