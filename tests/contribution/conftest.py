"""A small dossier whose claim holds, and what spoils it."""

from types import SimpleNamespace

import pytest

from workbench.contribution import Claims
from workbench.evaluation import Evaluation
from workbench.theory import Theory

LINK = {"from": "play", "to": "confident"}
PIECE = {"text": "Seen", "source": "book", "shows": ["confident"]}
RIVAL = {
    "id": "age",
    "text": "They grew older",
    "assessed": True,
    "how": "People of the same age did not change",
    "verdict": "not_upheld",
    "evidence": [{"text": "A register", "source": "book"}],
}
CLAIM = {
    "id": "c",
    "text": "People are more confident",
    "links": [LINK],
    "implementation": {"state": "as_planned", "evidence": [{"text": "Held", "source": "book"}]},
    "supporting": [PIECE],
    "challenging": [{"text": "One was not", "source": "book"}],
    "rivals": [RIVAL],
    "strength": "strong",
    "steps": [1, 2, 3, 4, 5, 6],
}
NODES = [
    {"id": "play", "type": "activity", "label": "Play"},
    {"id": "games", "type": "output", "label": "Games"},
    {"id": "confident", "type": "outcome", "label": "People are more confident",
     "level": "beneficiary"},
]  # fmt: skip
LINKS = [
    {"from": "play", "to": "games", "because": "A pitch is there"},
    {"from": "play", "to": "confident", "because": "Winning shows it", "assumption": "It is fun"},
]


@pytest.fixture
def parts():
    """The pieces that the claim and the theory are made of, to change one at a time."""
    return SimpleNamespace(link=LINK, piece=PIECE, rival=RIVAL, links=LINKS, nodes=NODES)


@pytest.fixture
def claims():
    """A builder: one claim that holds, with other values under some of its keys."""

    def make(**changes):
        return Claims.model_validate({"format": 1, "claims": [{**CLAIM, **changes}]})

    return make


@pytest.fixture
def theory():
    """A builder: a plausible theory, with other values under some of its keys."""

    def make(**changes):
        return Theory.model_validate({"format": 1, "nodes": NODES, "links": LINKS, **changes})

    return make


@pytest.fixture
def evaluation():
    return Evaluation.model_validate(
        {
            "format": 1,
            "title": "T",
            "summary": "S",
            "organisation": "O",
            "beneficiaries": "B",
            "stakeholders": [
                {"id": "young", "name": "Young", "role": "beneficiary", "expects_change": True},
                {"id": "team", "name": "Team", "role": "professional", "expects_change": True},
                {"id": "town", "name": "Town", "role": "funder"},
            ],
            "sources": [{"id": "book", "title": "A book"}],
        }
    )
