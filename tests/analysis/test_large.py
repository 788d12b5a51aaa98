"""Sums by cell say what the rows say: to ten digits, far from zero too, and with holes."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.datasets import longley

from tests.analysis.plans import BY_MONTH
from workbench.analysis import answer, large, told
from workbench.analysis.asked import analysis_of, opened
from workbench.analysis.designs.cells import COUNT
from workbench.base.errors import DataError

COMPARED = {
    "design": "comparison",
    "outcome": "y",
    "treatment": "late",
    "cluster": "club",
    "covariates": "sex,age",
}
ASKED = {
    "twfe": BY_MONTH,
    "event study": {**BY_MONTH, "method": "event_study"},
    "two by two": {**BY_MONTH, "treatment": "late", "time": "after", "method": "two_by_two"},
    "two by two without units": {
        **{k: v for k, v in BY_MONTH.items() if k != "unit"},
        "treatment": "late",
        "time": "after",
    },
    "comparison": COMPARED,
    "by lot": {**COMPARED, "randomised": True},
    "of words": {**COMPARED, "treatment": "arm", "covariates": ""},
    "a dose": {**COMPARED, "treatment": "age", "covariates": ""},
    "few clubs": {**COMPARED, "treatment": "rare", "covariates": ""},
    "few clubs that change": {**BY_MONTH, "treatment": "rare_now"},
    "yes or no": {**COMPARED, "outcome": "yes"},
}


@pytest.fixture
def drawn():
    """A builder of people of clubs, seen month by month."""

    def table(n=4000, clubs=12, middle=0.0, seed=0):
        draw = np.random.default_rng(seed)
        club, month = draw.integers(0, clubs, n), draw.integers(0, 6, n)
        late, after = club % 2, (month >= 3).astype(int)
        rare = (club < 2).astype(int)
        sex, age = draw.choice(["F", "M"], n), draw.integers(16, 26, n)
        y = middle + draw.normal(0, 1, clubs)[club] + 0.1 * month + 0.5 * late * after
        y = y + draw.normal(0, 1, n)
        arm = np.array(["a", "b", "c"])[club % 3]
        columns = {"club": club, "month": month, "late": late, "after": after, "y": y}
        columns |= {"now": late * after, "rare": rare, "rare_now": rare * after, "arm": arm}
        columns |= {"sex": sex, "age": age, "yes": (y > middle).astype(int)}
        return pd.DataFrame(columns)

    return table


@pytest.fixture
def both(tmp_path, monkeypatch):
    """A caller: the answer of the rows, and that of the sums, as objects."""

    def call(table, design, **given):
        path = tmp_path / "people.parquet"
        table.to_parquet(path)
        analysis = analysis_of(design, table, **given)
        rows = answer(analysis, table)
        monkeypatch.setattr(large, "COMFORT", 10)
        summed, cells = opened(path, design, **given)
        assert COUNT in cells.columns
        assert len(cells) < len(table)
        assert summed == analysis
        one, two = told.as_json(*rows), told.as_json(*answer(summed, cells))
        assert two["notes"].pop()["id"] == "large.by_cells"
        return one, two

    return call


def flat(content):
    """Return the object as a list of leaves, in order."""
    if isinstance(content, dict):
        return [leaf for key in content for leaf in flat(content[key])]
    if isinstance(content, list):
        return [leaf for item in content for leaf in flat(item)]
    return [content]


def assert_same(one, two):
    for mine, other in zip(flat(one), flat(two), strict=True):
        if isinstance(mine, float):
            assert other == pytest.approx(mine, rel=1e-10, abs=1e-12)
        else:
            assert other == mine


@pytest.mark.parametrize("case", ASKED)
def test_the_sums_say_all_that_the_rows_say(case, drawn, both):
    assert_same(*both(drawn(), **ASKED[case]))


def test_figures_far_from_zero_keep_their_digits(drawn, both):
    near = both(drawn(), **BY_MONTH)[1]
    far = both(drawn(middle=1e8), **BY_MONTH)[1]
    assert far["estimate"] == pytest.approx(near["estimate"], rel=1e-6)
    assert far["std_error"] == pytest.approx(near["std_error"], rel=1e-6)


@pytest.mark.parametrize("case", ["twfe", "comparison", "by lot"])
def test_holes_are_counted_alike(case, drawn, both):
    draw = np.random.default_rng(1)
    table = drawn()
    for column in ("y", "club", "sex"):
        table[column] = table[column].where(draw.random(len(table)) > 0.05)
    one, two = both(table, **ASKED[case])
    assert one["n_left_out"] > 0
    assert_same(one, two)


@pytest.mark.parametrize("size", [1, 100, 10_000])
def test_wampler_keeps_its_digits_in_sums(size, both):
    x = np.arange(21)
    powers = {f"x{power}": x.astype(float) ** power for power in range(1, 6)}
    exact = sum(powers.values()) + 1 + size * np.array(DELTA)
    table = pd.DataFrame({**powers, "y": exact, "club": x})
    twice = pd.concat([table, table], ignore_index=True)
    given = {"outcome": "y", "treatment": "x1", "cluster": "club"}
    found = both(twice, "comparison", **given, covariates="x2,x3,x4,x5")[1]
    assert found["estimate"] == pytest.approx(1, rel=1e-9 * size)


DELTA = [
    759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048,
    -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 759,
]  # fmt: skip
"""NIST StRD, Wampler3 to 5: the certified coefficients are all 1."""
LONGLEY = {
    "GNPDEFL": 15.0618722713733,
    "GNP": -0.0358191792925910,
    "UNEMP": -2.02022980381683,
    "ARMED": -1.03322686717359,
    "POP": -0.0511041056535807,
    "YEAR": 1829.15146461355,
}
"""NIST StRD, Longley: the certified coefficients of employment."""


@pytest.mark.parametrize("column", LONGLEY)
def test_longley_keeps_its_digits_in_sums(column, both):
    table = longley.load_pandas().data
    others = ",".join(name for name in LONGLEY if name != column)
    given = {"outcome": "TOTEMP", "treatment": column, "cluster": "YEAR", "covariates": others}
    found = both(pd.concat([table, table], ignore_index=True), "comparison", **given)[1]
    assert found["estimate"] == pytest.approx(LONGLEY[column], rel=1e-9)


def test_too_many_different_rows_are_loaded(drawn, tmp_path, monkeypatch):
    path = tmp_path / "people.parquet"
    drawn().to_parquet(path)
    monkeypatch.setattr(large, "COMFORT", 10)
    monkeypatch.setattr(large, "MOST_CELLS", 20)
    assert COUNT not in opened(path, **COMPARED)[1].columns


@pytest.mark.parametrize(
    "change",
    [{"method": "lin"}, {"measure": "risk_ratio"}, {"cluster": None}, {"weights": "age"}],
)
def test_what_sums_cannot_carry_is_loaded(change, drawn, tmp_path, monkeypatch):
    path = tmp_path / "people.parquet"
    drawn().to_parquet(path)
    monkeypatch.setattr(large, "COMFORT", 10)
    assert COUNT not in opened(path, **{**COMPARED, **change})[1].columns


BAD = {
    "an infinite outcome": (
        {"y": lambda t: t["y"].where(t.index > 5, np.inf)},
        "analysis.infinite",
    ),
    "an outcome of words": ({"y": "much"}, "analysis.not_numbers"),
    "a constant outcome": ({"y": 1.0}, "analysis.constant"),
    "nobody treated": ({"late": 0}, "analysis.not_two_groups"),
    "one club": ({"club": 1}, "analysis.one_site"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_the_letter_of_the_rows(case, drawn, tmp_path, monkeypatch):
    columns, key = BAD[case]
    path = tmp_path / "people.parquet"
    drawn().assign(**columns).to_parquet(path)
    monkeypatch.setattr(large, "COMFORT", 10)
    with pytest.raises(DataError) as raised:
        answer(*opened(path, **COMPARED))
    assert raised.value.key == key


def test_a_unit_seen_twice_is_still_refused_where_units_are_people(drawn):
    table = drawn(n=400, clubs=12).assign(person=np.arange(400) // 2, month=1)
    asked = {**BY_MONTH, "unit": "person"}
    with pytest.raises(DataError) as raised:
        answer(analysis_of(table=table, **asked), table)
    assert raised.value.key in {"estimate.twice", "analysis.not_two_groups"}
