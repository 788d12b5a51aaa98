"""The generator of Trajectoires: the same seed gives the same bytes, and its truth can be found."""

import pandas as pd
import pytest

from workbench.analysis import estimate
from workbench.base.dossier import copy, open_dossier
from workbench.base.records import changed
from workbench.collection import Analysis
from workbench.data import load, understand
from workbench.data.simulate.trajectoires import (
    IMPOSSIBLE_AGE,
    POSITIVE,
    STRANGER,
    Site,
    Truth,
    as_received,
    received,
    simulate,
    with_slips,
)


@pytest.fixture
def dossier():
    return open_dossier("trajectoires")


@pytest.fixture
def truth(dossier):
    return dossier.read(Truth)


def clean_table(entries, exits):
    """Return what the data step would make of the two tables, without its detours."""
    both = entries.merge(exits.drop(columns="structure"), on="person", how="left")
    both = both.rename(
        columns={"confidence_x": "confidence__entry", "confidence_y": "confidence__exit"}
    )
    known = both["exit_situation"].notna()
    positive = both["exit_situation"].isin(POSITIVE).astype("Int64").where(known)
    remobilised = both["exit_situation"].eq("remobilised").astype("Int64").where(known)
    return both.assign(positive_exit=positive, remobilised=remobilised)


def test_the_seed_of_the_dossier_gives_the_bytes_of_its_files(dossier, truth):
    for name, content in received(truth).items():
        assert dossier.path(name).read_bytes() == content


def test_another_seed_gives_other_people(truth):
    first, second = simulate(truth)[0], simulate(truth, seed=truth.seed + 1)[0]
    assert set(first["person"]) != set(second["person"])
    assert not first.drop(columns="person").equals(second.drop(columns="person"))


def test_the_same_seed_gives_the_same_people(truth):
    for one, other in zip(simulate(truth), simulate(truth), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_everybody_has_a_key_of_their_own_that_says_nothing(truth):
    entries, exits = simulate(truth)
    assert entries["person"].is_unique
    assert exits["person"].is_unique
    assert set(exits["person"]) <= set(entries["person"])
    assert entries["person"].str.fullmatch(r"[A-Z]\d[A-Z]-\d[A-Z]\d").all()


def test_pathways_keep_to_the_published_design(truth):
    entries, exits = simulate(truth)
    assert entries["age"].between(16, 29).all()
    both = entries.merge(exits, on="person")
    days = [
        (left - came).days for came, left in zip(both["entry_date"], both["exit_date"], strict=True)
    ]
    assert min(days) >= 4 * 30
    assert max(days) <= 6 * 31


@pytest.mark.parametrize(
    ("analysis", "true"),
    [
        ({"design": "progress", "outcome": "positive_exit", "unit": "share"}, "positive_exit"),
        ({"design": "progress", "outcome": "remobilised", "unit": "share"}, "remobilised"),
        (
            {
                "design": "before_after",
                "outcome": "confidence__exit",
                "before": "confidence__entry",
                "unit": "points",
            },
            "confidence_change",
        ),
    ],
)
def test_a_large_programme_finds_the_truth(truth, analysis, true):
    sites = tuple(Site(id=f"site_{number:02}", people=250, lost=0.2) for number in range(40))
    table = clean_table(*simulate(changed(truth, sites=sites)))
    plan = Analysis(id="one", label="One", cluster="structure", **analysis)
    effect = estimate(plan, table)
    assert effect.ci_low < getattr(truth, true) < effect.ci_high
    assert effect.ci_high - effect.ci_low < 0.25


def test_a_structure_that_loses_more_people_loses_more_exits(truth):
    entries, exits = simulate(truth)
    table = clean_table(entries, exits)
    lost = table["exit_situation"].isna().groupby(table["structure"]).mean()
    assert lost.idxmax() == "torcy"
    assert 0.15 < table["exit_situation"].isna().mean() < 0.25


def test_a_received_file_looks_like_one(truth):
    text = as_received(simulate(truth)[0])
    header, *lines = text.splitlines()
    assert header.startswith("Identifiant;Structure;Âge;Habite en QPV;Date d'entrée")
    for written in ("Oui", "oui", "Non", "NSP", ",0", "/2024"):
        assert any(written in line for line in lines)


def test_missing_answers_are_written_in_several_ways(truth):
    lines = as_received(simulate(truth)[1]).splitlines()[1:]
    situations = {line.split(";")[3] for line in lines}
    assert {"", "NSP", "refus", "NC", "NR"} <= situations


def test_slips_are_added_to_copies(truth):
    entries, exits = simulate(truth)
    slipped, left = with_slips(entries, exits)
    assert len(slipped) == len(entries) + 1
    assert slipped["person"].duplicated().sum() == 1
    assert (slipped["age"] == IMPOSSIBLE_AGE).sum() == 1
    assert STRANGER in set(left["person"])
    assert IMPOSSIBLE_AGE not in set(entries["age"])


def test_the_slips_are_found_and_nothing_blocks(dossier):
    findings = understand(dossier).findings
    wrong = {finding.id for finding in findings if finding.passed is False}
    assert {"data.person_twice", "data.unmatched", "data.not_understood"} <= wrong
    assert {"data.missing", "data.missing_by_site"} <= wrong
    assert not [finding for finding in findings if finding.blocks]


def test_the_data_step_gives_back_what_was_simulated(dossier, truth):
    expected = clean_table(*simulate(truth)).sort_values("person", ignore_index=True)
    found = load(dossier)
    assert list(found["person"]) == list(expected["person"])
    assert found["positive_exit"].sum() == expected["positive_exit"].sum()
    assert found["confidence__exit"].sum() == expected["confidence__exit"].dropna().sum()
    assert list(found["qpv"]) == list(expected["qpv"])


def test_a_line_without_a_key_is_left_out_and_found(dossier, tmp_path):
    own = copy(dossier, tmp_path / "own")
    for name in ("entree", "sortie"):
        with own.path(f"received/{name}.csv").open("ab") as file:
            file.write(b";Torcy;;;;\n" if name == "entree" else b";Torcy;;;\n")
    cleaned = understand(own)
    columns = [f.holes["column"] for f in cleaned.findings if f.id == "data.not_understood"]
    assert columns.count("person") == 2
    assert cleaned.table["person"].notna().all()
    assert len(cleaned.table) == len(load(dossier))
