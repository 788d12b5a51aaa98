"""QCA: the reference of R's QCA package, the peer on random tables, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import qca
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from workbench.analysis.configurations import Asked, answer, as_text, calibrate, minimal
from workbench.analysis.configurations import truth_table as shown
from workbench.base.errors import DataError
from workbench.base.words import LANGS

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = {one["id"]: one for one in json.loads((GOLDEN / "few.json").read_text("utf-8"))["cases"]}
LIPSET = ("DEV", "URB", "LIT", "IND", "STB")


def lipset(**changes):
    asked = Asked("SURV", LIPSET, **{"inclusion": 1.0, "id": "case", **changes})
    return answer(pd.read_csv(GOLDEN / "lipset.csv"), asked)


def ids(findings):
    return {finding.id for finding in findings if finding.passed is False}


@pytest.mark.parametrize("kind", ["conservative", "parsimonious"])
def test_lipset_is_that_of_r(kind):
    golden = CASES["qca_lipset_crisp"]["values"][kind]
    solution = getattr(lipset()[0], kind)
    assert solution.text == golden["solution"]
    assert (solution.consistency, solution.pri, solution.coverage) == pytest.approx(
        (golden["inclS"], golden["PRI"], golden["covS"]), rel=1e-8
    )
    for name, key in (("consistency", "terms"), ("coverage", "term_cov")):
        found = {term.text: getattr(term, name) for term in solution.terms}
        assert found == pytest.approx(golden[key], rel=1e-8)
    assert {term.text: term.unique_coverage for term in solution.terms} == golden["term_covU"]


def test_calibration_is_that_of_r():
    values = (5, 20, 35, 50, 65, 80, 95)
    golden = CASES["qca_calibrate_direct"]["values"]["values"]
    assert calibrate(values, (20, 50, 80)) == pytest.approx(golden, rel=1e-8)


def test_what_was_never_seen_is_counted_and_said():
    found, findings = lipset()
    assert found.remainders == 23
    assert ids(findings) == {"qca.never_seen", "qca.rests_on_guesses"}


def test_a_case_is_in_the_row_of_its_combination():
    found, _ = lipset()
    rows = {row.marks: row.cases for row in found.rows}
    assert rows[(1, 0, 1, 0, 1)] == ("FI", "IE")
    assert sum(len(cases) for cases in rows.values()) == 18


def crisp(draw_bits, k):
    return pd.DataFrame(draw_bits, columns=[*"abcdefgh"[:k], "y"])


@pytest.mark.filterwarnings("ignore:directional_expectations")  # the peer’s own
@settings(max_examples=25, phases=[Phase.generate])
@given(st.integers(2, 4), st.integers(0, 10_000), st.booleans())
def test_the_solutions_are_those_of_pyqca(k, seed, fuzzy):
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(2**k, 25)), k + 1)
    made = (rng.random(shape) + 0.0003).round(4) if fuzzy else rng.integers(0, 2, shape)
    table = crisp(np.clip(made, 0, 1), k)
    assume(table["y"].min() < table["y"].max() and not (table == 0.5).any(axis=None))
    names = list(table.columns[:-1])
    ours, _ = answer(table, Asked("y", tuple(names)))
    assume(any(row.outcome for row in ours.rows))
    engine = qca.FSQCA if fuzzy else qca.CSQCA
    model = engine(table, outcome="y", conditions=names)
    theirs = qca.minimize_truth_table(model, consistency_threshold=0.8)
    for mine, other in (
        (ours.conservative, theirs.complex_solution),
        (ours.parsimonious, theirs.parsimonious_solution),
    ):
        if mine is not None:
            assert written(other, names) in [frozenset(text.split(" + ")) for text in mine.models]


def written(solution, names):
    """Return pyqca's solution as a set of our own texts."""
    return frozenset(
        "*".join(
            name if mark == 1 else f"~{name}"
            for mark, name in zip(implicant.pattern, names, strict=True)
            if mark != "*"
        )
        for implicant in solution
    )


@settings(max_examples=60)
@given(st.integers(1, 5), st.data())
def test_a_model_covers_every_row_it_must_and_none_it_must_not(k, data):
    codes = data.draw(st.lists(st.integers(0, 2), min_size=2**k, max_size=2**k))
    positive = [code for code, state in enumerate(codes) if state == 1]
    forbidden = [code for code, state in enumerate(codes) if state == 0]
    models, whole = minimal(k, positive, forbidden)
    assert bool(models) == bool(positive)
    sizes = {len(model) for model in models}
    assert len(sizes) <= 1
    assert whole
    for model in models:
        covered = {code for code in range(2**k) if any(covers(term, code, k) for term in model)}
        assert set(positive) <= covered
        assert not covered & set(forbidden)


def covers(term, code, k):
    bits = [code >> (k - 1 - j) & 1 for j in range(k)]
    return all(mark in (2, bit) for mark, bit in zip(term, bits, strict=True))


def test_models_as_short_are_all_given():
    rows = [(1, 0, 0, 1), (1, 1, 0, 1), (0, 1, 0, 1), (0, 1, 1, 1), (0, 0, 1, 1), (1, 0, 1, 1)]
    table = crisp([*rows, (0, 0, 0, 0), (1, 1, 1, 0)], 3)
    found, findings = answer(table, Asked("y", ("a", "b", "c")))
    assert set(found.conservative.models) == {"~a*b + a*~c + ~b*c", "~a*c + a*~b + b*~c"}
    assert "qca.several_models" in ids(findings)


def test_the_absence_of_the_outcome_can_be_asked_for():
    table = pd.read_csv(GOLDEN / "lipset.csv")
    found, _ = answer(table, Asked("~SURV", LIPSET, inclusion=1.0))
    assert set(found.parsimonious.text.split(" + ")) == {"~DEV", "~STB"}


@pytest.mark.parametrize(("n", "k", "refused"), [(9, 5, True), (7, 4, True), (30, 6, False)])
def test_more_conditions_than_the_cases_can_bear_are_refused(n, k, refused):
    rng = np.random.default_rng(3)
    table = crisp(rng.integers(0, 2, (n, k + 1)), k)
    found, findings = answer(table, Asked("y", tuple("abcdef"[:k])))
    assert ("qca.too_many_conditions" in ids(findings)) is refused
    assert ("qca.few_cases" in ids(findings)) is (n < 2 ** (k - 1) and not refused)
    assert (found.conservative is None) is refused
    assert found.rows


def test_cases_alike_with_opposite_outcomes_are_named():
    table = crisp([(1, 0, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0), (1, 1, 1)], 2)
    found, findings = answer(table, Asked("y", ("a", "b")))
    assert "qca.contradictory" in ids(findings)
    assert [row.cases for row in found.rows if row.contradictory] == [("1", "2")]


def test_a_case_on_the_fence_belongs_nowhere_and_is_named():
    table = pd.DataFrame({"a": [0.5, 0.9, 0.1, 0.8], "y": [1, 0.9, 0.1, 0.7]})
    found, findings = answer(table, Asked("y", ("a",)))
    assert sum(len(row.cases) for row in found.rows) == 3
    assert "qca.on_the_fence" in ids(findings)


def test_missing_values_leave_a_case_out_and_say_so():
    table = pd.read_csv(GOLDEN / "lipset.csv")
    table.loc[0, "DEV"] = None
    found, findings = answer(table, Asked("SURV", LIPSET, 1.0, "case"))
    assert "AU" not in found.cases
    assert "qca.left_out" in ids(findings)


def test_anchors_that_decide_the_result_are_said():
    table = pd.DataFrame({"size": [1, 5.2, 9, 4.5], "y": [0, 1, 1, 0]})
    decided, stable = (
        ids(answer(table, Asked("y", ("size",), anchors={"size": (at,)}))[1]) for at in (5, 7)
    )
    assert "qca.anchors_move" in decided
    assert "qca.anchors_move" not in stable


def test_an_inclusion_that_decides_the_result_is_said():
    rows = [(1, 1)] * 7 + [(1, 0)] * 2 + [(0, 0)] * 4
    _, findings = answer(crisp(rows, 1), Asked("y", ("a",)))
    assert "qca.inclusion_moves" in ids(findings)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"outcome": "z"}, "qca.no_column"),
        ({"conditions": ("a", "a")}, "qca.twice"),
        ({"conditions": ("a", "y")}, "qca.twice"),
        ({"anchors": {"c": (1, 2, 3)}}, "qca.idle_anchors"),
        ({"anchors": {"a": (3, 2, 1)}}, "qca.anchors_out_of_order"),
        ({"anchors": {"a": (1, 1, 2)}}, "qca.anchors_out_of_order"),
        ({"anchors": {"a": (1, 2)}}, "qca.anchors_not_three"),
        ({"anchors": {"a": (float("nan"), 2, 3)}}, "qca.anchors_not_three"),
        ({"id": "b"}, "qca.same_id"),
        ({"inclusion": 0}, "qca.inclusion_range"),
        ({"conditions": ()}, "qca.no_question"),
        ({"frequency": 0}, "qca.no_question"),
        ({"conditions": ("big",)}, "qca.not_calibrated"),
        ({"conditions": ("word",)}, "qca.not_a_number"),
        ({"conditions": ("huge",), "anchors": {"huge": (0, 1, 2)}}, "qca.not_a_number"),
        ({"outcome": "flat"}, "qca.outcome_same"),
        ({"conditions": ("gone",)}, "qca.no_cases"),
    ],
)
def test_what_cannot_be_asked_gets_a_letter(change, key):
    table = pd.DataFrame(
        {"a": [0, 1, 1], "b": [0, 1, 0], "y": [0, 1, 1], "flat": [1, 1, 1], "big": [3, 40, 7]}
    ).assign(word=["x", "1", "0"], gone=[None, None, 1.0], huge=[1e308, 1, 2])
    with pytest.raises(DataError) as refused:
        answer(table, Asked(**{"outcome": "y", "conditions": ("a",), **change}))
    assert refused.value.key == key
    assert all(refused.value.say(lang) for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_a_table_to_discuss(lang):
    found, findings = lipset()
    assert "DEV*STB" in as_text(found, findings, lang)
    assert [row["DEV"] for row in shown(found, lang)][:3] == ["●"] * 3


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=3, unique=True).map(sorted))
def test_the_anchors_get_their_memberships_however_far_apart(anchors):
    assume(min(np.diff(anchors)) > 1e-6)
    assert calibrate(anchors, anchors) == pytest.approx([0.05, 0.5, 0.95])
    between = calibrate(np.linspace(anchors[0], anchors[2], 20), anchors)
    assert (np.diff(between) > 0).all()
