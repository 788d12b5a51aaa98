"""Tables drawn with a known truth, one kind a design; answers of a site resemble each other."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from tests.analysis.plans import PLANS, planned_from

TRUTH = 0.5
ALIKE = 0.1
"""How much the people of one site resemble each other, where they do."""
OF_ONE_TIME = {
    "progress": {"outcome": "yes"},
    "before_after": {"outcome": "y", "before": "x"},
    "comparison": {"outcome": "y", "treatment": "treated", "covariates": ("x",)},
    "difference_in_differences": {"outcome": "y", "treatment": "treated", "time": "after"},
}


@pytest.fixture
def plan():
    """Give an analysis of a design, with other values where they are given."""
    return planned_from({**OF_ONE_TIME, **PLANS})


def noise(draw, site, alike=ALIKE):
    """Return a normal error of variance 1, of which a part *alike* is shared within a site."""
    shared = draw.standard_normal(site.max() + 1)[site]
    return np.sqrt(alike) * shared + np.sqrt(1 - alike) * draw.standard_normal(len(site))


def trial(draw, sites=37, treated=18, whole=True, alike=ALIKE):
    """Draw a trial: `y` rises by TRUTH, `yes` goes from 0.4 to 0.6; spreads are unequal."""
    site = np.repeat(np.arange(sites), draw.integers(15, 26, sites))
    came = (site < treated).astype(int) if whole else draw.integers(0, 2, len(site))
    x = draw.standard_normal(len(site))
    lean = ndtr(np.sqrt(0.3) * x + np.sqrt(0.7) * noise(draw, site, alike))
    yes = (lean < np.where(came == 1, 0.6, 0.4)).astype(int)
    y = x + TRUTH * came + (1 + came) * noise(draw, site, alike)
    return pd.DataFrame({"x": x, "treated": came, "yes": yes, "y": y, "site": site})


def share(draw, alike=0.0, sites=12):
    """Draw people of whom a share TRUTH says yes."""
    site = np.repeat(np.arange(sites), draw.integers(15, 26, sites))
    return pd.DataFrame({"yes": (noise(draw, site, alike) < 0).astype(int), "site": site})


def change(draw, alike=0.0, sites=12):
    """Draw people whose `y` is TRUTH above their `x`, on average."""
    site = np.repeat(np.arange(sites), draw.integers(15, 26, sites))
    x = draw.standard_normal(len(site))
    return pd.DataFrame({"x": x, "y": x + TRUTH + noise(draw, site, alike), "site": site})


def people(draw, n=240, sites=24, rare=False, alike=0.0):
    """Draw people who come the more the higher x is: four in ten, or one in eight (*rare*)."""
    x, town = draw.standard_normal(n), draw.choice(["Lille", "Lyon", "Torcy"], n)
    start = 2.2 if rare else 0.6
    chance = 1 / (1 + np.exp(start - 0.5 * x - 0.4 * (town == "Lyon")))
    treated = (draw.random(n) < chance).astype(int)
    site = draw.integers(0, sites, n)
    y = x + 0.5 * (town == "Lyon") + TRUTH * treated + noise(draw, site, alike)
    return pd.DataFrame({"x": x, "town": town, "treated": treated, "y": y, "site": site})


def whole_clubs(draw, sites=37):
    """Draw clubs that come as a whole, the more the higher x is among their people."""
    site = np.repeat(np.arange(sites), 20)
    level = draw.standard_normal(sites)
    x = 0.4 * level[site] + draw.standard_normal(len(site))
    came = np.zeros(sites, dtype=int)
    while not 8 <= came.sum() <= 29:
        came = (draw.random(sites) < 1 / (1 + np.exp(0.2 - 0.4 * level))).astype(int)
    y = x + TRUTH * came[site] + noise(draw, site)
    return pd.DataFrame({"x": x, "treated": came[site], "y": y, "site": site})


def waves(draw, sites=37, treated=18, alike=0.0, others=False):
    """Draw people seen before and after; *others* keeps one of the two for each of them."""
    site = np.repeat(np.arange(sites), 20)
    came = (site < treated).astype(int)
    own = draw.standard_normal(len(site))
    first = pd.DataFrame({"person": np.arange(len(site)), "site": site, "treated": came})
    before = first.assign(after=0, y=own + noise(draw, site, alike))
    after = first.assign(after=1, y=own + 0.3 + TRUTH * came + noise(draw, site, alike))
    table = pd.concat([before, after], ignore_index=True)
    return table[draw.random(len(table)) < 0.5] if others else table


def clubs(draw, units=40, years=6, alike=0.0, trend=0.0):
    """Draw clubs over years: half never begin, the others in year 3 or 5; two make a site."""
    club, year = np.repeat(np.arange(units), years), np.tile(np.arange(1, years + 1), units)
    starts = np.tile(np.repeat([0, 3, 0, 5], 2), units)[:units]
    first = starts[club]
    now = ((first > 0) & (year >= first)).astype(int)
    walk = np.empty((units, years))
    for place in range(years):
        fresh = noise(draw, np.arange(units) // 2, alike)
        walk[:, place] = fresh if place == 0 else 0.4 * walk[:, place - 1] + 0.9 * fresh
    x = draw.standard_normal(units)[club]
    y = draw.standard_normal(units)[club] + (0.1 + trend * x) * year + TRUTH * now
    y += 0.5 * walk.ravel()
    found = {"club": club, "year": year, "first": first, "now": now, "y": y, "site": club // 2}
    return pd.DataFrame({**found, "x": x})


def places(draw, units=24, years=12, treated=1):
    """Draw places that follow two common waves; the first are treated from year 9 on."""
    common = draw.standard_normal((2, years)).cumsum(axis=1)
    y = draw.random((units, 2)) @ common + 0.3 * draw.standard_normal((units, years))
    club, year = np.repeat(np.arange(units), years), np.tile(np.arange(1, years + 1), units)
    now = ((club < treated) & (year >= 9)).astype(int)
    return pd.DataFrame({"club": club, "year": year, "now": now, "y": y.ravel() + TRUTH * now})


def scores(draw, n=600, alike=0.0, fuzzy=False):
    """Draw people taken in from a score of 50 on; the jump there is TRUTH."""
    score, site = draw.uniform(20, 80, n), draw.integers(0, 40, n)
    up = score >= 50
    came = np.where(draw.random(n) < 0.8, up, draw.random(n) < 0.3) if fuzzy else up
    x = draw.standard_normal(n)
    y = 0.02 * score + TRUTH * came + 0.3 * x + 0.5 * noise(draw, site, alike)
    found = {"score": score, "came": came.astype(int), "y": y, "site": site, "x": x}
    return pd.DataFrame(found)


def months(draw, n=48, alike=0.0, season=0):
    """Draw a series whose trend breaks by TRUTH half way; a month resembles the one before."""
    month = np.arange(1, n + 1)
    after = (month > n // 2).astype(int)
    own = draw.standard_normal(n)
    for place in range(1, n):
        own[place] = alike * own[place - 1] + np.sqrt(1 - alike**2) * own[place]
    y = 0.02 * month + TRUTH * after + 0.5 * own
    y += 0.5 * np.sin(2 * np.pi * month / season) if season else 0.0
    return pd.DataFrame({"month": month, "after": after, "y": y})


def searches(draw, n=300, sites=30, alike=0.0, whole=False):
    """Draw the months until a job, half as fast again for those treated; many are lost first."""
    site = draw.integers(0, sites, n)
    treated = (site < sites // 2).astype(int) if whole else draw.integers(0, 2, n)
    job = -np.log(ndtr(noise(draw, site, alike))) / (0.1 * np.where(treated == 1, 1.5, 1.0))
    lost = draw.uniform(4, 24, n)
    found = {"months": np.minimum(job, lost), "seen": (job <= lost).astype(int)}
    x = draw.standard_normal(n)
    return pd.DataFrame({**found, "treated": treated, "site": site, "x": x})


def offers(draw, n=400, sites=40, alike=0.0, whole=False):
    """Draw people of whom half are offered, and half of these come; the effect is TRUTH."""
    site = draw.integers(0, sites, n)
    offered = (site < sites // 2).astype(int) if whole else draw.integers(0, 2, n)
    keen, x = draw.random(n) < 0.5, draw.standard_normal(n)
    came = offered * keen
    y = 0.8 * keen + TRUTH * came + 0.5 * x + noise(draw, site, alike)
    return pd.DataFrame({"y": y, "came": came, "offered": offered, "site": site, "x": x})


DRAWS = (
    trial, share, change, people, whole_clubs, waves, clubs, places, scores, months, searches,
    offers,
)  # fmt: skip


@pytest.fixture
def drawn():
    """Give a table of a kind, drawn with a seed and with a known truth."""
    kinds = {draw.__name__: draw for draw in DRAWS}

    def table(kind, seed, **sizes):
        return kinds[kind](np.random.default_rng([2026, seed]), **sizes).reset_index(drop=True)

    return table
