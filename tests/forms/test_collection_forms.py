"""Page 04: what is typed is understood in both languages, and each count says whose it is."""

import base64
import re

import pytest

from workbench.base.folders import MARK
from workbench.base.records import changed
from workbench.base.words import say
from workbench.collection import Design, Instrument, smallest_share
from workbench.collection.outfit import take_along
from workbench.forms import downloads, outfit_form, sample_form
from workbench.forms.downloads import FOR, _plain
from workbench.forms.live import watched

NAMES = ("sites", "people", "lost", "icc", "before", "ready", "reply")
PLANNED = Design(people=20, clusters=3, icc=0.05)


def opened(lang, design=PLANNED):
    return dict(zip(NAMES, sample_form(design, 0.4, lang).children[1:], strict=True))


def computed(form, **typed):
    for name, text in typed.items():
        form[name].v_model = text
    form["ready"].fire_event("click", None)
    return form["reply"].value


@pytest.mark.parametrize(("lang", "icc"), [("fr", "0,05"), ("en", "0.05")])
def test_decimals_are_read_as_people_write_them(lang, icc):
    html = computed(opened(lang), sites="20", people="30", lost="20 %", icc=icc, before="37,5")
    design = Design(people=30, clusters=20, icc=0.05, lost=0.2)
    found = round(100 * smallest_share(design, 0.375))
    assert str(found) in html
    for count in ("40", "960", "480"):  # sites and answers of both sides, answers of one
        assert count in html.replace("\u202f", "").replace(",", "")


def test_what_is_shown_at_first_can_be_computed_again():
    form = opened("fr")
    before = form["reply"].value
    assert computed(form) == before


def test_without_sites_people_are_those_of_a_side():
    html = computed(opened("en"), sites="", people="200", icc="0")
    assert "400" in html
    assert "blocker" not in html


@pytest.mark.parametrize(
    "typed",
    [
        {"people": "vingt <i>"}, {"people": "0"}, {"people": "-4"}, {"people": ""},
        {"sites": "2,5"}, {"sites": "0"}, {"lost": "100"}, {"lost": "120 %"}, {"icc": "1,2"},
        {"icc": "nan"}, {"before": "0"}, {"before": "100"}, {"people": "1e400"},
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_cannot_be_is_answered_by_a_letter(lang, typed):
    html = computed(opened(lang), **typed)
    assert "blocker" in html
    assert "<i>" not in html


def test_one_site_a_side_says_what_it_cannot_show():
    html = computed(opened("fr"), sites="1")
    assert say("collection.precision_one_site", "fr") in html


def test_every_file_to_take_along_says_what_it_is_for(club, tmp_path):
    files = take_along(club, tmp_path / "out", ["fr", "en"])
    assert MARK not in [file.name for file in files]
    assert {_plain(file.name) for file in files} <= set(FOR)


def test_a_file_is_saved_as_it_is(club):
    html = downloads([club.path("plan.yml")], "en").data
    data = re.search(r'base64,([^"]+)"', html)[1]
    assert base64.b64decode(data) == club.path("plan.yml").read_bytes()


def test_everything_is_made_at_one_press_and_stays(club):
    button, reply = outfit_form(club, "fr").children[1:]
    button.pressed += 1
    names = re.findall(r'download="([^"]+)"', reply.value)
    assert {"form.xlsx", "paper.fr.pdf", "paper.en.pdf", "notice.fr.html"} <= set(names)
    assert outfit_form(club, "fr").children[2].value == reply.value


def test_what_was_made_before_a_question_changed_says_so(club):
    work = watched(club)
    button, reply = outfit_form(work, "fr").children[1:]
    button.pressed += 1
    assert 'class="note"' not in reply.value
    instrument = work.read(Instrument)
    work.write(changed(instrument, questions=instrument.questions[:-1]))
    assert 'class="note"' in reply.value
    assert "download=" in reply.value


def test_what_blocks_is_told_and_nothing_is_offered(club, spoil):
    spoil(club, "collection/instrument.yml", ("role: person\n", "role: answer\n"))
    button, reply = outfit_form(club, "fr").children[1:]
    button.pressed += 1
    assert "download=" not in reply.value
    assert button.told["state"] == "failed"
    assert button.told["said"]
