"""Design, data and checks together fix the claim; a check only ever takes it down."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import answer, evidence, ladder
from workbench.analysis.attrition import LARGEST_GAP, too_much
from workbench.analysis.claims import CAPS, HIGHEST, LEVELS, RUNGS, allowed, claim, rung
from workbench.analysis.told import as_json
from workbench.base.findings import Finding
from workbench.base.words import LANGS, known, say

FINDINGS = st.lists(
    st.builds(Finding, st.sampled_from(sorted(CAPS)), st.sampled_from([True, False, None])),
    max_size=6,
)


@given(design=st.sampled_from(sorted(HIGHEST)), level=st.sampled_from(LEVELS), findings=FINDINGS)
def test_checks_never_raise_a_claim(design, level, findings):
    assert LEVELS.index(allowed(design, level, findings)) <= LEVELS.index(level)


@pytest.mark.parametrize("design", HIGHEST)
@pytest.mark.parametrize("randomised", [True, False])
def test_without_an_interval_every_design_describes(design, randomised):
    assert claim(design, carries=False, randomised=randomised) == "described"


@pytest.mark.parametrize("design", HIGHEST)
def test_without_a_lot_no_design_says_caused(design):
    assert claim(design, carries=True) != "caused"


def test_every_check_that_takes_a_claim_down_has_its_words():
    assert all(known(key) for key in CAPS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("claim", [level for level in LEVELS if level != "caused"])
def test_a_sentence_below_the_top_never_sounds_like_a_proof(claim, lang):
    holes = {"label": "-", "difference": "-", "interval": "-", "n": 1}
    said = say(ladder.BY_CLAIM[claim], lang, **holes)
    assert not re.search(r"prouv|prove|causé|caused|grâce|thanks|impact|effect|effet", said)


def people(lost_treated, lost_control, n=400):
    draw = np.random.default_rng(4)
    treated = np.arange(n) % 2
    y = draw.normal(size=n) + treated
    table = pd.DataFrame({"y": y, "treated": treated})
    for arm, share in ((1, lost_treated), (0, lost_control)):
        rows = table.index[table["treated"] == arm][: int(share * n / 2)]
        table.loc[rows, "y"] = np.nan
    return table


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        ((0, 0), "caused"),
        ((0.1, 0.1), "caused"),
        ((0.05, 0.25), "associated"),
        ((0.65, 0.65), "associated"),
    ],
)
def test_a_lot_that_lost_too_many_no_longer_causes(lost, expected, plan):
    analysis = plan("comparison", outcome="y", covariates=(), randomised=True)
    effect, findings = answer(analysis, people(*lost))
    assert effect.claim == expected
    failed = {finding.id for finding in findings if finding.passed is False}
    assert ("estimate.attrition" in failed) == (expected != "caused")
    for lang in LANGS:
        assert ladder.forbidden(effect, lang) == say(ladder.MAY_NOT[expected], lang)


def test_more_losses_are_never_better():
    grid = np.linspace(0, 0.7, 71)
    for gap in (0.0, 0.02, 0.05):
        late = [too_much(overall, gap) for overall in grid if overall >= 0.1]
        assert late == sorted(late)


@pytest.mark.parametrize(
    ("boundary", "overall", "largest"),
    [
        ("cautious", 0.0, 5.7),
        ("cautious", 0.1, 6.3),
        ("cautious", 0.3, 4.1),
        ("cautious", 0.57, 0.0),
        ("optimistic", 0.0, 10.0),
        ("optimistic", 0.2, 10.0),
        ("optimistic", 0.5, 3.7),
        ("optimistic", 0.65, 0.3),
    ],
)
def test_the_boundary_is_that_of_the_handbook(boundary, overall, largest):
    assert not too_much(overall, largest / 100 - 1e-9, boundary)
    assert too_much(overall, largest / 100 + 1e-9, boundary)
    assert {name: len(gaps) for name, gaps in LARGEST_GAP.items()} == {
        "cautious": 58, "optimistic": 66,
    }  # fmt: skip


def test_the_scales_follow_the_claim(plan, drawn):
    lot = answer(plan("comparison", randomised=True), drawn())[0]
    assert (evidence.maryland(lot)[0], evidence.nesta(lot)[0]) == (5, 3)
    chosen = answer(plan("comparison"), drawn())[0]
    assert (evidence.maryland(chosen)[0], evidence.nesta(chosen)[0]) == (2, 2)
    bare = answer(plan("comparison", covariates=()), drawn())[0]
    assert evidence.maryland(bare)[0] == 1
    few = answer(plan("comparison", cluster="site", randomised=True), drawn(sites=6))[0]
    assert (evidence.maryland(few)[0], evidence.nesta(few)[0]) == (1, 1)


@pytest.mark.parametrize("design", HIGHEST)
def test_every_design_stands_on_the_maryland_scale(design):
    assert 0 <= evidence.MARYLAND[design][0] <= 4


@pytest.mark.parametrize("level", LEVELS)
def test_every_claim_stands_on_a_rung_of_the_published_ladder(level):
    assert rung(level) in RUNGS
    assert (rung(level) == level) == (level in RUNGS)


def test_what_is_published_is_a_rung(plan, drawn):
    effect = replace(answer(plan("comparison"), drawn())[0], claim="estimated")
    told = as_json(effect, [])
    assert (told["claim"]["level"], told["claim"]["step"]) == ("associated", "estimated")
