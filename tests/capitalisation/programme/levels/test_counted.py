"""Each level tells the same people once; what few people said is found at no level."""

import csv

import pytest

from tests.capitalisation.programme.levels.made import COUNTS, made
from workbench.analysis.designs.shares import quantile_of, wilson
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.capitalisation.programme import levels
from workbench.capitalisation.programme.levels import WHOLE, counted
from workbench.data.simulate.pic import Truth

Z = 1.959964


@pytest.fixture(scope="module")
def pic():
    return counted(Dossier(places.examples() / "pic"))


@pytest.fixture
def worked(tmp_path):
    return counted(made(tmp_path))


def test_every_level_adds_up_to_the_whole(pic):
    for level in pic.levels.columns:
        for year in pic.levels.years:
            came = [one for one in pic.came(level) if one.year == year]
            (whole,) = [one for one in pic.came(WHOLE) if one.year == year]
            assert sum(one.entered for one in came) == whole.entered
            assert sum(one.places for one in came) == whole.places
    for outcome in pic.levels.outcomes:
        (whole,) = pic.of(outcome, WHOLE)
        for level in pic.levels.told_at(outcome):
            parts = pic.of(outcome, level)
            assert sum(one.yes for one in parts) == whole.yes
            assert sum(one.known + one.unknown for one in parts) == whole.known + whole.unknown


def test_the_published_targets_hold_together(pic, wrong):
    assert {(one.planned, one.places) for one in pic.came(WHOLE)} == {(740, 740)}
    assert not {id for id, _ in wrong(levels.check(pic))} & {"levels.planned", "levels.promise"}


@pytest.mark.parametrize(("icc", "points"), [(0, 3.6), (0.02, 4.2), (0.05, 5.0), (0.1, 6.1)])
def test_740_people_in_37_clubs_are_worth_fewer(icc, points):
    low, high = wilson(0.5, 740 / (1 + (20 - 1) * icc), Z)
    assert round(100 * (high - low) / 2, 1) == points


def test_the_interval_of_the_whole_is_wider_than_that_of_strangers(pic):
    (whole,) = pic.of(pic.levels.outcomes[0], WHOLE)
    low, high = wilson(whole.rate, whole.known, Z)
    assert whole.low < low
    assert whole.high > high


def test_a_site_alone_has_the_interval_of_its_own_people(worked):
    first = worked.of(worked.levels.outcomes[0], "club")[0]
    expected = wilson(12 / 20, 20, quantile_of(None, 0.95))
    assert (first.low, first.high) == tuple(round(end, 3) for end in expected)


def test_the_truth_of_the_simulation_is_found(pic):
    truth = Dossier(places.examples() / "pic").read(Truth)
    (whole,) = pic.of(pic.levels.outcomes[0], WHOLE)
    assert whole.low <= truth.placed <= whole.high
    assert pic.sites["placed_exit"].alike == pytest.approx(truth.icc, abs=0.03)


def test_sites_stand_in_the_order_of_names_and_not_of_values(pic):
    results = pic.of(pic.levels.outcomes[0], "club")
    names, shares = [one.unit.id for one in results], [one.rate for one in results]
    assert names == sorted(names)
    assert shares not in (sorted(shares), sorted(shares, reverse=True))


def test_a_drawn_rate_stands_beside_its_counts_at_the_level_of_the_sites_only(pic):
    outcome = pic.levels.outcomes[0]
    assert all(one.drawn and one.known for one in pic.of(outcome, "club"))
    assert not any(one.drawn for one in pic.of(outcome, "federation"))
    heads = levels.results_table(pic, outcome, "club", "en")[0]
    assert list(heads).index("levels_yes") < list(heads).index("levels_drawn")


def test_a_club_where_few_said_yes_is_hidden_and_not_found_by_subtraction(tmp_path):
    found = counted(made(tmp_path, {**COUNTS, "a": (2, 18, 3)}))
    outcome = found.levels.outcomes[0]
    clubs = {one.unit.id: one for one in found.of(outcome, "club")}
    assert clubs["a"].yes is None
    assert clubs["a"].low is clubs["a"].drawn is None
    (hills,) = [one for one in found.of(outcome, "territory") if one.unit.id == "hills"]
    assert hills.yes is None or clubs["b"].yes is None


def test_what_is_hidden_on_the_page_is_hidden_in_the_file(tmp_path):
    dossier = made(tmp_path, {**COUNTS, "a": (2, 18, 3)})
    path = levels.write(dossier, counted(dossier))
    with path.open(encoding="utf-8", newline="") as file:
        rows = {(row["level"], row["unit"], row["what"]): row for row in csv.DictReader(file)}
    row = rows["club", "a", "placed"]
    assert row["masked"] == "true"
    assert not any(row[name] for name in ("yes", "rate", "ci_low", "drawn"))


def test_an_outcome_is_told_down_to_its_level_only(tmp_path):
    down = [{"column": "placed", "label": "Placed", "down_to": "territory"}]
    found = counted(made(tmp_path, outcomes=down))
    assert found.of(found.levels.outcomes[0], "club") == []
    assert found.of(found.levels.outcomes[0], "territory")
    assert levels.clubs(found, found.levels.outcomes[0]) is None
