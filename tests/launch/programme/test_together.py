"""Pages of many dossiers go side by side, in their order; what has not changed is not run again."""

import pytest
from papermill.exceptions import PapermillExecutionError

from workbench.base import alike
from workbench.launch import contents
from workbench.launch.contents import before, pages
from workbench.launch.programme import keys
from workbench.launch.programme import together as side_by_side

ALL = [one.id for one in pages()]


def ran(seen):
    return [(name, page.id) for name, page, result in seen if result is None]


def states(record):
    return {result.page: result.state for result in record.pages}


def tables(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/results/*")}


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_a_page_starts_when_those_it_rests_on_have_ended(together, at_once):
    seen, records = together(at_once)
    assert all(states(record) == dict.fromkeys(ALL, "done") for record in records.values())
    ended, running = set(), 0
    for name, page, result in seen:
        running += 1 if result is None else -1
        assert running <= at_once
        if result is None:
            assert {(name, one.id) for one in before(page.id)} <= ended
        else:
            ended.add((name, page.id))


def test_the_first_dossiers_are_ended_first(together):
    seen, _ = together(1)
    assert ran(seen) == [(name, page) for name in ("one", "two", "three") for page in ALL]


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_page_that_fails_ends_its_own_dossier_only(together, no_kernel, tmp_path, at_once):
    def fails(_, __, *, kernel_cwd, **___):
        if kernel_cwd.endswith("two"):
            raise PapermillExecutionError(3, 1, "source", "DataError", "a letter", [])

    no_kernel.first["05_data"] = fails
    seen, records = together(at_once)
    assert states(records["two"]) == {**dict.fromkeys(ALL[:4], "done"), "05_data": "failed"}
    assert states(records["one"]) == states(records["three"]) == dict.fromkeys(ALL, "done")
    assert not list((tmp_path / "runs" / "two").glob("results/*"))


@pytest.mark.parametrize("at_once", [1, 2])
def test_after_a_failure_nothing_that_comes_later_counts(together, no_kernel, clubs, at_once):
    no_kernel.fails["01_evaluation"] = PapermillExecutionError(3, 1, "s", "DataError", "no", [])
    _, records = together(at_once, clubs[:1])
    assert states(records["one"]) == {"01_evaluation": "failed"}


def test_a_machine_that_refuses_is_a_page_that_failed(together, clubs, monkeypatch):
    def refuse(step):
        raise OSError(28, "No space left on device", "results")

    monkeypatch.setattr(side_by_side, "do", refuse)
    _, records = together(2, clubs[:1])
    (failed,) = [result for result in records["one"].pages if result.state == "failed"]
    assert "results" in failed.sentence


def test_a_second_run_does_nothing_again(together, tmp_path):
    together()
    before_ = tables(tmp_path / "runs")
    seen, records = together()
    assert ran(seen) == []
    assert {result.state for _, _, result in seen} == {side_by_side.SKIPPED}
    assert all(states(record) == dict.fromkeys(ALL, "done") for record in records.values())
    assert tables(tmp_path / "runs") == before_


def test_one_club_whose_data_changed_is_run_alone(together, clubs, tmp_path):
    together()
    clubs[1].path("received/exit.csv").write_text("mended", encoding="utf-8")
    seen, _ = together()
    assert ran(seen) == [("two", page) for page in ALL[4:]]
    copied = tmp_path / "runs" / "two" / "received" / "exit.csv"
    assert copied.read_text(encoding="utf-8") == "mended"


def test_everything_is_run_anew_when_that_is_asked_for(together, clubs):
    together(dossiers=clubs[:1])
    assert len(ran(together(dossiers=clubs[:1], fresh=True)[0])) == len(ALL)


def test_a_file_that_was_spoilt_is_made_again_with_all_that_rests_on_it(together, clubs, tmp_path):
    together(dossiers=clubs[:1])
    (tmp_path / "runs" / "one" / "data" / "clean.csv").write_text("spoilt", encoding="utf-8")
    seen, _ = together(dossiers=clubs[:1])
    assert [page for _, page in ran(seen)] == ALL[4:]


def test_another_parameter_runs_the_pages_that_are_told_it(together, clubs):
    together(dossiers=clubs[:1])
    seen, _ = together(dossiers=clubs[:1], values={"level": 0.8})
    assert [page for _, page in ran(seen)] == ["06_analysis", "07_report"]


def test_other_code_runs_everything_again(together, clubs, monkeypatch):
    together(dossiers=clubs[:1])
    keys._code.cache_clear()
    monkeypatch.setattr(alike, "under_pages", lambda: "other")
    seen, _ = together(dossiers=clubs[:1])
    keys._code.cache_clear()
    assert len(ran(seen)) == len(ALL)


def test_another_notebook_runs_its_page_and_what_rests_on_it(
    together, clubs, tmp_path, monkeypatch
):
    together(dossiers=clubs[:1])
    other = tmp_path / "06.ipynb"
    real = contents.Page.notebook
    other.write_bytes(real(contents.page("06_analysis"), "en").read_bytes() + b"\n")

    def notebook(page, lang):
        return other if page.id == "06_analysis" else real(page, lang)

    monkeypatch.setattr(contents.Page, "notebook", notebook)
    seen, _ = together(dossiers=clubs[:1])
    assert [page for _, page in ran(seen)] == ["06_analysis", "07_report"]


def test_a_page_that_failed_is_tried_again(together, no_kernel, clubs):
    no_kernel.fails["03_indicators"] = PapermillExecutionError(3, 1, "s", "DataError", "no", [])
    together(dossiers=clubs[:1])
    no_kernel.fails.clear()
    seen, records = together(dossiers=clubs[:1])
    assert [page for _, page in ran(seen)] == ALL[2:]
    assert states(records["one"]) == dict.fromkeys(ALL, "done")


def test_the_record_holds_no_place_of_the_machine(together, clubs, tmp_path):
    together(dossiers=clubs[:1])
    text = (tmp_path / "runs" / "one" / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
