"""A rule is muted with a written reason, which everybody reads; what blocks is never muted."""

import pytest

from workbench import theory
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.records import changed
from workbench.base.words import LANGS
from workbench.report import review
from workbench.theory import Theory

MUTE = {"rule": "theory.no_harm", "where": "theory.yml", "reason": {"fr": "Non.", "en": "No."}}


def muted(club, with_keys, **values):
    return with_keys(club, "theory.yml", risks=[], mute=[{**MUTE, **values}])


@pytest.mark.parametrize("where", ["theory.yml", ""])
def test_a_muted_rule_does_not_apply_and_gives_its_reason(club, with_keys, where):
    beliefs = muted(club, with_keys, where=where).read(Theory)
    found = next(f for f in theory.check(beliefs) if f.id == "theory.no_harm")
    assert found.passed is None
    assert all(MUTE["reason"][lang] in found.sentence(lang) for lang in LANGS)
    assert found.as_json()["muted"] is True


@pytest.mark.parametrize("reason", ["", {}, {"fr": ""}])
def test_an_empty_reason_is_refused(club, with_keys, reason):
    with pytest.raises(RecordError):
        muted(club, with_keys, reason=reason).read(Theory)


def test_a_mute_of_another_place_changes_nothing(club, with_keys, wrong):
    findings = theory.check(muted(club, with_keys, where="elsewhere").read(Theory))
    assert {("theory.no_harm", "theory.yml"), ("mute.idle", "theory.no_harm")} <= wrong(findings)


def test_what_blocks_cannot_be_muted(club, with_keys):
    beliefs = muted(club, with_keys, rule="theory.dangling", where="").read(Theory)
    link = {"from": "came", "to": "nowhere"}
    bad = changed(beliefs, links=(*beliefs.links, link))
    found = {f.id: f for f in theory.check(bad) if f.passed is False}
    assert found["theory.dangling"].blocks
    assert found["mute.blocker"].severity == "warning"


def test_a_rule_of_a_later_step_is_muted_by_the_theory(example, with_keys):
    dossier = example("trajectoires", leave_out=("data", "received*", "results"))
    mutes = [
        {"rule": "indicators.unmeasured", "where": "shared_practice", "reason": "Next year."},
        {"rule": "collection.blind_spot", "where": "educators", "reason": "Next year."},
    ]
    with_keys(dossier, "theory.yml", mute=mutes)
    found = {(f.id, f.where): f for f in review(dossier) if f.muted is not None}
    assert set(found) == {(mute["rule"], mute["where"]) for mute in mutes}
    assert not any(f.id.startswith("mute.") for f in review(Dossier(dossier.folder)))
