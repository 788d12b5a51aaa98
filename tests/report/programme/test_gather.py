"""Gathering reads results alone, says why a pilot is not in, and goes by names alone."""

import csv
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.base import places
from workbench.base.errors import RunError
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.report.programme import gather
from workbench.report.programme.kept import tables

SHELF = places.examples()


def test_the_worked_evaluations_are_gathered_with_their_figures():
    found = gather([SHELF / "trajectoires", SHELF / "nsw"])
    assert [(one.name, one.state) for one in found.members] == [
        ("nsw", "taken"), ("trajectoires", "taken"),
    ]  # fmt: skip
    rows = {(row.pilot, row.key): row for row in found.effects}
    exits = rows["trajectoires", "IND-07"]
    assert (exits.quantity, exits.count, exits.n, exits.n_clusters) == ("level", 80, 170, 3)
    assert exits.counted == "business job training / business job no_solution remobilised training"
    assert exits.simulated
    earnings = rows["nsw", "ECO-29"]
    assert (earnings.analysis, earnings.others) == ("earnings_78_unadjusted", 2)
    assert (earnings.claim, earnings.rung, earnings.simulated) == ("caused", "caused", False)
    assert earnings.estimate == pytest.approx(1794.342382)
    assert {(site.site, site.n) for site in found.sites if site.analysis == "positive_exits"} == {
        ("roubaix", 65), ("strasbourg", 61), ("torcy", 44),
    }  # fmt: skip


def test_what_was_masked_stays_masked(seven):
    rows = {(row.pilot, row.key): row for row in gather(seven).effects}
    small = rows["club_g", "IND-07"]
    assert small.masked
    figures = (
        small.n,
        small.count,
        small.ci_low,
        small.std_error,
        small.n_started,
        small.n_left_out,
    )
    assert figures == (None,) * 6
    assert not rows["club_a", "IND-07"].masked


def test_no_answer_of_anybody_is_gathered(seven):
    keys = set()
    for folder in seven:
        with (folder / "data/clean.csv").open(encoding="utf-8") as file:
            keys |= {row["person"] for row in csv.DictReader(file)}
    text = "".join(tables(gather(seven)).values())
    assert keys
    assert [key for key in keys if key in text] == []


def test_a_gathered_pilot_needs_no_data(seven, tmp_path):
    for folder in seven:
        shutil.copytree(
            folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("data", "rec*")
        )
    assert tables(gather(tmp_path.iterdir())) == tables(gather(seven))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(order=st.permutations(range(7)))
def test_the_order_in_which_pilots_are_named_changes_nothing(order, seven):
    again = gather(seven[n] for n in order)
    assert again == gather(seven)
    assert tables(again) == tables(gather(seven))


@pytest.mark.parametrize(
    ("states", "state", "page"),
    [
        ({"_05_data": "done", "_06_analysis": "failed"}, "failed", "06_analysis"),
        ({"_05_data": "failed"}, "failed", "05_data"),
        ({"_05_data": "waiting", "_06_analysis": "waiting"}, "waiting", "05_data"),
        ({}, "not_run", None),
    ],
)
def test_a_run_that_did_not_end_is_named_with_its_page(states, state, page, example, ended):
    folder = example("nsw", leave_out=("results",)).folder
    found = gather([ended(folder, **states)])
    assert [(one.state, one.page) for one in found.members] == [(state, page)]
    assert found.effects == ()


def test_effects_left_by_an_analysis_that_then_failed_are_not_taken(example, ended):
    folder = example("nsw").folder
    assert gather([ended(folder, _06_analysis="failed")]).taken == ()
    assert gather([ended(folder, _06_analysis="done", _07_report="failed")]).taken


def test_the_name_of_a_pilot_is_that_of_its_dossier_not_of_the_folder(example, ended):
    assert gather([ended(example("nsw").folder, "other")]).members[0].name == "other"


def test_two_evaluations_of_one_name_are_refused(example, ended):
    folders = [ended(example(name).folder, "same") for name in ("nsw", "trajectoires")]
    with pytest.raises(RunError) as caught:
        gather(folders)
    assert caught.value.key == "synthesis.same_name"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert [(one.name, one.state) for one in gather([tmp_path / "gone"]).members] == [
        ("gone", "not_there")
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pages": 3}', '{"pages": [1]}'])
def test_a_record_of_a_run_that_is_spoilt_is_as_if_there_were_none(text, example):
    folder = example("nsw").folder
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    assert [one.state for one in gather([folder]).members] == ["taken"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("results/effects.csv", "id,design\n"),
        ("results/effects.csv", ""),
        ("results/sites.csv", "analysis,site\n"),
        ("results/sites.csv", "analysis,site,n,value\na,b,many,0.5\n"),
        ("results/sites.csv", "analysis,site,n,value\na,b\n"),
        ("evaluation.yml", "format: 1\ntitle: x\n"),
        ("plan.yml", "format: 9\n"),
        ("collection/instrument.yml", ": :"),
    ],
)
def test_a_spoilt_file_is_told_in_a_letter_and_stops_nobody_else(file, text, example):
    spoilt, whole = example("trajectoires").folder, example("nsw").folder
    (spoilt / file).write_text(text, encoding="utf-8")
    found = {one.name: one for one in gather([spoilt, whole]).members}
    assert (found["trajectoires"].state, found["nsw"].state) == ("unreadable", "taken")
    why = found["trajectoires"].why
    assert file.split("/")[-1] in why.fr
    assert file.split("/")[-1] in why.en


def test_a_file_that_is_not_text_is_told_too(example):
    folder = example("trajectoires").folder
    (folder / "results/sites.csv").write_bytes(b"\xff\xfe\x00")
    assert gather([folder]).members[0].state == "unreadable"


def test_a_plan_without_an_analysis_has_no_effect(example):
    dossier = example("nsw")
    plan = read_yaml(dossier.path("plan.yml"))
    write_yaml(dossier.path("plan.yml"), {**plan, "analyses": []})
    text = dossier.path("results/effects.csv").read_text(encoding="utf-8")
    dossier.path("results/effects.csv").write_text(text.split("\n")[0] + "\n", encoding="utf-8")
    assert gather([dossier.folder]).members[0].state == "no_effect"


def test_an_indicator_is_found_by_the_choice_where_the_plan_names_none(example):
    dossier = example("trajectoires")
    plan = read_yaml(dossier.path("plan.yml"))
    for analysis in plan["analyses"]:
        analysis.pop("indicator")
    write_yaml(dossier.path("plan.yml"), plan)
    assert {row.key for row in gather([dossier.folder]).effects} == {"IND-07", "IND-23", "IND-41"}
    dossier.path("indicators.yml").unlink()
    keys = {row.key for row in gather([dossier.folder]).effects}
    assert keys == {"positive_exit", "remobilised", "confidence__exit"}
