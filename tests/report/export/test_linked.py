"""Results as linked data: every word is one of the standard, every name leads somewhere."""

import json
import socket

import pytest
from rdflib import RDF, Graph, URIRef

from workbench.analysis import kept
from workbench.report.export.linked import linked_results

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""The reader of JSON-LD in rdflib itself uses what rdflib gives up."""
CIDS = "https://ontology.commonapproach.org/cids#"
ORG = "http://ontology.eil.utoronto.ca/tove/organization#"
I72 = "http://ontology.eil.utoronto.ca/ISO21972/iso21972#"
PROV, DQV = "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/dqv#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
NAMED = {ORG + "hasName"}
PERIOD = {PROV + "startedAtTime", PROV + "endedAtTime"}
VALUE = {I72 + "value", I72 + "unit_of_measure"}
TERMS = {
    CIDS + "Organization": {ORG + "hasLegalName"}
    | {CIDS + n for n in ("hasProgram", "hasStakeholder", "hasOutcome", "hasIndicator")},
    CIDS + "Program": NAMED
    | {CIDS + n for n in ("hasDescription", "hasOutcome", "hasBeneficialStakeholder")},
    CIDS + "Stakeholder": NAMED | {CIDS + "forOrganization"},
    CIDS + "Outcome": NAMED
    | {CIDS + n for n in ("forOrganization", "hasIndicator", "hasStakeholderOutcome")},
    CIDS + "StakeholderOutcome": NAMED
    | {CIDS + n for n in ("hasDescription", "forStakeholder", "forOutcome")},
    CIDS + "Indicator": NAMED
    | {ORG + "hasIdentifier", I72 + "unit_of_measure"}
    | {CIDS + n for n in ("forOrganization", "forOutcome", "hasDescription", "unitDescription")}
    | {CIDS + n for n in ("hasIndicatorReport", "hasTarget")},
    CIDS + "IndicatorReport": NAMED | VALUE | PERIOD | {DQV + "hasQualityMeasurement"}
    | {CIDS + n for n in ("forOrganization", "forIndicator", "forTarget", "hasComment")},
    CIDS + "Target": NAMED | VALUE | PERIOD | {CIDS + "hasComment"},
    I72 + "Measure": {I72 + "hasNumericalValue"},
    I72 + "Unit_of_measure": {RDFS + "label"},
    DQV + "QualityMeasurement": {DQV + "isMeasurementOf", DQV + "value"},
}  # fmt: skip
"""The classes of version 3.2.1 that are written, and the properties that each may have."""
ONE = {I72 + "value", CIDS + "forIndicator", CIDS + "forOrganization", *NAMED, *PERIOD}
"""What an Indicator Report has exactly once."""


@pytest.fixture
def graph(example, monkeypatch):
    """The triples of a worked dossier, read without any network."""

    def refused(*_, **__):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refused)
    dossier = example("trajectoires")
    return Graph().parse(data=linked_results(dossier, kept(dossier)), format="json-ld")


def of(graph, kind):
    return list(graph.subjects(RDF.type, URIRef(CIDS + kind)))


def test_every_word_is_one_of_the_standard(graph):
    for thing, kind in graph.subject_objects(RDF.type):
        said = {str(p) for p in graph.predicates(thing)} - {str(RDF.type)}
        assert said <= TERMS[str(kind)], thing


def test_every_name_leads_to_a_thing_of_the_file(graph):
    things = set(graph.subjects())
    led = {o for p, o in graph.predicate_objects() if isinstance(o, URIRef) and p != RDF.type}
    metrics = {one for one in led if ":metric:" in one}
    assert led - metrics <= things


def test_a_report_has_one_value_one_period_and_one_indicator(graph):
    reports = of(graph, "IndicatorReport")
    assert len(reports) == 3
    for report in reports:
        for name in ONE:
            assert len(list(graph.objects(report, URIRef(name)))) == 1, name


def test_the_value_is_that_of_the_results_with_its_counts(graph):
    report = next(one for one in of(graph, "IndicatorReport") if one.endswith("positive_exits"))
    (value,) = graph.objects(report, URIRef(I72 + "value"))
    (written,) = graph.objects(value, URIRef(I72 + "hasNumericalValue"))
    assert float(written) == pytest.approx(80 / 170)
    measured = {
        str(graph.value(one, URIRef(DQV + "isMeasurementOf"))).rpartition(":")[2]: graph.value(
            one, URIRef(DQV + "value")
        ).toPython()
        for one in graph.objects(report, URIRef(DQV + "hasQualityMeasurement"))
    }
    assert (measured["count"], measured["n"]) == (80, 170)
    assert measured["ci_low"] < 80 / 170 < measured["ci_high"]


def test_simulated_results_say_so_in_every_report(example, with_keys):
    def comments(dossier):
        content = json.loads(linked_results(dossier, kept(dossier)))
        kinds = [t for t in content["@graph"] if t["@type"] == "cids:IndicatorReport"]
        return [len(one["hasComment"]) for one in kinds]

    dossier = example("trajectoires")
    marked = comments(dossier)
    with_keys(dossier, "evaluation.yml", simulated=False)
    assert [n - 2 for n in marked] == comments(dossier)


def test_a_masked_effect_is_no_report(example):
    dossier = example("trajectoires")
    first, *others = kept(dossier)
    content = json.loads(linked_results(dossier, [first.mask(), *others]))
    ids = [thing["@id"] for thing in content["@graph"] if thing["@type"] == "cids:IndicatorReport"]
    assert len(ids) == 2
    text = json.dumps(content)
    assert f":report:{first.id}" not in text


def test_nothing_points_out_of_the_file(example):
    dossier = example("trajectoires")
    content = json.loads(linked_results(dossier, kept(dossier)))
    assert isinstance(content["@context"], dict)
