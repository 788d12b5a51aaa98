"""Costs and their return: known truths by hand, ranges that are ranges, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.costs import (
    Uncertain,
    compare,
    counted,
    draw,
    middle,
    net_benefit,
    net_quantity,
    proxy_table,
    quantile,
    ratio_table,
    ratios,
    sentences,
    sroi,
    tornado_picture,
)
from workbench.base.errors import DataError, RecordError
from workbench.base.words import LANGS


def ids(found):
    return {finding.id for finding in found.findings if finding.passed is False}


def test_forty_six_jobs_leave_eleven(costs):
    jobs = costs(outcomes__0__quantity=46, outcomes__0__deadweight=0.6).outcomes[0]
    assert net_quantity(jobs) == pytest.approx(46 * 0.4 * 0.75 * 0.8)
    assert round(net_quantity(jobs), 1) == 11.0


def test_the_ratio_is_that_of_a_hand(costs):
    found = sroi(costs())
    lives = sum(0.8 ** (t - 1) / 1.035**t for t in (1, 2, 3))
    jobs = 46 * 0.4 * 0.75 * 0.8 * 11000 * lives
    confidence = 80 * 0.7 * 0.5 * 600 / 1.035
    spent = 44000 + 6000 / 1.035
    assert found.benefits == pytest.approx(jobs + confidence)
    assert found.ratio == pytest.approx((jobs + confidence) / spent)
    assert found.by_proxy == pytest.approx(
        {"wage": jobs / (jobs + confidence), "care": confidence / (jobs + confidence)}
    )


def test_the_range_holds_the_middle_and_the_scenarios_hold_the_range(costs):
    found = sroi(costs())
    assert found.prudent < found.low < found.ratio < found.high < found.hopeful
    assert found == sroi(costs())
    assert found.low != sroi(costs(), seed=2).low
    assert sroi(costs(), seed=2).low == pytest.approx(found.low, rel=0.05)


def test_the_range_is_that_of_the_distribution(costs):
    plain = costs(
        outcomes__0={
            "id": "jobs", "label": "Jobs", "stakeholder": "s", "quantity": {"uniform": [10, 20]},
            "deadweight": 0.5, "attribution": 1, "proxy": "wage",
        },
        outcomes__1={
            "id": "none", "label": "None", "stakeholder": "s", "quantity": 0, "deadweight": 0.5,
            "attribution": 1,
        },
        inputs__0__amount=44000,
        proxies__0__value=1000,
        discount=0,
    )  # fmt: skip
    found = sroi(plain, draws=100_000)
    ends = [0.5 * quantity * 1000 / 50000 for quantity in (10.5, 19.5)]
    assert (found.low, found.high) == pytest.approx(ends, rel=0.01)
    assert (found.prudent, found.hopeful) == pytest.approx(ends)
    assert [swing.knob.key for swing in found.swings] == ["outcome.jobs.quantity"]


SHAPES = (
    {"triangular": [1, 2, 6]},
    {"triangular": [1, 1, 6]},
    {"uniform": [3, 9]},
    {"normal": [5, 2]},
    {"beta": [24, 22]},
    {"fixed": 3},
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: "-".join(map(str, shape)))
def test_draws_follow_their_quantiles(shape):
    value = Uncertain.model_validate(shape)
    drawn = draw(value, 50_000, np.random.default_rng(1))
    for share in (0.05, 0.5, 0.95):
        assert quantile(value, share) == pytest.approx(np.quantile(drawn, share), abs=0.06)
    assert drawn.min() - 1e-3 <= middle(value) <= drawn.max() + 1e-9


@given(st.floats(0, 1), st.floats(0.01, 2))
def test_a_share_stays_a_share(mean, sd):
    value = Uncertain(normal=(mean, sd))
    drawn = draw(value, 200, np.random.default_rng(1), (0, 1))
    assert ((drawn >= 0) & (drawn <= 1)).all()


def test_the_widest_swing_is_first_and_is_drawn(costs):
    found = sroi(costs())
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)
    for lang in LANGS:
        picture = tornado_picture(found, lang)
        assert picture.startswith("<svg")
        assert "<desc>" in picture
    assert tornado_picture(found, "fr") != tornado_picture(found, "en")


@pytest.mark.parametrize(
    ("change", "id", "where"),
    [
        ({"outcomes__0__deadweight": 0}, "sroi.no_deadweight", "jobs"),
        ({"outcomes__0__attribution": 1}, "sroi.all_credit", "jobs"),
        ({"outcomes__1__proxy": "wage", "outcomes__1__stakeholder": "families"},
         "sroi.counted_twice", ""),
        ({"outcomes__0__change": "calm", "outcomes__1__change": "calm",
          "outcomes__1__stakeholder": "families"}, "sroi.counted_twice", ""),
        ({"inputs__0__year": 2021}, "costs.mixed_years", ""),
        ({}, "sroi.one_proxy", "wage"),
        ({"outcomes__0__component": "work"}, "costs.whole_over_part", "jobs"),
    ],
)  # fmt: skip
def test_a_doubt_is_said(change, id, where, costs):
    found = counted(costs(**change))
    assert id in ids(found)
    assert [f.where for f in found.findings if f.id == id and not f.passed] == [where]
    assert all(finding.sentence(lang) for finding in found.findings for lang in LANGS)


def test_what_is_in_order_is_not_doubted(costs):
    found = counted(costs())
    assert ids(found) <= {"sroi.one_proxy", "sroi.may_not_pay"}
    assert ids(counted(costs(inputs__0__year=2021, prices={"2021": 1.1}))) == ids(found)


def test_one_number_for_everything_is_doubted(costs):
    fixed = {
        "inputs__0__amount": 44000, "proxies__0__value": 11000, "proxies__1__value": 600,
        "outcomes__0__quantity": 46, "outcomes__0__deadweight": 0.6,
        "outcomes__0__attribution": 0.8,
    }  # fmt: skip
    found = counted(costs(**fixed))
    assert "sroi.no_range" in ids(found)
    assert found.value.low == found.value.high == pytest.approx(found.value.ratio)
    assert tornado_picture(found.value, "en") == ""


def test_prices_of_another_year_are_brought_to_this_one(costs):
    plain, dearer = sroi(costs()), sroi(costs(inputs__1__year=2021, prices={"2021": 1.5}))
    assert dearer.spent - plain.spent == pytest.approx(3000 / 1.035)


def test_a_cost_of_the_whole_over_one_part_stands_behind_its_warning(costs):
    sipa = costs(
        inputs=[{"id": "whole", "label": "Whole project", "amount": 1573139.87}],
        proxies=[],
        outcomes=[
            {"id": "supported", "label": "Supported", "stakeholder": "people", "quantity": 537,
             "deadweight": 0.5, "attribution": 1, "component": "support"},
        ],
    )  # fmt: skip
    found = counted(sipa)
    assert found.value is None
    assert round(found.per_result[0].ratio, 2) == 2929.50
    assert found.per_result[0].misleading
    assert "costs.whole_over_part" in ids(found)
    for lang in LANGS:
        assert ratio_table(sipa, found.per_result, lang)[0]["note"] != "–"


def test_the_costs_of_a_part_are_charged_to_its_result(costs):
    part = costs(outcomes__0__component="work", inputs__1__component="work")
    jobs, confidence = ratios(part)
    assert jobs.ratio == pytest.approx(6000 / 46)
    assert not jobs.misleading
    assert confidence.ratio == pytest.approx(50000 / 80)
    assert jobs.net == pytest.approx(6000 / (46 * 0.4 * 0.75 * 0.8))


WAYS = [
    {"id": "usual", "label": "Usual", "cost": {"normal": [1000, 50]},
     "effect": {"normal": [1, 0.05]}},
    {"id": "coached", "label": "Coached", "cost": {"normal": [1500, 50]},
     "effect": {"normal": [1.5, 0.05]}},
]  # fmt: skip


def test_a_dearer_and_better_way_has_a_price(costs):
    (found,) = compare(costs(alternatives=WAYS, willing=1200))
    assert found.icer == pytest.approx(1000)
    assert found.low < 1000 < found.high
    assert found.benefit[0] == pytest.approx(100)
    share = dict(found.curve)
    assert min(share.values()) < 0.01
    assert max(share.values()) > 0.99
    normal_gain = np.random.default_rng(1).normal(100, 0, 5)
    assert (net_benefit(normal_gain, np.zeros(5), 9) == -100).all()


def test_the_net_benefit_has_the_chances_of_its_normal_law(costs):
    from scipy.special import ndtr

    (found,) = compare(costs(alternatives=WAYS, willing=1200), draws=50_000)
    at, share = found.curve[16]
    sd = np.sqrt(2 * 50**2 + 2 * (at * 0.05) ** 2)
    assert share == pytest.approx(ndtr((at * 0.5 - 500) / sd), abs=0.01)


def test_a_way_that_may_bring_nothing_has_no_ratio_interval(costs):
    vague = [WAYS[0], {**WAYS[1], "effect": {"normal": [1.01, 0.3]}}]
    found = counted(costs(alternatives=vague))
    assert found.compared[0].low is None
    assert "costs.effect_unclear" in ids(found)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"year": None}, "costs.no_year"),
        ({"currency": None}, "costs.no_currency"),
        ({"currency": "EURO"}, "costs.unknown_currency"),
        ({"inputs__1__currency": "CHF"}, "costs.other_currency"),
        ({"inputs__1__id": "team"}, "costs.same_id"),
        ({"outcomes__0__proxy": "wages"}, "costs.no_proxy"),
        ({"inputs__0__amount": {"triangular": [5, 4, 6]}}, "costs.range_out_of_order"),
        ({"inputs__0__amount": {"uniform": [6, 5]}}, "costs.range_out_of_order"),
        ({"inputs__0__amount": {"normal": [6, 0]}}, "costs.range_out_of_order"),
        ({"outcomes__0__deadweight": {"beta": [0, 5]}}, "costs.range_out_of_order"),
        ({"inputs__0__amount": {"uniform": [5, 6], "fixed": 3}}, "costs.no_shape"),
        ({"inputs__0__amount": {}}, "costs.no_shape"),
        ({"inputs__0__amount": -5}, "costs.under_zero"),
        ({"inputs__0__amount": 1e300}, "costs.too_large"),
        ({"outcomes__0__deadweight": 60}, "costs.not_a_share"),
        ({"outcomes__0__attribution": {"triangular": [0.5, 0.8, 1.2]}}, "costs.not_a_share"),
        ({"alternatives": WAYS[:1]}, "costs.one_alternative"),
    ],
)
def test_what_cannot_be_counted_gets_a_letter(change, key, costs):
    with pytest.raises(RecordError) as refused:
        counted(costs(**change))
    assert refused.value.key == key
    assert all(refused.value.say(lang) for lang in LANGS)


def test_nothing_valued_and_nothing_spent_are_refused(costs):
    with pytest.raises(DataError) as refused:
        sroi(costs(inputs__0__amount=0, inputs__1__amount=0))
    assert refused.value.key == "sroi.nothing_spent"
    with pytest.raises(DataError) as refused:
        sroi(costs(outcomes=[]))
    assert refused.value.key == "sroi.nothing_valued"


@pytest.mark.parametrize("lang", LANGS)
def test_each_proxy_has_its_source_and_the_sentence_its_range(lang, costs):
    whole = costs()
    found = sroi(whole)
    assert all(row["source"] for row in proxy_table(whole, lang))
    first, *_, banner = sentences(found, whole, lang)
    assert len({first, banner}) == 2
