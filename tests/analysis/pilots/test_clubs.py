"""Clubs stand beside what chance leaves a club of their size, and are named, never ranked."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.analysis.pilots.by_hand import A_DIFFERENCE, NOTHING, effect, gathered, rate
from workbench.analysis.pilots.clubs import INNER, OUTER
from workbench.analysis.pilots.told import chance
from workbench.base.records import Text
from workbench.report.programme import PilotSite, clubs, compare, doubts, funnel


def of(programme):
    compared = compare(programme)
    return clubs(compared.groups[0], programme)


@pytest.fixture
def alike():
    return gathered(*(rate(f"club_{n:02}", 20, 40) for n in range(12)))


def test_clubs_that_are_alike_stand_within_all_limits(alike):
    found = of(alike)
    assert {club.outside for club in found.clubs} == {0.0}
    assert (found.rate, found.alike) == (0.5, 0.0)


def test_a_club_far_out_is_named_and_no_club_is_called_best(alike):
    far = replace(alike, effects=(*alike.effects[:11], rate("club_99", 38, 40)))
    far = replace(far, members=gathered(*far.effects).members)
    found = of(far)
    assert found.beyond(OUTER) == ("club_99",)
    assert {f.id for f in doubts(compare(far)) if f.passed is False} == {
        "synthesis.beyond", "synthesis.by_chance",
    }  # fmt: skip


def test_a_club_between_the_limits_is_counted_only(alike):
    near = replace(alike, effects=(*alike.effects[:11], rate("club_11", 28, 40)))
    found = of(near)
    assert (found.beyond(INNER), found.beyond(OUTER)) == (("club_11",), ())


def test_sites_stand_in_place_of_their_pilot():
    pilots = gathered(
        rate("lille", 30, 60, n_clusters=2),
        rate("lyon", 20, 40),
        sites=[
            PilotSite("lille", "exits", site, Text(any=site), n, value)
            for site, n, value in (("north", 40, 0.5), ("south", 20, 0.5))
        ],
    )
    found = of(pilots)
    assert [(club.name, club.count, club.n) for club in found.clubs] == [
        ("lille · north", 20, 40), ("lille · south", 10, 20), ("lyon", 20, 40),
    ]  # fmt: skip


def test_masked_clubs_are_not_there(alike):
    masked = replace(alike, effects=(replace(alike.effects[0], **NOTHING), *alike.effects[1:]))
    found = of(masked)
    assert len(found.clubs) == 11
    assert found.left_out == ("club_00",)
    assert "club_00" not in funnel(found, "fr")


def test_masked_sites_hide_their_pilot():
    sites = [PilotSite("lille", "exits", s, Text(any=s), None, None) for s in ("north", "south")]
    pilots = gathered(rate("lille", 30, 60), rate("lyon", 20, 40), rate("metz", 9, 40), sites=sites)
    assert [club.name for club in of(pilots).clubs] == ["lyon", "metz"]


def test_differences_have_no_clubs():
    pilots = gathered(*(effect(name, **A_DIFFERENCE) for name in ("lille", "lyon")))
    assert of(pilots) is None


def test_clubs_that_differ_more_than_by_chance_are_said_to(alike):
    draw = np.random.default_rng(3)
    counts = draw.binomial(40, draw.beta(4, 4, 12))
    apart = gathered(*(rate(f"club_{n:02}", int(x), 40) for n, x in enumerate(counts)))
    assert of(apart).alike > 0.03
    assert of(replace(apart, effects=apart.effects[:5])).alike is None


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", [2, 12, 40])
def test_the_picture_is_whole_and_escapes_names(size, lang):
    names = [f"<b>{n:02}</b>" for n in range(size)]
    found = of(gathered(*(rate(name, 5 + n % 20, 40) for n, name in enumerate(names))))
    picture = ElementTree.fromstring(funnel(found, lang))
    assert len(picture.findall(".//{http://www.w3.org/2000/svg}circle")) == size
    assert "<b>" not in funnel(found, lang)
    assert chance(found, lang)


@pytest.mark.parametrize("count", [0, 40])
def test_a_picture_is_drawn_where_everybody_says_the_same(count):
    found = of(gathered(rate("lille", count, 40), rate("lyon", count, 40)))
    ElementTree.fromstring(funnel(found, "fr"))
