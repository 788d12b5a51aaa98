"""A file that was read wrongly is put right in the form, and what was decided is never dropped."""

import pytest

from tests.forms import taking
from tests.forms.taking import box, decided, inside, opened
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.data.corrections import corrections
from workbench.data.importing import asked as decisions
from workbench.data.importing import draft
from workbench.data.record import Received
from workbench.forms.importing import Taking
from workbench.forms.live import watched

EXIT = f"Une feuille;du club;;;;;\n{taking.EXIT.replace('😀', '')}"


@pytest.fixture
def work(club):
    received = club.read(Received)
    club.write(Received(format=1, files=received.files[:1]))
    return watched(club)


def pressed(form, key):
    said = say(key, "fr")
    (one,) = [each for each in inside(form.sheet) if getattr(each, "children", None) == [said]]
    one.fire_event("click", None)


def test_the_line_of_the_headings_and_the_letters_are_said_and_kept(work):
    form = opened(work, EXIT.encode("cp1252"))
    form.go(2)
    box(form, "La ligne des titres").v_model = "2"
    box(form, "Les accents (encodage)").v_model = "cp1252"
    pressed(form, "upload.how.again")
    assert form.desk.proposal.reading.header_rows == 1
    assert "Situation" in [one.name for one in form.desk.proposal.reading.columns]
    again = Taking(work, "fr")
    assert again.desk.asked.request.how == form.desk.asked.request.how
    assert again.desk.asked.request.how.header == 2


@pytest.mark.parametrize("typed", ["douze", "-1", "999"])
def test_a_line_that_cannot_be_is_told_and_can_be_said_again(work, typed):
    form = opened(work, EXIT)
    form.go(2)
    box(form, "La ligne des titres").v_model = typed
    pressed(form, "upload.how.again")
    assert "blocker" in "".join(getattr(one, "value", "") or "" for one in inside(form.sheet))
    box(form, "La ligne des titres").v_model = "2"
    pressed(form, "upload.how.again")
    assert form.desk.letter is None


def test_a_file_read_as_somebody_says_is_kept_as_a_table_that_needs_no_guess(work):
    form = opened(work, EXIT.encode("cp1252"))
    form.go(2)
    box(form, "La ligne des titres").v_model = "2"
    pressed(form, "upload.how.again")
    decided(form)
    form.go(5)
    form.take("")
    entry = work.read(Received).files[-1]
    assert entry.sent_sha256
    assert work.path(entry.file).read_text(encoding="utf-8-sig").splitlines()[0].startswith("Clé;")


def test_corrections_that_cannot_be_noted_wait_and_are_noted_later(work, monkeypatch):
    form = opened(work, taking.EXIT)
    decided(form)

    def full(*_):
        raise RunError("kept.disk_full", name="club")

    real = decisions.correct
    monkeypatch.setattr(decisions, "correct", full)
    form.go(5)
    form.take("")
    assert len(work.read(Received).files) == 2
    assert "blocker" in form.reply.value
    again = Taking(work, "fr")
    assert again.step == 1
    assert again.desk.asked.taken
    monkeypatch.setattr(decisions, "correct", real)
    pressed(again, "upload.fixes_note")
    assert [(one.old, one.new) for one in corrections(work)][-1:] == [("douze", "12")]
    assert draft.waiting(work) is None
