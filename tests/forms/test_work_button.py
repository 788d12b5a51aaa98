"""Where no server does long work, the kernel of the page does it, and says the same of it."""

import pytest

from workbench.base.errors import DataError
from workbench.base.progress import progress
from workbench.base.words import LANGS
from workbench.base.work import seen, take
from workbench.forms.work import Long, work_button


def done(dossier, lang):
    progress(1, 2, "work.step.data")
    dossier.path("made.txt").write_text(lang)


def refused(dossier, lang):
    raise DataError("forms.not_a_number", typed=lang)


def broken(dossier, lang):
    raise ZeroDivisionError


def long(does):
    return Long("report", does, go="reporting.go", again="reporting.again")


@pytest.fixture
def pressed(club):
    """A builder: press the button where no server answers; what it told, and how often it ended."""

    def press(does, lang="fr"):
        ended, told = [], []
        button = work_button(club, long(does), lambda: ended.append(1), lang)
        button.observe(lambda change: told.append(change["new"]["state"]), "told")
        button.pressed += 1
        return button, told, len(ended)

    return press


@pytest.mark.parametrize("lang", LANGS)
def test_the_kernel_does_it_and_says_each_step(pressed, club, lang):
    button, told, ended = pressed(done, lang)
    assert told == ["running", "running", "done"]
    assert ended == 1
    assert club.path("made.txt").read_text() == lang
    assert button.seen == seen(club, "report").at.isoformat()


@pytest.mark.parametrize(("does", "hole"), [(refused, "« fr »"), (broken, "")])
def test_what_fails_is_told_in_a_letter_and_ends_nothing(pressed, club, does, hole):
    button, told, ended = pressed(does)
    assert told[-1] == "failed"
    assert hole in button.told["said"].replace("\u00a0", " ")
    assert ended == 0
    assert button.seen == ""


def test_what_another_does_already_is_only_told(pressed, club):
    doing = take(club, "report")
    doing.begins()
    _, told, ended = pressed(done)
    assert (told, ended) == (["running"], 0)
    assert not club.path("made.txt").exists()
    doing.let_go()


def test_a_page_opened_later_knows_how_it_stands(pressed, club):
    pressed(done)
    found = work_button(club, long(done), lambda: None, "en")
    assert found.told["state"] == "done"
    assert found.seen == found.told["at"]


def test_in_an_example_nothing_is_made(club):
    from workbench.base.dossier import Dossier

    example = Dossier(club.folder, read_only=True)
    button = work_button(example, long(done), lambda: None, "fr")
    button.pressed += 1
    assert button.told["state"] == "failed"
    assert not club.path("made.txt").exists()
