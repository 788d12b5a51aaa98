"""How many, out of how many, and who is missing: totals hold, small cells hide, modes never mix."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import data
from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.collection import Instrument
from workbench.data.groups import with_codes
from workbench.data.measures import hidden
from workbench.data.periods import Period
from workbench.indicators import Choice, Choices, rollup, scale
from workbench.indicators.scoring import score

EXIT = Choice(indicator="IND-07", node="n", outcome="positive_exit")
CAME = Choice(indicator="IND-02", node="n", outcome="entry_date")
YEAR = Period("2024", date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def trajectoires():
    dossier = open_dossier("trajectoires")
    return data.load(dossier), dossier.read(Instrument), dossier.read(Choices)


def test_a_percentage_is_told_with_its_counts_and_its_missing_by_reason(trajectoires):
    table, asked, _ = trajectoires
    (total,) = data.measures(table, [EXIT], reasons=data.reasons(table, asked))
    answers = table["positive_exit"]
    assert (total.numerator, total.denominator) == (answers.sum(), answers.notna().sum())
    assert total.value == pytest.approx(answers.mean())
    assert total.total
    assert set(total.missing) == {"not_back", "blank"}
    assert total.denominator + sum(total.missing.values()) == total.people == len(table)


def test_a_share_of_words_is_refused(trajectoires):
    table, _, chosen = trajectoires
    words = changed(chosen.choices[-1], outcome="exit_situation")
    with pytest.raises(DataError) as caught:
        data.measures(table, [words])
    assert caught.value.key == "measures.not_a_number"


def test_every_choice_of_a_dossier_can_be_measured(trajectoires):
    table, asked, chosen = trajectoires
    there = chosen.choices
    found = data.measures(table, there, by=["structure"], reasons=data.reasons(table, asked))
    assert {one.indicator for one in found} == {choice.indicator for choice in there}
    for lang in ("fr", "en"):
        assert len(data.measures_table(found, lang, asked)) == len(found)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", None]), st.sampled_from(["F", "M", None]),
            st.sampled_from([0.0, 1.0, None]),
        ),
        min_size=1, max_size=60,
    )
)  # fmt: skip
@settings(max_examples=25)
def test_parts_add_up_to_the_total_in_every_cut(rows):
    table = pd.DataFrame(rows, columns=["site", "sex", "positive_exit"])
    found = data.measures(table, [EXIT], by=["site", "sex", ("site", "sex")])
    total, parts = found[0], found[1:]
    for cut in (("site",), ("sex",), ("site", "sex")):
        own = [one for one in parts if tuple(one.group) == cut]
        for name in ("people", "numerator", "denominator"):
            assert sum(getattr(one, name) for one in own) == getattr(total, name)
        assert sum(sum(one.missing.values()) for one in own) == sum(total.missing.values())


def test_people_are_counted_and_points_are_averaged(trajectoires):
    table, _, _ = trajectoires
    (came,) = data.measures(table, [CAME])
    assert (came.value, came.unit) == (len(table), "persons")
    feeling = Choice(indicator="IND-41", node="n", outcome="confidence__entry")
    (mean,) = data.measures(table, [feeling])
    assert mean.value == pytest.approx(table["confidence__entry"].mean())
    assert mean.numerator == table["confidence__entry"].sum()


def test_nobody_is_no_value_and_no_fall():
    table = pd.DataFrame({"positive_exit": pd.Series([None, None], dtype="Float64")})
    (none,) = data.measures(table, [EXIT])
    assert (none.value, none.denominator, none.missing) == (None, 0, {"unsaid": 2})


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("posiive_exit", "measures.no_column"),
        ("counts", "measures.not_yes_or_no"),
        ("words", "measures.not_a_number"),
    ],
)
def test_what_cannot_be_measured_is_refused(column, key):
    table = pd.DataFrame({"positive_exit": [1, 0], "counts": [3, 1], "words": ["yes", "no"]})
    with pytest.raises(DataError) as caught:
        data.measures(table, [Choice(indicator="IND-07", node="n", outcome=column)])
    assert caught.value.key == key
    assert caught.value.say("fr") != caught.value.say("en")


def test_a_small_part_hides_its_whole_breakdown_and_no_other(trajectoires):
    table, _, _ = trajectoires
    sizes = ["few"] * 3 + ["many"] * (len(table) - 3)
    cut = table.assign(part=sizes)
    found = data.masked(data.measures(cut, [EXIT], by=["part", "structure"]))
    hid = {tuple(one.group): one.masked for one in found}
    assert hid == {(): False, ("part",): True, ("structure",): False}
    gone = next(one for one in found if one.masked)
    assert (gone.value, gone.numerator, gone.people, gone.missing) == (None, None, 0, {})


@pytest.mark.parametrize(("yes", "no", "small"), [(4, 30, True), (30, 4, True), (5, 5, False)])
def test_a_cell_is_small_among_the_yes_as_among_the_no(yes, no, small):
    (one,) = data.measures(pd.DataFrame({"positive_exit": [1] * yes + [0] * no}), [EXIT])
    assert one.small == small


def test_another_way_to_mask_takes_the_place_of_ours(trajectoires):
    table, asked, _ = trajectoires
    found = data.measures(table, [EXIT])
    hide = data.measures_table(found, "en", asked, mask=lambda every: [hidden(o) for o in every])
    plain = data.measures_table(found, "en", asked)
    assert hide[0]["value"] == hide[0]["count"] == hide[0]["missing"] != plain[0]["value"]


def test_one_indicator_is_never_reported_in_two_ways(trajectoires):
    table, _, _ = trajectoires
    both = [Choice(**{**dict(EXIT), "reporting": mode}) for mode in ("periodic", "cumulative")]
    for measure in (
        lambda: data.measures(table, both),
        lambda: data.over_time(table, both, "exit_date", [YEAR]),
    ):
        with pytest.raises(DataError) as caught:
            measure()
        assert caught.value.key == "measures.two_modes"


def test_periodic_figures_add_up_and_cumulative_ones_never_fall(trajectoires):
    table, _, _ = trajectoires
    spans = data.quarters(date(2024, 1, 1), date(2024, 12, 31))
    for mode in ("periodic", "cumulative"):
        choice = Choice(**{**dict(CAME), "reporting": mode})
        found = data.over_time(table, [choice], "entry_date", spans)
        values = [one.value for one in found]
        assert [one.period for one in found] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
        assert (sum(values) if mode == "periodic" else values[-1]) == len(table)
        assert mode == "periodic" or values == sorted(values)


def test_measures_meet_those_of_other_places_by_their_counts(trajectoires):
    table, _, _ = trajectoires
    parts = [one for one in data.measures(table, [EXIT], by=["structure"]) if not one.total]
    total = rollup([data.reported(one, str(one.group["structure"])) for one in parts])
    assert total.made_by == "counts"
    assert total.value.count == table["positive_exit"].sum()
    with pytest.raises(DataError) as caught:
        data.reported(hidden(parts[0]), "here")
    assert caught.value.key == "measures.bare"


@pytest.mark.parametrize(
    ("periods", "key"),
    [
        ([], "measures.no_period"),
        ([Period("x", date(2025, 1, 2), date(2025, 1, 1))], "measures.period_backwards"),
    ],
)
def test_periods_that_cannot_be_are_refused(trajectoires, periods, key):
    with pytest.raises(DataError) as caught:
        data.over_time(trajectoires[0], [CAME], "entry_date", periods)
    assert caught.value.key == key


def test_age_groups_are_those_of_the_common_indicators():
    groups = data.age_class(pd.Series([17, 18, 29, 30, 54, 55, None]))
    assert [str(group).rsplit(".")[-1] for group in groups[:6]] == [
        "under_18", "18_29", "18_29", "30_54", "30_54", "55_more",
    ]  # fmt: skip
    assert groups.isna().tolist() == [False] * 6 + [True]


def test_what_the_import_knows_better_takes_the_place_of_blank():
    found = {"x": pd.Series(["blank", "not_back", None])}
    better = with_codes(found, {"x": pd.Series(["refused", "refused", None])})
    assert better["x"].tolist()[:2] == ["refused", "refused"]


ANSWERS = pd.DataFrame(
    np.random.default_rng(1).integers(0, 6, (60, 5)), columns=[f"a{n}" for n in range(1, 6)]
).astype("Float64")
ITEMS = {f"q{n}": f"a{n}" for n in range(1, 6)}


def test_scores_are_those_of_the_scale_row_by_row():
    who5 = scale("WHO5")
    found = data.scores(ANSWERS, who5, ITEMS)
    for row, expected in zip(ANSWERS.to_numpy(), found["score"], strict=True):
        assert score(who5, dict(zip(who5.ids, map(float, row), strict=True))).value == expected
    assert found["why_not"].isna().all()


def test_whoever_has_no_score_has_a_reason():
    answers = ANSWERS.copy()
    answers.loc[0, "a1"], answers.loc[1, "a2"] = None, 9
    found = data.scores(answers, scale("WHO5"), ITEMS)
    assert found["score"].isna().tolist()[:3] == [True, True, False]
    assert found["why_not"].tolist()[:2] == ["not_all_answered", "out_of_range"]
    scored = answers.assign(wellbeing=found["score"])
    choice = Choice(indicator="IND-26", node="n", outcome="wellbeing")
    (one,) = data.measures(scored, [choice], reasons={"wellbeing": found["why_not"]})
    assert one.missing == {"not_all_answered": 1, "out_of_range": 1}


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ({"q9": "a1"}, "measures.not_an_item"),
        ({"q1": "b1"}, "measures.no_column"),
        ({"q1": "text"}, "measures.not_a_number"),
    ],
)
def test_columns_that_do_not_fit_the_scale_are_refused(columns, key):
    with pytest.raises(DataError) as caught:
        data.scores(ANSWERS.assign(text="five"), scale("WHO5"), columns)
    assert caught.value.key == key
