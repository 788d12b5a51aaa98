"""A small programme with its costs, as people would write them."""

import copy

import pytest

from workbench.analysis.costs import Costs

CLUB = {
    "format": 1,
    "currency": "EUR",
    "year": 2024,
    "discount": 0.035,
    "inputs": [
        {"id": "team", "label": "Team", "amount": {"triangular": [40000, 44000, 55000]}},
        {"id": "rooms", "label": "Rooms", "amount": 6000, "paid": 1},
    ],
    "proxies": [
        {
            "id": "wage",
            "label": "A year of wages, net",
            "value": {"triangular": [6000, 11000, 15000]},
            "source": "Survey of wages, 2024",
        },
        {
            "id": "care",
            "label": "A year of counselling",
            "value": {"uniform": [300, 900]},
            "source": "Price list of the town, 2024",
        },
    ],
    "outcomes": [
        {
            "id": "jobs",
            "label": {"fr": "Emplois", "en": "Jobs"},
            "stakeholder": "young people",
            "quantity": {"normal": [46, 4]},
            "deadweight": {"beta": [60, 40]},
            "displacement": 0.25,
            "attribution": {"triangular": [0.6, 0.8, 0.9]},
            "drop_off": 0.2,
            "years": 3,
            "proxy": "wage",
        },
        {
            "id": "confidence",
            "label": "Confidence",
            "stakeholder": "young people",
            "quantity": 80,
            "deadweight": 0.3,
            "attribution": 0.5,
            "proxy": "care",
        },
    ],
}


@pytest.fixture
def written():
    """A builder: the same file, changed at some places such as ``inputs.0.amount``."""

    def make(**changes):
        content = copy.deepcopy(CLUB)
        for place, value in changes.items():
            *path, last = place.split("__")
            inside = content
            for step in path:
                inside = inside[int(step) if step.isdigit() else step]
            if value is None:
                del inside[last]
            else:
                inside[int(last) if last.isdigit() else last] = value
        return content

    return make


@pytest.fixture
def costs(written):
    """A builder: the same costs, changed at some places."""

    def make(**changes):
        return Costs.model_validate(written(**changes))

    return make
