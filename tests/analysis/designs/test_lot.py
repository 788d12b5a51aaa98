"""The lot is drawn again as it was drawn: within strata, by whole clubs, or not at all."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import estimate
from workbench.base.errors import DataError
from workbench.collection import Analysis


def asked(**more):
    given = {"id": "a", "label": "A", "unit": "points", "outcome": "y", "treatment": "treated"}
    lot = {"design": "comparison", "randomised": True, "strata": "town"}
    return Analysis(**{**given, **lot, **more})


@pytest.fixture
def drawn():
    """Twelve clubs of five people in three towns; in each town two clubs are drawn."""
    draw = np.random.default_rng(4)
    club = np.repeat(np.arange(12), 5)
    treated, town = (club % 2 == 0).astype(int), club // 4
    y = 2.0 * town + 0.4 * treated + draw.normal(size=60)
    return pd.DataFrame({"club": club, "treated": treated, "town": town, "y": y})


def by_hand(table):
    """The share of all 6 × 6 × 6 lots of clubs that part the groups as far as was seen."""
    clubs = table.groupby("club")["y"].mean().to_numpy()
    picks = [[set(pick) for pick in combinations(range(4 * n, 4 * n + 4), 2)] for n in range(3)]
    gaps = []
    for parts in product(*picks):
        chosen = np.isin(np.arange(12), list(set().union(*parts)))
        gaps.append(clubs[chosen].mean() - clubs[~chosen].mean())
    seen = clubs[::2].mean() - clubs[1::2].mean()
    return np.mean(np.abs(gaps) >= abs(seen) - 1e-9)


def test_whole_clubs_are_drawn_within_their_strata(drawn):
    effect = estimate(asked(cluster="club"), drawn)
    assert effect.detail["lot_p_value"] == pytest.approx(by_hand(drawn), abs=1e-12)
    assert "lot.exact" in effect.notes


def test_strata_take_their_part_out_of_chance(drawn):
    within = estimate(asked(cluster="club"), drawn).detail["lot_p_value"]
    everywhere = estimate(asked(cluster="club", strata="all"), drawn.assign(all=1))
    assert within < everywhere.detail["lot_p_value"]


def test_few_sites_are_permuted_within_their_strata(drawn):
    few = drawn[drawn["club"] < 6]
    effect = estimate(asked(cluster="club"), few)
    assert effect.ci_low is None
    assert 1 / effect.p_value <= 12 + 1e-9  # 6 lots of the first town times 2 of the second
    assert effect.detail["lots"] == 12


def test_people_are_drawn_where_a_club_holds_both_groups(drawn):
    mixed = drawn.assign(treated=np.arange(60) % 2)
    effect = estimate(asked(cluster="club"), mixed)
    assert "lot.drawn" in effect.notes
    assert effect.detail["lot_p_value"] == estimate(asked(), mixed).detail["lot_p_value"]


def test_without_strata_no_lot_is_drawn_again(drawn):
    effect = estimate(asked(strata=None, cluster="club"), drawn)
    assert "lot_p_value" not in effect.detail


@pytest.mark.parametrize(
    ("key", "more", "columns"),
    [
        ("lot.none", {"randomised": False}, {}),
        ("lot.no_choice", {}, {"town": lambda t: t["treated"]}),
        ("lot.in_two_strata", {"cluster": "club"}, {"town": lambda t: t.index % 2}),
        ("analysis.not_two_groups", {}, {"treated": lambda t: t["club"] % 3}),
        ("analysis.no_column", {"strata": "twon"}, {}),
    ],
)
def test_strata_that_cannot_be_are_refused(key, more, columns, drawn):
    with pytest.raises(DataError) as caught:
        estimate(asked(**more), drawn.assign(**columns))
    assert caught.value.key == key


def test_people_without_a_stratum_are_left_out_and_counted(drawn):
    effect = estimate(asked(), drawn.assign(town=drawn["town"].where(drawn.index > 2)))
    assert (effect.n, effect.n_left_out) == (57, 3)


def test_large_lots_are_drawn_some_at_a_time(drawn, monkeypatch):
    from workbench.analysis.inference import randomisation

    whole = estimate(asked(), drawn).detail["lot_p_value"]
    monkeypatch.setattr(randomisation, "AT_ONCE", 60 * 100)
    assert estimate(asked(), drawn).detail["lot_p_value"] == pytest.approx(whole, abs=0.02)
