"""A run is a copy; it stops at a page that fails, keeps what is done, and goes on when asked to."""

import json

import nbformat
import pytest
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from workbench.base.dossier import copy
from workbench.base.errors import RunError
from workbench.base.files import sha256
from workbench.launch import manifest
from workbench.launch.contents import pages

ALL = [one.id for one in pages()]


def a_failure(name="DataError", value="a letter", cell=3):
    return PapermillExecutionError(cell, 1, "source", name, value, [])


def content(folder):
    return {p.relative_to(folder): sha256(p) for p in folder.rglob("*") if p.is_file()}


def states(record):
    return {result.page: result.state for result in record.pages}


def refused(a_run, *args, **options):
    with pytest.raises(RunError) as caught:
        a_run(*args, **options)
    assert caught.value.say("fr") != caught.value.say("en")
    return caught.value


def test_a_run_leaves_the_dossier_alone_and_keeps_its_own_copy(club, a_run, no_kernel):
    before = content(club.folder)
    record, out = a_run(club, *ALL)
    assert content(club.folder) == before
    assert states(record) == dict.fromkeys(ALL, "done")
    assert (out / "evaluation.yml").is_file()
    assert [name for name, _ in no_kernel.asked] == ALL
    assert manifest.read(out) == record
    assert set(record.inputs) == {path.as_posix() for path in before}


def test_a_page_is_told_its_dossier_its_language_and_its_parameters(club, a_run, no_kernel):
    a_run(club, "04_collection", "06_analysis", people=40, level=1)
    told = dict(no_kernel.asked)
    assert told["04_collection"] == {"dossier": ".", "lang": "en", "people": 40}
    assert "06_analysis" not in told


def test_what_an_earlier_step_made_is_not_copied(club, a_run, no_kernel):
    for name in ("data/clean.csv", "results/effects.csv", "pages/old.ipynb", "theory.svg"):
        club.path(name).parent.mkdir(exist_ok=True)
        club.path(name).write_text("old", encoding="utf-8")
    record, out = a_run(club, "01_evaluation")
    assert not (out / "data/clean.csv").exists()
    assert not (out / "theory.svg").exists()
    assert [path.name for path in (out / "pages").iterdir()] == ["01_evaluation.ipynb"]
    assert "data/clean.csv" not in record.inputs


def test_a_page_whose_files_are_missing_waits_and_the_others_go_on(club, a_run, no_kernel):
    club.path("received.yml").unlink()
    record, out = a_run(club, "05_data", "02_theory")
    assert states(record) == {"05_data": "waiting", "02_theory": "done"}
    assert {ran.page: ran.missing for ran in record.pages}["05_data"] == ("received.yml",)
    shown = nbformat.read(out / "pages" / "05_data.ipynb", as_version=4)
    assert [cell.cell_type for cell in shown.cells] == ["markdown"]
    assert "received.yml" in shown.cells[0].source


def test_a_page_that_fails_stops_the_run_and_says_where_and_why(club, a_run, no_kernel):
    no_kernel.fails["02_theory"] = a_failure()
    record, out = a_run(club, *ALL)
    assert states(record) == {"01_evaluation": "done", "02_theory": "failed"}
    failed = record.pages[-1]
    assert (failed.cell, failed.sentence) == (4, "a letter")
    assert manifest.read(out) == record
    assert (out / "pages" / "01_evaluation.ipynb").is_file()


def test_a_failure_that_is_no_letter_of_ours_is_named(club, a_run, no_kernel):
    no_kernel.fails["01_evaluation"] = a_failure("KeyError", "'x'")
    record, _ = a_run(club, "01_evaluation")
    assert record.pages[0].sentence == "KeyError: 'x'"


def test_a_kernel_that_dies_is_a_page_that_failed(club, a_run, no_kernel):
    no_kernel.fails["01_evaluation"] = DeadKernelError("died")
    record, _ = a_run(club, *ALL)
    assert states(record) == {"01_evaluation": "failed"}
    assert record.pages[0].cell == 1
    assert record.pages[0].sentence


def test_no_path_of_the_machine_stays_in_a_page(club, a_run, no_kernel):
    _, out = a_run(club, "01_evaluation")
    text = (out / "pages" / "01_evaluation.ipynb").read_text(encoding="utf-8")
    assert str(out) not in text
    assert "/secret" not in text


def test_a_misspelt_parameter_is_refused_before_anything_is_written(club, a_run, tmp_path):
    error = refused(a_run, club, *ALL, poeple=3)
    assert error.key == "run.unknown_parameter"
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("inside", ["runs", "."])
def test_a_run_inside_its_own_dossier_is_refused(club, a_run, inside):
    before = content(club.folder)
    assert refused(a_run, club, *ALL, out=f"club/{inside}").key == "run.out_in_dossier"
    assert content(club.folder) == before


def test_a_run_into_a_file_is_refused(club, a_run, tmp_path):
    (tmp_path / "run").write_text("mine", encoding="utf-8")
    assert refused(a_run, club, *ALL).key == "run.out_is_file"
    assert refused(a_run, club, *ALL, out="run/below").key == "dossier.not_copied"
    assert (tmp_path / "run").read_text(encoding="utf-8") == "mine"


def test_a_run_into_somebodys_folder_is_refused(club, a_run, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "notes.txt").write_text("mine", encoding="utf-8")
    assert refused(a_run, club, *ALL).key == "run.out_not_empty"
    assert content(tmp_path / "run")


def test_a_run_into_an_empty_folder_is_made(club, a_run, no_kernel, tmp_path):
    (tmp_path / "run").mkdir()
    record, _ = a_run(club, "01_evaluation")
    assert states(record) == {"01_evaluation": "done"}


def test_a_second_run_takes_the_place_of_the_first(club, a_run, no_kernel):
    a_run(club, "01_evaluation")
    record, out = a_run(club, "02_theory")
    assert states(record) == {"02_theory": "done"}
    assert not (out / "pages" / "01_evaluation.ipynb").exists()


@pytest.mark.parametrize("file", ["plan.yml", "notes.txt", "received/more.csv"])
def test_a_run_that_was_changed_by_hand_is_not_overwritten(club, a_run, no_kernel, file):
    _, out = a_run(club, "01_evaluation")
    with (out / file).open("a", encoding="utf-8") as mine:
        mine.write("# mine\n")
    before = content(out)
    error = refused(a_run, club, "01_evaluation")
    assert error.key == "run.out_changed"
    assert error.holes["files"] == file
    assert content(out) == before


def test_a_damaged_record_is_not_overwritten(club, a_run, no_kernel):
    _, out = a_run(club, "01_evaluation")
    (out / "manifest.json").write_text("{", encoding="utf-8")
    assert refused(a_run, club, "01_evaluation").key == "run.manifest_unreadable"


def test_going_on_runs_only_what_is_not_done(club, a_run, no_kernel):
    no_kernel.fails["03_indicators"] = a_failure()
    a_run(club, *ALL)
    no_kernel.fails.clear()
    no_kernel.asked.clear()
    record, _ = a_run(club, *ALL, resume=True)
    assert [name for name, _ in no_kernel.asked] == ALL[2:]
    assert states(record) == dict.fromkeys(ALL, "done")


@pytest.mark.parametrize("mended", ["in the run", "in the dossier", "alike in both"])
def test_going_on_takes_in_what_was_mended(club, a_run, no_kernel, mended):
    no_kernel.fails["05_data"] = a_failure()
    _, out = a_run(club, *ALL)
    no_kernel.fails.clear()
    no_kernel.asked.clear()
    if mended != "in the run":
        club.path("received/exit.csv").write_text("mended", encoding="utf-8")
    if mended != "in the dossier":
        (out / "received/exit.csv").write_text("mended", encoding="utf-8")
    record, _ = a_run(club, *ALL, resume=True)
    assert [name for name, _ in no_kernel.asked] == ALL[4:]
    assert (out / "received/exit.csv").read_text(encoding="utf-8") == "mended"
    assert record.inputs["received/exit.csv"] == sha256(out / "received/exit.csv")
    assert states(record) == dict.fromkeys(ALL, "done")


def test_going_on_does_again_what_rests_on_a_changed_file(club, a_run, no_kernel):
    a_run(club, *ALL)
    no_kernel.asked.clear()
    with club.path("plan.yml").open("a", encoding="utf-8") as plan:
        plan.write("# later\n")
    no_kernel.fails["05_data"] = a_failure()
    record, out = a_run(club, *ALL, resume=True)
    assert [name for name, _ in no_kernel.asked] == ["04_collection", "05_data"]
    assert "07_report" not in states(record)
    assert not list(out.glob("results/*"))
    assert not (out / "pages" / "07_report.ipynb").exists()
    assert (out / "pages" / "03_indicators.ipynb").exists()


def test_going_on_takes_in_files_that_were_added_or_taken_away(club, a_run, no_kernel):
    plan = club.path("plan.yml").read_bytes()
    club.path("plan.yml").unlink()
    record, out = a_run(club, "04_collection", "06_analysis")
    assert states(record)["04_collection"] == "waiting"
    club.path("plan.yml").write_bytes(plan)
    club.path("ledger.yml").unlink()
    record, out = a_run(club, "04_collection", resume=True)
    assert states(record)["04_collection"] == "done"
    assert not (out / "ledger.yml").exists()
    assert "ledger.yml" not in record.inputs


def test_a_file_that_no_page_names_makes_all_of_them_run_again(club, a_run, no_kernel):
    a_run(club, *ALL)
    no_kernel.asked.clear()
    club.path("ledger.yml").write_text("format: 1\nfigures: []\n", encoding="utf-8")
    a_run(club, *ALL, resume=True)
    assert [name for name, _ in no_kernel.asked] == ALL


def test_a_file_changed_in_both_places_is_left_to_people(club, a_run, no_kernel):
    _, out = a_run(club, *ALL)
    club.path("plan.yml").write_text("one", encoding="utf-8")
    (out / "plan.yml").write_text("two", encoding="utf-8")
    before = content(out)
    error = refused(a_run, club, *ALL, resume=True)
    assert error.key == "run.changed_twice"
    assert error.holes["files"] == "plan.yml"
    assert content(out) == before


def test_going_on_with_another_parameter_runs_the_pages_that_are_told_it(club, a_run, no_kernel):
    a_run(club, *ALL, level=0.9)
    no_kernel.asked.clear()
    record, _ = a_run(club, *ALL, resume=True)
    assert no_kernel.asked == []
    assert record.parameters == {"level": 0.9}
    record, _ = a_run(club, *ALL, resume=True, level=0.8)
    assert [name for name, _ in no_kernel.asked] == ["06_analysis", "07_report"]
    assert dict(no_kernel.asked)["06_analysis"]["level"] == 0.8
    assert record.parameters == {"level": 0.8}


@pytest.mark.parametrize("other", ["language", "dossier"])
def test_going_on_with_something_else_is_a_new_run(club, a_run, no_kernel, tmp_path, other):
    a_run(club, *ALL)
    no_kernel.asked.clear()
    dossier = copy(club, tmp_path / "neighbour") if other == "dossier" else club
    record, _ = a_run(dossier, *ALL, resume=True, lang="fr" if other == "language" else "en")
    assert [name for name, _ in no_kernel.asked] == ALL
    assert record.dossier == dossier.name


def test_going_on_where_nothing_was_begun_is_a_run(club, a_run, no_kernel):
    record, _ = a_run(club, "01_evaluation", resume=True)
    assert states(record) == {"01_evaluation": "done"}


def test_the_record_is_written_after_every_page(club, a_run, no_kernel, monkeypatch):
    seen = []
    write = manifest.Manifest.write

    def kept(self, folder):
        path = write(self, folder)
        seen.append(len(json.loads(path.read_text(encoding="utf-8"))["pages"]))
        return path

    monkeypatch.setattr(manifest.Manifest, "write", kept)
    a_run(club, *ALL[:3])
    assert seen == [0, 1, 2, 3]
