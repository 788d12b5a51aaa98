"""The tables of the reference cases, rebuilt; and tables drawn with a known truth."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from causaldata import cps_mixtape, nsw_mixtape

from tests.analysis.plans import PLANS, planned_from
from tests.golden.cases import cases_of

FOLDER = Path(__file__).parents[2] / "golden"
COLUMNS = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75", "re78"]
COVARIATES = ("age", "educ", "race", "married", "nodegree", "re74", "re75")


@pytest.fixture
def golden():
    """Give the values of a case, and what is near enough to one of them."""
    return cases_of("designs.json")


@cache
def _lalonde():
    trained = nsw_mixtape.load_pandas().data.query("treat == 1")
    places = pd.read_csv(FOLDER / "lalonde_rows.csv")["row"]
    others = cps_mixtape.load_pandas().data.iloc[places]
    table = pd.concat([trained, others])[COLUMNS].astype(float)
    table = table.map(lambda value: float(f"{value:.7g}")).rename(columns={"marr": "married"})
    race = np.select([table["black"] == 1, table["hisp"] == 1], ["black", "hispan"], "white")
    treat = np.repeat([1, 0], [len(trained), len(others)])
    return table.assign(race=race, treat=treat).reset_index(drop=True)


@pytest.fixture
def lalonde():
    """Give the 185 trained people and the 429 others of MatchIt's example."""
    return _lalonde().copy()


@pytest.fixture
def counties():
    """Give the employment of teenagers in 500 counties, 2003 to 2007."""
    return pd.read_csv(FOLDER / "mpdta.csv")


@pytest.fixture
def seatbelts():
    """Give the drivers killed or injured each month, 1969 to 1984; belts are law from month 170."""
    deaths = pd.read_csv(FOLDER / "uk_driver_deaths.csv")["deaths"]
    month = np.arange(1, len(deaths) + 1)
    return pd.DataFrame({"y": np.log(deaths), "t": month, "law": (month >= 170).astype(int)})


TRUTH = 0.5


@pytest.fixture
def plan():
    """Give an analysis of a design, with other values where they are given."""
    return planned_from(PLANS)


def people(draw, n=240, sites=24):
    """Draw people of sites who come the more the higher x is; the effect on each is TRUTH."""
    x = draw.standard_normal(n)
    town = draw.choice(["Lille", "Lyon", "Torcy"], n)
    chance = 1 / (1 + np.exp(0.6 - 0.6 * x - 0.4 * (town == "Lyon")))
    treated = (draw.random(n) < chance).astype(int)
    y = x + 0.5 * (town == "Lyon") + TRUTH * treated + draw.standard_normal(n)
    site = draw.integers(0, sites, n)
    return pd.DataFrame({"x": x, "town": town, "treated": treated, "y": y, "site": site})


def clubs(draw, units=40, years=6):
    """Draw clubs over years: half never begin, the others in year 3 or 5; the effect is TRUTH."""
    club = np.repeat(np.arange(units), years)
    year = np.tile(np.arange(1, years + 1), units)
    starts = np.where(np.arange(units) < units / 2, 0, draw.choice([3, 5], units))
    first = starts[club]
    own = draw.standard_normal(units)[club]
    now = ((first > 0) & (year >= first)).astype(int)
    y = own + 0.1 * year + TRUTH * now + 0.5 * draw.standard_normal(len(club))
    return pd.DataFrame({"club": club, "year": year, "first": first, "y": y, "site": club // 2})


def places(draw, units=24, years=12):
    """Draw places that follow two common waves; the first is treated from year 9 on."""
    waves = draw.standard_normal((2, years)).cumsum(axis=1)
    pull = draw.random((units, 2))
    y = pull @ waves + 0.3 * draw.standard_normal((units, years))
    club, year = np.repeat(np.arange(units), years), np.tile(np.arange(1, years + 1), units)
    now = ((club == 0) & (year >= 9)).astype(int)
    return pd.DataFrame({"club": club, "year": year, "now": now, "y": y.ravel() + TRUTH * now})


def scores(draw, n=600):
    """Draw people taken in from a score of 50 on; the jump there is TRUTH."""
    score = draw.uniform(20, 80, n)
    y = 0.02 * score + TRUTH * (score >= 50) + 0.5 * draw.standard_normal(n)
    return pd.DataFrame({"score": score, "y": y, "site": draw.integers(0, 40, n)})


def months(draw, n=96, start=60):
    """Draw a series with a trend that breaks by TRUTH after month *start*."""
    month = np.arange(1, n + 1)
    after = (month > start).astype(int)
    y = 0.02 * month + TRUTH * after + 0.5 * draw.standard_normal(n)
    return pd.DataFrame({"month": month, "after": after, "y": y})


def searches(draw, n=300, sites=30):
    """Draw the months until a job; at 6 months 0.7 of those treated have one, and 0.5 of others."""
    treated = draw.integers(0, 2, n)
    rate = -np.log(np.where(treated == 1, 0.3, 0.5)) / 6
    job, lost = draw.exponential(1 / rate), draw.uniform(4, 24, n)
    seen = (job <= lost).astype(int)
    site = draw.integers(0, sites, n)
    found = {"months": np.minimum(job, lost), "seen": seen, "treated": treated, "site": site}
    return pd.DataFrame(found)


def offers(draw, n=400, sites=40):
    """Draw people of whom half are offered, and half of these come; the effect is TRUTH."""
    site = draw.integers(0, sites, n)
    offered = draw.integers(0, 2, n)
    keen = draw.random(n) < 0.5
    came = offered * keen
    y = 0.8 * keen + TRUTH * came + draw.standard_normal(n)
    return pd.DataFrame({"y": y, "came": came, "offered": offered, "site": site})


DRAWN = {
    "matching": people,
    "weighting": people,
    "staggered": clubs,
    "discontinuity": scores,
    "interrupted_series": months,
    "time_to_event": searches,
    "synthetic_control": places,
    "instrument": offers,
}


@pytest.fixture
def drawn():
    """Give a table of a design, drawn with a seed and with a known truth."""

    def table(design, seed=0, **sizes):
        return DRAWN[design](np.random.default_rng([2026, seed]), **sizes)

    return table
