"""The contract of a design: whatever the data, and whoever adds the next one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.analysis import check, estimate
from workbench.analysis.designs import ALL
from workbench.analysis.designs.rows import known_rows
from workbench.analysis.estimate import sites
from workbench.base.words import LANGS, known, say
from workbench.data.protection.rules import SMALL

ELSEWHERE = {
    "staggered",
    "matching",
    "weighting",
    "discontinuity",
    "interrupted_series",
    "time_to_event",
    "synthetic_control",
    "instrument",
}
"""The designs that need other tables; `designs/test_contract.py` holds them to the same."""
pytestmark = pytest.mark.parametrize("design", [name for name in ALL if name not in ELSEWHERE])
quickly = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NUMBERS = ("estimate", "ci_low", "ci_high", "std_error", "df", "p_value")


def numbers_of(effect):
    found = [getattr(effect, name) for name in NUMBERS]
    return pytest.approx([np.nan if x is None else x for x in found], rel=1e-7, nan_ok=True)


def test_it_leaves_the_table_as_it_was(design, plan, drawn):
    table = drawn()
    table.loc[::7, "after"] = np.nan
    before = table.copy(deep=True)
    effect = estimate(plan(design), table)
    check(plan(design), table, effect)
    sites(plan(design), table)
    pd.testing.assert_frame_equal(table, before)


@given(seed=st.integers(0, 10_000))
@quickly
def test_it_does_not_depend_on_the_order_of_rows(design, plan, drawn, seed):
    table = drawn(seed=seed)
    other = table.sample(frac=1, random_state=seed)
    first, second = estimate(plan(design), table), estimate(plan(design), other)
    assert numbers_of(first) == numbers_of(second).expected


def test_it_takes_a_table_whose_rows_have_the_same_name(design, plan, drawn):
    table = drawn()
    twins = table.set_axis([0] * len(table))
    assert (
        numbers_of(estimate(plan(design), twins))
        == numbers_of(estimate(plan(design), table)).expected
    )


def test_it_names_what_it_rests_on_in_both_languages(design, plan, drawn):
    effect = estimate(plan(design), drawn())
    assert effect.rests_on
    assert all(say(key, lang) for key in effect.rests_on for lang in LANGS)


def test_its_doubts_speak_both_languages(design, plan, drawn):
    table = drawn()
    table.loc[::5, ["after", "yes"]] = np.nan
    findings = check(plan(design), table, estimate(plan(design), table))
    assert findings
    assert all(finding.sentence(lang) for finding in findings for lang in LANGS)
    assert all(known(finding.id) for finding in findings)


def test_people_without_a_site_are_left_out_and_counted(design, plan, drawn):
    table = drawn()
    table.loc[:3, "site"] = None
    effect = estimate(plan(design, cluster="site"), table)
    assert (effect.n, effect.n_left_out, effect.n_clusters) == (len(table) - 4, 4, 10)


def test_a_wider_confidence_gives_a_wider_interval(design, plan, drawn):
    narrow, wide = (estimate(plan(design), drawn(), level) for level in (0.8, 0.99))
    assert wide.ci_low < narrow.ci_low < narrow.ci_high < wide.ci_high


@given(seed=st.integers(0, 10_000), size=st.integers(2, 14), lost=st.integers(0, 9))
@quickly
def test_its_sites_never_show_fewer_than_five_people(design, plan, drawn, seed, size, lost):
    table = drawn(sites=8, people=size, seed=seed)
    table.loc[table.index % 10 < lost, "after"] = np.nan
    analysis = plan(design, cluster="site", covariates=())
    rows = sites(analysis, table)
    shown = [row for row in rows if row["n"] is not None]
    assert len(shown) in (0, len(rows))  # one alone would be found by subtraction
    for row in shown:
        yes = row["n"] * row["value"] if design == "progress" else row["n"]
        assert not any(0 < round(cell) < SMALL for cell in (row["n"], yes, row["n"] - yes))
    if shown:
        assert sum(row["n"] for row in shown) == len(known_rows(analysis, table))


@given(seed=st.integers(0, 10_000), factor=st.floats(0.001, 1000))
@quickly
def test_another_unit_changes_nothing_but_the_unit(design, plan, drawn, seed, factor):
    table = drawn(seed=seed)
    measures = set(table.columns) & {"after", "before"}  # a share of people has no unit
    scaled = table.assign(**{name: table[name] * factor for name in measures})
    factor = 1 if design == "progress" else factor
    first, second = estimate(plan(design), table), estimate(plan(design), scaled)
    for name in ("estimate", "ci_low", "ci_high"):
        expected = factor * getattr(first, name)
        assert getattr(second, name) == pytest.approx(expected, rel=1e-6, abs=1e-9 * factor)
