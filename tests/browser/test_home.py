"""The Home in a browser: the life of a dossier, by finger, by mouse and by keyboard alone."""

import zipfile

import pytest

from tests.browser.conftest import start, stop
from tests.browser.test_pages import foreign, overflow, violations
from workbench.base.shelf import BIN
from workbench.base.words import LANGS
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
TARGET = 24
"""Pixels that a finger needs at the least (WCAG 2.2 AA); ours are of 44 where a thing is done."""


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    running = start(tmp_path_factory.mktemp("shelf"))
    yield running
    stop(running)


@pytest.fixture(params=SIZES)
def screen(request, browser):
    """A tab of that size that opens no app: it is enough to know that it was asked for."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.route("**/app?*", lambda route: route.fulfill(body="", content_type="text/html"))
    tab = context.new_page()
    tab.asked = []
    tab.on("request", lambda asked: tab.asked.append(asked.url))
    yield tab
    context.close()


def good(tab):
    assert violations(tab) == []
    assert overflow(tab) <= 0
    small = "button, .button, summary, input[type=text], input[type=file]"
    heights = tab.locator(small).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height).filter(height => height)"
    )
    assert min(heights, default=44) >= 43.9
    assert tab.locator("h1").count() == 1


def card(tab, name):
    return tab.locator(f".mine[data-dossier='{name}']")


def names(here):
    return {path.name for path in here.workspace.iterdir() if not path.name.startswith(".")}


@pytest.mark.parametrize("lang", LANGS)
def test_the_life_of_a_dossier(screen, here, lang, tmp_path):
    tab, home = screen, f"{here.address}/{lang}/"
    tab.goto(home)
    good(tab)
    assert tab.evaluate("document.documentElement.lang") == lang
    before = names(here)

    tab.fill("#title", "École d’été, 2026")
    tab.click(".new button")
    name = tab.url.split("dossier=")[1]
    assert tab.url == f"{here.address}/{lang}/app?dossier={name}"
    assert names(here) == before | {name}
    assert read_yaml(here.workspace / name / "evaluation.yml")["title"] == "École d’été, 2026"

    tab.goto(home)
    good(tab)
    own = card(tab, name)
    assert own.locator("a.big").get_attribute("href") == f"/{lang}/app?dossier={name}"
    own.locator(".small-actions summary").first.click()
    own.locator("input[name=title]").fill("École d’été, 2027")
    good(tab)
    own.locator("form[action$=duplicate] button").click()
    copy = tab.url.split("dossier=")[1]
    assert tab.locator("[data-said=done]").count() == 1
    assert names(here) == before | {name, copy}

    own = card(tab, copy)
    own.locator(".small-actions summary").nth(1).click()
    assert own.locator(".care").is_visible()  # what the file holds is said before it is saved
    with tab.expect_download() as coming:
        own.locator("a[download]").click()
    saved = tmp_path / coming.value.suggested_filename
    coming.value.save_as(saved)
    assert f"{copy}/theory.yml" in zipfile.ZipFile(saved).namelist()

    tab.set_input_files("#file", saved)
    tab.click("form[action*=bring] button")
    back = tab.url.split("dossier=")[1]
    good(tab)
    assert names(here) == before | {name, copy, back}
    files = [(here.workspace / one / "evaluation.yml").read_bytes() for one in (copy, back)]
    assert files[0] == files[1]

    card(tab, back).locator("form[action$=away] button").click()
    good(tab)
    assert names(here) == before | {name, copy}
    assert list((here.workspace / BIN).glob(f"*/{back}/evaluation.yml"))
    tab.click(".to-bin a")
    good(tab)
    tab.locator("form[action$=back] button").first.click()
    assert names(here) == before | {name, copy, back}
    assert card(tab, back).count() == 1
    assert foreign(tab.asked, here) == []


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_is_said_where_it_was_typed(screen, here, lang, tmp_path):
    tab = screen
    tab.goto(f"{here.address}/{lang}/")
    tab.fill("#title", "x" * 200)
    tab.click(".new button")
    good(tab)
    assert tab.locator("#letter").inner_text()
    assert tab.input_value("#title") == "x" * 200  # nothing that was typed is lost
    assert tab.evaluate("document.activeElement.id") == "title"
    (tmp_path / "a.zip").write_bytes(b"no zip")
    tab.set_input_files("#file", tmp_path / "a.zip")
    tab.click("form[action*=bring] button")
    good(tab)
    assert tab.locator("#letter").inner_text()
    large = "document.querySelector('form[data-most]').dataset.most = 3"
    tab.evaluate(large)
    tab.set_input_files("#file", tmp_path / "a.zip")
    assert tab.locator("#file-wrong").inner_text()
    asked = len(tab.asked)
    tab.click("form[action*=bring] button")
    assert len(tab.asked) == asked  # it is said before anything is sent
    good(tab)


def reach(tab, selector, most=150):
    """Press Tab until the thing is reached, as somebody without a mouse does."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    pytest.fail(f"{selector} is not reached by the keyboard")


@pytest.mark.parametrize("lang", LANGS)
def test_by_keyboard_alone(tab, here, lang):
    tab.route("**/app?*", lambda route: route.fulfill(body="", content_type="text/html"))
    home = f"{here.address}/{lang}/"
    tab.goto(home)
    reach(tab, "#title")
    tab.keyboard.type("Clavier")
    reach(tab, ".new button")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/app?*")
    name = tab.url.split("dossier=")[1]
    tab.goto(home)
    own = f".mine[data-dossier='{name}'] "
    reach(tab, f"{own}summary")
    tab.keyboard.press("Enter")
    reach(tab, f"{own}form[action$=duplicate] button")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**done=duplicate**")
    reach(tab, f"{own}form[action$=away] button")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**done=away**")
    reach(tab, "[data-said=done] button")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**done=back**")
    assert name in names(here)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_deleted_before_it_is_asked_twice(screen, here, lang):
    tab = screen
    tab.goto(f"{here.address}/{lang}/")
    tab.fill("#title", "Clubs")
    tab.click(".new button")
    name = tab.url.split("dossier=")[1]
    tab.goto(f"{here.address}/{lang}/")
    card(tab, name).locator("form[action$=away] button").click()
    tab.goto(f"{here.address}/{lang}/bin")
    tab.locator("form[action$=throw] button").first.click()
    good(tab)
    assert tab.evaluate("document.activeElement.id") == "twice"
    assert list((here.workspace / BIN).glob(f"*/{name}"))
    tab.click(".twice a")
    assert list((here.workspace / BIN).glob(f"*/{name}"))
    tab.locator("form[action$=throw] button").first.click()
    tab.click(".twice button")
    assert not list((here.workspace / BIN).glob(f"*/{name}"))
    good(tab)


def test_without_scripts_everything_is_there(browser, here):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.route("**/app?*", lambda route: route.fulfill(body="", content_type="text/html"))
    tab.goto(f"{here.address}/fr/")
    tab.fill("#title", "Sans script")
    tab.click(".new button")
    name = tab.url.split("dossier=")[1]
    tab.goto(f"{here.address}/fr/")
    card(tab, name).locator("form[action$=away] button").click()
    tab.locator("[data-said=done] button").click()
    assert name in names(here)
    context.close()
