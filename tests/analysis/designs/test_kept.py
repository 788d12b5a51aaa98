"""An effect of any design is read back whole: each figure, each contrast, each sentence."""

from dataclasses import asdict

import numpy as np
import pytest

from workbench import analysis
from workbench.analysis import estimate, ladder
from workbench.analysis.effect import COLUMNS, with_mark
from workbench.analysis.estimate import EFFECTS
from workbench.analysis.family import corrected
from workbench.base.files import write_table
from workbench.base.words import LANGS
from workbench.collection import Plan

DESIGNS = (
    "matching", "weighting", "staggered", "discontinuity", "interrupted_series", "time_to_event",
    "synthetic_control", "instrument",
)  # fmt: skip


@pytest.fixture
def read_back(example):
    """A caller: leave an effect of an analysis as page 06 does, and read it back."""
    dossier = example("nsw")

    def call(planned, effect):
        dossier.write(Plan(format=1, analyses=(planned,)))
        rows = effect.rows()
        write_table(dossier.to_write(EFFECTS), rows, with_mark(COLUMNS, rows))
        return analysis.kept(dossier)[0]

    return call


def compared(plan, **more):
    asked = {"design": "comparison", "covariates": (), **more}
    return plan("weighting").model_copy(update=asked)


def whole(effect):
    """Everything an effect says, but the numbers of its design that results do not hold."""
    content = asdict(effect)
    detail = {name: value for name, value in content.pop("detail").items() if name in COLUMNS}
    return {**content, "detail": detail}


def near(left, right):
    """Whether two answers are the same, their decimals to the ten digits that a table holds."""
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(near(left[k], right[k]) for k in left)
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(near, left, right))
    if isinstance(left, float):
        return right == pytest.approx(left, rel=1e-9, abs=1e-300, nan_ok=True)
    return left == right


def same(after, before):
    one, two = whole(before), whole(after)
    assert {name for name in one if not near(one[name], two[name])} == set()
    for lang in LANGS:
        assert ladder.sentence(after, lang) == ladder.sentence(before, lang)
    assert analysis.table([after], "fr") == analysis.table([before], "fr")


@pytest.mark.parametrize("design", [*DESIGNS, "cox"])
def test_an_effect_of_any_design_is_read_back_whole(design, plan, drawn, read_back):
    design, more = ("time_to_event", {"method": "cox"}) if design == "cox" else (design, {})
    planned = plan(design, family="one", **more)
    effect = estimate(planned, drawn(design))
    same(read_back(planned, effect), effect)


@pytest.mark.parametrize(
    ("treatment", "more"),
    [
        (lambda t: t["treated"], {"cluster": "site"}),
        (lambda t: np.where(t["treated"] == 0, "1", np.where(t["x"] > 0, "2", "NA")), {}),
        (lambda t: t["treated"] * (1 + t["site"] % 3), {}),
        (lambda t: t["treated"] == 1, {"covariates": ("x", "town"), "method": "lin"}),
    ],
)
def test_a_comparison_is_read_back_whole_whatever_its_treatment(
    treatment, more, plan, drawn, read_back
):
    table = drawn("weighting").assign(treated=treatment)
    planned = compared(plan, **more)
    effect = corrected([estimate(planned, table)])[0]
    same(read_back(planned, effect), effect)


def test_each_value_of_the_treatment_has_its_row(plan, drawn, read_back):
    arms = drawn("weighting").assign(treated=lambda t: [f"arm {n % 3}" for n in t["site"]])
    planned = compared(plan, family="one")
    effect = corrected([estimate(planned, arms)])[0]
    rows = effect.rows()
    assert [row.get("value") for row in rows] == [None, "arm 1", "arm 2"]
    assert {row["reference"] for row in rows[1:]} == {"arm 0"}
    assert all(row["p_holm"] is not None for row in rows)
    same(read_back(planned, effect), effect)


def test_a_masked_effect_keeps_no_row_of_a_contrast(plan, drawn):
    arms = drawn("weighting").assign(treated=lambda t: [f"arm {n % 3}" for n in t["site"]])
    planned = compared(plan, family="one")
    masked = corrected([estimate(planned, arms)])[0].mask()
    (row,) = masked.rows()
    told = {name for name, value in row.items() if isinstance(value, float | int) and value}
    assert told == {"level", "family_size", "masked"}
