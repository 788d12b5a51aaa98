"""`workbench run` looks before it starts, and tells what the machine refuses."""

import pytest

from workbench.launch import runner
from workbench.launch.programme import folder


def test_every_place_is_checked_before_the_first_run(said, tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(folder, "begin", lambda *args: ran.append(args))
    (tmp_path / "out" / "trajectoires").mkdir(parents=True)
    (tmp_path / "out" / "trajectoires" / "mine.txt").write_text("kept")
    code, _, err = said("run", "nsw", "trajectoires", "--out", "out", "--lang", "en")
    assert (code, ran) == (2, [])
    assert "Traceback" not in err
    assert (tmp_path / "out" / "trajectoires" / "mine.txt").read_text() == "kept"


def test_a_machine_that_refuses_is_told_in_a_letter(said, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device", "results")

    monkeypatch.setattr(runner, "run_all", refuse)
    code, _, err = said("run", "nsw", "--out", "out")
    assert code == 1
    assert "results" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("workers", ["0", "-3", "many", "10000", "1.5", "", "٣"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(said, workers):
    code, out, err = said("run", "nsw", "--out", "out", f"--workers={workers}", "--lang", "fr")
    assert (code, out) == (2, "")
    assert "256" in err


def test_a_dossier_named_twice_is_refused(said):
    code, _, err = said("run", "nsw", "nsw", "--lang", "en")
    assert code == 2
    assert "nsw" in err


def test_all_anew_and_going_on_at_once_is_refused(said):
    code, _, err = said("run", "nsw", "--fresh", "--resume", "--lang", "en")
    assert code == 2
    assert "--fresh" in err


def test_an_interrupt_leaves_with_the_code_of_an_interrupt(said, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(runner, "run_all", interrupt)
    code, _, err = said("run", "nsw", "--out", "out", "--lang", "en")
    assert code == 130
    assert "Traceback" not in err
