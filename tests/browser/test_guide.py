"""The first steps of the app in a real browser: hard words, and the drawing kept as it changes."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.theory import Theory

pytestmark = pytest.mark.slow

LONG = 90_000
PHONE = {"width": 390, "height": 844}
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def lang(request):
    return request.param


@pytest.fixture
def dossier(served, lang):
    name = f"guide_{lang}"
    shutil.rmtree(served.workspace / name, ignore_errors=True)
    shutil.copytree(places.examples() / "trajectoires", served.workspace / name)
    return Dossier(served.workspace / name)


def opened(tab, served, lang, dossier, step):
    tab.goto(f"{served.page(lang, 'app', dossier.name)}&step={step}", timeout=LONG)
    tab.wait_for_selector(f"#step-title[data-step={step}]", timeout=LONG)
    tab.wait_for_selector(".te-box" if step == "theory" else ".q-control", timeout=LONG)
    return tab


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [n["html"][:150] for n in rule["nodes"][:3]]) for rule in found]


def focused(page, what):
    return page.evaluate(f"document.activeElement.{what}")


def drawn(page, words):
    inside = "words => document.querySelector('figure.drawing')?.textContent.includes(words)"
    page.wait_for_function(inside, arg=words, timeout=LONG)
    page.wait_for_selector(".te[data-state=kept]", timeout=LONG)


def label(dossier, id, lang):
    return getattr(dossier.read(Theory).node(id).label, lang)


def test_hard_words_open_where_they_stand_and_all_together(tab, served, lang, dossier):
    page = opened(tab, served, lang, dossier, "project")
    for help in page.locator("details.q-help").all():
        help.evaluate("one => { one.open = true; }")
    assert faults(page) == []
    assert page.evaluate(WIDE) <= 0

    # a hard word opens by keyboard, Escape closes it, and the focus is where it was
    page.locator(".hard").first.focus()
    word = focused(page, "dataset.word")
    page.keyboard.press("Enter")
    assert page.locator(".hard-box:popover-open").count() == 1
    assert page.locator(".hard-box:popover-open p").inner_text().strip()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert page.locator(".hard-box:popover-open").count() == 0
    assert focused(page, "dataset.word") == word

    # the whole list, searched without accents
    page.locator(".hard-open").focus()
    page.keyboard.press("Enter")
    everything = page.locator(".hard-one:visible").count()
    page.keyboard.type("evaluation")
    assert 0 < page.locator(".hard-one:visible").count() < everything
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert page.locator("dialog.hard-all[open]").count() == 0


def test_the_theory_is_drawn_by_keyboard_and_by_thumb(tab, served, lang, dossier):
    page = opened(tab, served, lang, dossier, "theory")
    assert faults(page) == []
    page.locator(".te-box[data-id=confidence]").focus()
    page.keyboard.press("Enter")
    page.locator(".te-name").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Our <b>words</b> éè")
    drawn(page, "éè")
    assert label(dossier, "confidence", lang) == "Our <b>words</b> éè"
    assert page.locator(".te-board b").count() == 0
    refused_and_mended(page, dossier, lang)
    on_a_phone(page, dossier, lang)
    a_model_is_taken_and_taken_back(page, dossier, lang)


def refused_and_mended(page, dossier, lang):
    """What is refused is told, and what was kept stays."""
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.wait_for_selector(".te[data-state=refused]", timeout=LONG)
    page.wait_for_selector(".form .findings .blocker", timeout=LONG)
    assert label(dossier, "confidence", lang) == "Our <b>words</b> éè"
    page.keyboard.type("Again")
    drawn(page, "Again")


def on_a_phone(page, dossier, lang):
    """The fields open under their box, and a touch opens a word along the bottom."""
    page.set_viewport_size(PHONE)
    page.locator(".te-box[data-id=local_jobs]").click()
    under = ".te-box[data-id=local_jobs] + .te-panel"
    page.wait_for_selector(under, timeout=LONG)
    page.locator(f"{under} .te-name").fill("Jobs nearby")
    drawn(page, "nearby")
    assert label(dossier, "local_jobs", lang) == "Jobs nearby"
    assert page.evaluate(WIDE) <= 0
    assert faults(page) == []
    page.locator("#step-title .hard").click()
    box = page.locator(".hard-box:popover-open").bounding_box()
    assert box["y"] + box["height"] > PHONE["height"] - 2
    page.get_by_role("button", name=say("glossary.close", lang), exact=True).first.click()


def a_model_is_taken_and_taken_back(page, dossier, lang):
    """A model is taken with one press, and the old drawing is taken back with another."""
    before = dossier.read(Theory)
    page.locator(".starts").locator("xpath=..").locator("summary").click()
    page.locator(".start button").first.click()
    page.wait_for_selector(".te-box[data-id=roles]", timeout=LONG)
    back = page.get_by_role("button", name=say("guide.theory.take_back", lang))
    back.click()
    page.wait_for_selector(".te-box[data-id=local_jobs]", timeout=LONG)
    assert dossier.read(Theory) == before
