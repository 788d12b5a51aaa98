"""Two runs side by side: what they were made of, what came out, and which explains which."""

import shutil

import pytest

from workbench.launch.proof.diff import diff

pytestmark = [pytest.mark.slow, pytest.mark.full]


def causes(found):
    return [(one.kind, one.name) for one in found.causes]


def test_a_run_is_the_same_as_its_copy(whole_run, a_copy):
    found = diff(whole_run, a_copy)
    assert found.same
    assert not found.damaged


def test_other_data_are_named_with_the_results_that_they_change(club, short_run, spoil):
    some = ("05_data", "06_analysis")
    one = short_run(*some, out="one")
    name = next(path.name for path in (club.folder / "received").glob("*.csv"))
    path = club.path("received", name)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    found = diff(one, short_run(*some, out="two"))
    assert ("data", f"received/{name}") in causes(found)
    files = {diff.file for diff in found.differs}
    assert "data/clean.csv" in files
    assert f"received/{name}" in [cause.name for cause in found.why["05_data"]]
    assert not {"pages/05_data.ipynb", "data/clean.csv"} - files


def test_another_language_changes_no_result(short_run):
    one = short_run("05_data", "06_analysis", out="one", lang="fr")
    found = diff(one, short_run("05_data", "06_analysis", out="two", lang="en"))
    assert causes(found) == [("language", "lang")]
    assert not [one for one in found.differs if one.file.startswith("results/")]


def test_other_code_of_a_page_is_named_and_explains_its_answer(short_run, own_pages):
    own_pages("01_evaluation", "diagnosis", "1 + 1")
    one = short_run("01_evaluation", out="one")
    own_pages("01_evaluation", "diagnosis", "1 + 2")
    found = diff(one, short_run("01_evaluation", out="two"))
    assert ("code", "01_evaluation") in causes(found)
    assert [(one.name, one.spot.amount) for one in found.differs] == [("diagnosis", 1.0)]
    assert [cause.kind for cause in found.why["01_evaluation"]] == ["code"]


def test_an_answer_without_a_cause_is_told_so(short_run, own_pages):
    own_pages("01_evaluation", "diagnosis", "import time\ntime.time_ns()")
    found = diff(short_run("01_evaluation", out="one"), short_run("01_evaluation", out="two"))
    assert causes(found) == []
    assert found.why == {"01_evaluation": ()}
    assert not found.same


def test_other_parameters_and_another_machine_are_named(whole_run, a_copy):
    path = a_copy / "manifest.json"
    text = path.read_text(encoding="utf-8")
    changes = (
        ('"parameters": {}', '"parameters": {"level": 0.9}'),
        ('"python": "3', '"python": "2'),
        ('"pandas": "', '"pandas": "0.'),
    )
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    found = diff(whole_run, a_copy)
    assert causes(found) == [
        ("environment", "python"),
        ("environment", "pandas"),
        ("parameters", "level"),
    ]
    assert not found.differs


def test_a_damaged_run_is_compared_and_its_damage_told(whole_run, a_copy):
    path = a_copy / "results/effects.csv"
    text = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(text[:-1]) + "\n", encoding="utf-8")
    found = diff(whole_run, a_copy)
    damaged = [(folder, one.what, one.file) for folder, one in found.damaged]
    assert damaged == [(a_copy, "proof.file_changed", "results/effects.csv")]
    assert {one.spot.place.key for one in found.differs} == {"proof.place.row"}


def test_a_programme_of_its_own_pages_is_compared_too(whole_run, tmp_path):
    shutil.copytree(whole_run, tmp_path / "other-name")
    assert diff(whole_run, tmp_path / "other-name").same
