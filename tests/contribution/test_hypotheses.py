"""Each expected effect leads to who is asked, how and when; conditions for spreading are shown."""

import pytest

from workbench.contribution import EVERY, Coverage, Scaling, hypotheses, scaling
from workbench.evaluation import Evaluation
from workbench.theory import Theory

LANGS = ("fr", "en")


@pytest.fixture
def reliance(example):
    return example("reliance")


def mapped(dossier, lang="en"):
    made = (dossier.read(Coverage), dossier.read(Evaluation), dossier.read(Theory))
    return hypotheses.table(*made, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_each_expected_effect_leads_to_who_is_asked_how_and_when(reliance, lang):
    rows = mapped(reliance, lang)
    changes = {
        node.label.say(lang) for node in reliance.read(Theory).nodes if node.type == "outcome"
    }
    assert {row["hypothesis"] for row in rows} == changes
    assert all(row["asked_by"] and row["asked_how"] for row in rows)
    practice = [row for row in rows if row["name"].startswith(("Accomp", "Socio"))]
    assert len(practice) == 3
    assert sum(row["asked_when"] != "–" for row in practice) == 2


def test_an_effect_that_nothing_asks_about_has_a_row_of_its_own(reliance, spoil):
    spoil(reliance, "coverage.yml", ("    asked:\n      - {by: effects, state: not_known}\n", ""))
    first = mapped(reliance)[0]
    assert (first["asked_how"], first["asked_when"]) == ("–", "–")


def test_a_part_of_what_is_expected_may_be_forgotten(reliance, spoil, wrong):
    told = (
        "{by: interviews, state: proposed, when: {fr: à la fin, en: at the end}, about: [practice]}"
    )
    assert ("coverage.change_unasked", "practice") not in wrong(EVERY[Coverage.FILE](reliance))
    spoil(reliance, "coverage.yml", (told, "{by: interviews, state: asked, about: [followed]}"))
    assert ("coverage.change_unasked", "practice") in wrong(EVERY[Coverage.FILE](reliance))


def test_a_change_that_the_theory_does_not_have_is_found(reliance, spoil, wrong):
    spoil(reliance, "coverage.yml", ("about: [practice]", "about: [practise]"))
    assert ("coverage.unknown_change", "advisers") in wrong(EVERY[Coverage.FILE](reliance))


@pytest.mark.parametrize("case", ["reliance", "trajectoires"])
def test_conditions_for_spreading_rest_on_the_theory_and_claim_nothing(example, case, wrong):
    dossier = example(case)
    made, theory = dossier.read(Scaling), dossier.read(Theory)
    assert len(scaling.table(made, theory, "fr")) == len(made.conditions) >= 4
    found = wrong(EVERY[Scaling.FILE](dossier))
    assert {id for id, _ in found} == {"scaling.not_looked_at"}


def test_a_condition_said_to_hold_needs_a_source(reliance, spoil, wrong):
    spoil(reliance, Scaling.FILE, ("  - id: holds\n", "  - id: holds\n    state: held\n"))
    assert ("scaling.unproven", "holds") in wrong(EVERY[Scaling.FILE](reliance))
    shown = "    evidence: [{text: Seen, source: hal_notice}]\n"
    spoil(reliance, Scaling.FILE, ("    state: held\n", f"    state: held\n{shown}"))
    assert ("scaling.unproven", "holds") not in wrong(EVERY[Scaling.FILE](reliance))


def test_a_condition_on_a_link_that_is_not_there_is_found(reliance, spoil, wrong):
    spoil(reliance, Scaling.FILE, ("to: practice}", "to: practise}"))
    assert ("scaling.unknown_link", "holds") in wrong(EVERY[Scaling.FILE](reliance))
