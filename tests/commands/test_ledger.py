"""`workbench ledger`: the note on published figures, for people and for programs."""

import json

import pytest

from workbench import ledger
from workbench.base.words import LANGS
from workbench.commands.main import main


def told(capsys, *args):
    code = main(["ledger", *map(str, args)])
    return code, capsys.readouterr()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(ledger.shelf()))
def test_every_case_has_its_note(capsys, name, lang):
    code, out = told(capsys, name, "--lang", lang)
    assert (code, out.err) == (0, "")
    assert all(figure.id in out.out for figure in ledger.read(ledger.shelf()[name]).figures)


def test_a_dossier_its_folder_and_its_file_have_the_same_note(capsys, club):
    said = [told(capsys, place) for place in (club.folder, club.path("ledger.yml"))]
    assert said[0] == said[1]
    assert said[0][0] == 0


def test_the_objects_of_a_ledger(capsys):
    code, out = told(capsys, "anpss", "--json")
    found = json.loads(out.out)
    derived = {one["id"]: one for one in found["derived"]}
    assert code == 0
    assert derived["TRA-EXITS"]["low"] == 480
    assert derived["TRA-EXITS"]["other"]["low"] == 360
    assert {one["id"]: one["value"] for one in found["figures"]}["PIC-08"] == 740
    assert {one["where"] for one in found["findings"] if one["id"] == "ledger.same"} == {"rhythm"}


def test_a_bound_has_no_other_end_in_the_object(capsys):
    _, out = told(capsys, "sipa", "--json")
    derived = {one["id"]: one for one in json.loads(out.out)["derived"]}
    shown, cost = derived["SIPA-SHOWN-YEAR"], derived["SIPA-A-HEAD"]
    assert (round(shown["low"], 1), shown["high"], shown["above_low"]) == (266.7, None, True)
    assert cost["warning"]["fr"]


@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_the_note_is_written_to_a_file(capsys, tmp_path, suffix):
    out = tmp_path / f"note.{suffix}"
    code, _ = told(capsys, "sipa", "--out", out, "--lang", "fr")
    text = out.read_text(encoding="utf-8")
    assert code == 0
    assert "SIPA-07B" in text
    assert text.startswith("<!DOCTYPE html>") == (suffix == "html")


@pytest.mark.parametrize(
    "args",
    [(), ("sipa", "anpss"), ("spia",), ("sipa", "--out", "note.pdf"), ("sipa", "--jsn"), ("nsw_",)],
)
def test_wrong_usage_is_a_letter(capsys, args):
    code, out = told(capsys, *args)
    assert code == 2
    assert out.err.startswith("workbench: ")


def test_a_dossier_without_figures_is_told(capsys, club):
    club.path("ledger.yml").unlink()
    code, out = told(capsys, club.folder)
    assert (code, out.out) == (2, "")


def test_a_file_that_is_refused_is_a_letter_with_its_line_and_a_finding(capsys, club, spoil):
    spoil(club, "ledger.yml", ("value: 6", "value: .inf"))
    code, out = told(capsys, club.folder)
    assert code == 1
    assert "ledger.yml" in out.err
    code, out = told(capsys, club.folder, "--json")
    assert (code, out.err) == (1, "")
    assert [one["id"] for one in json.loads(out.out)["findings"]] == ["record.faults"]


def test_what_has_to_be_mended_first_is_told_with_exit_code_one(capsys, club, spoil):
    spoil(club, "ledger.yml", ("factors: [SITES", "factors: [SITSE"))
    for options in ((), ("--json",)):
        code, out = told(capsys, club.folder, *options)
        assert code == 1
        assert "SITSE" in out.out
