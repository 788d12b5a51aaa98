"""How long ten thousand draws of a social return take."""

from timeit import repeat

import pytest

from workbench.analysis.costs import Costs, sroi

pytestmark = pytest.mark.bench
SECONDS = 0.3


def programme():
    """Return twelve results over ten years, every figure with a range."""
    share = {"triangular": [0.2, 0.4, 0.6]}
    outcomes = [
        {"id": f"o{i}", "label": f"Result {i}", "stakeholder": "people", "proxy": f"p{i}",
         "quantity": {"normal": [40, 5]}, "deadweight": share, "displacement": share,
         "attribution": {"beta": [40, 20]}, "drop_off": share, "years": 10}
        for i in range(12)
    ]  # fmt: skip
    proxies = [
        {"id": f"p{i}", "label": "Value", "value": {"uniform": [100, 900]}, "source": "Survey"}
        for i in range(12)
    ]
    inputs = [{"id": "team", "label": "Team", "amount": {"triangular": [8e4, 9e4, 12e4]}}]
    whole = {"format": 1, "currency": "EUR", "year": 2024, "discount": {"uniform": [0.02, 0.05]}}
    return Costs.model_validate(
        {**whole, "inputs": inputs, "proxies": proxies, "outcomes": outcomes}
    )


def test_ten_thousand_draws_of_twelve_results_over_ten_years(benchmark, beside):
    costs = programme()
    found = benchmark(lambda: sroi(costs, draws=10_000))
    assert found.low < found.ratio < found.high
    best = min(repeat(lambda: sroi(costs, draws=10_000), number=1, repeat=5))
    beside("10,000 draws of a social return, 12 results over 10 years", best, most=SECONDS)
