"""What is shared counts people and names nobody; an estimate goes with the counts behind it."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest

from workbench.base import places
from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError, RecordError, RunError
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.collection import Instrument, instrument_of
from workbench.collection.record import column
from workbench.data.clean import clean
from workbench.data.load import load
from workbench.data.protection.published import PUBLISHED, session_of
from workbench.data.protection.sensitive import sensitive_columns
from workbench.data.protection.share import share
from workbench.data.protection.tables import leaving

DAY = date(2025, 6, 1)


@pytest.fixture
def opened(tmp_path):
    """A reader: share a dossier and return the texts of the file."""

    def texts(dossier, name="out.zip", **more):
        share(dossier, tmp_path / name, DAY, **more)
        with zipfile.ZipFile(tmp_path / name) as pack:
            return {one: pack.read(one).decode() for one in pack.namelist()}

    return texts


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def few_positive(dossier, n=3):
    """Change the clean table so that *n* people only found something, and the results with it."""
    table = load(dossier)
    found = table["exit_situation"].isin(["job", "training", "business"])
    some = table.index[found][n:]
    table.loc[some, "exit_situation"] = "no_solution"
    table.loc[some, "positive_exit"] = 0
    table.to_csv(dossier.path("data", "clean.csv"), index=False)
    return table


@pytest.mark.parametrize("name", ["trajectoires", "nsw"])
def test_no_row_and_no_key_of_a_person_is_shared(example, opened, name):
    dossier = example(name)
    table, texts = load(dossier), opened(dossier)
    key = dossier.read(Instrument).role("person").id
    words = set(re.findall(r"[\w-]+", " ".join(texts.values())))
    keys = {value for value in table[key].astype(str) if not value.isdigit()}
    assert not words & keys
    assert not any(one.startswith(("data/", "received", "report/")) for one in texts)
    for text in (text for one, text in texts.items() if one.endswith(".csv")):
        assert key not in (rows(text) or [{}])[0]
        if "tables/" not in text:
            assert len(rows(text)) < len(table)
    assert {"README.txt", "plan.yml", "results/effects.csv", "tables/counts.csv"} <= set(texts)


def test_every_count_that_is_shown_is_true_and_none_is_small(example, opened):
    dossier = example("trajectoires")
    table = load(dossier)
    table = table.astype(object).where(table.notna(), "").astype(str)
    shown = rows(opened(dossier)["tables/counts.csv"])
    for row in shown:
        group = table
        for number in (1, 2):
            if row[f"column_{number}"]:
                group = group[group[row[f"column_{number}"]] == row[f"value_{number}"]]
        if row["hidden"] == "false":
            assert int(row["count"]) == len(group)
        if 0 < len(group) < 5 and "" not in (row["value_1"], row["value_2"]):
            assert row["hidden"] == "true"
    assert any(row["hidden"] == "true" for row in shown)


def test_an_estimate_of_few_people_is_hidden_with_all_that_gives_it_back(example, opened):
    dossier = example("trajectoires")
    few_positive(dossier)
    effects = {row["id"]: row for row in rows(opened(dossier)["results/effects.csv"])}
    hidden = effects["positive_exits"]
    assert hidden["hidden"] == "true"
    assert hidden["design"] == "progress"
    figures = ("estimate", "ci_low", "ci_high", "count", "n", "worst", "best", "n_left_out", "icc")
    assert {hidden[name] for name in figures} == {""}
    assert effects["confidence_change"]["hidden"] == "false"
    assert effects["confidence_change"]["n"] == "157"


def test_the_sites_of_a_hidden_estimate_are_hidden_too(example, opened):
    dossier = example("trajectoires")
    few_positive(dossier)
    sites = rows(opened(dossier)["results/sites.csv"])
    assert {row["value"] for row in sites if row["analysis"] == "positive_exits"} == {""}


def test_a_mean_that_one_person_makes_up_is_hidden(example, opened):
    dossier = example("nsw")
    table = load(dossier)
    table.loc[0, "re78"] = 90_000_000.0
    table.to_csv(dossier.path("data", "clean.csv"), index=False)
    effects = {row["id"]: row["hidden"] for row in rows(opened(dossier)["results/effects.csv"])}
    assert effects["earnings_78_unadjusted"] == "true"
    assert effects["employed_78_unadjusted"] == "false"


def test_sensitive_columns_and_columns_without_purpose_stay_out(example, opened):
    tables = {row["table"] for row in rows(opened(example("nsw"))["tables/counts.csv"])}
    assert tables
    assert not tables & {"black", "hisp"}
    tables = {
        row["table"] for row in rows(opened(example("trajectoires"), "b.zip")["tables/counts.csv"])
    }
    assert tables == {"exit_situation"}


def test_a_sensitive_column_is_shared_when_it_is_named(example, opened):
    texts = opened(example("nsw"), sensitive=["black"])
    assert "black" in {row["table"] for row in rows(texts["tables/counts.csv"])}


def test_an_estimate_of_a_sensitive_answer_stays_out(example, opened, spoil):
    dossier = example("trajectoires")
    mark = "    waves: [exit]\n    indicator: IND-07\n"
    spoil(dossier, Instrument.FILE, (mark, mark + "    sensitive: true\n"))
    effects = {row["id"]: row["hidden"] for row in rows(opened(dossier)["results/effects.csv"])}
    assert effects["positive_exits"] == "true"
    assert effects["confidence_change"] == "false"


def test_what_was_shared_is_recorded_and_shared_again_alike(example, opened, tmp_path):
    dossier = example("trajectoires")
    first = opened(dossier)
    record = dossier.path(PUBLISHED).read_bytes()
    assert session_of(dossier).entries
    assert opened(dossier, "again.zip") == first
    assert dossier.path(PUBLISHED).read_bytes() == record
    assert (tmp_path / "out.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_a_person_who_came_in_since_is_not_found_by_subtraction(example, opened):
    dossier = example("trajectoires")
    first = rows(opened(dossier)["tables/counts.csv"])
    table = load(dossier)
    silent = table.index[table["exit_situation"].isna()][0]
    table.loc[silent, "exit_situation"] = "training"
    table.to_csv(dossier.path("data", "clean.csv"), index=False)
    later = rows(opened(dossier, "later.zip")["tables/counts.csv"])
    for before, after in zip(first, later, strict=True):
        if before["count"] and after["count"]:
            assert abs(int(before["count"]) - int(after["count"])) in {0, *range(5, 213)}


def test_a_damaged_record_stops_the_sharing(example, opened):
    dossier = example("trajectoires")
    opened(dossier)
    dossier.path(PUBLISHED).write_text("on,data,what,cell,count\na,b,c,{,5\n")
    with pytest.raises(RecordError) as letter:
        opened(dossier, "b.zip")
    assert letter.value.key == "protection.record_damaged"


def test_an_example_is_shared_without_being_changed(opened):
    dossier = open_dossier("nsw")
    assert opened(dossier)
    assert not (places.examples() / "nsw" / "protection").exists()


def test_a_key_in_a_text_stops_the_sharing(example, spoil, tmp_path):
    dossier = example("trajectoires")
    key = load(dossier)["person"][0]
    path = dossier.path("evaluation.yml")
    path.write_text(path.read_text(encoding="utf-8") + f"# see {key}\n", encoding="utf-8")
    with pytest.raises(DataError) as letter:
        share(dossier, tmp_path / "out.zip", DAY)
    assert letter.value.key == "protection.key_in_share"
    assert not (tmp_path / "out.zip").exists()
    assert not dossier.path(PUBLISHED).exists()


def test_a_place_that_is_taken_or_in_the_dossier_is_refused(example, tmp_path):
    dossier = example("trajectoires")
    (tmp_path / "mine.zip").write_text("mine")
    with pytest.raises(RunError) as taken:
        share(dossier, tmp_path / "mine.zip", DAY)
    with pytest.raises(RunError) as inside:
        share(dossier, dossier.path("out.zip"), DAY)
    assert (taken.value.key, inside.value.key) == (
        "protection.share_exists",
        "run.out_in_dossier",
    )
    assert (tmp_path / "mine.zip").read_text() == "mine"


def test_a_dossier_without_results_shares_its_answers(example, opened):
    texts = opened(example("trajectoires", ("results/*",)))
    assert "results/effects.csv" not in texts
    assert rows(texts["tables/counts.csv"])


def test_the_questions_that_indicators_bring_are_shared_and_counted_too(example, opened):
    dossier = example("trajectoires")
    path = dossier.path("indicators.yml")
    content = read_yaml(path)
    chosen = content["choices"][1]
    content["choices"].append({**chosen, "indicator": "EECO12", "outcome": "eeco12"})
    content["choices"][-1].pop("target")
    write_yaml(path, content)
    brought = instrument_of(dossier)
    asked = next(q for q in brought.questions if q.indicator == "EECO12")
    name = column(asked, asked.waves[0])
    table = load(dossier)
    table[name] = ["yes"] * 3 + ["no"] * (len(table) - 3)
    table.to_csv(dossier.path("data", "clean.csv"), index=False)
    texts = opened(dossier, sensitive=[name] if name in sensitive_columns(brought) else [])
    told = [row for row in rows(texts["tables/counts.csv"]) if row["table"] == name]
    assert told
    assert not any(0 < int(row["count"]) < 5 for row in told if row["count"])


def test_a_dossier_of_six_people_can_still_be_asked_what_would_leave(club):
    clean(club)
    shared = leaving(club)
    assert shared is not None
