"""What a declared family leaves: corrected together, masked ones counted, in agreement with all."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import analysis
from workbench.analysis import estimate
from workbench.analysis.checks import Case, pitfalls
from workbench.analysis.family import beside, corrected, remains, with_romano_wolf
from workbench.base.words import LANGS
from workbench.collection import Analysis
from workbench.data.protection.rules import SMALL

GOLDEN = Path(__file__).parents[1] / "golden"
OUTCOMES = ("exit", "se_post", "se_pre")


def comparison(outcome="exit", **more):
    asked = {"id": outcome, "label": outcome, "unit": "points", "treatment": "treat", **more}
    return Analysis(design="comparison", outcome=outcome, **asked)


CLUBS = pd.read_csv(GOLDEN / "clubs37.csv")
ONE = estimate(comparison(), CLUBS)


def family_of(p_values):
    """Effects of one family, each with one of these p-values."""
    return [replace(ONE, id=f"a{n}", family="f", p_value=p) for n, p in enumerate(p_values)]


@pytest.fixture
def reference():
    cases = json.loads((GOLDEN / "estimate.json").read_text(encoding="utf-8"))["cases"]
    return next(case for case in cases if case["id"] == "p_adjust")["values"]


def test_a_family_is_corrected_as_r_corrects_it(reference):
    p_values = (0.001, 0.008, 0.012, 0.03, 0.041, 0.049, 0.2, 0.6)
    found = corrected(family_of(p_values))
    assert [effect.p_holm for effect in found] == pytest.approx(reference["holm"], rel=1e-12)
    assert [effect.p_bh for effect in found] == pytest.approx(reference["BH"], rel=1e-12)
    assert {effect.family_size for effect in found} == {8}


def test_each_value_of_a_treatment_is_a_question_of_the_family():
    arms = CLUBS.assign(arm=np.where(CLUBS["treat"] == 0, "a", np.where(CLUBS["id"] % 2, "b", "c")))
    several = estimate(comparison(treatment="arm", family="f"), arms)
    both = corrected([several, *family_of([0.03])])
    assert [effect.family_size for effect in both] == [3, 3]
    assert [part.p_holm for part in both[0].contrasts] == pytest.approx(
        [3 * part.p_value for part in several.contrasts], rel=0.5
    )
    assert both[0].p_holm == both[0].contrasts[0].p_holm
    assert beside(both, both[1]) == (*(part.p_value for part in several.contrasts), 0.03)


def test_families_are_apart_and_who_has_none_is_left_alone():
    one, two = family_of([0.02, 0.03]), [replace(e, family="g") for e in family_of([0.04])]
    free = [replace(ONE, p_value=0.01)]
    found = corrected([*one, *two, *free])
    assert [effect.p_holm for effect in found] == [0.04, 0.04, None, None]
    assert [effect.family_size for effect in found] == [2, 2, 1, None]


@given(st.floats(0, 1), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_what_is_masked_counts_and_shows_nothing_of_itself(hidden, p_values):
    found = corrected(family_of([*p_values, hidden]), masked={f"a{len(p_values)}"})
    again = corrected(family_of([*p_values, 0.5]), masked={f"a{len(p_values)}"})
    shown = [(effect.p_holm, effect.p_bh) for effect in found[:-1]]
    assert shown == [(effect.p_holm, effect.p_bh) for effect in again[:-1]]
    true = corrected(family_of([*p_values, hidden]))[:-1]
    assert all(p >= effect.p_holm for (p, _), effect in zip(shown, true, strict=True))


@given(st.lists(st.floats(0.0001, 0.2), min_size=2, max_size=6))
def test_the_pitfall_of_the_one_star_agrees(p_values):
    (said,) = remains(corrected(family_of(p_values)))
    case = Case(p_values=beside(family_of(p_values), family_of(p_values)[0]))
    star = next(f for f in pitfalls(case, [8]) if f.id == "pitfall.one_star")
    assert said.passed is (said.holes["alone"] == said.holes["holm"])
    assert star.passed is not (said.holes["alone"] > 0 and said.holes["holm"] == 0)
    assert said.passed is False or star.passed is True


def test_the_finding_names_what_no_longer_stands_out():
    (said,) = remains(corrected(family_of([0.001, 0.04, 0.9])))
    assert (said.passed, said.where) == (False, "f")
    assert (said.holes["alone"], said.holes["holm"]) == (2, 1)
    assert all("exit" in said.sentence(lang) for lang in LANGS)


def test_one_p_value_needs_no_correction():
    (said,) = remains(corrected(family_of([0.01])))
    assert said.passed is None


def clubs_family(**more):
    asked = [comparison(outcome, family="f", cluster="club", **more) for outcome in OUTCOMES]
    return asked, [estimate(one, CLUBS) for one in asked]


def test_outcomes_of_the_same_clubs_are_corrected_by_moving_whole_clubs():
    asked, effects = clubs_family()
    found = with_romano_wolf(asked, CLUBS, corrected(effects))
    assert all(effect.wild_p_value <= effect.p_romano_wolf + 0.02 for effect in found)
    assert all(effect.p_romano_wolf <= effect.p_holm + 0.03 for effect in found)
    shuffled = CLUBS.sample(frac=1, random_state=1)
    again = with_romano_wolf(asked, shuffled, effects)
    before, after = ([one.p_romano_wolf for one in many] for many in (found, again))
    assert before == pytest.approx(after, abs=1e-12)


def test_without_clubs_or_where_one_is_masked_nothing_is_moved():
    asked, effects = clubs_family()
    masked = [effects[0].mask(), *effects[1:]]
    assert {one.p_romano_wolf for one in with_romano_wolf(asked, CLUBS, masked)} == {None}
    alone = [one.model_copy(update={"cluster": None}) for one in asked]
    assert {one.p_romano_wolf for one in with_romano_wolf(alone, CLUBS, effects)} == {None}


def test_the_worked_dossier_says_what_remains_of_its_families(example):
    said = {f.where: f.passed for f in analysis.doubts(example("nsw")) if f.id.startswith("fami")}
    assert said == {"earnings": True, "work": True}


def test_the_corrected_p_values_are_read_back(example):
    dossier = example("nsw")
    left = analysis.results(dossier)
    for before, after in zip(left, analysis.kept(dossier), strict=True):
        wanted = (before.p_holm, before.p_bh)
        assert (after.p_holm, after.p_bh) == pytest.approx(wanted, rel=1e-9)
        assert (after.family, after.family_size) == (before.family, before.family_size)


@pytest.mark.parametrize("column", ["treatment", "first"])
def test_a_value_of_a_few_people_masks_its_effect(column, example):
    from workbench.data.protection.results import told_by_value

    starts = np.where(CLUBS.index < SMALL - 1, 2021, np.where(CLUBS["treat"] == 1, 2022, 0))
    words = pd.Series(starts, index=CLUBS.index).astype(str)
    few = CLUBS.assign(start=words if column == "treatment" else starts)
    many = CLUBS.assign(start=np.where(CLUBS["treat"] == 1, 2022, 0))
    asked = comparison(**{"treatment": None, column: "start"})
    assert told_by_value(few, asked)
    assert not told_by_value(many, asked)
