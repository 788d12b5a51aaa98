"""The Home in a browser: the life of a dossier, by finger, by mouse and by keyboard alone."""

import zipfile

import pytest

from tests.browser.test_pages import PREPARING, foreign, overflow, violations
from workbench.base.shelf import BIN
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
BOTH = [
    ("fr", "phone"),
    ("en", "desktop"),
    pytest.param("fr", "desktop", marks=pytest.mark.full),
    pytest.param("en", "phone", marks=pytest.mark.full),
]
HIGH = 43.9
"""Pixels that a finger finds (44, less what a browser rounds)."""


def without_the_app(context):
    """Have the app answered by an empty page; a browser asks nobody before it follows a way on."""

    def sent_on(way):
        answer = way.fetch(max_redirects=0)
        to = answer.headers.get("location")
        if to is None:
            way.fulfill(response=answer)
        else:
            body = f'<meta http-equiv="refresh" content="0;url={to}">'
            way.fulfill(body=body, content_type="text/html")

    context.route("**/app?*", lambda way: way.fulfill(body="", content_type="text/html"))
    context.route("**/shelf/new", sent_on)


def begin(tab, title):
    """Make a new evaluation; return the name of its folder once its app was asked for."""
    tab.fill("#title", title)
    tab.click(".new button")
    tab.wait_for_url("**/app?*")
    return tab.url.split("dossier=")[1]


@pytest.fixture
def screen(browser):
    """A builder: a tab of a size. It opens no app: it is enough to know that it was asked for."""
    opened = []

    def make(size, **how):
        width, height = SIZES[size]
        opened.append(browser.new_context(viewport={"width": width, "height": height}, **how))
        without_the_app(opened[-1])
        tab = opened[-1].new_page()
        tab.set_default_timeout(PREPARING)
        tab.asked = []
        tab.on("request", lambda asked: tab.asked.append(asked.url))
        return tab

    yield make
    for context in opened:
        context.close()


def good(tab):
    assert violations(tab) == []
    assert overflow(tab) <= 0
    small = "button, .button, summary, input[type=text], input[type=file]"
    heights = tab.locator(small).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height).filter(height => height)"
    )
    assert min(heights, default=HIGH) >= HIGH
    assert tab.locator("h1").count() == 1


def card(tab, name):
    return tab.locator(f".mine[data-dossier='{name}']")


def names(served):
    return {path.name for path in served.workspace.iterdir() if not path.name.startswith(".")}


def is_deleted_when_asked_twice(tab, served, name):
    card(tab, name).locator("form[action$=away] button").click()
    tab.click(".to-bin a")
    tab.locator("form[action$=throw] button").first.click()
    good(tab)
    assert tab.evaluate("document.activeElement.id") == "twice"
    tab.click(".twice a")
    assert list((served.workspace / BIN).glob(f"*/{name}/evaluation.yml"))
    tab.locator("form[action$=throw] button").first.click()
    tab.click(".twice button")
    assert not list((served.workspace / BIN).glob(f"*/{name}"))


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_the_life_of_a_dossier(screen, served, lang, size, tmp_path):
    tab, home = screen(size), f"{served.address}/{lang}/"
    tab.goto(home)
    good(tab)
    assert tab.evaluate("document.documentElement.lang") == lang
    before = names(served)

    name = begin(tab, "École d’été, 2026")
    assert tab.url == f"{served.address}/{lang}/app?dossier={name}"
    assert names(served) == before | {name}
    assert read_yaml(served.workspace / name / "evaluation.yml")["title"] == "École d’été, 2026"

    tab.goto(home)
    own = card(tab, name)
    assert own.locator("a.big").get_attribute("href") == f"/{lang}/app?dossier={name}"
    own.locator(".small-actions summary").first.click()
    own.locator("input[name=title]").fill("École d’été, 2027")
    good(tab)
    own.locator("form[action$=duplicate] button").click()
    copy = tab.url.split("dossier=")[1]
    assert tab.locator("[data-said=done]").count() == 1
    assert names(served) == before | {name, copy}

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
    assert names(served) == before | {name, copy, back}
    files = [(served.workspace / one / "evaluation.yml").read_bytes() for one in (copy, back)]
    assert files[0] == files[1]

    card(tab, back).locator("form[action$=away] button").click()
    assert names(served) == before | {name, copy}
    assert list((served.workspace / BIN).glob(f"*/{back}/evaluation.yml"))
    tab.click(".to-bin a")
    good(tab)
    tab.locator("form[action$=back] button").first.click()
    assert names(served) == before | {name, copy, back}
    assert card(tab, back).count() == 1
    is_deleted_when_asked_twice(tab, served, back)
    assert names(served) == before | {name, copy}
    assert foreign(tab.asked, served) == []


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_what_is_wrong_is_said_where_it_was_typed(screen, served, lang, size, tmp_path):
    tab = screen(size)
    tab.goto(f"{served.address}/{lang}/")
    tab.fill("#title", "x" * 200)
    tab.click(".new button")
    good(tab)
    assert tab.locator("#letter").inner_text()
    assert tab.input_value("#title") == "x" * 200  # nothing that was typed is lost
    assert tab.evaluate("document.activeElement.id") == "title"
    (tmp_path / "a.zip").write_bytes(b"no zip")
    tab.set_input_files("#file", tmp_path / "a.zip")
    tab.click("form[action*=bring] button")
    assert tab.locator("#letter").inner_text()
    large = "document.querySelector('form[data-most]').dataset.most = 3"
    tab.evaluate(large)
    tab.set_input_files("#file", tmp_path / "a.zip")
    assert tab.locator("#file-wrong").inner_text()
    asked = len(tab.asked)
    tab.click("form[action*=bring] button")
    assert len(tab.asked) == asked  # it is said before anything is sent


def reach(tab, selector, most=150):
    """Press Tab until the thing is reached, as somebody without a mouse does."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    pytest.fail(f"{selector} is not reached by the keyboard")


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_by_keyboard_alone(screen, served, lang):
    tab = screen("desktop")
    home = f"{served.address}/{lang}/"
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
    assert name in names(served)


def test_without_scripts_everything_is_there(screen, served):
    tab = screen("phone", java_script_enabled=False)
    tab.goto(f"{served.address}/fr/")
    name = begin(tab, "Sans script")
    tab.goto(f"{served.address}/fr/")
    card(tab, name).locator("form[action$=away] button").click()
    tab.locator("[data-said=done] button").click()
    assert name in names(served)
