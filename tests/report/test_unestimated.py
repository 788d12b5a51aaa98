"""Where nobody's answers have come, the report says that no effect was estimated, and why."""

import pytest

from tests.report.test_report import Page
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.launch.contents import page
from workbench.press.typeset import typeset
from workbench.report import review, tell, unestimated
from workbench.report.jobs import report

CASES = ("sipa", "reliance")
LANGS = ("fr", "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
def test_a_report_without_effects_says_so_and_why(example, case, lang):
    dossier = example(case)
    html = tell(dossier, lang).read_text(encoding="utf-8")
    text = " ".join(Page(html).all("body")[0]["text"].split())
    for line in unestimated.reasons(dossier, lang):
        assert " ".join(typeset(line, lang).split()) in text
    assert say("unestimated.title", lang) in html
    assert 'class="tiles"' not in html
    assert (dossier.folder / "report/report.pdf").read_bytes().startswith(b"%PDF")
    assert not dossier.has("results/effects.csv")


@pytest.mark.parametrize("case", CASES)
def test_what_the_report_holds_instead_is_told(example, case):
    dossier = example(case)
    sections = {
        one.get("id") for one in Page(tell(dossier, "en").read_text("utf-8")).all("section")
    }
    own = {"sipa": {"funnel", "claims"}, "reliance": {"coverage"}}[case]
    assert own | {"results", "says", "published"} <= sections
    assert not {"methods", "changes"} & sections


def test_the_long_work_makes_the_same_report(example):
    dossier = example("reliance")
    report(dossier, "fr")
    assert dossier.has("report/index.html")


def test_answers_without_results_are_still_analysed_first(example, club):
    assert not unestimated.nothing_to_estimate(club)
    assert page("07_report").missing(club) == ["results/effects.csv"]
    dossier = example("trajectoires", leave_out=["results/*", "data/*"])
    assert dossier.has("ledger.yml")
    assert not unestimated.nothing_to_estimate(dossier)
    assert page("07_report").missing(dossier) == ["results/effects.csv"]


def test_a_new_dossier_that_holds_nothing_to_tell_still_waits(example):
    dossier = example("reliance", leave_out=["ledger.yml", "coverage.yml"])
    assert not unestimated.nothing_to_estimate(dossier)
    assert page("07_report").missing(dossier) == ["results/effects.csv"]


def test_the_page_and_the_report_spare_results_in_the_same_case():
    spared = page("07_report").without
    assert spared.but == tuple(sorted(unestimated.TOLD))
    assert set(spared.unless) == set(unestimated.ANSWERS)


@pytest.mark.parametrize("case", [*CASES, "trajectoires"])
def test_nothing_blocks_in_a_case(example, case):
    dossier = example(case)
    assert isinstance(dossier, Dossier)
    assert not [one.id for one in review(dossier) if one.blocks]
