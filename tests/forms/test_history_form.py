"""The versions of a dossier are listed in words, looked at, brought back, and that is undone."""

from datetime import timedelta

import pytest

from workbench.base import kept
from workbench.base.history import versions
from workbench.base.records import Text, changed
from workbench.evaluation import Evaluation
from workbench.forms.history import HIDDEN, PAGE, history_form
from workbench.forms.live import Watched


def titled(work, words):
    work.write(changed(work.read(Evaluation), title=Text(any=words)))


def title(work):
    return work.read(Evaluation).title.say("en")


class Form:
    """The form, its parts by name."""

    def __init__(self, work, lang="en"):
        made = history_form(work, lang)
        self.which, self.more, row, self.reply, self.sure, self.undo = made.children[1:]
        self.look, self.restore = row.children[0].children
        self.yes, self.no = self.sure.children[0].children

    def choose(self, place):
        self.which.v_model = self.which.children[place].value

    def seen(self, part):
        return HIDDEN not in str(part.class_).split()


@pytest.fixture
def work(club, monkeypatch):
    """A dossier with three versions."""
    monkeypatch.setattr(kept, "JOINED", timedelta(0))
    made = Watched(club.folder, person="Ana")
    titled(made, "A <i>")
    titled(made, "B")
    return made


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_versions_are_listed_the_newest_first(work, lang):
    form = Form(work, lang)
    assert [one.value for one in form.which.children] == [one.id for one in versions(work)]
    assert "Ana" in form.which.children[0].label
    titled(work, "C")
    assert len(form.which.children) == 4


def test_a_version_is_compared_with_what_stands_now(work):
    form = Form(work)
    form.choose(1)
    form.look.fire_event("click", {})
    assert "A &lt;i&gt;" in form.reply.value
    assert "B" in form.reply.value
    form.choose(0)
    form.look.fire_event("click", {})
    assert "<table" not in form.reply.value


def test_a_version_is_brought_back_only_when_asked_twice_and_that_is_undone(work):
    form = Form(work)
    calls = []
    work.watchers.append(lambda: calls.append(1))
    form.choose(1)
    assert not form.seen(form.sure)
    form.restore.fire_event("click", {})
    assert form.seen(form.sure)
    form.no.fire_event("click", {})
    assert not form.seen(form.sure)
    assert title(work) == "B"
    form.restore.fire_event("click", {})
    form.yes.fire_event("click", {})
    assert (title(work), calls) == ("A <i>", [1])
    assert form.seen(form.undo)
    form.undo.fire_event("click", {})
    assert title(work) == "B"
    assert versions(work)[0].how == "restored"


@pytest.mark.parametrize("press", ["look", "restore", "yes"])
def test_nothing_chosen_is_answered_with_a_letter(work, press):
    form = Form(work)
    getattr(form, press).fire_event("click", {})
    assert "blocker" in form.reply.value
    assert title(work) == "B"


def test_many_versions_are_shown_page_by_page(work):
    for number in range(PAGE):
        titled(work, f"T{number}")
    form = Form(work)
    assert len(form.which.children) == PAGE
    assert form.seen(form.more)
    form.more.fire_event("click", {})
    assert len(form.which.children) == PAGE + 3
    assert not form.seen(form.more)


def test_a_dossier_that_nobody_has_changed_says_so(club):
    form = Form(Watched(club.folder))
    assert form.which.children == []
    assert form.which.label
