"""`workbench day`: begun, looked over, closed, each with its exit code."""

import json

import pytest

from tests.capitalisation.day.a_day import SEQUENCES, given, held, rated
from workbench.commands import main

SAID = (given("consent", "yes"), rated(0, evidence="le registre"), rated(3, 2), rated(1, 3))


@pytest.fixture
def dossier(tmp_path):
    return held(tmp_path / "d", *SAID, pilots=("north",))


def test_a_new_day_is_begun_and_looked_over(tmp_path, capsys):
    assert main(["day", "new", "ours", "--into", str(tmp_path), "--lang", "fr"]) == 0
    assert main(["day", "check", str(tmp_path / "ours"), "--lang", "fr"]) == 0
    assert (tmp_path / "ours/day/agenda.yml").is_file()
    assert "first_pilot" in capsys.readouterr().out


def test_what_blocks_is_told_and_no_room_is_made_ready(tmp_path, capsys):
    dossier = held(tmp_path / "d", sequences=({**SEQUENCES[3], "pilots": ("nobody",)},))
    assert main(["day", "check", str(dossier.folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "day.unknown_pilot" in {one["id"] for one in found}
    assert not dossier.has("day/agenda.yml")


def test_an_unknown_step_is_wrong_usage(capsys):
    assert main(["day", "clsoe", "x", "--lang", "en"]) == 2
    assert "close" in capsys.readouterr().err


def test_a_day_without_a_room_is_told(dossier, capsys):
    dossier.path("room/answers.csv").unlink()
    assert main(["day", "close", str(dossier.folder), "--lang", "fr"]) == 2
    assert "workbench room" in capsys.readouterr().err


@pytest.mark.full
@pytest.mark.slow
def test_closing_runs_the_pages_and_leaves_the_proceedings(dossier, capsys):
    assert main(["day", "close", str(dossier.folder), "--lang", "fr", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["votes"] == len(SAID)
    place = dossier.path("proceedings")
    listed = json.loads((place / "contents.json").read_text(encoding="utf-8"))
    assert listed["votes"] == {"stands": 4, "replaced": 0, "taken_back": 0}
    own = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert own == {"contents.json", *listed["files"]}
    assert {"fr/index.html", "fr/pilot_north.html", "fr/boards.pdf", "data/votes_fr.csv",
            "fr/pages/09_day.ipynb", "fr/pages/09_pilot_north.ipynb"} <= own  # fmt: skip
    (place / "fr/index.html").write_text("mine", encoding="utf-8")
    assert main(["day", "close", str(dossier.folder), "--lang", "fr"]) == 2
    assert "index.html" in capsys.readouterr().err
    assert (place / "fr/index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.full
def test_the_worked_day_is_closed_in_both_languages(example, capsys):
    fcsf = example("fcsf")
    assert main(["day", "close", str(fcsf.folder)]) == 0
    first = (fcsf.path("proceedings") / "contents.json").read_bytes()
    names = json.loads(first)["files"]
    assert sum(name.endswith(".html") for name in names) == 2 * 8
    assert main(["day", "close", str(fcsf.folder)]) == 0
    kept = [
        json.loads(text)["files"]
        for text in (first, (fcsf.path("proceedings") / "contents.json").read_bytes())
    ]
    plain = [{n: s for n, s in one.items() if not n.endswith(".ipynb")} for one in kept]
    assert plain[0] == plain[1]
