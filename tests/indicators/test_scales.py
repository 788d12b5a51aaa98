"""A scale is scored as its manual says, or says why not; a text without licence is refused."""

import shutil

import pytest

from workbench import indicators
from workbench.base import places
from workbench.base.errors import DataError, RecordError
from workbench.base.records import changed
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.indicators import score
from workbench.indicators.scoring import activity_class, lookup, signals

FOLDER = places.datasets() / "scales"
METRIC = """7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25
19.98 20.73 21.54 22.35 23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"""
WEIGHTS = (10.06, -11.83, -8.28, -8.28, 14.80, -6.51, -7.10, -7.10, -9.47, -9.47, -7.10)
WEEK = {
    "vigorous_days": 3,
    "vigorous_minutes": 20,
    "moderate_days": 2,
    "moderate_minutes": 30,
    "walking_days": 5,
    "walking_minutes": 20,
}


def answers(scale, *values):
    return dict(zip(scale.ids, values, strict=True))


def all_alike(scale, value):
    return dict.fromkeys(scale.ids, value)


@pytest.fixture
def shelf(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "scales")


def test_the_metric_score_of_swemwbs_is_the_published_one():
    scale = indicators.scale("SWEMWBS")
    assert [lookup(scale)[str(raw)] for raw in range(7, 36)] == list(map(float, METRIC.split()))
    assert score(scale, answers(scale, 1, 1, 1, 1, 1, 1, 1)).value == 7.0
    assert score(scale, answers(scale, 4, 4, 4, 4, 4, 4, 5)).value == 26.02


def test_the_weights_of_epices_are_the_published_ones():
    scale = indicators.scale("EPICES")
    table = lookup(scale)
    assert table["constant"] == 75.14
    assert tuple(table[id] for id in scale.ids) == WEIGHTS
    assert score(scale, answers(scale, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1)).value == 62.13
    assert score(scale, answers(scale, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1)).value == 55.62
    assert score(scale, answers(scale, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)).value == 100.0
    assert score(scale, answers(scale, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1)).value == 0.0


@pytest.mark.parametrize("id", sorted(indicators.scales()))
def test_a_scale_scores_inside_its_range(id):
    scale = indicators.scale(id)
    if scale.formula in ("sum", "mean", "converted_sum") and scale.range:
        ends = [
            score(scale, all_alike(changed(scale, reverse=()), end)).value
            for end in (scale.answers.low, scale.answers.high)
        ]
        if not scale.reverse:
            assert ends == [scale.range.low, scale.range.high]
        assert all(scale.range.low <= end <= scale.range.high for end in ends)


def test_reversed_questions_are_turned():
    scale = indicators.scale("RSES")
    best = {id: 1 if id in scale.reverse else 4 for id in scale.ids}
    assert score(scale, best).value == 40
    assert score(scale, all_alike(scale, 4)).value == 25


def test_who5_is_multiplied_by_four_and_signals_a_low_score():
    scale = indicators.scale("WHO5")
    assert score(scale, answers(scale, 2, 3, 2, 3, 2)).value == 48
    assert signals(scale, 48)
    assert not signals(scale, 52)
    assert scale.referral


def test_parts_of_a_scale_have_scores_of_their_own():
    scale = indicators.scale("MSPSS")
    given = {**all_alike(scale, 1), **dict.fromkeys(("q3", "q4", "q8", "q11"), 7)}
    assert score(scale, given, "family").value == 7
    assert score(scale, given, "friends").value == 1
    with pytest.raises(DataError) as caught:
        score(scale, given, "neighbours")
    assert caught.value.key == "scales.not_its_part"


def test_a_missing_answer_is_never_a_zero():
    for id in ("WHO5", "SWEMWBS", "EPICES"):
        scale = indicators.scale(id)
        given = {**all_alike(scale, 1), scale.ids[0]: None}
        result = score(scale, given)
        assert result.value is None
        assert result.why_not.key == "scales.not_all_answered"


def test_the_half_mean_rule_fills_in_only_up_to_half():
    scale = changed(indicators.scale("GSE"), missing="half_mean")
    half = {id: 3 if n < 5 else None for n, id in enumerate(scale.ids)}
    assert score(scale, half).value == 30
    assert score(scale, {**half, "q1": None}).value is None


@pytest.mark.parametrize("value", [-1, 6, 2.5])
def test_an_answer_outside_the_scale_gives_no_score(value):
    scale = indicators.scale("WHO5")
    result = score(scale, {**all_alike(scale, 1), "q2": value})
    assert (result.value, result.why_not.key) == (None, "scales.out_of_range")


def test_a_question_of_another_scale_is_refused():
    with pytest.raises(DataError) as caught:
        score(indicators.scale("WHO5"), {"q6": 1})
    assert caught.value.key == "scales.not_its_question"


def test_ipaq_gives_the_published_energy_and_class():
    scale = indicators.scale("IPAQ-SF")
    assert score(scale, WEEK).value == 1050
    assert activity_class(WEEK) == "moderate"
    assert activity_class({**WEEK, "vigorous_minutes": 70}) == "high"
    assert activity_class({**WEEK, "vigorous_days": 0, "walking_days": 2}) == "low"


def test_ipaq_cuts_long_days_and_does_not_believe_longer_ones():
    scale = indicators.scale("IPAQ-SF")
    cut = score(scale, {**WEEK, "walking_minutes": 300}).value
    assert cut == score(scale, {**WEEK, "walking_minutes": 180}).value
    tired = score(scale, {**WEEK, "walking_minutes": 950})
    assert tired.why_not.key == "scales.too_long_a_day"
    assert score(scale, {**WEEK, "walking_days": None}).why_not.key == "scales.not_all_answered"
    assert score(scale, {**WEEK, "walking_days": 9}).why_not.key == "scales.out_of_range"
    assert activity_class({**WEEK, "walking_days": None}) is None


def test_scales_under_copyright_are_named_and_not_scored():
    scale = indicators.scale("BDI")
    assert score(scale, {}).why_not.key == "scales.not_scored"


@pytest.mark.parametrize("id", sorted(indicators.scales()))
def test_a_health_scale_that_signals_says_where_to_refer(id):
    scale = indicators.scale(id)
    assert scale.name.fr
    assert scale.name.en
    if scale.sensitive and scale.cutoffs and id != "EPICES":
        assert scale.referral


def test_no_text_of_a_scale_is_shipped_yet():
    assert not [id for id, scale in indicators.scales().items() if scale.text]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_says_licence_and_wording(lang):
    rows = indicators.scales_table(lang)
    assert len(rows) == len(indicators.scales())
    assert all(row["licence"] and row["wording"] for row in rows)


BAD = {
    "scales.unlicensed_text": ("RSES", {"text": {"q1": "Words of somebody else"}}),
    "scales.wording_disagrees": ("FASKU", {"wording": {"fr": "official_checked", "en": "absent"}}),
    "scales.unknown_question": ("RSES", {"reverse": ["q11"]}),
    "scales.misplaced": ("WHO5", {"id": "WHO6"}),
    "file.missing": ("EPICES", {"lookup": "EPISE.csv"}),
    "record.faults": ("GSE", {"licence_class": "D"}),
    "dossier.newer": ("GSE", {"format": 2}),
}


@pytest.mark.parametrize("key", BAD)
def test_a_bad_scale_is_refused(key, shelf):
    id, values = BAD[key]
    path = shelf / f"{id}.yml"
    write_yaml(path, {**read_yaml(path), **values})
    with pytest.raises(RecordError) as caught:
        indicators.scales(shelf)
    assert caught.value.key == key


def test_a_free_text_that_is_declared_is_read(shelf):
    path = shelf / "FASKU.yml"
    values = {"text": {"q1": {"fr": "Essai"}}, "wording": {"fr": "unverified", "en": "absent"}}
    write_yaml(path, {**read_yaml(path), **values})
    assert indicators.scales(shelf)["FASKU"].text["q1"].fr == "Essai"


def test_an_unknown_scale_is_refused_with_the_nearest():
    with pytest.raises(RecordError) as caught:
        indicators.scale("WHO-5")
    assert caught.value.holes["hint"].holes["near"] == "WHO5"
