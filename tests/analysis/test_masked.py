"""What a few people would be found by is masked: in the results, read back, told, and shared."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from workbench import analysis
from workbench.analysis.effect import FIGURES, MASKED
from workbench.analysis.estimate import EFFECTS, SITES
from workbench.base.errors import DataError
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.data.load import CLEAN, load
from workbench.data.protection import estimates
from workbench.data.protection.share import prepared
from workbench.report import tell

FEW = 3


def rows_of(dossier, file):
    return list(csv.DictReader(io.StringIO(dossier.path(file).read_text(encoding="utf-8"))))


def rewritten(dossier, change):
    table = pd.read_csv(dossier.path(CLEAN))
    change(table)
    table.to_csv(dossier.path(CLEAN), index=False)
    return dossier


def only_few_remobilised(table):
    others = table.index[table["remobilised"] == 1][FEW:]
    table.loc[others, "remobilised"] = 0
    table.loc[others, "exit_situation"] = "no_solution"


@pytest.fixture
def few(example):
    """Trajectoires, where three people only are remobilised."""
    return rewritten(example("trajectoires"), only_few_remobilised)


def test_an_effect_of_a_few_people_loses_its_figures_and_keeps_its_claim(few):
    shown, masked, change = analysis.results(few)
    assert (shown.masked, masked.masked, change.masked) == (False, True, False)
    row = {one["id"]: one for one in rows_of(few, EFFECTS)}["remobilised_people"]
    assert (row[MASKED], row["design"], row["claim"]) == ("true", "progress", masked.claim)
    assert row["target"] == "0.3"
    blank = {*FIGURES, "count", "n_started", "worst", "best", "icc"} & set(row)
    assert {row[name] for name in blank} == {""}


def test_the_figures_by_site_go_with_it(few):
    analysis.results(few)
    rows = [row for row in rows_of(few, SITES) if row["analysis"] == "remobilised_people"]
    assert rows
    assert all((row[MASKED], row["n"], row["value"]) == ("true", "", "") for row in rows)
    told = [row for row in analysis.sites_table(few, "en") if row["label"] == "People remobilised"]
    assert not any(sign.isdigit() for row in told for sign in row["n"] + row["value"])


def test_what_masks_nothing_has_no_column_for_it(example):
    dossier = example("trajectoires")
    assert not any(effect.masked for effect in analysis.results(dossier))
    assert MASKED not in rows_of(dossier, EFFECTS)[0]
    assert MASKED not in rows_of(dossier, SITES)[0]


def test_a_masked_effect_is_read_back(few):
    left = analysis.results(few)
    for before, after in zip(left, analysis.kept(few), strict=True):
        assert (after.masked, after.n, after.claim) == (before.masked, before.n, before.claim)
    assert analysis.kept(few)[1].row() == left[1].row()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_says_why_with_the_rule_and_no_count(few, lang):
    analysis.results(few)
    html = tell(few, lang).read_text(encoding="utf-8")
    assert "masked.effect" in html
    targets = {row["analysis"]: row for row in rows_of(few, "results/targets.csv")}
    gone = targets["remobilised_people"]
    assert (gone[MASKED], gone["estimate"], gone["count"], gone["n"]) == ("true", "", "", "")
    assert targets["positive_exits"]["n"] == "170"
    assert ("masked.effect", "false") in {
        (row["id"], row["passed"]) for row in rows_of(few, "results/findings.csv")
    }


def test_the_doubts_name_the_analysis_that_is_masked(few):
    told = {f.where: f.passed for f in analysis.doubts(few) if f.id == "masked.effect"}
    assert told == {"positive_exits": True, "remobilised_people": False, "confidence_change": True}


def test_no_finding_about_what_is_masked_says_a_figure(few):
    told = [f for f in analysis.doubts(few) if f.where == "remobilised_people"]
    assert "masked.effect" in {finding.id for finding in told}
    numbers = [finding.holes for finding in told if finding.id != "masked.effect"]
    assert not any(sign.isdigit() for holes in numbers for sign in str({**holes, "label": ""}))
    others = [f.id for f in analysis.doubts(few) if f.where == "positive_exits"]
    assert "analysis.few_sites" in others


def test_two_effects_that_differ_by_a_few_people_are_not_both_shown(example):
    dossier = example("trajectoires")
    path = dossier.path("collection/instrument.yml")
    content = read_yaml(path)
    derived = [one for one in content["derived"] if one["id"] == "positive_exit"]
    wanted = [code for code in derived[0]["among"] if code != "business"]
    content["derived"].append({**derived[0], "id": "hired", "among": wanted})
    write_yaml(path, content)
    plan = read_yaml(dossier.path("plan.yml"))
    plan["analyses"].append({**plan["analyses"][0], "id": "hired", "outcome": "hired"})
    write_yaml(dossier.path("plan.yml"), plan)

    def few_found_a_business(table):
        found = table.index[table["exit_situation"] == "business"]
        table.loc[found[FEW:], "exit_situation"] = "job"
        answered = table["positive_exit"].notna()
        table.loc[answered, "hired"] = table["exit_situation"].isin(wanted).astype(float)

    made = rewritten(dossier, few_found_a_business)
    left = load(made)
    assert 0 < left["positive_exit"].sum() - left["hired"].sum() <= FEW
    shown = {effect.id: effect.masked for effect in analysis.results(made)}
    assert shown["positive_exits"] or shown["hired"]


def test_amounts_that_one_person_makes_up_are_masked(example):
    def one_is_rich(table):
        table.loc[0, "re78"] = 1e9

    shown = analysis.results(rewritten(example("nsw"), one_is_rich))
    assert {effect.masked for effect in shown if effect.outcome == "re78"} == {True}
    assert {effect.masked for effect in shown if effect.outcome == "employed_78"} == {False}


def test_where_analyses_cannot_be_looked_at_together_each_is_down_to_single_answers(
    few, monkeypatch
):
    def too_many(*_):
        raise DataError("protection.too_many_crossed", columns="a, b")

    monkeypatch.setattr(estimates, "publish", too_many)
    afresh = estimates.masks.__wrapped__  # what was answered before is not asked again
    monkeypatch.setitem(analysis.results.__globals__, "masks", afresh)
    assert [effect.masked for effect in analysis.results(few)] == [True, True, False]


def test_what_the_dossier_masks_is_hidden_in_what_is_shared(few):
    analysis.results(few)
    shared, _ = prepared(few, date(2026, 1, 1))
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(shared.files[EFFECTS]))}
    assert rows["remobilised_people"]["hidden"] == "true"
    assert rows["remobilised_people"]["estimate"] == ""
    assert MASKED not in rows["remobilised_people"]
