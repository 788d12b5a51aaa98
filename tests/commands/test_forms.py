"""`workbench forms`: what it writes, where, and its exit codes."""

import pytest

from workbench.commands import main


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    """A caller: run the command in a folder of its own; return exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*args):
        capsys.readouterr()
        code = main(["forms", *(str(arg) for arg in args)])
        return code, *capsys.readouterr()

    return call


def test_the_forms_of_a_dossier_are_written_in_both_languages(said, club, tmp_path):
    code, out, err = said(club.folder, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"form.xlsx", "paper.fr.pdf", "paper.en.pdf", "notice.fr.html"} <= names
    assert all(name in out for name in names - {"contents.json"})


def test_one_language_may_be_asked_for(said, club, tmp_path):
    assert said(club.folder, "--lang", "fr")[0] == 0
    names = {path.name for path in (tmp_path / "runs" / "club-forms").iterdir()}
    assert "paper.fr.pdf" in names
    assert "paper.en.pdf" not in names


def test_an_example_can_be_taken_along(said, tmp_path):
    assert said("trajectoires", "--out", tmp_path / "out", "--lang", "fr")[0] == 0


def test_a_finding_that_blocks_ends_with_one_and_writes_nothing(said, club, spoil, tmp_path):
    spoil(club, "collection/instrument.yml", ("waves: [exit]", "waves: [exti]"))
    code, out, err = said(club.folder, "--out", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "exti" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("args", [(), ("nsw", "trajectoires"), ("nws",), ("nsw", "--ot", "x")])
def test_wrong_use_ends_with_two(said, args):
    code, out, err = said(*args)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_a_place_inside_the_dossier_or_taken_is_wrong_use(said, club, tmp_path):
    assert said(club.folder, "--out", club.path("forms"))[0] == 2
    (tmp_path / "file").write_text("mine")
    assert said(club.folder, "--out", tmp_path / "file")[0] == 2
    assert said(club.folder, "--out", tmp_path / "file" / "below")[0] == 2
    assert (tmp_path / "file").read_text() == "mine"
