"""The form answers every awkward file with a sentence, and loses nothing."""

import sys
from pathlib import Path

import pytest

from tests.forms.taking import EXIT, box, ids, inside, sends
from workbench.data.importing import draft
from workbench.forms.importing import Taking

sys.path.insert(0, str(Path(__file__).parents[1] / "data" / "reading"))
from refusals import REFUSED
from shelf import BOOKS, TEXTS


@pytest.fixture
def work(waiting_club):
    return waiting_club


SENT = [
    one for one in REFUSED if one.name not in ("a_folder.csv", "not_there.csv") and not one.sheet
]


@pytest.mark.parametrize("awkward", SENT, ids=lambda one: one.name)
def test_an_awkward_file_gets_its_letter_and_nothing_is_lost(work, awkward, tmp_path, tree):
    before = tree(work.folder)
    path = tmp_path / awkward.name
    awkward.make(path)
    form = Taking(work, "fr")
    told = sends(form, path.read_bytes(), awkward.name, 1 << 20)
    if awkward.name == "nothing.csv":
        assert told[-1]["kind"] == "refused"
        return
    assert form.desk.letter.key == awkward.refused
    assert any("blocker" in str(getattr(one, "value", "")) for one in inside(form.sheet))
    form.go(1)
    form.go(3)
    assert any("blocker" in str(getattr(one, "value", "")) for one in inside(form.sheet))
    assert tree(work.folder) == before


@pytest.mark.parametrize(
    "said", [{}, {"kind": "piece"}, {"kind": "begin", "name": 3}, {"kind": "x", "name": "a"}]
)
def test_a_message_that_makes_no_sense_is_refused(work, said):
    form = Taking(work, "en")
    told = []
    form.field.send = lambda content, buffers=None: told.append(content)
    form.field._msg_callbacks(form.field, {"round": 1, **said}, [])
    assert [one["kind"] for one in told] == ["refused"]


def test_a_full_disk_is_told_and_what_was_sent_stays(work, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    form = Taking(work, "fr")
    monkeypatch.setattr(draft, "begin", full)
    assert [one["kind"] for one in sends(form, b"a;b\n1;2\n")] == ["refused"]


def test_a_large_file_is_read_beside_and_the_form_says_so(work, monkeypatch):
    monkeypatch.setattr("workbench.forms.importing_desk.SMALL", 10)
    threads = []
    form = Taking(work, "fr")
    beside = form.desk.look_beside
    monkeypatch.setattr(form.desk, "look_beside", lambda *a: threads.append(beside(*a)))
    sends(form, EXIT.encode())
    threads[-1].join(60)
    assert (form.step, form.busy.children) == (2, [])
    assert form.desk.proposal.rows == 2
    form.go(3)
    box(form, "Nom").v_model = "drop"
    threads[-1].join(60)
    assert "importing.identifier" not in ids(form)


READABLE = [one for one in (*TEXTS, *BOOKS) if not one.sheet]
SOME = ("windows.csv", "says_its_separator.csv")


@pytest.mark.parametrize(
    "awkward",
    [
        pytest.param(one, id=one.name, marks=() if one.name in SOME else pytest.mark.full)
        for one in READABLE
    ],
)
def test_an_awkward_file_that_can_be_read_is_told_step_by_step(work, awkward, tmp_path, tree):
    before = tree(work.folder)
    path = tmp_path / awkward.name
    awkward.make(path)
    form = Taking(work, "en")
    sends(form, path.read_bytes(), awkward.name, 1 << 20)
    assert form.desk.letter is None
    for step in range(2, 6):
        form.go(step)
        assert form.step == step
        assert form.body.children
    form.take("")
    assert "blocker" in form.reply.value
    assert tree(work.folder) == before
