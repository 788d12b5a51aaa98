"""Word of long work stands in the dossier, for whoever comes back."""

import pytest

from workbench.base.errors import DataError
from workbench.base.progress import Step, heard_by, progress
from workbench.base.words import LANGS, Phrase
from workbench.base.work import FOLDER, failed, plain, seen, take, told


def test_nobody_has_begun_what_no_file_speaks_of(club):
    assert seen(club, "report") is None
    assert told(None, "fr") == ""
    assert plain(None, "fr")["state"] == "none"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "report"}', "\ufeffnull", "\0"])
def test_word_that_cannot_be_read_is_no_word(club, text):
    club.path(FOLDER).mkdir()
    club.path(FOLDER, "report.json").write_text(text, encoding="utf-8")
    assert seen(club, "report") is None
    doing = take(club, "report")
    doing.done()
    assert seen(club, "report").state == "done"
    doing.let_go()


def test_each_state_has_its_own_sentence_in_each_language(club):
    doing = take(club, "report")
    step = Step(2, 3, Phrase("work.step.results"))
    stood = [doing.waits(), doing.begins(), doing.comes_to(step), doing.done(),
             doing.fails(DataError("forms.not_a_number", typed="x"))]  # fmt: skip
    doing.begins()
    doing.let_go()
    stood.append(seen(club, "report"))
    assert stood[-1].state == "interrupted"
    said = [told(work, lang) for work in stood for lang in LANGS]
    assert len({*said}) == len(said)
    assert plain(stood[2], "fr")["step"] == 2


def test_one_at_a_time_and_each_work_apart(club):
    first = take(club, "report")
    assert take(club, "report") is None
    other = take(club, "analysis")
    first.let_go()
    first.let_go()
    again = take(club, "report")
    assert again is not None
    again.let_go()
    other.let_go()


def test_word_of_work_is_no_part_of_what_the_dossier_holds(club, tmp_path):
    from workbench.base.dossier import copy

    doing = take(club, "report")
    doing.done()
    doing.let_go()
    assert not copy(club, tmp_path / "copy").path(FOLDER).exists()


def test_work_that_could_not_be_begun_has_its_letter():
    error = DataError("forms.not_a_number", typed="x")
    assert told(failed("report", error), "fr") == error.say("fr")


def test_steps_are_heard_by_whoever_listens_and_by_nobody_afterwards():
    heard = []
    progress(1, 2, "work.step.data")
    with heard_by(heard.append):
        progress(2, 2, "work.step.report", name="x")
    progress(1, 2, "work.step.data")
    assert heard == [Step(2, 2, Phrase("work.step.report", {"name": "x"}))]
