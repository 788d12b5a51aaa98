"""What is asked again with the same content is answered again without computing."""

import pandas as pd
import pytest

from workbench.base import remembered
from workbench.base.remembered import remembered as asked_once


@pytest.fixture
def counted():
    """A function of a table that counts how often it computes."""
    calls = []

    def total(table, column="a"):
        calls.append(column)
        if column not in table:
            raise KeyError(column)
        return [int(table[column].sum())]

    total.calls = calls
    return total


def test_the_same_content_is_computed_once_whoever_made_the_table(counted):
    ask = asked_once(counted)
    assert ask(pd.DataFrame({"a": [1, 2]})) == ask(pd.DataFrame({"a": [1, 2]})) == [3]
    assert len(counted.calls) == 1


@pytest.mark.parametrize(
    "other", [pd.DataFrame({"a": [1, 4]}), pd.DataFrame({"a": [1, 2]}, index=[5, 6])]
)
def test_another_cell_or_another_index_is_another_table(counted, other):
    ask = asked_once(counted)
    ask(pd.DataFrame({"a": [1, 2]}))
    assert ask(other) == [int(other["a"].sum())]
    assert len(counted.calls) == 2


def test_nobody_can_change_the_answer_of_another(counted):
    ask = asked_once(counted)
    table = pd.DataFrame({"a": [1, 2]})
    ask(table).append("mine")
    assert ask(table) == [3]


def test_a_refusal_is_not_kept(counted):
    ask = asked_once(counted)
    for _ in range(2):
        with pytest.raises(KeyError):
            ask(pd.DataFrame({"b": [1]}))
    assert len(counted.calls) == 2


def test_only_the_last_answers_are_kept(counted, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 2)
    ask = asked_once(counted)
    for cell in (1, 2, 3, 3, 1):
        ask(pd.DataFrame({"a": [cell]}))
    assert len(counted.calls) == 4
