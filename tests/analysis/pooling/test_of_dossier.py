"""A dossier with pilots pools them; one without says so, and nothing else."""

import pytest

from workbench.analysis import pooling
from workbench.base.dossier import open_dossier, work_on
from workbench.base.errors import DataError, RecordError

ROWS = "pilot,effect,variance,claim\nLille,0.2,0.01,evolved\nLyon,0.4,0.02,caused\n"
MORE = ROWS + "Torcy,0.1,0.03,evolved\nBrest,0.5,0.02,evolved\n"


@pytest.fixture
def dossier(tmp_path, monkeypatch):
    """Give a copy of an example to work in."""
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    return work_on("trajectoires")


def test_an_example_has_no_pilots():
    example = open_dossier("nsw")
    assert pooling.of(example) is None
    assert [finding.passed for finding in pooling.check(example)] == [None]


def test_pilots_need_no_other_file(dossier):
    dossier.path("pilots.csv").write_text(MORE, encoding="utf-8")
    found = pooling.of(dossier)
    assert (found.k, found.claim, found.unit) == (4, "evolved", "points")
    assert {finding.file for finding in pooling.check(dossier)} == {"pilots.csv"}


def test_a_file_says_how_they_are_pooled(dossier):
    dossier.path("pilots.csv").write_text(MORE, encoding="utf-8")
    asked = "format: 1\nlabel: {fr: Emploi, en: Work}\nunit: share\nmethod: PM\ntest: z\n"
    dossier.path("pooling.yml").write_text(asked, encoding="utf-8")
    found = pooling.of(dossier, level=0.9)
    assert (found.unit, found.method, found.test, found.level) == ("share", "PM", "z", 0.9)
    assert found.label.say("fr") == "Emploi"


def test_a_method_that_is_not_there_is_a_fault_of_the_file(dossier):
    dossier.path("pilots.csv").write_text(MORE, encoding="utf-8")
    dossier.path("pooling.yml").write_text("format: 1\nmethod: REMLE\n", encoding="utf-8")
    with pytest.raises(RecordError):
        pooling.of(dossier)


def test_one_pilot_is_refused(dossier):
    dossier.path("pilots.csv").write_text("\n".join(ROWS.split("\n")[:2]), encoding="utf-8")
    with pytest.raises(DataError) as letter:
        pooling.of(dossier)
    assert letter.value.key == "pooling.one_pilot"


def test_the_review_of_a_dossier_looks_at_its_pilots(dossier):
    from workbench.report.review import review

    dossier.path("pilots.csv").write_text(ROWS, encoding="utf-8")
    ids = {finding.id for finding in review(dossier) if finding.file == "pilots.csv"}
    assert "pooling.no_prediction" in ids
