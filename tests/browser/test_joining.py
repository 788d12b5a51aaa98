"""Coming in by a join code and by an invitation, in real browsers: two people, one dossier."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import start, stop
from tests.browser.test_pages import foreign, overflow, violations
from workbench.base.dossier import Dossier
from workbench.evaluation import Evaluation

pytestmark = pytest.mark.slow

CODE = "summer-school"
PATIENCE = 90_000
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
TITLE = ".q[data-question='guide.project.title']"
SMALL = """() => [...document.querySelectorAll(
    'main :is(button, a.button, input:not([type=hidden]))'
)].filter(one => one.offsetParent && one.offsetHeight < 43.9).map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    running = start(tmp_path_factory.mktemp("network"), "--join", CODE)
    yield running
    stop(running)


@pytest.fixture
def person(browser, network):
    """A builder: somebody's own browser, and a check of each page they meet."""
    opened = []

    def make(size):
        opened.append(browser.new_context(viewport=size))
        tab = opened[-1].new_page()
        tab.set_default_timeout(PATIENCE)
        tab.asked = []
        tab.on("request", lambda asked: tab.asked.append(asked.url))
        return tab

    yield make
    for one in opened:
        one.close()


def faultless(tab, network):
    """See that a page can be read and used by all, and asks nobody else."""
    assert violations(tab) == []
    assert overflow(tab) <= 0
    assert tab.evaluate(SMALL) == []
    assert tab.locator("main h1").count() == 1
    assert tab.evaluate("document.title.length") > 0
    assert foreign(tab.asked, network) == []


def join(tab, network, lang, name):
    """Come in by the code, which is mistyped once; return the link by which one comes back."""
    tab.goto(f"{network.address}/{lang}/")
    tab.wait_for_url(f"**/{lang}/join?*")
    faultless(tab, network)
    tab.locator("#code").fill("winter-school")
    tab.locator("#name").fill(name)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#wrong")
    assert tab.locator("#code").get_attribute("aria-invalid") == "true"
    assert tab.locator("#name").input_value() == name
    faultless(tab, network)
    tab.locator("#code").fill(CODE.upper())
    tab.locator("main button[type=submit]").click()
    link = tab.locator("#link").input_value()
    faultless(tab, network)
    tab.locator("main a.button").click()
    tab.wait_for_selector("body[data-page=index]")
    return link


@pytest.mark.full
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_comes_in_by_the_code_and_invites_another_who_finds_the_same_dossier(
    person, network, lang
):
    ana, bo = person(DESKTOP), person(PHONE)
    back = join(ana, network, lang, "Ana <b>Lo</b> 🎾")
    ana.locator("#title").fill(f"Club {lang}")
    ana.locator(".new button").click()
    ana.wait_for_url("**/app?*")
    name = parse_qs(urlsplit(ana.url).query)["dossier"][0]
    ana.locator(f"{TITLE} .q-control").fill("Shared title")
    ana.wait_for_selector(f"{TITLE}[data-state=kept]")
    ana.goto(f"{network.address}/{lang}/people?dossier={name}")
    faultless(ana, network)
    ana.locator("form:has([value=invite]) button").click()
    link = ana.locator("#link").input_value()
    faultless(ana, network)
    assert re.match(rf"{re.escape(network.address)}/", link)

    bo.goto(link)
    faultless(bo, network)
    bo.locator("#name").fill("Bo")
    bo.locator("main button[type=submit]").click()
    bo.wait_for_selector("#link")
    faultless(bo, network)
    bo.goto(f"{network.address}/{lang}/app?dossier={name}")
    field = bo.locator(f"{TITLE} .q-control")
    field.wait_for()
    assert field.input_value() == "Shared title"
    field.fill("Bo was here")
    bo.wait_for_selector(f"{TITLE}[data-state=kept]")
    work = Dossier(network.workspace / name)
    assert work.read(Evaluation).title.say(lang) == "Bo was here"

    again = person(PHONE)
    again.goto(back)
    faultless(again, network)
    again.locator("main button[type=submit]").click()
    again.goto(f"{network.address}/{lang}/me")
    faultless(again, network)
    assert again.locator("#name").input_value() == "Ana <b>Lo</b> 🎾"
    assert again.locator(f"a[href*='dossier={name}']").count() == 1
