"""The command line as people type it: what it says, in which language, and its exit code."""

import json
import os
import subprocess
import sys

import pytest

from workbench import __version__
from workbench.base.dossier import copy
from workbench.commands.main import ALL
from workbench.launch.manifest import PageResult
from workbench.launch.programme import together

NAMES = [command.NAME for command in ALL]
WRONG_USE = {
    "an unknown command": (["chekc"], "check"),
    "an unknown option": (["run", "nsw", "--langage", "fr"], "--lang"),
    "an unknown option at the head": (["--versoin"], "--version"),
    "an unknown option with a value": (["run", "nsw", "--pagse=01"], "--pages"),
    "an unknown language": (["run", "nsw", "--lang", "de"], "fr, en"),
    "an unknown dossier": (["run", "nws"], "nsw"),
    "an unknown dossier to check": (["check", "trajectoire"], "trajectoires"),
    "an unknown page": (["run", "nsw", "--pages", "02_theroy"], "02_theory"),
    "a misspelt parameter": (["run", "nsw", "-p", "poeple=3"], "people"),
    "a value of another kind": (["run", "nsw", "-p", "people=many"], "60"),
    "a parameter without a value": (["run", "nsw", "-p", "people"], "-p people=60"),
    "a parameter that is no YAML": (["run", "nsw", "-p", "people=[3"], "-p people=60"),
    "no dossier": (["run"], "workbench run nsw"),
    "two dossiers of one name": (["run", "nsw", "nsw"], "nsw"),
    "two dossiers to check": (["check", "nsw", "trajectoires"], "workbench check nsw"),
    "no dossier to check": (["check"], "workbench check nsw"),
    "an option without its value": (["run", "nsw", "--out"], "--out"),
    "no name for a new dossier": (["new"], "workbench new"),
    "two names for a new dossier": (["new", "a", "b"], "workbench new"),
    "a name that is a path": (["new", "../mine"], "../mine"),
    "a name with a space": (["new", "my club"], "my club"),
}


@pytest.fixture
def no_pages(monkeypatch):
    """Pages that end as they are told to, without a kernel."""
    ends = {}

    def do(step):
        return ends.get(step.page, PageResult(step.page, "done", 0.1))

    monkeypatch.setattr(together, "do", do)
    return ends


@pytest.mark.parametrize("words", [("--lang", "fr"), ("--lang", "en"), ("--lang=fr",)])
@pytest.mark.parametrize(("args", "named"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_refused_with_a_hint_and_nothing_is_written(
    said, in_a_folder_of_its_own, own_place, args, named, words
):
    if args[-1] != "--out" and len(args) > 1 and "--lang" not in args:
        args = [*args, *words]
    code, out, err = said(*args)
    assert code == 2
    assert out == ""
    assert named in err
    assert "Traceback" not in err
    assert not list(in_a_folder_of_its_own.iterdir())
    assert not list(own_place.iterdir())


def test_a_hint_is_given_in_the_readers_language(said):
    misspelt = ("run", "nsw", "-p", "poeple=3", "--lang")
    english, french = (said(*misspelt, lang)[2] for lang in ("en", "fr"))
    assert "Did you mean" in english
    assert "people" in french
    assert english != french


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_in_both_languages(said, name):
    helps = [said(name, "--help", "--lang", lang) for lang in ("fr", "en")]
    assert [code for code, _, _ in helps] == [0, 0]
    french, english = (out for _, out, _ in helps)
    assert french != english
    assert name in french
    assert "usage:" in english
    for line in ("show this help", "usage:"):
        assert line not in french


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_help_names_every_command_and_gives_examples(said, monkeypatch, lang):
    monkeypatch.setenv("WORKBENCH_LANG", lang)
    code, out, _ = said("--help")
    assert code == 0
    assert all(f"  {name}" in out for name in NAMES)
    assert "workbench run nsw" in out
    assert said() == (0, out, "")


def test_the_version_is_said(said):
    assert said("--version")[1] == f"workbench {__version__}\n"


def test_the_package_runs_as_a_program(tmp_path):
    environment = {**os.environ, "WORKBENCH_LANG": "fr", "PYTHONWARNINGS": "error"}
    done = subprocess.run(  # our own program
        [sys.executable, "-m", "workbench", "--help"],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == ""
    assert all(name in done.stdout for name in NAMES)


def test_the_exit_code_reaches_the_shell(tmp_path):
    done = subprocess.run(  # our own program
        [sys.executable, "-m", "workbench", "run", "nws"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "nsw" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("mine",), ("dossier", "mine")])
def test_a_new_dossier_passes_its_check(said, own_place, words):
    code, out, _ = said("new", *words)
    assert code == 0
    assert str(own_place / "mine") in out
    code, out, err = said("check", "mine")
    assert (code, err) == (0, "")


def test_a_new_dossier_is_made_where_it_is_asked_for(said, tmp_path):
    assert said("new", "mine", "--into", tmp_path / "deep" / "place")[0] == 0
    assert (tmp_path / "deep" / "place" / "mine" / "evaluation.yml").is_file()


def test_a_new_dossier_never_takes_the_place_of_another(said, own_place):
    said("new", "mine")
    mine = own_place / "mine" / "evaluation.yml"
    mine.write_text("my words", encoding="utf-8")
    code, _, err = said("new", "mine")
    assert code == 2
    assert str(own_place / "mine") in err
    assert mine.read_text(encoding="utf-8") == "my words"


def test_a_new_dossier_below_a_file_is_refused(said, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, _, err = said("new", "mine", "--into", tmp_path / "file")
    assert code == 2
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["nsw", "trajectoires"])
def test_the_examples_pass_their_check(said, name):
    assert said("check", name)[0] == 0


def test_a_check_for_programs_is_one_object(said):
    code, out, err = said("check", "nsw", "--json")
    content = json.loads(out)
    assert (code, err) == (0, "")
    assert set(content) == {"dossier", "findings"}
    assert content["dossier"] == "nsw"
    assert len(content["findings"]) > 20
    for finding in content["findings"]:
        assert {"id", "passed", "fr", "en"} <= set(finding)
        assert finding["passed"] in (True, False, None)
        assert finding["fr"]
        assert finding["en"]


def test_a_check_that_blocks_ends_with_one_and_says_where(said, club, spoil):
    spoil(club, "theory.yml", ("type: need", "tpye: need"))
    code, out, err = said("check", club.folder)
    assert (code, err) == (1, "")
    assert "record.faults" in out
    assert "tpye" in out
    code, out, _ = said("check", club.folder, "--json")
    assert code == 1
    wrong = [f for f in json.loads(out)["findings"] if f["passed"] is False]
    assert {"id": "record.faults", "where": "theory.yml", "severity": "blocker"}.items() <= next(
        f.items() for f in wrong if f["where"] == "theory.yml"
    )


def test_a_check_speaks_the_language_that_is_asked_for(said):
    assert said("check", "nsw", "--lang", "fr")[1] != said("check", "nsw", "--lang", "en")[1]


def test_a_run_ends_with_zero_and_shows_each_page(said, club, no_pages, tmp_path):
    code, out, err = said("run", club.folder, "--out", tmp_path / "out", "--pages", "02,01")
    assert code == 0
    assert {line.split(" · ")[1] for line in err.splitlines()} == {"01_evaluation", "02_theory"}
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_a_run_goes_to_a_folder_named_after_dossier_and_language(said, club, no_pages, tmp_path):
    said("run", club.folder, "--pages", "01", "--lang", "fr")
    assert (tmp_path / "runs" / "club-fr" / "manifest.json").is_file()


def test_several_dossiers_have_a_folder_each(said, club, no_pages, tmp_path):
    said("run", club.folder, "nsw", "--pages", "01", "--out", "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"club", "nsw"}


def test_a_page_that_waits_is_told_and_the_run_ends_with_zero(said, club, no_pages, tmp_path):
    no_pages["05_data"] = PageResult("05_data", "waiting", missing=("received.yml",))
    code, out, _ = said("run", club.folder, "--out", "out")
    assert code == 0
    assert "05_data" in out
    assert "received.yml" in out


def test_a_page_that_fails_is_told_and_the_run_ends_with_one(said, club, no_pages):
    no_pages["05_data"] = PageResult("05_data", "failed", cell=7, sentence="exit.csv: no column")
    code, out, _ = said("run", club.folder, "--out", "out")
    assert code == 1
    for word in ("05_data", "7", "exit.csv: no column", "--resume"):
        assert word in out


def test_a_finding_that_blocks_ends_the_run_with_one(said, club, spoil, no_pages):
    spoil(club, "plan.yml", ("outcome: positive_exit", "outcome: exits"))
    code, out, _ = said("run", club.folder, "--out", "out")
    assert code == 1
    assert "exits" in out


def test_a_contradiction_in_a_source_blocks_nothing(said, no_pages):
    assert said("run", "trajectoires", "--out", "out")[0] == 0


def test_a_run_that_is_interrupted_says_how_to_go_on(said, club, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(together, "do", stop)
    code, _, err = said("run", club.folder, "--out", "out")
    assert code == 130
    assert "Traceback" not in err


@pytest.mark.parametrize("names", [("nsw",), ("nsw", "trajectoires")])
def test_a_run_into_a_file_is_wrong_use(said, tmp_path, no_pages, names):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    code, _, err = said("run", *names, "--out", "out")
    assert code == 2
    assert "Traceback" not in err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_run_into_the_dossier_itself_is_wrong_use(said, club):
    code, _, err = said("run", club.folder, "--out", club.path("out"))
    assert code == 2
    assert "club" in err
    assert not club.path("out").exists()


def test_a_run_that_was_changed_by_hand_is_wrong_use(said, club, no_pages, tmp_path):
    said("run", club.folder, "--out", "out", "--pages", "01")
    (tmp_path / "out" / "plan.yml").write_text("mine", encoding="utf-8")
    code, _, err = said("run", club.folder, "--out", "out", "--pages", "01")
    assert code == 2
    assert "plan.yml" in err


def test_an_older_or_newer_dossier_ends_with_a_letter(said, own_place, club, spoil, no_pages):
    newer = copy(club, own_place / "newer")
    spoil(newer, "evaluation.yml", ("format: 1", "format: 2"))
    code, out, err = said("check", "newer")
    assert code == 1
    assert "dossier.newer" in out
    assert err == ""
