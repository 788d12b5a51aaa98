"""Data that carry nothing get the same keys and a letter, whatever the design; no traceback."""

import json

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.told import NUMBERS
from workbench.base.words import LANGS

WORDS = "analysis.not_numbers"


def people(draw):
    n = 160
    x, offered = draw.standard_normal(n), draw.integers(0, 2, n)
    treated = (draw.random(n) < 1 / (1 + np.exp(-0.5 * x))).astype(int)
    y = x + 0.5 * treated + draw.standard_normal(n)
    return pd.DataFrame(
        {
            "x": x, "town": draw.choice(["Lille", "Lyon"], n), "treated": treated, "y": y,
            "yes": (y > 0).astype(int), "before": x + draw.standard_normal(n),
            "site": np.arange(n) % 16, "months": draw.exponential(6, n) + 0.1,
            "seen": draw.integers(0, 2, n), "score": draw.uniform(20, 80, n),
            "offered": offered, "came": offered * draw.integers(0, 2, n),
        }
    )  # fmt: skip


def panel(draw, units=24, years=6):
    club, year = np.repeat(np.arange(units), years), np.tile(np.arange(1, years + 1), units)
    first = np.where(np.arange(units) < units / 2, 0, draw.choice([3, 5], units))[club]
    now = ((first > 0) & (year >= first)).astype(int)
    y, x = now + draw.standard_normal(len(club)), draw.standard_normal(len(club))
    ever, after = (first > 0).astype(int), (year > 3).astype(int)
    columns = {"club": club, "year": year, "first": first, "now": now, "ever": ever, "y": y, "x": x}
    return pd.DataFrame({**columns, "after": after, "site": club // 2})


def one_place(draw):
    table = panel(draw, 14, 10)
    return table.assign(now=((table["club"] == 0) & (table["year"] >= 8)).astype(int))


def months(draw):
    month = np.arange(1, 73)
    after = (month > 40).astype(int)
    y = 0.02 * month + 0.5 * after + 0.5 * draw.standard_normal(72)
    return pd.DataFrame({"month": month, "after": after, "y": y, "x": draw.standard_normal(72)})


DESIGNS = {
    "progress": (people, "yes", None, ""),
    "before_after": (people, "y", None, "--pre before"),
    "comparison": (people, "y", "treated", ""),
    "difference_in_differences": (panel, "y", "ever", "--time after"),
    "two_way": (panel, "y", "now", "--time year --unit club"),
    "staggered": (panel, "y", None, "--first first --time year --unit club"),
    "matching": (people, "y", "treated", "--covariates x,town"),
    "weighting": (people, "y", "treated", "--covariates x,town"),
    "discontinuity": (people, "y", None, "--running score --cutoff 50"),
    "interrupted_series": (months, "y", "after", "--time month"),
    "time_to_event": (people, "months", "treated", "--event seen"),
    "cox": (people, "months", "treated", "--event seen --method cox"),
    "synthetic_control": (one_place, "y", "now", "--time year --unit club"),
    "instrument": (people, "y", "came", "--instrument offered"),
}
"""Each design: its table, its outcome, its treatment of 0 and 1, and what else is asked."""
NAMES = {"two_way": "difference_in_differences", "cox": "time_to_event"}
TREATED = [design for design, (_, _, treatment, _) in DESIGNS.items() if treatment]
CLUSTERED = [d for d in DESIGNS if d not in ("interrupted_series", "synthetic_control")]
ADJUSTED = [
    d for d in DESIGNS
    if d not in ("progress", "before_after", "time_to_event", "synthetic_control")
]  # fmt: skip


@pytest.fixture
def asked(said, tmp_path):
    """A caller: ask for an estimate of a design on its own table, once *change* has spoilt it."""

    def call(design, change, *more):
        make, outcome, treatment, options = DESIGNS[design]
        path = tmp_path / "table.csv"
        change(make(np.random.default_rng(5)), outcome, treatment).to_csv(path, index=False)
        action = () if treatment is None else ("--treatment", treatment)
        named = ("--design", NAMES.get(design, design), "--outcome", outcome, *action)
        code, out, err = said("estimate", path, *named, *options.split(), *more, "--json")
        content = json.loads(out)
        assert err == ""
        assert set(content) >= {*NUMBERS, "claim", "findings"}
        assert all(finding[lang] for finding in content["findings"] for lang in LANGS)
        wrong = {f["id"]: f for f in content["findings"] if f["passed"] is False}
        return code, content, wrong

    return call


def refused(answer, *ids):
    code, content, wrong = answer
    assert (code, content["estimate"]) == (1, None)
    assert set(wrong) <= set(ids)
    assert len(wrong) == 1


def as_it_is(table, *_):
    return table


def in_words(table, outcome, _):
    return table.assign(**{outcome: "a word"})


def always_the_same(table, outcome, _):
    return table.assign(**{outcome: 1})


def once_infinite(table, outcome, _):
    return table.assign(**{outcome: table[outcome].astype(float).where(table.index > 0, np.inf)})


def never_answered(table, outcome, _):
    return table.assign(**{outcome: np.nan})


def without_rows(table, *_):
    return table.head(0)


def misspelt(table, outcome, _):
    return table.rename(columns={outcome: f"{outcome}z"})


def all_in_one_club(table, *_):
    return table.assign(site=1)


def twice(table, *_):
    return pd.concat([table, table.head(3)])


@pytest.mark.parametrize("design", DESIGNS)
def test_what_is_sound_is_estimated(design, asked):
    code, content, _ = asked(design, as_it_is)
    assert code == 0
    assert content["estimate"] is not None


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    ("change", "id"),
    [
        (in_words, WORDS),
        (once_infinite, "analysis.infinite"),
        (never_answered, "analysis.no_answers"),
        (without_rows, "analysis.no_answers"),
        (misspelt, "analysis.no_column"),
    ],
)
def test_an_outcome_that_is_no_answer_is_refused(design, change, id, asked):
    refused(asked(design, change), id)


@pytest.mark.parametrize("design", [d for d in DESIGNS if d not in ("progress", "before_after")])
def test_an_outcome_that_never_varies_is_refused(design, asked):
    refused(asked(design, always_the_same), "analysis.constant")


def test_the_nearest_column_is_named(asked):
    _, _, wrong = asked("comparison", misspelt)
    assert all("yz" in wrong["analysis.no_column"][lang] for lang in LANGS)


@pytest.mark.parametrize("value", [0, 1])
@pytest.mark.parametrize("design", TREATED)
def test_one_group_alone_is_refused(design, value, asked):
    answer = asked(design, lambda table, _, treatment: table.assign(**{treatment: value}))
    refused(answer, "analysis.not_two_groups", "designs.never_changes")


@pytest.mark.parametrize(
    ("first", "id"), [(0, "designs.nobody_begins"), (1, "designs.nobody_never")]
)
def test_a_start_of_nobody_or_of_everybody_is_refused(first, id, asked):
    refused(asked("staggered", lambda table, *_: table.assign(first=first)), id)


@pytest.mark.parametrize("cutoff", ["1000", "-1000"])
def test_a_threshold_that_parts_nobody_is_refused(cutoff, asked):
    answer = asked("discontinuity", as_it_is, f"--cutoff={cutoff}")
    refused(answer, "designs.few_on_a_side")


@pytest.mark.parametrize("design", [d for d in TREATED if d not in ("comparison", "instrument")])
def test_a_treatment_that_must_be_0_or_1_is_refused_otherwise(design, asked):
    def other(table, _, treatment):
        return table.assign(**{treatment: table[treatment] * (1 + table.index % 3)})

    refused(asked(design, other), "analysis.not_two_groups")


@pytest.mark.parametrize("design", CLUSTERED)
def test_a_club_that_holds_everybody_is_refused(design, asked):
    refused(asked(design, all_in_one_club, "--cluster", "site"), "analysis.one_site")


@pytest.mark.parametrize("design", CLUSTERED)
def test_people_without_a_club_are_left_out_and_counted(design, asked):
    def some_nowhere(table, *_):
        return table.assign(site=table["site"].where(table.index > 5))

    code, content, wrong = asked(design, some_nowhere, "--cluster", "site")
    assert code == 0
    assert content["n_left_out"] >= 6
    assert all("6" in wrong["estimate.no_site"][lang] for lang in LANGS)


@pytest.mark.parametrize("design", ADJUSTED)
def test_a_covariate_that_says_what_another_says_is_refused(design, asked):
    answer = asked(design, lambda t, *_: t.assign(again=2 * t["x"]), "--covariates", "x,again")
    refused(answer, "analysis.collinear")


@pytest.mark.parametrize("design", ["comparison", "matching", "instrument"])
def test_fewer_people_than_columns_are_refused(design, asked):
    def few(table, _, treatment):
        return table.groupby(treatment).head(2)

    ids = ("analysis.too_few_rows", "analysis.collinear", "designs.never_changes")
    refused(asked(design, few, "--covariates", "x,town,before"), *ids)


@pytest.mark.parametrize("design", ["two_way", "staggered", "interrupted_series"])
def test_a_unit_that_is_seen_twice_at_once_is_refused(design, asked):
    ids = ("estimate.twice", "designs.twice", "designs.moment_twice")
    refused(asked(design, twice), *ids)


def test_a_place_that_is_seen_twice_at_once_is_refused(asked):
    refused(asked("synthetic_control", twice), "designs.twice")


@pytest.mark.parametrize("design", ["comparison", "weighting"])
def test_a_negative_weight_is_refused(design, asked):
    answer = asked(design, lambda t, *_: t.assign(w=-1.0), "--weights", "w")
    refused(answer, "estimate.weights", "designs.negative_weights")


@pytest.mark.parametrize(
    ("design", "more"),
    [
        ("matching", ("--covariates", "known")),
        ("weighting", ("--covariates", "known")),
        ("weighting", ("--covariates", "known", "--method", "entropy")),
        ("weighting", ("--covariates", "known", "--method", "aipw")),
    ],
)
def test_a_covariate_that_tells_the_groups_apart_is_refused(design, more, asked):
    answer = asked(design, lambda table, *_: table.assign(known=table["treated"]), *more)
    refused(answer, "designs.separation", "designs.cannot_balance", "analysis.collinear")


@pytest.mark.parametrize(
    ("design", "option", "column"),
    [
        ("progress", "covariates", "x"),
        ("time_to_event", "covariates", "x"),
        ("synthetic_control", "cluster", "site"),
        ("synthetic_control", "covariates", "x"),
        ("interrupted_series", "cluster", "x"),
        ("matching", "strata", "site"),
    ],
)
def test_what_a_design_would_ignore_is_refused(design, option, column, asked):
    refused(asked(design, as_it_is, f"--{option}", column), "estimate.not_heard")
