"""Conditions and formulas of a form come to the same as in the form; what is not known is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.data import clean, roster
from workbench.data.roster.formulas import Formula, computed, holds

GIVEN = {"a": "3", "b": "4.5", "day": "2026-04-03", "ticks": "swim run", "blank": "", ".": "7"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${a} + ${b} * 2", 12),
        ("(${a} + 1) div 8", 0.5),
        ("-${a} mod 2 + 10", 11),
        ("if(${a} > 2 and not(${b} < 4), 'yes', 'no')", "yes"),
        ("selected(${ticks}, 'run') or ${a} = 9", True),
        ("count-selected(${ticks})", 2),
        ("round(${b} div 2, 1)", 2.3),
        ("max(${a}, ${b}) - min(${a}, ${b})", 1.5),
        ("coalesce(${blank}, ${a})", "3"),
        ("${day} < '2026-05-01'", True),
        ("string-length(${day})", 10),
    ],
)
def test_a_formula_is_computed(text, value):
    assert computed(Formula(text), GIVEN) == value


@pytest.mark.parametrize(
    "text",
    ["${a} div 0", "${blank} + 1", "pulldata('x', 'y')", "${a} +", "(1", "'open", "if(1)", ""],
)
def test_what_cannot_be_computed_here_is_left_blank(text):
    assert computed(Formula(text), GIVEN) is None


@given(st.text("()'\"${}a.,+-*<>=! 1div", max_size=25))
def test_no_formula_breaks_the_page(text):
    computed(Formula(text), GIVEN)
    assert holds(Formula(text), GIVEN) in (True, False, None)


def test_what_is_computed_and_several_answers_reach_the_table(bare):
    path = bare.path("collection/instrument.yml")
    content = read_yaml(path)
    more = [
        {
            "id": "sports", "label": "Sports", "type": "select_multiple", "waves": ["entry"],
            "options": [
                {"code": "run", "label": "Course"}, {"code": "swim", "label": "Nage"},
                {"code": "none", "label": "Aucun", "alone": True},
            ],
        },
        {
            "id": "next_age", "label": "Âge dans un an", "type": "calculate", "waves": ["entry"],
            "formula": "${age} + 1",
        },
    ]  # fmt: skip
    write_yaml(path, {**content, "questions": [*content["questions"], *more]})
    key = roster.add(bare)
    roster.give(bare, key, "entry", "age", "19")
    assert roster.give(bare, key, "entry", "sports", "run none").heard.state == "refused"
    assert roster.give(bare, key, "entry", "sports", "swim run").heard.kept == "run swim"
    row = clean(bare).table.iloc[0]
    assert (row["next_age"], row["sports__run"], row["sports__none"]) == (20, 1, 0)
