"""One wrong number, planted in the published figures of any case, is found and named."""

import pytest

from workbench import ledger
from workbench.base.records import changed
from workbench.ledger.relations import ID

CASES = ("anpss", "sipa", "socio_sport")


def opened(name):
    return ledger.read(ledger.shelf()[name])


def failed(found):
    return {(one.id, one.where) for one in ledger.check(found) if one.passed is False}


def with_figure(found, id, **values):
    figures = [changed(one, **values) if one.id == id else one for one in found.figures]
    return changed(found, figures=tuple(figures))


def holding():
    """Yield every relation of a case that holds, with the figures it is about."""
    for name in CASES:
        found = opened(name)
        wrong = {where for _, where in failed(found)}
        for relation in found.relations:
            if relation.by in ID and relation.id not in wrong:
                for id in (relation.result, *relation.factors):
                    yield name, relation.id, id


@pytest.mark.parametrize(("name", "relation", "id"), list(holding()))
@pytest.mark.parametrize("slip", [1, 10, -1])
def test_a_wrong_number_in_a_relation_is_found_and_named(name, relation, id, slip):
    found = opened(name)
    value = found.figure(id).value
    planted = with_figure(found, id, value=max(value + slip, 0))
    named = {where for _, where in failed(planted) - failed(found)}
    assert relation in named


PLANTED = {
    "a part above its whole": ("anpss", "ADV-02E", {"value": 900000000}, "ledger.nested"),
    "a length that its dates deny": ("sipa", "SIPA-08E", {"value": 35}, "ledger.length"),
    "a list with one more": ("anpss", "PIC-01", {"value": 8}, "ledger.list_count"),
    "a list that goes on": ("anpss", "ADV-00", {"value": 11}, "ledger.list_missing"),
    "shares above everybody": ("anpss", "TRA-06", {"value": 0.6}, "ledger.parts_beyond"),
    "more helped than met": ("sipa", "SIPA-06B", {"value": 538}, "ledger.nested"),
    "places that are not named": ("sipa", "SIPA-11", {"value": 4}, "ledger.list_count"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_wrong_number_elsewhere_is_found(fault):
    name, id, values, rule = PLANTED[fault]
    found = opened(name)
    planted = with_figure(found, id, **values)
    before = {f.sentence("fr") for f in ledger.check(found) if f.id == rule}
    new = [f for f in ledger.check(planted) if f.id == rule and f.sentence("fr") not in before]
    assert [f.passed for f in new] == [False]


def test_one_spelling_mended_makes_the_schedule_agree():
    found = opened("anpss")
    assert ("ledger.same", "rhythm") in failed(found)
    assert ("ledger.same", "rhythm") not in failed(with_figure(found, "WEB-01B", value=4))


def test_a_contradiction_mended_takes_away_its_other_readings():
    mended = with_figure(opened("anpss"), "TRA-01", value=4)
    assert ("ledger.product", "people_per_year") not in failed(mended)
    assert ("ledger.rests_on", "TRA-04") not in failed(mended)
    assert ledger.cite(mended, "TRA-EXITS", "fr").other == ""


def test_a_bound_that_becomes_a_count_changes_what_is_said():
    found = opened("sipa")
    count = with_figure(found, "SIPA-07B", bound="exact")
    said = [ledger.cite(one, "SIPA-SHOWN-YEAR", "en").number for one in (found, count)]
    assert said == ["more than 266.7", "266.7"]
