"""The worked dossiers on spreading: rebonds has intentions only, what is simulated says so."""

import shutil

import pytest

from workbench import ledger
from workbench.base import places
from workbench.base.dossier import open_dossier
from workbench.base.findings import blocking
from workbench.base.records import read_record
from workbench.capitalisation import dissemination
from workbench.capitalisation.dissemination import Dissemination, left
from workbench.evaluation import Evaluation
from workbench.ledger import Ledger
from workbench.report import review

OWN = {"essaimage", "rebonds", "sipa"}
KINDS = (
    Dissemination, dissemination.Transfers, dissemination.Fidelity, dissemination.Reach,
    dissemination.Readiness, dissemination.Practice, dissemination.Economics,
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(OWN))
def test_nothing_blocks_and_every_sentence_is_said(name):
    dossier = open_dossier(name)
    found = dissemination.review(dossier)
    assert not blocking([*found, *review(dossier)])
    assert all(one.sentence(lang) for one in found for lang in ("fr", "en"))


def test_rebonds_refuses_a_chart_of_results():
    dossier = open_dossier("rebonds")
    assert dissemination.refusal(dossier).key == "dissemination.refused.intentions"
    assert {one.kind for one in dossier.read(Evaluation).statements} == {"intention"}


def test_rebonds_has_no_figure_beside_the_published_ones():
    dossier = open_dossier("rebonds")
    assert dossier.path(Ledger.FILE).read_bytes() == ledger.shelf()["socio_sport"].read_bytes()
    held = {path.name for path in dossier.folder.iterdir()}
    assert held == {
        "coverage.yml", "dissemination.yml", "evaluation.yml", "ledger.yml", "theory.yml"
    }  # fmt: skip
    assert left.rows(dossier, 0.95) == []
    assert len(dossier.read(Dissemination).sites) == 6


def test_the_two_perimeters_and_the_missing_link_of_rebonds_are_flagged(wrong):
    found = wrong(ledger.check(open_dossier("rebonds").read(Ledger)))
    assert {("ledger.two_lists", "charities"), ("ledger.remark", "link_missing")} <= found


def test_results_that_somebody_observed_may_be_drawn():
    assert dissemination.refusal(open_dossier("sipa")) is None
    assert dissemination.refusal(open_dossier("essaimage")) is None


def test_a_dossier_where_nothing_was_observed_or_intended_refuses_too(example):
    dossier = example("reliance")
    assert dissemination.refusal(dossier).key == "dissemination.refused.nothing"


def test_only_the_simulated_dossier_has_logs_of_transfers():
    for name in OWN:
        dossier = open_dossier(name)
        assert dossier.read(Evaluation).simulated == dossier.has(dissemination.Transfers.FILE)


def test_an_unreadable_file_is_a_finding_and_the_others_are_looked_at(example, spoil):
    dossier = spoil(example("essaimage"), "transfers.yml", ("kind: duplication", "kind: gift"))
    found = dissemination.review(dossier)
    assert {one.file for one in blocking(found)} == {"transfers.yml"}
    assert "economics.yml" in {one.file for one in found}


def test_the_templates_load_and_open_the_page(club):
    folder = places.templates() / "dissemination"
    for kind in KINDS:
        assert read_record(kind, folder / kind.FILE).format == 1
    for path in folder.glob("*.*"):
        shutil.copy(path, club.folder)
    assert not blocking(dissemination.review(club))
