"""Page 08 on spreading, as a person fills it in: kept answer by answer, half a row too."""

import pytest

from workbench.base.dossier import copy, open_dossier
from workbench.base.words import LANGS
from workbench.capitalisation.dissemination import (
    Dissemination,
    Fidelity,
    Practice,
    Readiness,
    Transfers,
)
from workbench.forms import spread, watched


@pytest.fixture
def work(tmp_path):
    """A copy of the published dossier, where nothing is filled in yet."""
    return watched(copy(open_dossier("rebonds"), tmp_path / "mine"))


def answered(form, number, value):
    told = []
    form.send = lambda content, **_: told.append(content)
    question = form.questions[number]
    content = {"id": question["id"], "value": value, "was": question["value"], "asked": 1}
    form._handle_custom_msg(content, [])
    return told[-1]


def row(form, number=0, **cells):
    empty = {column["name"]: "" for column in form.questions[number]["columns"]}
    return {**empty, "key": "", **cells}


def test_half_a_row_of_a_transfer_is_kept(work):
    form = spread.transfers_form(work, "fr")
    assert answered(form, 0, [row(form, receiver="anct")])["state"] == "kept"
    (one,) = work.read(Transfers).transfers
    assert (one.receiver, one.giver, one.kind, one.begun) == ("anct", "", None, None)
    more = [{**form.questions[0]["value"][0], "begun": "2026-03-04", "kind": "diffusion"}]
    assert answered(form, 0, more)["state"] == "kept"
    (one,) = work.read(Transfers).transfers
    assert (one.begun.isoformat(), one.kind, one.receiver) == ("2026-03-04", "diffusion", "anct")


def test_a_day_that_is_none_is_refused_and_nothing_is_written(work):
    form = spread.transfers_form(work, "fr")
    assert answered(form, 0, [row(form, giver="rebonds", begun="hier")])["state"] == "refused"
    assert not work.has(Transfers.FILE)


def test_an_observation_and_an_adaptation_are_kept(work):
    form = spread.fidelity_form(work, "en")
    seen = row(form, 0, site="anct", component="guides", state="partly", on="2026-05-01")
    assert answered(form, 0, [seen])["state"] == "kept"
    assert answered(form, 1, [row(form, 1, what="shorter", plan="planned")])["state"] == "kept"
    found = work.read(Fidelity)
    assert found.observations[0].state == "partly"
    assert found.observations[0].observer == "itself"
    assert found.adaptations[0].what.say("en") == "shorter"


def test_the_diagnostic_of_one_side_leaves_the_other_alone(work):
    for side in ("give", "receive"):
        form = spread.readiness_form(work, side, "fr")
        rows = [dict(one) for one in form.questions[0]["value"]]
        rows[0]["state"], rows[1]["because"] = "begun", "une affiche"
        assert answered(form, 0, rows)["state"] == "kept"
    states = {one.question: one.state for one in work.read(Readiness).answers}
    assert states == {
        "give_intention": "begun", "give_why": "not_known",
        "receive_need": "begun", "receive_fit": "not_known",
    }  # fmt: skip


def test_components_and_changes_of_practice_are_kept(work):
    form = spread.practice_form(work, "fr")
    rows = [dict(one) for one in form.questions[0]["value"]]
    rows[0]["core"] = "yes"
    assert answered(form, 0, rows)["state"] == "kept"
    cores = {one.id: one.core for one in work.read(Dissemination).components}
    assert cores == {"diagnostics": True, "trainings": None, "guides": None, "models": None}
    form = spread.changes_form(work, "fr")
    assert answered(form, 0, [row(form, now="On écrit avec le jeune")])["state"] == "kept"
    assert work.read(Practice).changes[0].standing == "without_example"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["essaimage", "rebonds", "sipa"])
def test_every_part_of_the_page_is_shown(name, lang):
    work = open_dossier(name)
    shown = [
        spread.intended(work, lang), spread.readiness(work, "give", lang),
        spread.readiness(work, "receive", lang), spread.transfers(work, lang),
        spread.fidelity(work, lang), spread.reach(work, 0.95, lang), spread.skills(work, lang),
        spread.practice(work, lang), spread.network(work, lang), spread.economics(work, lang),
        spread.doubts(work, lang),
    ]  # fmt: skip
    assert all(part.data for part in shown)
    assert ("dissemination.refused" in shown[0].data) == (name == "rebonds")


def test_a_cost_per_result_is_folded_behind_its_warning():
    html = spread.economics(open_dossier("sipa"), "en").data
    before, inside = html.split("<summary>", 1)
    assert "2,929" not in before
    assert "2,929" in inside
