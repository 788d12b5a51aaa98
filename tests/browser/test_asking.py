"""A charity writes its questionnaire on a phone: rows, links, a warning, and the file."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.records import changed
from workbench.collection import Instrument
from workbench.indicators import Choice, Choices

pytestmark = pytest.mark.slow

PHONE = {"width": 390, "height": 844}
PATIENT = 60_000
LINES = {
    "fr": ("Qui vous aide ?", "Ma famille\nUn voisin\nPersonne"),
    "en": ("Who helps you?", "My family\nA neighbour\nNobody"),
}


def own_dossier(served, name):
    """Give a test a dossier of its own, with an indicator that brings no question."""
    folder = served.workspace / name
    shutil.copytree(places.examples() / "trajectoires", folder)
    work = Dossier(folder)
    more = Choice(indicator="ECO-11", node="entered", outcome="eco_11")
    choices = work.read(Choices)
    work.write(changed(choices, choices=(*choices.choices, more)))
    return work


def kept(box):
    """Wait until what was typed is kept."""
    box.locator("xpath=ancestor-or-self::*[@data-state='kept']").first.wait_for(timeout=PATIENT)


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_a_question_is_written_linked_and_kept_on_a_phone(tab, served, lang):
    work = own_dossier(served, f"asking_{lang}")
    words, lines = LINES[lang]
    tab.set_viewport_size(PHONE)
    tab.set_default_timeout(PATIENT)
    tab.goto(f"{served.page(lang, 'app', work.name)}&step=collection")
    asked = tab.locator("[data-question='asking.questions']")
    asked.locator(".q-start").wait_for()

    asked.locator(".q-start").click()
    row = asked.locator(".q-row").last
    row.locator("[data-name=label]").fill(words)
    row.locator("[data-name=kind]").select_option("one")
    asked.locator(".q-row:last-child:not([data-key=''])").wait_for()
    row.locator("[data-name=options]").fill(lines)
    row.locator("[data-cell=counts] input").first.check()
    asked.locator(".q-start").wait_for(state="detached")
    key = row.get_attribute("data-key")
    for _ in range(PATIENT // 200):
        if work.read(Choices).choices[-1].outcome == f"{key}_counted":
            break
        tab.wait_for_timeout(200)
    question = work.read(Instrument).question(key)
    assert getattr(question.label, lang) == words
    assert [option.label.plain()[lang] for option in question.options] == lines.split("\n")
    assert work.read(Choices).choices[-1].outcome == f"{key}_counted"

    row.locator(".q-up").focus()
    tab.keyboard.press("Enter")
    asked.locator(f".q-row:nth-child(6)[data-key='{key}']").wait_for()
    kept(row)
    assert tab.evaluate("document.activeElement.className") == "q-up"
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []

    first = asked.locator("#row-age")
    first.locator("summary").click()
    first.locator(".q-remove").click()
    asked.locator(".q-no").wait_for()
    assert "213" in asked.locator(".q-state").inner_text()
    asked.locator(".q-no").click()
    asked.locator("#row-age").wait_for()
    assert work.read(Instrument).question("age") is not None
    assert work.read(Instrument).questions[-2].id == key
