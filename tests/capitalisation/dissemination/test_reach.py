"""RE-AIM: both counts or no share, exact intervals for the few, six months for maintenance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.capitalisation.dissemination import Reach, reach
from workbench.capitalisation.dissemination.reach import Line, measured
from workbench.ledger.derive import wilson


def line(**values):
    return Line.model_validate(
        {"id": "x", "dimension": "reach", "level": "individual", "counts": "-", **values}
    )


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"part": 5}, "reach.no_whole"),
        ({"whole": 9}, "reach.no_part"),
        ({"part": 0, "whole": 0}, "reach.whole_of_none"),
        ({"part": 9, "whole": 5}, "reach.part_beyond"),
        ({"part": 9, "whole": 20, "dimension": "maintenance"}, "reach.no_months"),
        ({"part": 9, "whole": 20, "dimension": "maintenance", "months": 5.9}, "reach.too_soon"),
        ({"part": 3, "whole": 20}, "reach.masked"),
        ({"part": 18, "whole": 20}, "reach.masked"),
    ],
)
def test_what_cannot_be_computed_says_why(values, key):
    found = measured(line(**values))
    assert found.share is None
    assert found.why.key == key
    assert found.why.say("fr")


def test_maintenance_is_told_from_six_months_on():
    assert measured(line(part=9, whole=20, dimension="maintenance", months=6)).share == 0.45


def test_people_have_wilson_and_settings_the_exact_interval():
    people = measured(line(part=12, whole=30))
    assert (people.low, people.high) == wilson(12, 30)
    sites = measured(line(part=12, whole=30, level="setting"))
    assert (round(sites.low, 4), round(sites.high, 4)) == (0.2266, 0.594)  # R: binom.test(12, 30)


def test_few_settings_have_two_counts_and_no_interval():
    found = measured(line(part=2, whole=4, level="setting"))
    assert (found.share, found.low, found.high) == (0.5, None, None)


@given(st.integers(0, 60), st.integers(5, 60))
def test_the_exact_interval_holds_the_share(part, more):
    found = measured(line(part=part, whole=part + more, level="setting"))
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_masked_counts_do_not_stand_in_the_table():
    told = Reach(format=1, lines=(line(part=3, whole=777),))
    assert "777" not in str(reach.table(told, 0.95, "en"))


def test_a_dimension_without_a_line_has_its_row_and_its_finding(wrong):
    told = Reach(format=1, lines=(line(part=9, whole=20),))
    assert len(reach.table(told, 0.95, "fr")) == 5
    untold = {where for id, where in wrong(reach.check(told)) if id == "reach.dimension_untold"}
    assert untold == {"effectiveness", "adoption", "implementation", "maintenance"}
