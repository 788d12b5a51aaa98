"""What is asked again with the same content is answered again without computing."""

import os
from pathlib import Path

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


def asked_in_another_process(function, *given):
    """Ask with nothing kept in this process, as another one that shares the folder would."""
    return asked_once(function)(*given)


@pytest.fixture
def folder():
    with remembered.shared():
        yield Path(os.environ[remembered.FOLDER])


def test_what_one_process_has_computed_another_finds(counted, folder):
    table = pd.DataFrame({"a": [1, 2]})
    for _ in range(2):
        assert asked_in_another_process(counted, table) == [3]
    assert len(counted.calls) == 1


def test_nobody_else_can_enter_the_shared_folder_and_it_goes_with_its_owner():
    with remembered.shared():
        folder = Path(os.environ[remembered.FOLDER])
        assert folder.stat().st_mode & 0o077 == 0
        assert asked_once(len)([1]) == 1
        assert [*folder.iterdir()]
    assert not folder.exists()
    assert remembered.FOLDER not in os.environ


def test_two_functions_asked_the_same_do_not_answer_for_each_other(folder):
    assert (asked_once(min)([1, 2]), asked_once(max)([1, 2])) == (1, 2)


def test_a_folder_that_is_gone_or_full_only_shares_nothing(counted, folder, monkeypatch):
    table = pd.DataFrame({"a": [1, 2]})
    monkeypatch.setenv(remembered.FOLDER, str(folder / "gone"))
    for _ in range(2):
        assert asked_in_another_process(counted, table) == [3]
    assert len(counted.calls) == 2


def test_what_is_heavy_is_not_shared(folder, monkeypatch):
    monkeypatch.setattr(remembered, "HEAVY", 10)
    assert asked_once(sorted)([3, 1, 2]) == [1, 2, 3]
    assert not [*folder.iterdir()]


def test_the_shared_folder_does_not_grow_without_end(folder, monkeypatch):
    monkeypatch.setattr(remembered, "SHARED", 20)
    ask = asked_once(len)
    for size in range(400):
        ask([0] * size)
    assert len([*folder.iterdir()]) < 150
