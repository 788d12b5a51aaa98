"""A file is taken in by the form as by the command: guess by guess, and whole or not at all."""

import pytest

from tests.forms.taking import EXIT, box, decided, ids, inside, opened
from workbench import data
from workbench.base.dossier import copy
from workbench.commands.main import main
from workbench.data.corrections import corrections
from workbench.data.importing import draft
from workbench.data.record import Received
from workbench.forms.importing import Taking

LANGS = ("fr", "en")


@pytest.fixture
def work(waiting_club):
    return waiting_club


def test_the_form_does_what_the_command_does(work, tmp_path):
    other = copy(work, tmp_path / "other")
    form = decided(opened(work))
    form.take("")
    file = work.read(Received).files[-1]
    assert (file.wave, file.codes["place"], file.sent_as) == (
        "exit",
        {"Lile": "lille"},
        "sorties.csv",
    )
    assert [(one.column, one.old, one.new, one.who) for one in corrections(work)] == [
        ("hours", "douze", "12", "la coordination")
    ]
    assert b"Ana" not in work.path(file.file).read_bytes()
    sent = tmp_path / "sorties.csv"
    sent.write_text(EXIT, encoding="utf-8")
    given = ["--wave", "exit", "--column", "hours=heures", "--drop", "Nom", "--accept"]
    codes = ["--code", "situation:chômage=none", "--code", "place:Lile=lille"]
    assert main(["import", str(sent), "--into", str(other.folder), *given, *codes]) == 0
    other.path("corrections.csv").write_bytes(work.path("corrections.csv").read_bytes())
    assert work.path(file.file).read_bytes() == other.path(file.file).read_bytes()
    assert data.clean(work).table.equals(data.clean(other).table)
    assert data.clean(work).table["hours"].tolist()[0] == 12.0
    assert not draft.place(work).exists()


@pytest.mark.parametrize("lang", LANGS)
def test_each_step_shows_its_doubts_and_escapes_what_people_wrote(work, lang):
    form = opened(work, lang=lang)
    assert form.step == 2
    for step in (2, 3, 4, 5):
        form.go(step)
        said = "".join(
            getattr(one, "value", "") or "" for one in inside(form.sheet) if hasattr(one, "value")
        )
        assert "<b>" not in said
        assert str(step) in form.heading.text
    assert ids(form) == {"importing.wave_guessed", "importing.identifier", "importing.not_found"}


def test_nothing_is_in_the_dossier_before_the_last_step(work, tree):
    before = tree(work.folder)
    form = decided(opened(work))
    assert tree(work.folder) == before
    form.desk.clear()
    assert tree(work.folder) == before


def test_what_blocks_is_told_and_nothing_is_taken(work, tree):
    before = tree(work.folder)
    form = opened(work)
    form.go(5)
    form.take("")
    assert "blocker" in form.reply.value
    assert tree(work.folder) == before
    assert draft.waiting(work) is not None


def test_going_back_or_opening_the_page_again_loses_nothing(work):
    form = decided(opened(work))
    form.go(2)
    form.go(4)
    again = Taking(work, "fr")
    assert again.step == 4
    assert again.desk.asked == form.desk.asked
    assert box(again, "Lile", like=True).v_model == "lille"
    again.go(5)
    again.take("")
    assert len(work.read(Received).files) == 2


@pytest.mark.parametrize("missing", ["why", "who", "wrong"])
def test_a_correction_that_is_not_signed_or_not_read_stands_in_the_way(work, missing, tree):
    form = decided(opened(work))
    before = tree(work.folder)
    form.go(4)
    labels = {"why": "Pourquoi ces corrections", "who": "Qui décide", "wrong": "douze"}
    box(form, labels[missing], like=True).v_model = " " if missing != "wrong" else "treize"
    form.go(5)
    yes = [one for one in inside(form.sheet) if getattr(one, "disabled", False) is True]
    assert len(yes) == 1
    form.take("")
    assert tree(work.folder) == before


def test_a_name_becomes_a_key_behind_a_passphrase(work, tmp_path, monkeypatch):
    store = tmp_path / "keys"
    store.mkdir(mode=0o700)
    monkeypatch.setenv("WORKBENCH_KEYS", str(store))
    text = "Nom;Lieu;hours;confidence;situation\nAna Lo;lille;3;4;job\n"
    form = opened(work, text)
    form.go(3)
    box(form, "Moment de la collecte").v_model = "exit"
    box(form, "Nom").v_model = "key"
    form.go(5)
    form.take("short")
    assert "blocker" in form.reply.value
    assert len(work.read(Received).files) == 1
    form.take("un mot de passe assez long")
    file = work.read(Received).files[-1]
    assert b"Ana" not in work.path(file.file).read_bytes()
    assert file.columns["person"] == "key_Nom"
    assert (store / "work.keys").is_file()


def test_days_and_months_are_told_apart_by_a_person(work):
    text = "Clé;Lieu;Date d’entrée;Confiance de 0 à 10\nP8;lille;03/04/2024;4\n"
    form = opened(work, text, name="entree.csv")
    form.go(3)
    box(form, "Moment de la collecte").v_model = "entry"
    box(form, "Ce moment a déjà un fichier").v_model = "yes"
    box(form, "Les dates de", like=True).v_model = "month"
    form.go(5)
    form.take("")
    (file,) = work.read(Received).files
    assert file.month_first == ("Date d’entrée",)
    assert data.understand(work).table["entry_date"].astype(str).tolist() == ["2024-03-04"]


def test_a_second_file_of_a_moment_is_added_as_a_part(work):
    text = "Clé;Lieu;Date d’entrée;Confiance de 0 à 10\nP8;roubaix;13/04/2024;4\n"
    form = opened(work, text, name="entree.csv")
    form.go(3)
    box(form, "Moment de la collecte").v_model = "entry"
    assert ids(form) == {"importing.wave_there"}
    box(form, "Ce moment a déjà un fichier").v_model = "part"
    part = box(form, "Nom de cette partie", like=True)
    part.v_model = "avril"
    part.fire_event("change", None)
    form.go(5)
    form.take("")
    assert [file.part for file in work.read(Received).files] == [None, "avril"]


def test_what_was_cut_short_after_the_file_was_in_is_finished(work, monkeypatch):
    form = decided(opened(work))
    monkeypatch.setattr(form.desk, "finish", lambda: 1 / 0)
    form.take("")
    assert "blocker" in form.reply.value
    assert (len(work.read(Received).files), corrections(work)) == (2, ())
    again = Taking(work, "fr")
    assert (again.step, len(corrections(work))) == (1, 1)
    assert not draft.place(work).exists()


def test_what_shows_the_dossier_is_told(work):
    seen = []
    work.watchers.append(lambda: seen.append(1))
    decided(opened(work)).take("")
    assert seen
