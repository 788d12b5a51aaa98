"""Matching: rules are named, points explained, the order of lines changes nothing."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.records import changed
from workbench.capitalisation.programme import matching
from workbench.capitalisation.programme.matching import Mission, Rules, Volunteer, pair, proposed

RULES = Rules(format=1)
MISSION = Mission(
    id="M1", axis="education", territory="T1", start=date(2026, 2, 2), months=8, hours=24,
    route="to_find", french="b1", minors=False, simulated=False,
)  # fmt: skip
YOUNG = Volunteer(
    id="V1", age=20, territory="T1", from_day=date(2026, 1, 5), hours=28, axes=("education",),
    french="b2", papers=True, simulated=False,
)  # fmt: skip
BROKEN = {
    "age": {"age": 27},
    "minor": {"age": 17},
    "papers": {"papers": None},
    "place": {"territory": "T9"},
    "day": {"from_day": date(2026, 3, 10)},
    "hours": {"hours": 20},
    "french": {"french": "a2"},
}


@pytest.fixture(scope="module")
def anpss():
    return Dossier(places.examples() / "anpss", read_only=True)


@pytest.fixture(scope="module")
def registers(anpss):
    return matching.missions(anpss), matching.volunteers(anpss)


def test_who_fits_has_a_point_for_every_criterion():
    found = pair(MISSION, YOUNG, RULES)
    assert found.possible
    assert all(one.got == one.worth for one in found.criteria)
    assert found.points == 6


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_excludes_and_is_named_and_no_point_outweighs_it(rule):
    found = pair(MISSION, changed(YOUNG, **BROKEN[rule]), RULES)
    assert found.excluded == (rule,)
    assert found.criteria == ()


def test_a_mission_kept_for_a_public_or_a_known_volunteer_excludes_others():
    assert pair(changed(MISSION, open_to=("qpv",)), YOUNG, RULES).excluded == ("public",)
    known = changed(MISSION, route="known", volunteer="V9")
    assert pair(known, YOUNG, RULES).excluded == ("taken",)


def test_an_age_of_ones_own_opens_the_rule():
    assert pair(MISSION, changed(YOUNG, age=29, up_to=30), RULES).possible


def test_an_unknown_level_of_french_excludes_nobody():
    assert pair(MISSION, changed(YOUNG, french=None), RULES).possible


def test_neither_public_nor_age_nor_french_gives_a_point():
    for more in ({"publics": ("refugee",)}, {"age": 25}, {"french": "c1"}):
        assert (
            pair(MISSION, changed(YOUNG, **more), RULES).points
            == pair(MISSION, YOUNG, RULES).points
        )


@given(st.integers(0, 1000))
def test_the_order_of_the_lines_changes_nothing(seed):
    anpss = Dossier(places.examples() / "anpss", read_only=True)
    missions, people = matching.missions(anpss), matching.volunteers(anpss)
    first = proposed(missions, people, RULES)
    draw = random.Random(seed)
    again = proposed(draw.sample(missions, len(missions)), draw.sample(people, len(people)), RULES)
    assert first == again


def test_nobody_has_two_missions_and_no_rule_is_broken(registers):
    found = [one.pair for one in proposed(*registers, RULES) if one.pair]
    tokens = [one.volunteer.id for one in found]
    assert len(set(tokens)) == len(tokens)
    assert all(one.possible for one in found)


def test_as_many_missions_as_possible_find_somebody():
    near = changed(MISSION, id="M2")
    far = changed(MISSION, id="M1", territory="T2")
    both = changed(YOUNG, id="V1", reach=("T2",))  # the best for M2, and the only one for M1
    other = changed(YOUNG, id="V2", axes=())
    found = {
        one.mission.id: one.pair.volunteer.id for one in proposed([near, far], [both, other], RULES)
    }
    assert found == {"M1": "V1", "M2": "V2"}


def test_a_known_volunteer_is_not_taken_away_for_another_mission():
    known = changed(MISSION, route="known", volunteer="V1")
    free = changed(MISSION, id="M2")
    found = {one.mission.id: one.pair for one in proposed([free, known], [YOUNG], RULES)}
    assert found["M1"].volunteer == YOUNG
    assert found["M2"] is None


def test_a_known_volunteer_whom_a_rule_excludes_is_said_with_the_rule(registers, wrong):
    missions, people = registers
    found = proposed(missions, people, RULES)
    told = matching.check(missions, people, found)
    excluded = {f.where for f in told if f.id == "matching.known_excluded"}
    assert excluded == {
        one.mission.id for one in found if one.mission.route == "known" and not one.candidates
    }
    assert excluded
    assert ("matching.person_decides", "") in wrong(told)


def test_a_rule_that_weighs_on_one_public_is_said_and_small_publics_are_not_looked_at(wrong):
    many = [changed(YOUNG, id=f"V{n}", publics=("qpv",), hours=24 if n < 10 else 10)
            for n in range(30)]  # fmt: skip
    many += [changed(YOUNG, id=f"W{n}", hours=24 if n < 20 else 10) for n in range(30)]
    told = matching.check([MISSION], many, proposed([MISSION], many, RULES))
    by_public = {f.where: f.passed for f in told if f.id == "matching.public"}
    assert by_public == {"refugee": None, "qpv": False, "zrr": None}


def test_registers_without_a_line_propose_nothing():
    assert proposed([], [], RULES) == []
    (alone,) = proposed([MISSION], [], RULES)
    assert alone.pair is None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_point_is_explained(registers, lang):
    found = proposed(*registers, RULES)
    rows = matching.table(found, lang)
    assert [row["matching_mission"] for row in rows] == sorted(
        row["matching_mission"] for row in rows
    )
    for one, told in zip(found, rows, strict=True):
        if one.pair:
            assert told["matching_because"].count("/") == 0
            assert all(str(c.worth) in told["matching_because"] for c in one.pair.criteria)
