"""`workbench run` looks before it starts, and tells what the machine refuses."""

from workbench.launch import runner


def test_every_place_is_checked_before_the_first_run(said, tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(runner, "run", lambda *args: ran.append(args))
    (tmp_path / "out" / "trajectoires").mkdir(parents=True)
    (tmp_path / "out" / "trajectoires" / "mine.txt").write_text("kept")
    code, _, err = said("run", "nsw", "trajectoires", "--out", "out", "--lang", "en")
    assert (code, ran) == (2, [])
    assert "Traceback" not in err
    assert (tmp_path / "out" / "trajectoires" / "mine.txt").read_text() == "kept"


def test_a_machine_that_refuses_is_told_in_a_letter(said, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device", "results")

    monkeypatch.setattr(runner, "run", refuse)
    code, _, err = said("run", "nsw", "--out", "out")
    assert code == 1
    assert "results" in err
    assert "Traceback" not in err
