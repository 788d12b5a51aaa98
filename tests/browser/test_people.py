"""Ten young people need no Kobo: on a phone, by keyboard alone, in both languages."""

import csv
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.base import places
from workbench.base.dossier import Dossier, copy

pytestmark = pytest.mark.slow

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
WAIT = 60_000
MOST = 60
"""Presses of the tabulator key from one thing to the next."""


def own_dossier(served, name):
    left_out = ("received.yml", "received/*", "data/*", "results/*")
    dossier = copy(Dossier(places.examples() / "trajectoires"), served.workspace / name, left_out)
    shutil.rmtree(dossier.path("received"))
    return dossier


def opened(tab, served, lang, dossier, size):
    tab.set_viewport_size(size)
    tab.goto(f"{served.address}/{lang}/app?dossier={dossier}&step=people")
    tab.wait_for_selector(".pp .pp-button.main", timeout=WAIT)
    return tab.locator(".pp")


def reach(tab, selector, key="Tab"):
    """Press a key until what is looked for has the focus."""
    tab.wait_for_selector(selector, timeout=WAIT)
    there = "wanted => document.activeElement.matches(wanted)"
    for _ in range(MOST):
        if tab.evaluate(there, selector):
            return
        tab.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def press(tab, selector, key="Enter"):
    reach(tab, selector)
    tab.keyboard.press(key)


def faults(tab):
    return [rule["id"] for rule in Axe().run(tab).response["violations"]]


def large_enough(tab):
    """Return what a thumb could miss: less than 44 points high or wide."""
    return tab.evaluate("""() => [...document.querySelectorAll(
        '.pp :is(button, input[type=text], textarea, select, label.pp-choice, summary)'
    )].filter(one => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44))
      .map(one => one.outerHTML.slice(0, 80))""")


def answered(tab, question):
    tab.wait_for_selector(
        f"[data-question={question}] .pp-state:is(.understood, .missing, .refused)", timeout=WAIT
    )


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_an_entry_is_filled_in_on_a_phone_by_keyboard_alone(tab, served, lang):
    dossier = own_dossier(served, f"people_{lang}")
    opened(tab, served, lang, dossier.name, PHONE)
    assert faults(tab) == []
    press(tab, ".pp-button.main")
    tab.wait_for_selector(".pp-notice", timeout=WAIT)
    tab.wait_for_function("document.activeElement.matches('.pp-head')", timeout=WAIT)
    key = tab.locator(".pp-drawn .pp-key").inner_text()
    assert faults(tab) == []
    assert large_enough(tab) == []
    press(tab, ".pp-notice input", "Space")
    press(tab, ".pp-turn .main")
    press(tab, "[data-question=structure] input", "Space")
    answered(tab, "structure")
    assert tab.locator(".pp-question").count() == 1
    assert (faults(tab), large_enough(tab)) == ([], [])
    press(tab, ".pp-turn .main")
    reach(tab, "[data-question=age] input")
    tab.keyboard.type("12,5")
    tab.keyboard.press("Tab")
    answered(tab, "age")
    assert tab.locator("[data-question=age] input").get_attribute("aria-invalid") == "true"
    assert faults(tab) == []
    reach(tab, "[data-question=age] input", "Shift+Tab")
    tab.keyboard.press("ControlOrMeta+A")
    tab.keyboard.type("19")
    tab.keyboard.press("Enter")
    reach(tab, "[data-question=qpv] input")
    tab.keyboard.press("ArrowDown")
    answered(tab, "qpv")
    other = {"fr": "en", "en": "fr"}[lang]
    press(tab, ".languages a")
    tab.wait_for_function("lang => document.documentElement.lang === lang", arg=other, timeout=WAIT)
    tab.wait_for_selector("[data-question=qpv] input:checked", timeout=WAIT)
    press(tab, ".languages a")
    tab.wait_for_function("lang => document.documentElement.lang === lang", arg=lang, timeout=WAIT)
    tab.wait_for_selector("[data-question=qpv] input:checked", timeout=WAIT)
    press(tab, ".pp-turn .main")
    reach(tab, "[data-question=entry_date] input")
    tab.keyboard.type("3/4/2026")
    tab.keyboard.press("Enter")
    press(tab, "[data-question=confidence] [data-code=refused]")
    answered(tab, "confidence")
    press(tab, ".pp-turn .main")
    tab.wait_for_selector(".pp-cards.one", timeout=WAIT)
    assert (faults(tab), large_enough(tab)) == ([], [])
    assert "2026" in tab.locator(".pp-cards.one li").nth(3).inner_text()
    press(tab, ".pp-turn .main")
    tab.wait_for_selector(".pp-wave .done", timeout=WAIT)
    assert (faults(tab), large_enough(tab)) == ([], [])
    with dossier.path("received/in_app_entry.csv").open(encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == [
            {
                "person": key, "structure": "roubaix", "age": "19", "qpv": "no",
                "entry_date": "2026-04-03", "confidence": "refused",
            }
        ]  # fmt: skip
    assert key not in tab.title() + tab.url
    assert not [address for address in tab.asked if key in address]
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_several_questions_stand_on_a_wide_screen_and_an_entry_is_taken_up_again(tab, served):
    dossier = own_dossier(served, "people_wide")
    opened(tab, served, "fr", dossier.name, DESKTOP)
    tab.click(".pp-button.main")
    tab.wait_for_selector(".pp-question", timeout=WAIT)
    assert tab.locator(".pp-question").count() == 4
    tab.fill("[data-question=age] input", "<b>19</b>")
    tab.press("[data-question=age] input", "Enter")
    answered(tab, "age")
    assert tab.locator("[data-question=age] b").count() == 0
    assert faults(tab) == []
    tab.reload()
    tab.wait_for_selector(".pp-card.begun", timeout=WAIT)
    assert faults(tab) == []
    tab.click(".pp-card.begun")
    tab.wait_for_selector("[data-question=age]", timeout=WAIT)
    assert tab.input_value("[data-question=age] input") == "<b>19</b>"
