"""Published figures that do not agree are noted, never mended."""

import pytest

from workbench import ledger
from workbench.base.records import changed
from workbench.ledger import Ledger, Relation


@pytest.fixture
def figures(club):
    return club.read(Ledger)


def with_value(figures, id, value):
    some = [changed(f, value=value) if f.id == id else f for f in figures.figures]
    return changed(figures, figures=tuple(some))


def test_a_product_that_holds_passes(figures, wrong):
    findings = ledger.check(figures)
    assert wrong(findings) == {("ledger.open_question", "PER_SITE")}
    assert [f.passed for f in findings if f.id == "ledger.product"] == [True]


def test_a_product_that_does_not_hold_is_a_note(figures, wrong):
    findings = ledger.check(with_value(figures, "PEOPLE", 9))
    assert ("ledger.product", "all_people") in wrong(findings)
    found = next(f for f in findings if f.id == "ledger.product")
    assert found.severity == "note"
    assert not found.blocks
    said = [found.holes[name].say("en") for name in ("expected", "published")]
    assert said == ["6 to 8", "9"]


def test_shares_that_multiply_are_not_troubled_by_rounding(figures):
    three = with_value(with_value(with_value(figures, "SITES", 0.1), "PER_SITE", 3), "PEOPLE", 0.3)
    assert [f.passed for f in ledger.check(three) if f.id == "ledger.product"] == [True]


@pytest.mark.parametrize(
    ("result", "factors", "name"),
    [("PEOPEL", ("SITES",), "PEOPEL"), ("PEOPLE", ("SITES", "PER_STIE"), "PER_STIE")],
)
def test_a_relation_about_an_unknown_figure_is_found(figures, wrong, result, factors, name):
    relation = Relation(id="odd", result=result, factors=factors)
    findings = ledger.check(changed(figures, relations=(relation,)))
    assert ("ledger.unknown_figure", "odd") in wrong(findings)
    found = next(f for f in findings if f.id == "ledger.unknown_figure")
    assert found.holes["name"] == name
    assert found.holes["hint"].key == "hint.did_you_mean"
    assert not [f for f in findings if f.id == "ledger.product"]


def test_a_dossier_without_figures_has_an_empty_ledger(club):
    club.path("ledger.yml").unlink()
    assert ledger.load(club) == Ledger(format=1, figures=())
    assert ledger.check(ledger.load(club)) == []
    assert ledger.table(ledger.load(club), "fr") == []


def test_a_range_is_shown_with_both_ends_and_a_share_as_a_percentage(figures):
    share = changed(figures.figures[0], unit="share", value=0.5)
    rows = ledger.table(changed(figures, figures=(share, *figures.figures[1:])), "fr")
    assert [row["value"] for row in rows] == ["50\u00a0%", "2", "3–4"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_wrong_with_figures_can_be_told(figures, lang):
    relation = Relation(id="odd", result="PEOPEL", factors=("SITES",))
    bad = changed(with_value(figures, "PEOPLE", 8), relations=(relation, *figures.relations))
    assert all(finding.sentence(lang) for finding in ledger.check(bad))
