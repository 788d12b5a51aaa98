"""A doubt is a finding: it blocks or not, stands in its order, and speaks both languages."""

import pytest

from workbench.base.errors import RecordError, RunError
from workbench.base.findings import Finding, blocking, of_letter, worth_reading
from workbench.base.words import LANGS


def finding(passed=False, severity="blocker", id="theory.no_outcome"):
    return Finding(id, passed=passed, where="theory.yml", severity=severity)


@pytest.mark.parametrize(
    ("passed", "severity", "blocks"),
    [
        (False, "blocker", True),
        (False, "warning", False),
        (False, "note", False),
        (True, "blocker", False),
        (None, "blocker", False),
    ],
)
def test_only_a_blocker_that_did_not_pass_blocks(passed, severity, blocks):
    one = finding(passed, severity)
    assert one.blocks is blocks
    assert blocking([one]) == ([one] if blocks else [])


def test_what_is_wrong_is_read_the_gravest_first():
    note, warning, blocker = finding(severity="note"), finding(severity="warning"), finding()
    assert worth_reading([note, finding(True), warning, blocker]) == [blocker, warning, note]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_finding_says_what_is_wrong_and_what_to_do_or_what_is_in_order(lang):
    wrong, right, neither = (finding(passed).sentence(lang) for passed in (False, True, None))
    assert len({wrong, right, neither}) == 3
    assert "theory.yml" in neither


def test_a_finding_for_programs_has_its_id_its_answer_and_both_languages():
    content = finding().as_json()
    assert set(content) == {"id", "passed", "severity", "file", "where", "muted", "fr", "en"}
    assert content["id"] == "theory.no_outcome"
    assert content["passed"] is False
    assert content["fr"] != content["en"]


def test_an_error_stands_among_the_findings_and_blocks():
    letter = RecordError("file.missing", file="plan.yml", folder="club")
    one = of_letter(letter, "plan.yml")
    assert one.blocks
    assert (one.id, one.where) == ("file.missing", "plan.yml")
    assert one.sentence("fr") == letter.say("fr")


def test_a_letter_speaks_the_language_of_the_machine(monkeypatch):
    letter = RunError("run.no_dossier")
    assert str(letter) == letter.say("en")
    monkeypatch.setenv("WORKBENCH_LANG", "fr")
    assert str(letter) == letter.say("fr")
    assert letter._render_traceback_() == [letter.say("fr")]


@pytest.mark.parametrize("lang", LANGS)
def test_what_does_not_apply_is_named_as_people_name_it(lang):
    found = Finding("analysis.ceiling", None, "estimate", holes={"label": "Confiance"})
    assert "Confiance" in found.sentence(lang)
    assert "estimate" not in found.sentence(lang)
    assert "estimate" in Finding("analysis.ceiling", None, "estimate").sentence(lang)
