"""What a room read: from the lowest score to the highest, and a majority, never a mean."""

import pytest

from workbench.base.dossier import copy, open_dossier
from workbench.capitalisation import comparison
from workbench.capitalisation.comparison.heard import heard, in_place
from workbench.capitalisation.comparison.heard_told import heard_matrix
from workbench.capitalisation.day.readings import Cell, Rating


def cell(*scores):
    ratings = [Rating(str(n), ("", "", n), one, "declared", None) for n, one in enumerate(scores)]
    return Cell("north", "used", ("round", 1), tuple(ratings))


@pytest.mark.parametrize(
    ("scores", "there"),
    [
        ((3, 2, 1), True), ((1, 0, 2), False), ((2, 1), None), ((), None), ((None, 3), True),
        ((None, None), None),
    ],
)  # fmt: skip
def test_a_prerequisite_is_there_when_more_people_saw_it_than_not(scores, there):
    assert in_place(cell(*scores)) is there


def test_the_simulated_day_is_shown_as_simulated_and_read_by_its_room():
    found = comparison.compare(open_dossier("fcsf"))
    assert found.heard.simulated
    assert found.simulated
    matrix = heard_matrix(found, "fr")
    assert [len(cells) for _, cells in matrix.rows] == [7] * 7
    assert found.crossed.answer is not None
    assert not any(card.prerequisites for card in found.cards)


def test_a_day_that_cannot_be_read_is_named_and_the_pilots_stay(tmp_path):
    dossier = copy(open_dossier("fcsf"), tmp_path / "fcsf")
    dossier.path("room/answers.csv").write_text("a,b\n1\n", encoding="utf-8")
    found = comparison.compare(dossier)
    assert found.heard is None
    assert len(found.cards) == 7
    assert any(finding.file == "day.yml" for finding in found.findings)


def test_without_a_day_nobody_was_heard(tmp_path):
    assert heard(copy(open_dossier("sipa"), tmp_path / "sipa")) == (None, [])
