"""The programme that is timed: clubs of their own, drawn from seeds, and pages as plain code."""

import pytest

from tests.benchmarks.programme import clubs, plain, runs
from workbench import data
from workbench.base.dossier import Dossier


def people(folder):
    return (folder / "received/entree.csv").read_bytes()


def test_each_club_has_people_of_its_own_and_a_seed_draws_the_same(tmp_path):
    one, two = clubs.programme(tmp_path / "a", 2)
    again = clubs.club(tmp_path / "b", 1)
    assert people(one) == people(again)
    assert people(one) != people(two)
    assert (one / "received.yml").read_text() == (again / "received.yml").read_text()
    clubs.draw(one, 2)
    assert people(one) == people(two)
    assert (one / "received.yml").read_text() == (two / "received.yml").read_text()


def test_a_club_is_a_dossier_that_reads_clean_without_what_pages_make(tmp_path):
    folder = clubs.club(tmp_path / "club", 3)
    assert not (folder / "results").exists() or not list((folder / "results").iterdir())
    cleaned = data.clean(Dossier(folder))
    assert 100 < len(cleaned.table) < 250


def test_cells_run_as_plain_code_with_what_they_are_told(tmp_path):
    cells = [
        {"cell_type": "code", "source": ["a = 1\n", "b = 2"], "metadata": {"tags": ["parameters"]}},
        {"cell_type": "markdown", "source": ["text"], "metadata": {}},
        {"cell_type": "code", "source": ["c = a + b"], "metadata": {}},
    ]
    notebook = {"cells": cells}
    names = plain.told(notebook, {"a": 10})
    exec("\n".join(plain.code(notebook)), names)
    assert names["c"] == 12


def test_results_that_differ_are_found(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "results").mkdir(parents=True)
        (folder / "results/effects.csv").write_text("id\n1\n")
    runs.leaves_alike(one, two)
    (two / "results/effects.csv").write_text("id\n2\n")
    with pytest.raises(AssertionError):
        runs.leaves_alike(one, two)
