"""The reference numbers, a case at a time, with what is near enough to each."""

import json
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


@cache
def _cases(file):
    text = (FOLDER / file).read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)["cases"]}


def cases_of(file):
    """Return how to ask for a case of *file*: its values, and what is near to one of them."""

    def case(name):
        found = _cases(file)[name]
        tolerance = found["tolerance"]["value"]
        return found["values"], lambda value: pytest.approx(value, rel=tolerance, abs=1e-15)

    return case
