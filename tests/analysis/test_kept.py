"""The effects that an earlier step left are read back as they were, or refused with a letter."""

import pytest

from workbench import analysis
from workbench.analysis.estimate import EFFECTS
from workbench.base.errors import DataError


def test_what_was_left_is_read_back(example):
    dossier = example("nsw")
    left = analysis.results(dossier)
    for before, after in zip(left, analysis.kept(dossier), strict=True):
        assert after.row().keys() == before.row().keys()
        assert after.estimate == pytest.approx(before.estimate, rel=1e-9)
        assert after.rests_on == before.rests_on


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"id,estimate\na,1\n"])
def test_a_damaged_table_of_results_is_refused(example, content):
    dossier = example("nsw")
    dossier.path(EFFECTS).write_bytes(content)
    with pytest.raises(DataError) as refused:
        analysis.kept(dossier)
    assert refused.value.key == "analysis.results_unreadable"


def test_results_that_are_not_there_are_asked_for(example):
    dossier = example("nsw", leave_out=["results"])
    with pytest.raises(DataError) as refused:
        analysis.kept(dossier)
    assert refused.value.key == "analysis.no_results"


def test_results_of_another_plan_are_refused(example, spoil):
    dossier = spoil(example("nsw"), "plan.yml", ("outcome: re78", "outcome: re75"))
    with pytest.raises(DataError) as refused:
        analysis.kept(dossier)
    assert refused.value.key == "analysis.plan_changed"
