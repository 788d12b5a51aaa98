"""One list of doubts: what a design looks at and the pitfalls, each thing said once."""

import importlib
import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from workbench import analysis
from workbench.analysis.checks.pitfalls import ALL
from workbench.analysis.claims import CAPS
from workbench.analysis.designs import ALL as DESIGNS
from workbench.analysis.doubts import LOUDER, examined, once, seen
from workbench.base.dossier import open_dossier
from workbench.base.findings import Finding, gathered, worth_reading
from workbench.base.words import LANGS, Phrase
from workbench.collection import Analysis, Plan
from workbench.data.load import CLEAN
from workbench.data.simulate import Programme, panel, simulate

module = importlib.import_module("workbench.analysis.doubts")  # the package names its function
COLUMNS = {
    "progress": {"outcome": "success", "cluster": "club", "unit": "share"},
    "before_after": {"outcome": "after", "before": "before", "cluster": "club"},
    "comparison": {"outcome": "success", "treatment": "treated", "covariates": ("before", "age"),
                   "cluster": "club", "unit": "share"},
    "matching": {"outcome": "after", "treatment": "treated", "covariates": ("before", "age")},
    "weighting": {"outcome": "after", "treatment": "treated", "covariates": ("before", "age")},
    "instrument": {"outcome": "after", "treatment": "came", "instrument": "treated"},
    "discontinuity": {"outcome": "after", "running": "age", "cutoff": 20.5},
    "time_to_event": {"outcome": "months", "event": "found", "treatment": "treated"},
    "difference_in_differences": {"outcome": "score", "treatment": "exposed", "time": "time",
                                  "follows": "person", "cluster": "club"},
    "staggered": {"outcome": "score", "first": "start", "time": "time", "follows": "person"},
    "interrupted_series": {"outcome": "y", "treatment": "after", "time": "month"},
    "synthetic_control": {"outcome": "y", "treatment": "now", "time": "year", "follows": "place"},
}  # fmt: skip
PANELS = ("difference_in_differences", "staggered")
QUICK = [
    pytest.param(name, marks=pytest.mark.full) if name == "discontinuity" else name
    for name in COLUMNS
]
ROUGH = Programme(clubs=12, size=12, treated_clubs=5, dropout=0.3, dropout_gap=0.3, baseline=8)
FINE = Programme(clubs=14, size=8, effect=1.0)
MOVED = Programme(clubs=12, size=4, waves=4, starts=(3,), treated_clubs=6, effect=1.0)


def planned(design, **more):
    given = {"id": "a", "design": design, "label": "A", "unit": "points", **COLUMNS[design]}
    return Analysis(**{**given, **more})


def rows(design, programme):
    draw = np.random.default_rng(1)
    if design in PANELS:
        table = panel(MOVED, 1)
        starts = table.loc[table["exposed"] == 1].groupby("person")["time"].min()
        return table.assign(start=table["person"].map(starts).fillna(0))
    if design == "interrupted_series":
        month = np.arange(60)
        y = month * 0.1 + (month > 30) + draw.standard_normal(60)
        return pd.DataFrame({"month": month, "after": (month > 30).astype(int), "y": y})
    if design == "synthetic_control":
        place, year = np.repeat(np.arange(8), 10), np.tile(np.arange(10), 8)
        now = ((place == 0) & (year > 6)).astype(int)
        return pd.DataFrame(
            {"place": place, "year": year, "now": now, "y": draw.standard_normal(80).cumsum()}
        )
    table = simulate(programme, 1)
    n = len(table)
    return table.assign(
        came=table["treated"] * draw.integers(0, 2, n),
        months=draw.integers(1, 12, n),
        found=draw.integers(0, 2, n),
        age=draw.uniform(16, 25, n).round(1),
    )


def topics(id):
    """Return the pitfalls that speak of what a finding speaks of."""
    return {pitfall.id for pitfall in ALL if id == pitfall.id or id in pitfall.also}


def test_every_design_is_looked_at():
    assert set(COLUMNS) == set(DESIGNS)


@pytest.mark.parametrize("programme", [ROUGH, FINE], ids=["rough", "fine"])
@pytest.mark.parametrize("design", QUICK)
def test_no_two_doubts_about_one_analysis_say_the_same(design, programme):
    effect, found = examined(planned(design), rows(design, programme))
    assert effect.design == design
    assert max(Counter(finding.id for finding in found).values()) == 1
    wrong = [
        f.id for f in found if f.passed is False and f.id not in LOUDER and f.severity != "note"
    ]
    for pitfall in ALL:
        assert len([id for id in wrong if id in (pitfall.id, *pitfall.also)]) <= (
            1 if pitfall.id in wrong else len(pitfall.also)
        )
    told = [finding.sentence(lang) for finding in found for lang in LANGS]
    assert not any("{" in sentence or "nan" in sentence.lower().split() for sentence in told)


@pytest.mark.parametrize("design", ["comparison", "before_after", "difference_in_differences"])
def test_what_lowers_a_claim_is_never_silenced(design):
    plan, table = planned(design), rows(design, ROUGH)
    every = seen(plan, table, 0.95)[1]
    lowering = {f.id for f in every if f.passed is False and f.id in CAPS}
    assert lowering <= {f.id for f in once(every)}


def finding(id, passed, severity="warning"):
    return Finding(id, passed, "a", severity, {"label": "A"})


@pytest.mark.parametrize(
    ("found", "left"),
    [
        # a pitfall carries the figures, and speaks for the design
        ([("analysis.missing", False), ("pitfall.only_those_found", False)],
         ["pitfall.only_those_found"]),
        # what failed speaks before what passed
        ([("analysis.missing", False), ("pitfall.only_those_found", True)], ["analysis.missing"]),
        ([("estimate.parallel_trends", True), ("pitfall.blind_to_trends", False)],
         ["pitfall.blind_to_trends"]),
        # what lowers the claim stays
        ([("estimate.attrition", False), ("pitfall.lost_unequally", False)],
         ["estimate.attrition"]),
        # where nothing is wrong, one line is enough
        ([("analysis.ceiling", True), ("pitfall.full_scale", True)], ["pitfall.full_scale"]),
        # what does not apply has nothing to say
        ([("estimate.attrition", None), ("pitfall.lost_unequally", True)],
         ["pitfall.lost_unequally"]),
    ],
)  # fmt: skip
def test_of_two_that_say_the_same_one_speaks(found, left):
    assert [f.id for f in once([finding(id, passed) for id, passed in found])] == left


def test_one_site_is_left_out_at_a_time_where_the_others_carry_an_interval():
    carried = examined(planned("comparison"), rows("comparison", FINE))[1]
    assert "checks.one_site" in {f.id for f in carried}
    few = examined(planned("comparison"), rows("comparison", Programme(clubs=8, size=8)))[1]
    assert "checks.one_site" not in {f.id for f in few}


def test_a_dossier_says_each_thing_once_and_names_its_analysis():
    for name in ("nsw", "trajectoires"):
        told = Counter((f.id, f.where) for f in analysis.doubts(open_dossier(name)))
        assert max(told.values()) == 1


def test_what_the_instrument_says_is_known_to_the_pitfalls():
    told = {(f.id, f.where) for f in analysis.doubts(open_dossier("trajectoires"))}
    assert ("pitfall.in_two_arms", "positive_exits") in told
    assert ("pitfall.full_scale", "confidence_change") in told


def counted_together(dossier):
    ids = ("families.remains", "pitfall.one_star")
    return [(f.id, f.where) for f in analysis.doubts(dossier) if f.id in ids]


def test_the_outcomes_of_a_plan_are_counted_together_once_and_by_family_where_there_is_one(example):
    nsw = example("nsw")
    families = [("families.remains", "earnings"), ("families.remains", "work")]
    assert counted_together(nsw) == families
    text = nsw.path(Plan.FILE).read_text()
    nsw.path(Plan.FILE).write_text(re.sub(r"    family: .*\n", "", text))
    assert counted_together(nsw) == [("pitfall.one_star", "plan.yml")]


def with_few(dossier):
    """Leave three people who are remobilised."""
    table = pd.read_csv(dossier.path(CLEAN))
    others = table.index[table["remobilised"] == 1][3:]
    table.loc[others, "remobilised"] = 0
    table.loc[others, "exit_situation"] = "no_solution"
    table.to_csv(dossier.path(CLEAN), index=False)
    return dossier


@pytest.mark.parametrize("lang", LANGS)
def test_a_masked_analysis_leaks_no_figure(example, lang):
    plain = example("trajectoires")
    shown = {f.id for f in analysis.doubts(plain) if f.where == "remobilised_people"}
    few = with_few(plain)
    label = next(a.label for a in few.read(Plan).analyses
                 if a.id == "remobilised_people")  # fmt: skip
    found = [f for f in analysis.doubts(few) if f.where == "remobilised_people"]
    assert "pitfall.only_those_found" in shown - {f.id for f in found}
    texts = [
        f.sentence(lang).replace(label.say(lang), "") for f in found if f.id != "masked.effect"
    ]
    assert not any(sign.isdigit() for text in texts for sign in text)


def test_what_tells_of_one_site_goes_with_the_figures_of_sites(example, monkeypatch):
    dossier = example("trajectoires")
    by_site = [finding("checks.one_site", False), finding("pitfall.heavy_club", True)]
    effect = analysis.estimate
    monkeypatch.setattr(
        module,
        "_seen_before",
        lambda a, t, *_: (effect(a, t), [finding("analysis.lost", True), *by_site]),
    )
    masks = module.masks
    hidden = {"confidence_change"}

    def masked(*given):
        found = masks(*given)
        return type(found)(found.effects, frozenset(hidden))

    monkeypatch.setattr(module, "masks", masked)
    told = analysis.doubts(dossier)
    assert Counter(f.id for f in told)["checks.one_site"] == 2
    assert Counter(f.id for f in told)["analysis.lost"] == 3


def test_the_same_doubt_about_several_analyses_is_one_line():
    found = worth_reading(analysis.doubts(open_dossier("trajectoires")))
    lines = [f for f in gathered(found) if f.id == "analysis.few_sites"]
    assert len(lines) == 1
    assert len([f for f in found if f.id == "analysis.few_sites"]) == 3
    said = lines[0].sentence("fr")
    assert all(f.holes["label"].say("fr") in said for f in found if f.id == "analysis.few_sites")


def test_what_differs_in_a_figure_is_not_gathered():
    both = [Finding("analysis.few_sites", False, n, holes={"label": n, "n": n}) for n in ("2", "3")]
    assert gathered(both) == both
    phrase = Phrase("pitfall.whole_plan")
    alone = Finding("pitfall.change_alone", False, "a", holes={"label": phrase})
    assert gathered([alone]) == [alone]


@pytest.mark.parametrize("arms", [("yes", "no"), (True, False)], ids=str)
def test_a_treatment_in_words_stops_no_check(arms):
    table = rows("comparison", FINE)
    told = table["treated"].map({1: arms[0], 0: arms[1]})
    _, found = examined(planned("comparison"), table.assign(treated=told))
    assert {f.passed for f in found if f.id == "pitfall.change_alone"} == {True}
