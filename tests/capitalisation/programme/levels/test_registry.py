"""A registry that does not fit is refused, with the line."""

import pytest

from tests.capitalisation.programme.levels.made import COLUMNS, levels, made, registry
from workbench.base.errors import DataError, RecordError
from workbench.capitalisation.programme.levels import Levels, counted

FAULTS = {
    "levels.empty_cell": {"territory": " "},
    "levels.no_year": {"cohort": "spring"},
    "levels.no_places": {"places": "twelve"},
    "levels.not_opened": {"opened": "maybe"},
}


@pytest.mark.parametrize("key", FAULTS)
def test_a_bad_cell_is_refused_with_its_line(key, tmp_path):
    rows = registry()
    rows[2] |= FAULTS[key]
    with pytest.raises(DataError) as caught:
        counted(made(tmp_path, rows=rows))
    assert (caught.value.key, caught.value.holes["line"]) == (key, "4")


def test_a_site_in_two_places_is_refused(tmp_path):
    rows = [*registry(), {**registry()[0], "territory": "coast"}]
    with pytest.raises(DataError, match="7") as caught:
        counted(made(tmp_path, rows=rows))
    assert caught.value.key == "levels.two_places"


def test_a_cohort_twice_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        counted(made(tmp_path, rows=[*registry(), registry()[0]]))
    assert caught.value.key == "levels.cohort_twice"


def test_a_registry_without_a_site_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        counted(made(tmp_path, rows=[]))
    assert caught.value.key == "levels.no_site"


def test_a_registry_that_is_not_there_or_lacks_a_column_is_refused(tmp_path):
    dossier = made(tmp_path)
    path = dossier.path("levels.csv")
    path.write_text(path.read_text().replace("opened", "begun"))
    with pytest.raises(DataError) as caught:
        counted(dossier)
    assert caught.value.holes["column"] == COLUMNS[-1]
    path.unlink()
    with pytest.raises(DataError) as caught:
        counted(dossier)
    assert caught.value.key == "levels.no_registry"


def test_an_outcome_that_is_no_yes_or_no_or_not_there_is_refused(tmp_path):
    for column, key in (("age", "levels.not_in_table"), ("person", "levels.not_yes_no")):
        (tmp_path / column).mkdir()
        outcomes = [{"column": column, "label": column}]
        with pytest.raises(DataError) as caught:
            counted(made(tmp_path / column, outcomes=outcomes))
        assert caught.value.key == key


@pytest.mark.parametrize(
    "more",
    [{"cohort": "club"}, {"years": {"2024": ["a"], "2025": ["a"]}},
     {"outcomes": [{"column": "x", "label": "X", "down_to": "village"}]}],
)  # fmt: skip
def test_levels_that_contradict_themselves_are_refused(more, tmp_path):
    dossier = made(tmp_path, **more)
    assert levels(**more)
    with pytest.raises(RecordError):
        dossier.read(Levels)
