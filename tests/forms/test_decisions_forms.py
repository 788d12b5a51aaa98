"""What a person decides about data that came back: put right, linked, put away; and undone."""

import pytest

from tests.forms.taking import inside
from workbench import data
from workbench.data.corrections import corrections
from workbench.data.importing import PutAway
from workbench.data.links import links
from workbench.data.record import Received
from workbench.forms import corrections_form, links_form, received_form, watched


@pytest.fixture
def work(club):
    return watched(club)


@pytest.fixture
def mistyped(work, spoil):
    """A club where one exit has a key that is one sign away, and another one far away."""
    for file in ("received/entry.csv", "received/exit.csv"):
        path = work.path(file)
        text = path.read_text(encoding="utf-8")
        for n in range(1, 7):
            text = text.replace(f"P{n}", f"PX{n}-{n * 7:03}")
        path.write_text(text, encoding="utf-8")
    return spoil(work, "received/exit.csv", ("PX6-042", "PX6-O4Z"), ("PX5-035", "ZZZ-999"))


def box(form, label):
    """Return the first field whose label begins so."""
    return next(one for one in inside(form) if str(getattr(one, "label", "")).startswith(label))


def click(form, words):
    """Press the button that says these words."""
    found = [
        one
        for one in inside(form)
        if type(one).__name__ == "Btn" and str(one.children[0]).startswith(words)
    ]
    assert len(found) == 1, words
    found[0].fire_event("click", None)


def refused(form):
    return "blocker" in form.children[-1].value


def sign(form):
    box(form, "Pourquoi").v_model = "vu sur la <b>fiche</b>"
    box(form, "Qui décide").v_model = "la coordination"


def noted(form, row="P1", new="5"):
    box(form, "Fichier").v_model = "received/entry.csv"
    box(form, "Clé").v_model = row
    box(form, "La question").v_model = "confidence"
    box(form, "À lire").v_model = new
    sign(form)
    click(form, "Noter cette")


def put_away(work):
    form = received_form(work, "fr")
    box(form, "Fichier").v_model = "received/exit.csv"
    sign(form)
    click(form, "Mettre ce fichier")
    click(form, "Oui")
    return form


def test_a_correction_is_noted_applied_seen_and_withdrawn(work):
    form, seen = corrections_form(work, "fr"), []
    work.watchers.append(lambda: seen.append(1))
    noted(form)
    (one,) = corrections(work)
    assert (one.person, one.column, one.old, one.new) == ("P1", "confidence", "4", "5")
    assert data.understand(work).table["confidence__entry"].tolist()[0] == 5
    assert "&lt;b&gt;fiche" in form.children[1].value
    assert seen
    click(form, "Retirer cette correction")
    click(form, "Non")
    assert len(corrections(work)) == 1
    click(form, "Retirer cette correction")
    click(form, "Oui")
    assert corrections(work) == ()
    assert data.understand(work).table["confidence__entry"].tolist()[0] == 4


def test_a_cell_is_shown_before_it_is_changed_and_found_by_its_line_too(work):
    form = corrections_form(work, "fr")
    box(form, "Fichier").v_model = "received/entry.csv"
    box(form, "Clé").v_model = "3"
    box(form, "La question").v_model = "confidence"
    assert "5,0" in box(form, "La question").hint
    noted(form, row="3")
    (one,) = corrections(work)
    assert (one.person, one.line, one.old) == ("", "3", "5,0")


@pytest.mark.parametrize(
    ("label", "value"),
    [("Pourquoi", " "), ("Qui décide", ""), ("Clé", "P9"), ("Clé", "999")],
)
def test_a_correction_that_lacks_something_is_refused(work, label, value):
    form = corrections_form(work, "fr")
    noted(form)
    before = work.path("corrections.csv").read_bytes()
    box(form, label).v_model = value
    box(form, "À lire").v_model = "6"
    click(form, "Noter cette")
    assert refused(form)
    assert work.path("corrections.csv").read_bytes() == before


def test_a_key_with_several_rows_asks_for_the_line(work, spoil):
    spoil(work, "received/entry.csv", ("P2;", "P1;"))
    form = corrections_form(work, "fr")
    noted(form)
    assert refused(form)
    assert corrections(work) == ()


def test_who_is_who_is_proposed_decided_and_taken_back(mistyped):
    form = links_form(mistyped, "fr")
    box(form, "Qui n").v_model = "exit\tPX6-O4Z"
    assert box(form, "Qui cela").v_model == "PX6-042"  # the near key is proposed
    click(form, "Noter cette")
    assert refused(form)  # nobody said why
    sign(form)
    click(form, "Noter cette")
    (one,) = links(mistyped)
    assert (one.key, one.entry, one.same) == ("PX6-O4Z", "PX6-042", True)
    assert data.understand(mistyped).table["hours"].isna().sum() == 1
    click(form, "Annuler")
    click(form, "Oui")
    assert links(mistyped) == ()
    assert data.understand(mistyped).table["hours"].isna().sum() == 2


def test_somebody_without_a_near_key_may_still_be_linked_or_told_apart(mistyped):
    form = links_form(mistyped, "fr")
    box(form, "Qui n").v_model = "exit\tZZZ-999"
    assert box(form, "Qui cela").v_model == ""
    assert {one["value"] for one in box(form, "Qui cela").items} == {"PX5-035", "PX6-042"}
    box(form, "Qui cela").v_model = "PX5-035"
    box(form, "Votre").v_model = "two"
    sign(form)
    click(form, "Noter cette")
    assert [(one.entry, one.same) for one in links(mistyped)] == [("PX5-035", False)]


def test_a_file_is_put_away_kept_and_brought_back(work):
    before = work.path("received/exit.csv").read_bytes()
    entries = work.read(Received).files
    form = put_away(work)
    assert [file.file for file in work.read(Received).files] == ["received/entry.csv"]
    assert work.path("received/exit.csv").read_bytes() == before
    assert len(data.understand(work).table) == 6
    click(form, "Reprendre ce")
    assert work.read(Received).files == entries
    assert work.read(PutAway).files == ()


def test_no_file_is_put_away_without_a_reason(work):
    form = received_form(work, "fr")
    click(form, "Mettre ce fichier")
    click(form, "Oui")
    assert refused(form)
    assert len(work.read(Received).files) == 2


def test_a_file_whose_place_is_taken_does_not_come_back(work):
    form = put_away(work)
    entry = work.path("received.yml").read_text(encoding="utf-8")
    work.path("received/other.csv").write_bytes(work.path("received/exit.csv").read_bytes())
    more = "  - {file: received/other.csv, wave: exit, title: x, source: x, licence: private}\n"
    work.path("received.yml").write_text(entry + more, encoding="utf-8")
    click(form, "Reprendre ce")
    assert refused(form)
    assert len(work.read(PutAway).files) == 1


@pytest.mark.parametrize("make", [corrections_form, links_form, received_form])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_dossier_without_data_has_its_forms(work, make, lang):
    work.path("received.yml").unlink()
    assert len(make(work, lang).children) > 3
