"""What the tests of quality may ask for: sound simulated data, and what the rules say of them."""

from datetime import date

import pytest

from workbench.collection import Plan
from workbench.collection.record import Analysis
from workbench.data import check
from workbench.data.simulate import Programme, simulate
from workbench.data.simulate.collected import collected, instrument, waves

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def plan():
    compared = Analysis(
        id="a", design="comparison", outcome="positive_exit", label="A", unit="share",
        treatment="treated", cluster="club",
    )  # fmt: skip
    return Plan(format=1, analyses=(compared,))


@pytest.fixture(scope="session")
def sound():
    """A builder: the clean table and the questions of a simulated programme, few people lost."""

    def make(seed=1, **values):
        programme = Programme(**{"dropout": 0.05, **values})
        people = simulate(programme, seed)
        return collected(people, seed), instrument(programme, people)

    return make


@pytest.fixture(scope="session")
def findings(plan):
    """A reader: the findings about a table, for the questions that were asked."""

    def read(table, asked, today=TODAY, with_plan=True):
        return check(table, waves(table, asked), asked, plan if with_plan else None, today)

    return read


@pytest.fixture(scope="session")
def cries(findings):
    """A reader: what the rules say is wrong, as pairs of id and place."""

    def read(table, asked, **more):
        return {(f.id, f.where) for f in findings(table, asked, **more) if f.passed is False}

    return read
