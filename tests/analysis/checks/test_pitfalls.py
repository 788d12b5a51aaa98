"""Each of the seventeen pitfalls is planted, found, and not cried where there is none."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.checks.pitfalls import ALL, Case, pitfalls
from workbench.analysis.estimate import estimate
from workbench.base.words import LANGS
from workbench.collection import Analysis, Instrument
from workbench.data.quality.seen import Seen
from workbench.data.simulate import Programme, panel, simulate

PLAIN = {"id": "a", "label": "A", "unit": "points"}
COMPARED = {"design": "comparison", "outcome": "after", "treatment": "treated", "cluster": "club"}
CHANGE = {"design": "before_after", "outcome": "after", "before": "before", "cluster": "club"}
DID = {
    "design": "difference_in_differences", "outcome": "score", "treatment": "exposed",
    "time": "time", "follows": "person", "cluster": "club",
}  # fmt: skip
CLEAN = Programme(icc=0.05, effect=1.0, waves=2)
BY_LOT = Programme(arms="people", effect=1.0)


def case(analysis, programme, seed=1, rows=simulate, **more):
    table = rows(programme, seed)
    planned = Analysis(**{**PLAIN, **analysis})
    return Case(planned, table, person="person", site="club", **more)


def with_effect(seen):
    return replace(seen, effect=estimate(seen.analysis, seen.table))


def says(seen, id):
    return {f.passed for f in pitfalls(seen) if f.id == id}


def twice(table):
    return pd.concat([table, table.head(5).assign(treated=1 - table["treated"].head(5))])


def copied_late(seed=1):
    found = case({**COMPARED, "covariates": ("attended",)}, CLEAN, seed)
    gone = np.random.default_rng(seed).random(len(found.table)) < 0.1
    table = found.table.assign(attended=np.where(gone, np.nan, 3.0))
    return replace(found, table=table.assign(after=table["after"].mask(gone)))


def leavers(seed=1):
    """As-treated: those who did well stay in the programme's group."""
    found = case(COMPARED, CLEAN, seed, offered="offered")
    stays = found.table["after"] > found.table["after"].median()
    table = found.table.assign(offered=found.table["treated"])
    return replace(found, table=table.assign(treated=table["treated"] * stays))


def heavy():
    """One club has a third of the people."""
    found = case(COMPARED, CLEAN)
    first = found.table["club"].iloc[0]
    others = found.table["club"].where(found.table.index % 3 != 0, first)
    return replace(found, table=found.table.assign(club=others))


def twice_in(seed=1):
    found = case(COMPARED, CLEAN, seed)
    return replace(found, table=twice(found.table))


def far_groups(seed=1):
    found = case({**COMPARED, "covariates": ("before",)}, CLEAN, seed)
    gap = found.table["before"] + 4 * found.table["treated"]
    return replace(found, table=found.table.assign(before=gap))


def quiet_panel(waves=5, start=4, clubs=37, **more):
    given = {"icc": 0.02, "reliability": 0.9, "effect": 3.0, "low": None, "high": None, **more}
    return Programme(waves=waves, starts=(start,), clubs=clubs, **given)


YES = {**COMPARED, "outcome": "success", "unit": "share"}
STAGGERED = Programme(waves=6, starts=(2, 4), clubs=20, size=10, treated_clubs=18)
PRICES = pd.DataFrame({
    "proxy": ["job", "health", "rent"], "stakeholder": ["s1", "s2", "s3"],
    "value": [40.0, 35.0, 25.0], "low": [20.0, 20.0, 10.0], "high": [60.0, 50.0, 40.0],
    "deadweight": [0.3, 0.2, 0.2],
})  # fmt: skip
CONDITIONS = pd.DataFrame(np.random.default_rng(0).integers(0, 2, (9, 5)))
EVERY = pd.DataFrame([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)])


def blank(**more):
    return Case(Analysis(**{**PLAIN, **COMPARED}), **more)


PLANTED = {
    "people_as_strangers": lambda: case({**COMPARED, "cluster": None}, Programme(icc=0.15)),
    "few_clubs": lambda: case(COMPARED, Programme(treated_clubs=3)),
    "heavy_club": heavy,
    "comes_back": lambda: case(CHANGE, Programme(selection=2, effect=0, arms="all"), usual=5.0),
    "change_alone": lambda: case(CHANGE, CLEAN),
    "lost_unequally": lambda: case(COMPARED, Programme(dropout=0.2, dropout_gap=0.25)),
    "only_those_found": lambda: case(YES, Programme(dropout=0.3, loss="by_outcome")),
    "full_scale": lambda: case(CHANGE, Programme(baseline=8.5)),
    "one_star": lambda: blank(p_values=(0.03, *np.linspace(0.06, 0.99, 19))),
    "mixed_starts": lambda: case(DID, STAGGERED, rows=panel),
    "blind_to_trends": lambda: with_effect(
        case(DID, quiet_panel(clubs=8, icc=0.4, effect=0.3), rows=panel)
    ),
    "other_world": far_groups,
    "after_the_start": copied_late,
    "not_as_offered": leavers,
    "odds_as_risks": lambda: case(YES, CLEAN, told="odds_ratio"),
    "few_events": lambda: case(
        {**YES, "covariates": ("before", "age", "sex", "qpv")}, Programme(success=0.03, clubs=10)
    ),
    "too_wide": lambda: with_effect(case(COMPARED, Programme(clubs=10, size=5, effect=0))),
    "few_pilots": lambda: blank(pilots=pd.DataFrame({"estimate": [1, 2], "std_error": [1, 1]})),
    "league_table": lambda: case(YES, Programme(icc=0, size=10, success_effect=0), told="ranking"),
    "in_two_arms": twice_in,
    "never_seen": lambda: blank(combinations=CONDITIONS),
    "single_price": lambda: blank(worth=PRICES.assign(deadweight=0.0)),
}
SOUND = {
    "people_as_strangers": lambda s: case({**COMPARED, "cluster": None}, Programme(icc=0), s),
    "few_clubs": lambda s: case(COMPARED, CLEAN, s),
    "heavy_club": lambda s: case(COMPARED, CLEAN, s),
    "comes_back": lambda s: case(CHANGE, Programme(arms="all"), s, usual=5.0),
    "change_alone": lambda s: case(COMPARED, CLEAN, s),
    "lost_unequally": lambda s: case(COMPARED, Programme(dropout=0.15), s),
    "only_those_found": lambda s: case(YES, Programme(dropout=0.05), s),
    "full_scale": lambda s: case(CHANGE, CLEAN, s),
    "one_star": lambda s: blank(
        p_values=tuple(np.random.default_rng(s).uniform(0, 1, 5)) + (1e-6,)
    ),
    "mixed_starts": lambda s: case(DID, quiet_panel(), s, panel),
    "blind_to_trends": lambda s: with_effect(case(DID, quiet_panel(), s, panel)),
    "other_world": lambda s: case({**COMPARED, "covariates": ("before", "age")}, CLEAN, s),
    "after_the_start": lambda s: case({**COMPARED, "covariates": ("before", "age")}, CLEAN, s),
    "not_as_offered": lambda s: case(COMPARED, CLEAN, s, offered="treated"),
    "odds_as_risks": lambda s: case(
        YES, Programme(success=0.05, success_effect=0.03), s, told="odds_ratio"
    ),
    "few_events": lambda s: case({**YES, "covariates": ("before", "age")}, CLEAN, s),
    "too_wide": lambda s: with_effect(case(COMPARED, CLEAN, s)),
    "few_pilots": lambda s: blank(pilots=pd.DataFrame({"estimate": range(12)})),
    "league_table": lambda s: case(YES, Programme(icc=0.3), s, told="ranking"),
    "in_two_arms": lambda s: case(COMPARED, CLEAN, s),
    "never_seen": lambda s: blank(combinations=EVERY),
    "single_price": lambda s: blank(worth=PRICES),
}
HEAVY = {"blind_to_trends", "too_wide"}


def test_seventeen_pitfalls_are_looked_for():
    assert {pitfall.number for pitfall in ALL} == set(range(1, 18))
    assert {pitfall.id.split(".")[1] for pitfall in ALL} - {"data_faults"} == set(PLANTED)
    assert set(PLANTED) == set(SOUND)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_pitfall_is_found(name):
    assert says(PLANTED[name](), f"pitfall.{name}") == {False}


def test_what_is_measured_late_is_not_held_constant():
    plan = {**COMPARED, "covariates": ("before",)}
    assert says(case(plan, CLEAN, late=("before",)), "pitfall.after_the_start") == {False}


@pytest.mark.parametrize("unit", ["dollars", "share"])
def test_only_points_have_a_scale_that_fills_up(unit):
    planted = case({**CHANGE, "unit": unit}, Programme(baseline=8.5))
    assert says(planted, "pitfall.full_scale") == {None}


def test_a_scale_that_draws_answers_together_is_told_apart_from_a_full_one():
    found = case(CHANGE, CLEAN)
    near = found.table["after"].mean() + 0.3 * (found.table["before"] - 5)
    nearer = replace(found, table=found.table.assign(after=near))
    assert says(nearer, "pitfall.draws_together") == {False}


def test_fewer_people_at_an_end_than_may_be_told_are_no_doubt():
    found = case(CHANGE, CLEAN)
    table = found.table.head(12).assign(before=range(12), after=[9, 9, 9, 9, *range(8)])
    plain = replace(found, table=table)
    assert says(plain, "pitfall.full_scale") == {True}
    four = next(f for f in pitfalls(plain) if f.id == "pitfall.full_scale")
    assert four.holes["share"] == 0


def test_nothing_is_said_of_paths_where_none_was_seen():
    seen = with_effect(case(DID, quiet_panel(waves=3, start=2), rows=panel))
    seen = replace(seen, table=seen.table[seen.table["time"] > 1])
    assert says(seen, "pitfall.no_path_before") == {False}


def test_a_lot_of_people_inside_clubs_needs_no_column_of_clubs():
    plan = {**COMPARED, "cluster": None, "randomised": True}
    drawn = case(plan, Programme(icc=0.15, arms="people"))
    assert says(drawn, "pitfall.people_as_strangers") == {None}


@pytest.mark.parametrize("name", SOUND)
def test_sound_data_are_not_cried_on(name):
    seeds = range(2) if name in HEAVY else range(6)
    cries = [says(SOUND[name](seed), f"pitfall.{name}") for seed in seeds]
    assert sum(found != {True} for found in cries) == 0


@pytest.mark.full
@pytest.mark.parametrize("name", SOUND)
def test_sound_data_are_cried_on_less_than_one_time_in_twenty(name):
    cries = [says(SOUND[name](seed), f"pitfall.{name}") for seed in range(200)]
    assert sum(found != {True} for found in cries) < 10


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PLANTED)
def test_a_pitfall_is_said_found_or_not(name, lang):
    both = [PLANTED[name](), SOUND[name](0)]
    said = [f.sentence(lang) for seen in both for f in pitfalls(seen) if f.id.endswith(name)]
    assert len(set(said)) == 2
    assert all("{" not in text for text in said)


def test_what_is_not_known_does_not_apply():
    assert {finding.passed for finding in pitfalls(Case())} == {None}


def test_faults_of_the_data_are_those_of_the_quality_rules():
    question = {
        "id": "score",
        "label": "S",
        "type": "integer",
        "waves": ["entry"],
        "low": 0,
        "high": 10,
    }
    person = {"id": "person", "label": "P", "type": "text", "waves": ["entry"], "role": "person"}
    instrument = Instrument.model_validate(
        {"format": 1, "id": "i", "title": "T", "waves": ["entry"], "questions": [person, question]}
    )
    table = pd.DataFrame({"person": ["p1", "p2"], "score": [3, 99]})
    seen = Seen(table, (table,), instrument, None, date(2026, 1, 1))
    found = pitfalls(Case(seen=seen), {15})
    assert "quality.out_of_range" in {f.id for f in found if f.passed is False}
