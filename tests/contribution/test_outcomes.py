"""A harvested outcome stands by what somebody outside says; the others are counted apart."""

import pytest

from workbench import contribution
from workbench.base.words import LANGS
from workbench.contribution import Outcomes

OUTCOME = {
    "id": "o",
    "who_changed": "A local service",
    "what": "Sends people",
    "when": 2018,
    "where": "Here",
    "matters": "It had never done so",
    "contribution": "Met at a committee",
    "evidence": [{"text": "Register", "source": "book"}],
    "substantiator": {"role": "Another service", "outside": True, "says": "confirms"},
    "status": "substantiated",
}


def outcomes(*changes):
    rows = [{**OUTCOME, "id": f"o{i}", **change} for i, change in enumerate(changes)]
    return Outcomes.model_validate({"format": 1, "outcomes": rows})


def by(**changes):
    return {"substantiator": {**OUTCOME["substantiator"], **changes}}


def ids(findings):
    return {finding.id for finding in findings if finding.passed is False}


def test_an_outcome_that_is_confirmed_from_outside_has_no_doubt(evaluation):
    assert ids(contribution.outcomes.check(outcomes({}), evaluation)) == set()


@pytest.mark.parametrize(
    ("change", "stands", "rule"),
    [
        ({}, "substantiated", None),
        (by(says="partly"), "partly", None),
        (by(says="contests"), "contested", "outcomes.contested"),
        (by(outside=False), "reviewed", "outcomes.insider"),
        (by(says="no_answer"), "reviewed", "outcomes.unsubstantiated"),
        ({"substantiator": None}, "reviewed", "outcomes.unsubstantiated"),
        ({"substantiator": None, "status": "drafted"}, "drafted", "outcomes.unsubstantiated"),
    ],
)
def test_nobody_substantiates_their_own_work(evaluation, change, stands, rule):
    made = outcomes(change)
    assert made.outcomes[0].stands == stands
    assert ids(contribution.outcomes.check(made, evaluation)) == ({rule} if rule else set())


def test_what_nobody_confirmed_is_counted_apart():
    made = outcomes({}, by(says="contests"), {"substantiator": None}, by(outside=False))
    found = contribution.outcomes.counts(made)
    assert (found["substantiated"], found["contested"], found["reviewed"]) == (1, 1, 2)
    assert sum(found.values()) == 4
    for lang in LANGS:
        rows = contribution.outcomes.table(made, lang)
        assert rows[0]["status"] != rows[-1]["status"]
        assert contribution.outcomes.sentence(made, lang)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"evidence": []}, "outcomes.no_evidence"),
        ({"evidence": [{"text": "x", "source": "bok"}]}, "outcomes.unknown_source"),
        ({"what": "Mme Martin sends people"}, "outcomes.names_somebody"),
        ({"id": "o1"}, "outcomes.id_twice"),
    ],
)
def test_what_weakens_an_outcome_is_found(evaluation, change, rule):
    assert rule in ids(contribution.outcomes.check(outcomes(change, {}), evaluation))
