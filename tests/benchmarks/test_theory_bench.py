"""How long a drawing of a hundred boxes takes."""

import random
from timeit import repeat

import pytest

from workbench import theory
from workbench.theory import TYPES, Theory

pytestmark = pytest.mark.bench
SIZES = {"need": 8, "input": 12, "activity": 22, "output": 26, "outcome": 24, "impact": 8}


def a_large_theory(seed=7):
    """Return a hundred boxes and about a hundred and sixty links, with a few that skip a column."""
    chance = random.Random(seed)
    ids = {kind: [f"{kind}_{n}" for n in range(size)] for kind, size in SIZES.items()}
    kinds = [kind for kind in TYPES if kind in ids]
    links = set()
    for left, right in zip(kinds, kinds[1:], strict=False):
        links |= {(chance.choice(ids[left]), id) for id in ids[right]}
        links |= {(id, chance.choice(ids[right])) for id in ids[left]}
    for _ in range(8):
        links.add((chance.choice(ids["input"]), chance.choice(ids["outcome"])))
    return Theory(
        format=1,
        nodes=[
            {"id": id, "type": kind, "label": f"Some words about {id} that take two lines"}
            for kind in kinds
            for id in ids[kind]
        ],
        links=[{"from": a, "to": b, "because": "It is so"} for a, b in sorted(links)],
    )


def test_a_theory_of_a_hundred_boxes_is_drawn(benchmark, beside):
    beliefs = a_large_theory()
    assert len(beliefs.nodes) == 100
    picture = benchmark(theory.draw, beliefs, "en")
    assert picture.count("<rect") > 100
    best = min(repeat(lambda: theory.draw(beliefs, "en"), number=1, repeat=5))
    beside("a theory of a hundred boxes is drawn", best)
