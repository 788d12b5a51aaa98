"""Participants as the ESF+ counts them: true counts, what cannot be filled, and nobody found."""

import csv
import io
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from scipy.optimize import linprog

from tests.report.export.conftest import CHOSEN, DERIVED, QUESTIONS, WORK, people
from workbench.base.words import LANGS
from workbench.collection import instrument_of
from workbench.data.protection.programme import countable
from workbench.data.protection.published import Session
from workbench.data.protection.rules import SMALL
from workbench.report.export.esf import counted, sources
from workbench.report.export.esf.codes import CODES, STATUS
from workbench.report.export.export import Wanted, export
from workbench.report.export.released import People, released

DAY = date(2026, 1, 5)
ESF = Wanted(("esf",), "en")
STATES = {code: CHOSEN[code] for code in STATUS}
ROLES = {"EECO02": ("short", "long"), "EECO04": ("inactive",), "EECO05": ("employed",)}
SEX_CODES = {"women": "F", "men": "M", "non_binary": "X", "unknown": "NR"}


@pytest.fixture
def table_of(tmp_path, rows):
    """A reader: export the participant table; its counts by code, sex and age, and its codes."""

    def make(dossier, wanted=ESF, name="out"):
        done = export(dossier, dossier, tmp_path / name, DAY, wanted)
        counts = rows(tmp_path / name, "esf_participants.csv")
        codes = rows(tmp_path / name, "esf_indicators.csv")
        by_place = {(row["code"], row["sex"], row["age"]): row for row in counts}
        return by_place, {row["code"]: row for row in codes}, done

    return make


def figures(row):
    names = ("yes", "no", "unknown", "asked")
    return tuple(int(row[name]) if row[name] else None for name in names)


def true_figures(table, code, sex):
    """Return yes, no, unknown and asked of a code, counted by hand."""
    some = table if sex == "total" else table[table["sex"].eq(SEX_CODES[sex])]
    if code in ROLES:
        yes = some["work"].isin(ROLES[code])
        known = some["work"].isin(WORK)
    else:
        among = {"EECR01": ROLES["EECO04"], "EECR04": ("short", "long", "inactive")}
        some = some[some["work"].isin(among[code])] if code in among else some
        yes, known = some[CHOSEN[code]].eq(1), some[CHOSEN[code]].notna()
    return int(yes.sum()), int((known & ~yes).sum()), int((~known).sum()), len(some)


def test_every_figure_that_is_shown_is_true(operation, table_of):
    table = people(120, sex=(0.5, 0.5, 0, 0))
    counts, codes, _ = table_of(operation(table))
    seen = 0
    for (code, sex, _), row in counts.items():
        if code in (*ROLES, "EECO09", "EECR01", "EECR02", "EECR04") and sex != "non_binary":
            for shown, true in zip(figures(row), true_figures(table, code, sex), strict=True):
                assert shown in (None, true), (code, sex)
                seen += shown is not None
    assert seen > 40
    assert codes["EECR01"]["among"] == "EECO04"
    assert codes["EECR04"]["among"] == "EECO02; EECO04"


def test_yes_no_and_unknown_add_up_and_so_do_the_sexes(operation, table_of):
    counts, _, _ = table_of(operation(people(120)))
    for (code, _, age), row in counts.items():
        yes, no, unknown, asked = figures(row)
        if row["hidden"] == "false":
            assert yes + no + unknown == asked
        whole = figures(counts[code, "total", age])
        parts = [figures(counts[code, sex, age]) for sex in SEX_CODES if (code, sex, age) in counts]
        if parts and all(None not in part for part in parts) and None not in whole:
            assert tuple(map(sum, zip(*parts, strict=True))) == whole


def test_the_total_leaves_out_whoever_has_no_known_status(operation, table_of):
    table = people(120)
    counts, _, _ = table_of(operation(table, STATES))
    known = int(table["work"].isin(WORK).sum())
    assert figures(counts["EECO01", "total", "total"])[0] == known < 120
    assert figures(counts["GRAND_TOTAL", "total", "total"])[0] == 120


def test_what_cannot_be_filled_says_why_in_both_languages(operation, table_of):
    _, codes, done = table_of(operation(people(60), {"EECO12": "eeco12", "EECR03": "gone"}))
    unfilled = {code for code, row in codes.items() if row["filled"] == "false"}
    assert unfilled >= {"EECO01", "EECO02", "EECO12", "EECO15", "EECO18", "EECR03", "EECR05"}
    assert {code.id for code in CODES} <= set(codes)
    assert all(codes[code][f"reason_{lang}"] for code in unfilled for lang in LANGS)
    gaps = next(one for one in done.findings if one.id == "export.gaps")
    assert gaps.holes["n"] == len(unfilled)


def test_a_sensitive_answer_stays_out_until_it_is_named(operation, table_of):
    dossier = operation(people(120), {**STATES, "EECO12": "eeco12"})
    counts, codes, _ = table_of(dossier)
    assert codes["EECO12"]["filled"] == "false"
    assert not [place for place in counts if place[0] == "EECO12"]
    counts, codes, _ = table_of(dossier, Wanted(("esf",), "en", sensitive=("eeco12",)), "named")
    assert codes["EECO12"]["filled"] == "true"
    assert ("EECO12", "total", "total") in counts


def test_an_operation_of_one_day_has_no_participant(operation, table_of, with_keys):
    dossier = operation(people(60))
    day = {"start": date(2024, 5, 1), "end": date(2024, 5, 1)}
    with_keys(dossier, "evaluation.yml", period=day)
    counts, codes, done = table_of(dossier)
    assert counts == {}
    assert {row["filled"] for row in codes.values()} == {"false"}
    assert "export.participants" in {one.id for one in done.findings if one.passed is False}


def test_two_days_make_participants(operation, table_of, with_keys):
    dossier = operation(people(60), STATES)
    days = {"start": date(2024, 5, 1), "end": date(2024, 5, 2)}
    with_keys(dossier, "evaluation.yml", period=days)
    assert table_of(dossier)[0]


def test_groups_of_several_questions_are_not_filled(operation, table_of):
    split = [
        {"id": f"is_{name}", "label": name, "type": "select_one", "waves": ["entry"],
         "options": [{"code": code, "label": code} for code in ("yes", "no")]}
        for name in STATES.values()
    ]  # fmt: skip
    made = [
        {"id": name, "label": name, "from": f"is_{name}", "among": ["yes"]}
        for name in STATES.values()
    ]
    table = people(60)
    for name in STATES.values():
        table[f"is_{name}"] = table[name].map({1: "yes", 0: "no"})
    dossier = operation(table, STATES, [QUESTIONS[0], *split], made)
    counts, codes, _ = table_of(dossier)
    assert {codes[code]["filled"] for code in ("EECO01", *STATUS)} == {"false"}
    assert {place[0] for place in counts} == {"GRAND_TOTAL", "EECO06", "EECO07", "EECO08"}


def test_a_result_outside_its_group_is_a_doubt_and_not_counted(operation, table_of):
    table = people(120)
    workers = table.index[table["work"] == "employed"][:7]
    table.loc[workers, ["eecr04_answer", "eecr04"]] = ["yes", 1]
    counts, _, done = table_of(operation(table, {**STATES, "EECR04": "eecr04"}))
    doubt = next(one for one in done.findings if one.id == "export.contradicted")
    assert (doubt.passed, doubt.where, doubt.holes["n"]) == (False, "EECR04", 7)
    yes = figures(counts["EECR04", "total", "total"])[0]
    assert yes in (None, true_figures(table, "EECR04", "total")[0])


def test_ages_fall_in_the_groups_of_the_regulation(operation, table_of):
    ages = [17] * 12 + [18] * 11 + [29] * 10 + [30] * 9 + [54] * 8 + [55] * 7
    table = people(len(ages)).assign(age=ages)
    counts, _, _ = table_of(operation(table, {}, questions=(), derived=()))
    yes = {
        code: figures(counts[code, "total", "total"])[0] for code in ("EECO06", "EECO07", "EECO08")
    }
    assert yes == {"EECO06": 12, "EECO07": 21, "EECO08": 7}


def test_by_age_every_code_is_parted_by_age(operation, table_of):
    table = people(90, sex=(1, 0, 0, 0)).drop(columns="sex")
    chosen = {"EECR03": "eecr03"}
    dossier = operation(table, chosen, questions=(), derived=())
    counts, _, _ = table_of(dossier, Wanted(("esf",), "en", by_age=True))
    assert {age for code, _, age in counts if code == "EECR03"} > {"total", "18_29", "unknown"}


def test_without_sex_the_reason_is_said(operation, table_of):
    _, codes, done = table_of(operation(people(60), {}, questions=(), derived=()))
    assert codes["GRAND_TOTAL"]["reason_fr"]
    assert "export.not_parted" in {one.id for one in done.findings if one.passed is False}


@pytest.fixture(scope="module")
def status_only(tmp_path_factory):
    """The instrument of an operation that asks the status at entry and the sex, and no more."""
    from tests.report.export.conftest import operation_in

    return operation_in(tmp_path_factory.mktemp("op"), people(30), STATES, QUESTIONS, DERIVED)


@settings(max_examples=8)
@given(seed=st.integers(0, 999), n=st.integers(20, 90))
def test_nobody_finds_a_small_group_by_adding_and_subtracting(status_only, seed, n):
    table = people(n, seed, sex=(0.45, 0.45, 0.05, 0.05)).drop(columns="age")
    told = lines_of(status_only, table)
    places = [(work, sex) for work in (*WORK, "other") for sex in SEX_CODES]
    truth = dict.fromkeys(places, 0)
    for work, sex in zip(table["work"], table["sex"], strict=True):
        name = next(name for name, code in SEX_CODES.items() if code == sex)
        truth[work if work in WORK else "other", name] += 1
    rows, values = shown_rows(told, places)
    assert np.allclose(rows @ np.array([truth[place] for place in places]), values)
    for code, role in ROLES.items():
        for sex in SEX_CODES:
            goal = np.array([float(w in role and s == sex) for w, s in places])
            if 0 < sum(truth[w, sex] for w in role) < SMALL:
                low = linprog(goal, A_eq=rows, b_eq=values).fun
                high = linprog(-goal, A_eq=rows, b_eq=values)
                assert low < 1e-9, (code, sex)
                assert high.status == 3 or -high.fun > SMALL - 1e-9, (code, sex)


def lines_of(dossier, table):
    """Return the lines that would be told of a table, with the instrument of a dossier."""
    instrument = instrument_of(dossier)
    all_of_them = People(dossier, instrument, table, countable(table, instrument), frozenset())
    found = sources.find(all_of_them)
    parted = counted.cuts(all_of_them, found, Session())
    release = released(all_of_them, counted.asks(all_of_them, found, parted), Session(), DAY)
    return counted.lines(found, parted, release)


def shown_rows(lines, places):
    """Return what a reader knows, as sums over the cross of status and sex."""
    rows, values = [], []
    for line in lines:
        if line.code in ("EECO06", "EECO07", "EECO08") or line.age != "total":
            continue
        every = (*WORK, "other")
        yes = {**ROLES, "EECO01": WORK, "GRAND_TOTAL": every}[line.code]
        no = (
            () if line.code in ("EECO01", "GRAND_TOTAL") else tuple(w for w in WORK if w not in yes)
        )
        unknown = () if line.code == "GRAND_TOTAL" else ("other",)
        parts = {"yes": yes, "no": no, "unknown": unknown, "asked": every}
        for name, roles in parts.items():
            if getattr(line, name) is not None:
                sexes = [*SEX_CODES] if line.sex == "total" else [line.sex]
                rows.append([float(w in roles and s in sexes) for w, s in places])
                values.append(getattr(line, name))
    return np.array(rows), np.array(values)


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_holds_the_same_figures(operation, table_of, tmp_path, lang):
    counts, codes, _ = table_of(operation(people(60), STATES))
    book = load_workbook(tmp_path / "out" / f"esf_participants.{lang}.xlsx")
    sheet = book.worksheets[0]
    lines = [row for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]
    assert len(lines) == len(counts)
    for line, row in zip(lines, counts.values(), strict=True):
        told = tuple(cell if isinstance(cell, int) else None for cell in line[4:8])
        assert (line[0], told) == (row["code"], figures(row))
    unfilled = [code for code, row in codes.items() if row["filled"] == "false"]
    assert [row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)] == unfilled
    assert not [c.coordinate for s in book for r in s.iter_rows() for c in r if c.data_type == "f"]


@pytest.mark.slow
def test_libreoffice_opens_the_workbook(operation, table_of, office, tmp_path):
    counts, _, _ = table_of(operation(people(60), STATES))
    text = office(tmp_path / "out" / "esf_participants.fr.xlsx", "csv").read_bytes()
    lines = list(csv.reader(io.StringIO(text.decode("cp1252"))))
    codes = {code for code, _, _ in counts}
    assert len([line for line in lines if line and line[0] in codes]) == len(counts)
