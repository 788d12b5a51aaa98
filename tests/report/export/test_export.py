"""An export is there whole or not at all, remembers what left, and refuses with a letter."""

import json
import os
import shutil
from datetime import date

import pandas as pd
import pytest

from tests.report.export.conftest import CHOSEN, people
from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import DataError, RecordError, RunError
from workbench.base.folders import MARK
from workbench.data.load import load
from workbench.data.protection.published import PUBLISHED, session_of
from workbench.data.protection.share import share
from workbench.report.export.export import FORMATS, Wanted, export, formats_of

DAY, LATER = date(2026, 1, 5), date(2026, 3, 5)
STATUS = {code: CHOSEN[code] for code in ("EECO02", "EECO04", "EECO05")}
WHAT = {
    "tidy": {"estimates.csv", "analyses.csv", "datapackage.json", "dictionary.fr.md"},
    "cids": {"impact_data.jsonld"},
    "esf": {"esf_participants.csv", "esf_indicators.csv", "esf_participants.fr.xlsx"},
}


def send(dossier, out, *formats, memory=None, on=DAY, **more):
    wanted = Wanted(formats or FORMATS, **more)
    return export(dossier, memory or dossier, out, on, wanted)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_alone(example, tmp_path, name):
    send(example("trajectoires"), tmp_path / "out", name)
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert files >= WHAT[name] | {MARK}
    others = set().union(*(WHAT[one] for one in FORMATS if one != name)) - WHAT[name]
    assert not files & (others - {"datapackage.json", "dictionary.fr.md"})


def test_no_key_of_a_person_leaves(example, tmp_path):
    dossier = example("trajectoires")
    send(dossier, tmp_path / "out")
    texts = " ".join(p.read_bytes().decode("latin-1") for p in (tmp_path / "out").iterdir())
    assert not [key for key in load(dossier)["person"] if key in texts]


def test_a_key_that_stands_in_a_text_stops_everything(example, tmp_path, with_keys):
    dossier = example("trajectoires")
    key = load(dossier)["person"][0]
    with_keys(dossier, "evaluation.yml", title=f"About {key}")
    with pytest.raises(DataError) as letter:
        send(dossier, tmp_path / "out")
    assert letter.value.key == "protection.key_in_share"
    assert not (tmp_path / "out").exists()
    assert not dossier.has(PUBLISHED)


def test_what_left_is_remembered_without_hidden_counts(operation, tmp_path):
    dossier = operation(people(60), STATUS)
    send(dossier, tmp_path / "out", "esf")
    entries = session_of(dossier).entries
    assert {entry.on for entry in entries} == {DAY.isoformat()}
    assert any(entry.what.startswith("esf:EECO02") for entry in entries)
    assert all(entry.count is None or entry.count == 0 or entry.count >= 5 for entry in entries
               if not any("" in values for _, values in entry.cell))  # fmt: skip


def test_a_second_export_shows_the_same_and_takes_nothing_back(operation, tmp_path):
    dossier = operation(people(60), STATUS)
    send(dossier, tmp_path / "one", "esf")
    kept = dossier.path(PUBLISHED).read_bytes()
    send(dossier, tmp_path / "two", "esf", on=LATER)
    one, two = (tmp_path / n / "esf_participants.csv" for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert dossier.path(PUBLISHED).read_bytes() == kept


def test_share_and_export_remember_each_other(operation, tmp_path):
    """The same people, published by both: what one hides the other does not tell."""
    dossier = operation(people(90), STATUS)
    send(dossier, tmp_path / "out", "esf")
    mine = session_of(dossier).entries
    share(dossier, tmp_path / "shared.zip", LATER)
    both = session_of(dossier).entries
    assert both[: len(mine)] == mine
    told = {}
    for entry in both:
        told.setdefault((entry.data, entry.cell), set()).add(entry.count)
    assert {len(counts) for counts in told.values()} == {1}


def test_a_person_who_comes_in_between_is_not_found(operation, tmp_path, rows):
    table = people(120, sex=(0.5, 0.5, 0, 0))
    dossier = operation(table, STATUS)
    send(dossier, tmp_path / "one", "esf")
    more = table.iloc[[int((table["work"] == "inactive").to_numpy().argmax())]]
    new = pd.concat([table, more.assign(person="NEW-1")], ignore_index=True)
    new.to_csv(dossier.path("data", "clean.csv"), index=False)
    send(dossier, tmp_path / "two", "esf", on=LATER)
    one, two = (
        {(r["code"], r["sex"]): r["yes"] for r in rows(tmp_path / n, "esf_participants.csv")}
        for n in ("one", "two")
    )
    before, after = one["EECO04", "total"], two["EECO04", "total"]
    assert before
    assert not after or before == after


def test_the_memory_of_a_run_is_its_dossier(example, operation, tmp_path):
    dossier = operation(people(60), STATUS)
    run = Dossier(tmp_path / "run")
    shutil.copytree(dossier.folder, run.folder)
    before = {p: p.read_bytes() for p in run.folder.rglob("*") if p.is_file()}
    send(run, tmp_path / "out", "esf", memory=dossier)
    assert dossier.has(PUBLISHED)
    assert {p: p.read_bytes() for p in run.folder.rglob("*") if p.is_file()} == before


def test_an_example_is_exported_and_stays_as_it_is(tmp_path):
    dossier = open_dossier("trajectoires")
    send(dossier, tmp_path / "out")
    assert not dossier.has(PUBLISHED)


def test_few_people_mask_an_analysis_everywhere(example, tmp_path, rows):
    dossier = example("trajectoires")
    table = load(dossier)
    found = table.index[table["exit_situation"].isin(["job", "training", "business"])][3:]
    table.loc[found, "exit_situation"] = "no_solution"
    table.loc[found, "positive_exit"] = 0
    table.to_csv(dossier.path("data", "clean.csv"), index=False)
    out = tmp_path / "out"
    done = send(dossier, out)
    of = {
        name: [row for row in rows(out, f"{name}.csv") if row["analysis"] == "positive_exits"]
        for name in ("estimates", "sites", "targets")
    }
    (told,), (target,) = of["estimates"], of["targets"]
    assert (told["estimate"], told["count"], told["n"], told["masked"]) == ("", "", "", "true")
    assert {(row["figure"], row["n"]) for row in of["sites"]} == {("", "")}
    assert (target["estimate"], target["target"], target["masked"]) == ("", "0.5", "true")
    assert "report:positive_exits" not in (out / "impact_data.jsonld").read_text("utf-8")
    hidden = next(one for one in done.findings if one.id == "export.effects_hidden")
    assert not hidden.passed


def test_results_that_are_not_there_are_asked_for(club, example, tmp_path):
    with pytest.raises(DataError) as letter:
        send(club, tmp_path / "out")
    assert letter.value.key == "data.not_clean_yet"
    dossier = example("trajectoires", leave_out=["results/*"])
    with pytest.raises(DataError) as letter:
        send(dossier, tmp_path / "out", "tidy")
    assert letter.value.key == "analysis.no_results"
    assert not (tmp_path / "out").exists()


def test_participants_need_no_results(example, tmp_path):
    send(example("trajectoires", leave_out=["results/*"]), tmp_path / "out", "esf")
    assert (tmp_path / "out" / "esf_participants.csv").is_file()


def test_a_damaged_memory_stops_everything(example, tmp_path):
    dossier = example("trajectoires")
    path = dossier.path(PUBLISHED)
    path.parent.mkdir()
    path.write_text("on,data\n1,2\n", encoding="utf-8")
    with pytest.raises(RecordError) as letter:
        send(dossier, tmp_path / "out")
    assert letter.value.key == "protection.record_damaged"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("where", ["out", "", "results/out"])
def test_a_place_inside_the_dossier_is_refused(example, where):
    dossier = example("trajectoires")
    with pytest.raises(RunError) as letter:
        send(dossier, dossier.folder / where)
    assert letter.value.key == "run.out_in_dossier"


def test_a_place_that_holds_something_else_is_refused(example, tmp_path):
    dossier = example("trajectoires")
    for out in (tmp_path, tmp_path / "file"):
        (tmp_path / "file").write_text("mine", encoding="utf-8")
        with pytest.raises(RunError) as letter:
            send(dossier, out)
        assert letter.value.key == "export.out_taken"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_export_is_written_again_over_itself_without_old_files(example, tmp_path):
    dossier = example("trajectoires")
    send(dossier, tmp_path / "out")
    send(dossier, tmp_path / "out", "cids")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {MARK, "impact_data.jsonld"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is refused to root")
def test_a_disk_that_refuses_leaves_nothing(example, tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    with pytest.raises(OSError, match="home"):
        send(example("trajectoires"), home / "out")
    assert list(home.iterdir()) == []


def test_a_full_disk_leaves_the_old_export_and_no_memory(example, tmp_path, monkeypatch):
    dossier = example("trajectoires")
    (tmp_path / "home").mkdir()
    send(dossier, tmp_path / "home" / "out", "cids", memory=open_dossier("trajectoires"))
    before = {p.name: p.read_bytes() for p in (tmp_path / "home" / "out").iterdir()}

    def full(self, data):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="space"):
        send(dossier, tmp_path / "home" / "out")
    assert {p.name: p.read_bytes() for p in (tmp_path / "home" / "out").iterdir()} == before
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["out"]
    assert not dossier.has(PUBLISHED)


def test_a_wrong_format_gets_the_nearest_word():
    with pytest.raises(RunError) as letter:
        formats_of(["tidi"])
    assert letter.value.key == "export.unknown_format"
    assert "tidy" in str(letter.value)
    assert formats_of([]) == FORMATS
    assert formats_of(["esf", "esf"]) == ("esf",)


def test_the_list_of_files_is_that_of_the_folder(example, tmp_path):
    done = send(example("trajectoires"), tmp_path / "out")
    listed = json.loads((tmp_path / "out" / MARK).read_text("utf-8"))["files"]
    assert sorted(path.name for path in done.files) == listed
