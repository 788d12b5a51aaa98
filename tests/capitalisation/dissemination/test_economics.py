"""The economic model: published figures stay in the ledger; a ratio comes with its warning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.dossier import open_dossier
from workbench.base.errors import RecordError
from workbench.base.records import validated
from workbench.capitalisation.dissemination import Economics, economics, economics_told
from workbench.ledger import Ledger


@pytest.fixture
def sipa():
    dossier = open_dossier("sipa")
    return dossier.read(Economics), dossier.read(Ledger)


def test_sipa_shows_its_published_budget_and_who_pays(sipa):
    told, ledger = sipa
    assert economics.total(told, "planned", ledger) == 1366568.14
    assert economics.total(told, "final", ledger) == 1573139.87
    shares = [economics.mix(told, moment, ledger)[0].share for moment in ("planned", "final")]
    assert [round(share, 4) for share in shares] == [0.5488, 0.4767]
    apart = [economics.beside_europe(told, moment, ledger) for moment in ("planned", "final")]
    assert [one.amount for one in apart] == [616568.14, 823288.86]


def test_nobody_is_invented_who_pays_the_rest(sipa, wrong):
    told, ledger = sipa
    rest = economics.mix(told, "final", ledger)[-1]
    assert (rest.origin, rest.amount) == ("not_known", 823288.86)
    assert {
        ("dissemination.payer_not_told", "final"),
        ("dissemination.cost_not_full", "volunteers"),
    } <= (wrong(economics.check(told, ledger)))


def test_a_cost_per_result_comes_with_its_warning(sipa):
    told, ledger = sipa
    (one,) = economics.per_result(told, ledger)
    assert round(one.ratio, 2) == 2929.5
    assert one.warning.key == "dissemination.warning.part"
    assert economics_told.per_result_sentence(one, told, "en")


def test_no_amount_of_sipa_is_typed_twice(sipa):
    told, _ = sipa
    amounts = [told.total.planned, told.total.final, told.funding[0].planned, told.funding[0].final]
    assert all(one.figure and one.value is None for one in amounts)


def test_an_unknown_figure_is_found(sipa, wrong):
    told, ledger = sipa
    content = {"format": 1, "total": {"final": {"figure": "SIPA-33"}}}
    found = economics.check(validated(Economics, content, open_dossier("sipa").path("x")), ledger)
    assert ("dissemination.unknown_figure", "total") in wrong(found)


def test_an_amount_is_a_number_or_a_figure(tmp_path):
    content = {"format": 1, "total": {"final": {"figure": "A", "value": 3}}}
    with pytest.raises(RecordError):
        validated(Economics, content, tmp_path / "economics.yml")


ORIGINS = ("local", "european")


def model(costs, funding):
    return Economics.model_validate({
        "format": 1,
        "costs": [{"id": f"c{n}", "label": "c", "final": one} for n, one in enumerate(costs)],
        "funding": [
            {"id": f"f{n}", "label": f"f{n}", "origin": ORIGINS[n % 2], "final": one}
            for n, one in enumerate(funding)
        ],
    })  # fmt: skip


amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=5)


@given(amounts, amounts)
def test_what_is_paid_and_what_is_left_make_the_whole(costs, funding):
    told = model(costs, funding)
    shares = economics.mix(told, "final", None)
    found = {f.id: f.passed for f in economics.check(told, None) if f.where == "final"}
    assert found["dissemination.paid_beyond"] == (sum(funding) <= sum(costs))
    if sum(funding) <= sum(costs):
        assert sum(one.amount for one in shares) == sum(costs)


def test_volunteers_count_by_the_hour(wrong):
    cost = {"id": "v", "label": "v", "kind": "volunteers", "hours": 310, "hour_value": 14}
    told = Economics.model_validate({"format": 1, "costs": [cost]})
    assert economics.total(told, "final", None) == 4340
    assert ("dissemination.hour_without_source", "v") in wrong(economics.check(told, None))


def test_a_total_with_an_unknown_line_is_not_known():
    told = model([3], [1]).model_dump()
    told["costs"] = [*told["costs"], {"id": "x", "label": "x"}]
    assert economics.total(Economics.model_validate(told), "final", None) is None
