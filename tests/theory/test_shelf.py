"""Every planted fault is named by its own rule, and a sound theory raises no alarm."""

import re
from pathlib import Path

import pytest

from workbench import theory
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.findings import worth_reading
from workbench.base.records import read_record
from workbench.base.words import LANGS, known
from workbench.evaluation import Evaluation
from workbench.theory import Theory

SHELF = Path(__file__).parents[1] / "shelf"
FAULTY = sorted((SHELF / "theories/faulty").glob("*.yml"))
GOOD = sorted((SHELF / "theories/good").glob("*.yml"))
RANK = {"blocker": 0, "warning": 1, "note": 2}
UNREAD = [path for path in FAULTY if path.stem.startswith("record.")]
READ = [path for path in FAULTY if path not in UNREAD]


def rule_of(path):
    return re.fullmatch(r"([a-z_.]+)-\d+", path.stem)[1]


def named(paths):
    return [pytest.param(path, id=path.stem) for path in paths]


@pytest.fixture(scope="module")
def framing():
    return Dossier(SHELF / "format_1").read(Evaluation)


def test_the_shelves_are_full():
    assert len(FAULTY) >= 30
    assert len(GOOD) >= 8


@pytest.mark.parametrize("path", named(READ))
def test_a_planted_fault_is_named_by_its_rule_and_by_no_other(path, framing):
    findings = theory.check(read_record(Theory, path), framing)
    wrong = worth_reading(findings)
    rule = rule_of(path)
    own = [finding for finding in wrong if finding.id == rule]
    assert own, [(finding.id, finding.where) for finding in wrong]
    worst = RANK[own[0].severity]
    assert {found.id for found in wrong if RANK[found.severity] <= worst} == {rule}
    for lang in LANGS:
        assert own[0].sentence(lang)
    assert known(f"{rule}.todo")


@pytest.mark.parametrize("path", named(UNREAD))
def test_a_file_that_breaks_a_rule_of_the_records_is_refused_with_its_line(path):
    with pytest.raises(RecordError) as caught:
        read_record(Theory, path)
    faults = caught.value.holes["faults"]
    assert rule_of(path) in {fault.key for fault in faults}
    assert path.name in caught.value.say("en")


@pytest.mark.parametrize("path", named(GOOD))
def test_a_good_theory_raises_no_alarm(path, framing):
    findings = worth_reading(theory.check(read_record(Theory, path), framing))
    assert [found.id for found in findings if found.severity != "note"] == []


def test_every_rule_of_a_theory_has_a_planted_fault():
    planted = {rule_of(path) for path in READ}
    own = {rule for rule in theory.RULES if rule.startswith("theory.")}
    assert own - planted == set()
