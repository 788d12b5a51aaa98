"""A rule is muted with a written reason, and listened to again; what blocks is never offered."""

import pytest

from workbench.base.findings import Finding
from workbench.evaluation import Evaluation
from workbench.forms import findings, mute_form, watched
from workbench.forms.mutes import mutable
from workbench.theory import Theory, check


@pytest.fixture
def work(example):
    return watched(example("trajectoires"))


def opened(work, lang="fr"):
    form = mute_form(work, lambda: weak(work), lang)
    return dict(zip(("which", "why", "ready", "back", "reply"), form.children[1:], strict=True))


def weak(work):
    return check(work.read(Theory), work.read(Evaluation))


def click(button):
    button.fire_event("click", None)


def rules(work):
    return [(mute.rule, mute.where) for mute in work.read(Theory).mute]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_rule_is_muted_with_its_reason_and_heard_again(work, lang):
    form = opened(work, lang)
    assert [one["value"].split("\t")[0] for one in form["which"].items] == ["theory.no_reason"]
    chosen = form["which"].v_model
    form["why"].v_model = "We say it <b>aloud</b>"
    click(form["ready"])
    assert rules(work) == [("theory.no_reason", "confidence → positive_exit")]
    assert [f.id for f in weak(work) if f.passed is False] == []
    assert "&lt;b&gt;" in findings(weak(work), lang).data
    assert form["which"].v_model == chosen
    click(form["back"])
    assert rules(work) == []
    click(form["back"])
    assert "blocker" in form["reply"].value


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_no_rule_is_muted_without_a_reason(work, reason):
    before = work.path("theory.yml").read_bytes()
    form = opened(work)
    form["why"].v_model = reason
    click(form["ready"])
    assert "blocker" in form["reply"].value
    assert work.path("theory.yml").read_bytes() == before


def test_muting_twice_keeps_the_last_reason(work):
    form = opened(work)
    for reason in ("One", "Two"):
        form["why"].v_model = reason
        click(form["ready"])
    assert [mute.reason.say("fr") for mute in work.read(Theory).mute] == ["Two"]


def test_the_comments_of_the_file_stay(work):
    before = work.path("theory.yml").read_text(encoding="utf-8")
    form = opened(work)
    form["why"].v_model = "So"
    click(form["ready"])
    after = work.path("theory.yml").read_text(encoding="utf-8")
    comments = [line for line in before.splitlines() if line.startswith("#")]
    assert comments
    assert all(line in after for line in comments)


def test_what_blocks_and_what_another_file_mutes_is_not_offered():
    found = [
        Finding("theory.cycle", passed=False),
        Finding("evaluation.no_partner", passed=False, severity="warning"),
        Finding("theory.no_harm", passed=False, severity="note"),
        Finding("theory.no_reason", passed=True, severity="warning"),
    ]
    assert [one.id for one in mutable(found)] == ["theory.no_harm"]


def test_nothing_to_mute_is_answered_by_a_letter(club):
    form = mute_form(club, list, "en")
    which, why, ready, _, reply = form.children[1:]
    assert which.items == []
    why.v_model = "So"
    click(ready)
    assert "blocker" in reply.value
