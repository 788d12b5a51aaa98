"""Each sort of relation is proved where it holds, and contradicted where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import ledger
from workbench.base.words import LANGS
from workbench.ledger import Ledger
from workbench.ledger.record import Per, Unit


def made(values, by, result=None, unit: Unit = "count", per: Per | None = None):
    """A ledger of one relation: factors F0, F1… and, where there is one, the result R."""
    said = {"kind": "budget", "source": "Page"}
    figures = [
        {"id": f"F{i}", "label": f"F{i}", "value": value, "unit": "persons", **said}
        for i, value in enumerate(values)
    ]
    relation = {"id": "r", "by": by, "factors": [one["id"] for one in figures]}
    if result is not None:
        figures.append({"id": "R", "label": "R", "value": result, "unit": unit, "per": per, **said})
        relation["result"] = "R"
        if unit == "share" and by == "change":
            figures[-1]["change"] = True
    return Ledger.model_validate({"format": 1, "figures": figures, "relations": [relation]})


def told(found):
    findings = [one for one in ledger.check(found) if one.where == "r"]
    assert all(one.sentence(lang) for one in findings for lang in LANGS)
    return [(one.id, one.passed) for one in findings]


KINDS = {
    "a product": ((3, 80), "product", 240, 320, "count"),
    "a sum": ((2, 4, 3), "sum", 9, 10, "persons"),
    "a difference": ((5, 3), "difference", 2, 3, "persons"),
    "a share": ((249, 537), "share", 0.464, 0.474, "share"),
    "a share written with few digits": ((249, 537), "share", 0.46, 0.47, "share"),
    "a change": ((110, 180), "change", 0.636, 0.65, "share"),
    "a fall": ((200, 150), "change", -0.25, 0.25, "share"),
    "a ratio": ((43, 3), "ratio", 14.3, 14.4, "count"),
    "a limit": ((133,), "at_most", 133, 146, "persons"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_holds_is_proved_and_what_does_not_is_contradicted(kind):
    values, by, right, wrong, unit = KINDS[kind]
    assert told(made(values, by, right, unit)) == [(f"ledger.{by}", True)]
    assert told(made(values, by, wrong, unit)) == [(f"ledger.{by}", False)]


def test_a_rate_over_a_period_is_a_ratio():
    assert told(made((300, 3), "ratio", 100, "persons", "year")) == [("ledger.ratio", True)]


@pytest.mark.parametrize(
    ("by", "unit"), [("sum", "euros"), ("difference", "share"), ("at_most", "months")]
)
def test_units_that_do_not_meet_are_found(by, unit):
    values = (1,) if by == "at_most" else (1, 0)
    assert told(made(values, by, 1, unit)) == [("ledger.units", False)]


def test_a_total_and_a_rate_are_not_added():
    assert told(made((1, 2), "sum", 3, "persons", "year")) == [("ledger.units", False)]


def test_a_computed_number_needs_units_that_meet_too():
    figures = [
        {"id": id, "label": id, "value": 1, "unit": unit, "kind": "budget", "source": "Page"}
        for id, unit in (("E", "euros"), ("P", "persons"))
    ]
    derived = [{"id": "S", "label": "S", "by": "share", "of": ["E", "P"], "unit": "share"}]
    found = Ledger.model_validate({"format": 1, "figures": figures, "derived": derived})
    assert ("ledger.units", "S") in {(f.id, f.where) for f in ledger.check(found) if f.blocks}


PARTS = {
    "all of it": ((0.5, 0.5), "ledger.parts", True),
    "less than all": ((0.5, 0.3), "ledger.parts", False),
    "more than all": ((0.5, 0.6), "ledger.parts_beyond", False),
    "tenths that a machine cannot write": ((0.1, 0.2, 0.7), "ledger.parts", True),
}


@pytest.mark.parametrize("name", PARTS)
def test_parts_of_everybody(name):
    values, id, passed = PARTS[name]
    figures = [
        {"id": f"F{i}", "label": "F", "value": value, "unit": "share", "kind": "target",
         "source": "Page"}
        for i, value in enumerate(values)
    ]  # fmt: skip
    relation = {"id": "r", "by": "parts", "factors": [one["id"] for one in figures]}
    found = Ledger.model_validate({"format": 1, "figures": figures, "relations": [relation]})
    assert told(found) == [(id, passed)]


WHOLE = st.integers(0, 10**6)


@given(st.lists(WHOLE, min_size=1, max_size=6), st.integers(-5, 5))
def test_a_sum_holds_just_where_it_is_the_sum(values, slip):
    total = max(sum(values) + slip, 0)
    holds = total == sum(values)
    assert told(made(values, "sum", total, "persons")) == [("ledger.sum", holds)]


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 4))
def test_a_share_holds_just_where_it_rounds_to_what_is_published(part, more, digits):
    whole = part + more
    published = round(part / whole, digits)
    assert told(made((part, whole), "share", published, "share")) == [("ledger.share", True)]
    off = published + 2 * 10**-digits if published < 0.5 else published - 2 * 10**-digits
    if 0 <= off <= 1:
        wrong = round(off, digits)
        if abs(wrong - part / whole) > 10**-digits:
            said = told(made((part, whole), "share", wrong, "share"))
            assert said == [("ledger.share", False)] or len(str(wrong)) < digits + 2


@given(st.integers(2, 50), st.integers(2, 50), st.integers(2, 50))
def test_what_would_reconcile_a_product_does_reconcile_it(first, other, published):
    found = made((first, other), "product", published)
    (finding,) = (one for one in ledger.check(found) if one.id == "ledger.product")
    if finding.passed:
        assert first * other == published
        return
    for figure, needed in finding.holes["would"].needed():
        rest = other if figure.id == "F0" else first
        assert needed * rest == published
