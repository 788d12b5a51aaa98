"""The worked dossiers and the catalogue: whole, true to their sources, and equal to a fresh run."""

import importlib

import pandas as pd
import pytest

from workbench import collection, contribution, data, evaluation, indicators, ledger, theory
from workbench.analysis import contributed, results
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.files import sha256
from workbench.base.findings import blocking
from workbench.base.records import read_record
from workbench.base.yaml_files import read_yaml
from workbench.collection import Instrument, Plan
from workbench.contribution import Claims, Coverage
from workbench.data import Received
from workbench.data.simulate.trajectoires import Truth
from workbench.evaluation import Evaluation
from workbench.indicators import Choices, Indicator
from workbench.ledger import Ledger
from workbench.report import review
from workbench.theory import Theory

NAMES = ("nsw", "pic", "trajectoires")
TOLD = ("anpss", "rebonds", "reliance", "sipa")
"""The worked dossiers without data: published figures, and evidence in words."""
SPREAD = ("essaimage",)
"""The worked dossiers on how a practice spreads (tests/capitalisation/dissemination)."""
TOGETHER = ("clubs",)
"""The worked programmes: several evaluations, side by side (tests/report/programme)."""
KINDS = (Evaluation, Theory, Choices, Instrument, Plan, Received, Ledger)
DERIVED = ("data/clean.csv", "data/import_report.csv", "results/effects.csv", "results/sites.csv")
SHELF = places.datasets()


@pytest.fixture(params=NAMES)
def dossier(request):
    return Dossier(places.examples() / request.param, read_only=True)


@pytest.fixture
def nsw():
    return Dossier(places.examples() / "nsw", read_only=True)


@pytest.fixture
def trajectoires():
    return Dossier(places.examples() / "trajectoires", read_only=True)


@pytest.fixture
def fresh(dossier, tmp_path):
    """A copy of the dossier in which every step after the received files was done again."""
    again = copy(dossier, tmp_path / dossier.name, leave_out=("data", "results"))
    data.clean(again)
    results(again)
    return again


def files(pattern):
    return [pytest.param(path, id=path.stem) for path in sorted(SHELF.glob(pattern))]


@pytest.mark.parametrize("path", files("**/*.yml"))
def test_every_file_says_its_format(path):
    assert read_yaml(path)["format"] == 1


@pytest.mark.parametrize("path", files("indicators/*/*.yml"))
def test_an_indicator_is_named_as_its_file_and_has_source_and_licence(path):
    indicator = read_record(Indicator, path)
    assert indicator.id == path.stem
    assert indicator.domain == path.parent.name
    assert indicator.source
    assert indicator.licence


@pytest.mark.parametrize("path", files("indicators/*/*.yml"))
def test_an_indicator_speaks_both_languages(path):
    indicator = read_record(Indicator, path)
    texts = (indicator.name, indicator.definition, indicator.caution)
    both = [text for text in (*texts, indicator.numerator, indicator.denominator) if text]
    assert all(text.fr and text.en for text in both)


def test_a_percentage_says_what_is_counted_among_whom():
    for indicator in indicators.catalogue().values():
        if indicator.unit == "percent":
            assert indicator.numerator
            assert indicator.denominator


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_a_dossier_loads(dossier, kind):
    assert dossier.read(kind).format == 1


def test_nothing_in_a_dossier_blocks(dossier):
    choices, plan = dossier.read(Choices), dossier.read(Plan)
    findings = [
        *evaluation.check(dossier.read(Evaluation)),
        *theory.check(dossier.read(Theory)),
        *indicators.check(choices, dossier.read(Theory)),
        *collection.check(dossier.read(Instrument), choices, plan),
        *ledger.check(dossier.read(Ledger)),
        *data.understand(dossier).findings,
    ]
    assert not blocking(findings)


def test_every_label_stands_in_both_languages(dossier):
    findings = collection.check(dossier.read(Instrument), dossier.read(Choices), None)
    assert not [found for found in findings if found.id == "collection.untranslated"]
    nodes = dossier.read(Theory).nodes
    assert all(node.label.fr and node.label.en for node in nodes)


def test_every_received_file_has_the_checksum_that_was_noted(dossier):
    for file in dossier.read(Received).files:
        assert file.sha256 == sha256(dossier.path(file.file))
        assert file.licence


def test_a_target_is_the_figure_it_cites(trajectoires):
    figures = trajectoires.read(Ledger)
    for choice in trajectoires.read(Choices).choices:
        if choice.target:
            assert figures.figure(choice.target.figure).value == choice.target.value


@pytest.mark.parametrize("name", DERIVED)
def test_a_shipped_table_equals_a_fresh_run(dossier, fresh, name):
    shipped, again = (pd.read_csv(place.path(name)) for place in (dossier, fresh))
    pd.testing.assert_frame_equal(shipped, again, rtol=1e-8, atol=1e-8)


def test_the_nsw_file_is_the_one_of_causaldata(nsw):
    origin = importlib.import_module("causaldata.nsw_mixtape").load_pandas().data
    ours = pd.read_csv(nsw.path("received/nsw.csv"))
    assert list(ours["person"]) == [f"NSW{row:03}" for row in range(1, 446)]
    ours = ours.drop(columns="person")
    theirs = origin.drop(columns="data_id").astype(float)
    pd.testing.assert_frame_equal(ours.astype(float), theirs, check_exact=True)


def test_the_source_of_nsw_names_its_checksum_and_licence(nsw):
    text = nsw.path("received/SOURCE.md").read_text(encoding="utf-8")
    assert sha256(nsw.path("received/nsw.csv")) in text
    assert "MIT" in text


def test_nsw_gives_the_published_effect_on_earnings(nsw):
    effects = pd.read_csv(nsw.path("results/effects.csv")).set_index("id")
    assert effects.loc["earnings_78_unadjusted", "estimate"] == pytest.approx(1794.34, abs=0.005)
    assert effects.loc["employed_78_unadjusted", "estimate"] == pytest.approx(0.1106, abs=5e-5)
    clean = data.load(nsw)
    assert (len(clean), clean["treat"].sum()) == (445, 185)


def test_only_trajectoires_is_simulated(nsw, trajectoires):
    assert trajectoires.read(Evaluation).simulated
    assert not nsw.read(Evaluation).simulated
    for file in trajectoires.read(Received).files:
        assert "SIMULATED" in file.source
    assert trajectoires.read(Truth).seed


def test_the_contradiction_of_trajectoires_is_a_note(trajectoires):
    findings = ledger.check(trajectoires.read(Ledger))
    products = {found.where: found for found in findings if found.id == "ledger.product"}
    assert products["people_per_year"].passed is False
    assert products["people_per_year"].severity == "note"
    holes = products["people_per_year"].holes
    assert [holes[name].say("fr") for name in ("expected", "published")] == ["240", "320"]
    assert products["people_over_three_years"].passed


def test_one_link_of_trajectoires_waits_for_its_reason(trajectoires):
    findings = theory.check(trajectoires.read(Theory))
    weak = [found.where for found in findings if found.passed is False]
    assert weak == ["confidence → positive_exit"]


def test_the_empty_dossier_loads_and_nothing_in_it_blocks():
    empty = Dossier(places.templates() / "dossier", read_only=True)
    choices, plan = empty.read(Choices), empty.read(Plan)
    findings = [
        *evaluation.check(empty.read(Evaluation)),
        *theory.check(empty.read(Theory)),
        *indicators.check(choices, empty.read(Theory)),
        *collection.check(empty.read(Instrument), choices, plan),
    ]
    assert not [found for found in findings if found.passed is False]


def test_the_empty_indicator_loads():
    assert read_record(Indicator, places.templates() / "indicator.yml").format == 1


@pytest.fixture(params=TOLD)
def told(request):
    return Dossier(places.examples() / request.param, read_only=True)


@pytest.fixture
def sipa():
    return Dossier(places.examples() / "sipa", read_only=True)


@pytest.fixture
def reliance():
    return Dossier(places.examples() / "reliance", read_only=True)


def test_every_worked_dossier_is_looked_at_here():
    found = {path.parent.name for path in places.examples().glob("*/evaluation.yml")}
    assert found == {*NAMES, *TOLD, *SPREAD, *TOGETHER}


def test_a_dossier_without_data_loads_and_nothing_in_it_blocks(told):
    assert not told.read(Evaluation).simulated
    assert not told.has("received/*")
    assert not blocking(review(told))


def test_a_dossier_without_data_speaks_both_languages(told):
    texts = [node.label for node in told.read(Theory).nodes]
    texts += [figure.label for figure in told.read(Ledger).figures]
    claims = told.read_if_there(Claims)
    for claim in claims.claims if claims else ():
        texts += [claim.text, *(piece.text for piece in claim.evidence)]
        texts += [rival.text for rival in claim.rivals]
    assert [text for text in texts if not (text.any or (text.fr and text.en))] == []


def test_the_theory_of_a_dossier_without_data_has_no_doubt(told, wrong):
    assert wrong(theory.check(told.read(Theory), told.read(Evaluation))) == set()


def test_sipa_keeps_its_published_figures_and_their_sums(sipa):
    figures = sipa.read(Ledger)
    value = {figure.id: figure.value for figure in figures.figures}
    assert round(value["SIPA-03"] - value["SIPA-01"], 2) == 206571.73
    assert round(value["SIPA-04"] - value["SIPA-02"], 2) == -148.99
    assert round(value["SIPA-06B"] / value["SIPA-06A"], 3) == 0.464
    found = {f.where: f.passed for f in ledger.check(figures) if f.id == "ledger.sum"}
    assert found == {"posts": True}
    assert figures.figure("SIPA-07B").above


def test_the_contradictions_of_sipa_are_kept_and_flagged(sipa):
    open_ones = {f.where for f in ledger.check(sipa.read(Ledger)) if f.id == "ledger.open_question"}
    assert {"SIPA-03", "SIPA-05", "SIPA-06B", "SIPA-07B", "SIPA-10A", "SIPA-11"} <= open_ones


def test_sipa_has_six_published_conclusions_and_says_which_were_not_read(sipa):
    published = [one for one in sipa.read(Claims).claims if one.origin == "published"]
    assert [one.id for one in published if one.read] == ["alibi", "referent", "segmentation"]
    assert len(published) == 6
    unread = {f.where for f in review(sipa) if f.id == "claims.not_read" and f.passed is False}
    assert unread == {one.id for one in published if not one.read}


def test_every_claim_of_sipa_that_was_read_has_for_and_against_and_a_rival(sipa):
    for claim in sipa.read(Claims).claims:
        if claim.read:
            assert claim.supporting
            assert claim.challenging
            assert claim.rivals


def test_sipa_contributed_only_where_a_rival_was_assessed(sipa):
    found = contributed(sipa)
    assert [one.claim.id for one in found] == ["carried_on"]
    for one in found:
        done = [rival for rival in one.claim.rivals if rival.assessed]
        assert any(rival.verdict == "not_upheld" and rival.evidence for rival in done)


def test_without_the_assessment_of_its_rival_nothing_of_sipa_contributed(example, spoil):
    dossier = spoil(example("sipa"), "claims.yml", ("verdict: not_upheld", "verdict: partly"))
    assert contributed(dossier) == []


def test_reliance_never_contributed_and_has_no_result(reliance):
    assert contributed(reliance) == []
    assert {figure.kind for figure in reliance.read(Ledger).figures} == {"metadata"}


def test_the_advisers_are_the_blind_spot_of_reliance(reliance, wrong):
    found = contribution.coverage.check(reliance.read(Coverage), reliance.read(Evaluation))
    assert {pair for pair in wrong(found) if pair[0] == "coverage.blind_spot"} == {
        ("coverage.blind_spot", "advisers")
    }
