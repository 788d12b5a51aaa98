"""Every page, in every language, as a reader meets it in a browser."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.words import LANGS
from workbench.launch.contents import pages, pages_of

pytestmark = pytest.mark.slow

IDS = [page.id for page in pages()]
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PREPARING = 90_000


def ready(tab, address):
    tab.goto(address, timeout=PREPARING)
    tab.wait_for_selector("body[data-ready]", timeout=PREPARING)


def foreign(asked, served):
    ours = (f"http://127.0.0.1:{served.port}/", f"ws://127.0.0.1:{served.port}/", "data:", "blob:")
    return [address for address in asked if not address.startswith(ours)]


def overflow(tab):
    return tab.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def violations(tab):
    return [
        (rule["id"], rule["impact"], [node["html"][:120] for node in rule["nodes"][:3]])
        for rule in Axe().run(tab).response["violations"]
    ]


def fits_every_screen(tab):
    for name, (width, height) in SIZES.items():
        tab.set_viewport_size({"width": width, "height": height})
        tab.wait_for_timeout(100)
        assert overflow(tab) <= 0, name


def in_turn():
    """Yield each page in each language; the ordinary tests open every page in one of them."""
    for n, (page, lang) in enumerate(itertools.product(IDS, LANGS)):
        later = (n + n // len(LANGS)) % len(LANGS)
        yield pytest.param(lang, page, marks=[pytest.mark.full] * later)


@pytest.mark.parametrize(("lang", "page"), list(in_turn()))
def test_a_page_is_complete_and_readable_by_all(tab, served, lang, page):
    ready(tab, served.page(lang, page))
    assert tab.locator("[data-error]").count() == 0
    assert tab.locator(".jupyter-widgets-error-widget, .jp-mod-error").count() == 0
    assert tab.locator("#preparing").inner_text() == ""
    assert tab.evaluate("document.documentElement.lang") == lang
    assert tab.locator("main").count() == 1
    assert tab.locator("main h1").count() == 1
    assert tab.title() not in ("", page)
    assert tab.locator(".steps a").count() == len(IDS)
    current = tab.locator(".steps a[aria-current=page]")
    assert page in current.get_attribute("href")
    assert tab.locator(".top [data-dossier=nsw]").count() == 1
    assert foreign(tab.asked, served) == []
    assert violations(tab) == []
    fits_every_screen(tab)


def test_the_other_language_keeps_page_and_dossier(tab, served):
    ready(tab, served.page("fr", IDS[0], "trajectoires"))
    tab.click(".languages a[lang=en]")
    tab.wait_for_selector("body[data-ready][data-lang=en]", timeout=PREPARING)
    assert tab.url == served.page("en", IDS[0], "trajectoires")
    assert tab.locator(".top .badge.simulated").count() == 1


def test_work_on_an_example_goes_into_the_own_copy(tab, served):
    ready(tab, served.page("en", IDS[0]))
    assert (served.workspace / "nsw" / "evaluation.yml").is_file()


def test_the_page_says_when_its_kernel_has_gone(tab, served):
    ready(tab, served.page("en", IDS[0]))
    assert tab.locator("#lost").inner_text() == ""
    kernel = tab.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )
    tab.evaluate(
        "id => { const form = new FormData();"
        " form.append('_xsrf', (document.cookie.match('_xsrf=([^;]*)') || [])[1] || '');"
        " return fetch(`/voila/api/shutdown/${id}`, { method: 'POST', body: form }); }",
        kernel,
    )
    tab.wait_for_selector("body[data-lost]", timeout=30_000)
    assert tab.locator("#lost").inner_text() != ""


@pytest.mark.parametrize("lang", LANGS)
def test_the_index_shows_every_dossier_with_its_pages(tab, served, lang):
    tab.goto(f"{served.address}/{lang}/")
    assert tab.evaluate("document.documentElement.lang") == lang
    for name in ("nsw", "trajectoires"):
        card = tab.locator(f"[data-dossier={name}]")
        own = pages_of(Dossier(places.examples() / name))
        assert card.locator("li a").count() == len(own)
    assert tab.locator("[data-dossier=trajectoires] .badge.simulated").count() == 1
    assert tab.locator("[data-dossier=nsw] .badge.simulated").count() == 0
    assert foreign(tab.asked, served) == []
    assert violations(tab) == []
    fits_every_screen(tab)


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_without_its_files_says_which_page_makes_them(tab, served, lang):
    bare = served.workspace / "bare"
    bare.mkdir(exist_ok=True)
    (bare / "evaluation.yml").write_text("format: 1\ntitle: Bare\n", encoding="utf-8")
    tab.goto(served.page(lang, "06_analysis", "bare"))
    said = tab.locator("[data-said=waiting]")
    assert said.locator("code", has_text="data/clean.csv").count() == 1
    assert said.locator(f"a[href='/{lang}/05_data?dossier=bare']").count() == 1
    assert tab.locator("#jupyter-config-data").count() == 0  # no kernel was started
    assert violations(tab) == []
    fits_every_screen(tab)


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_dossier_is_answered_with_the_nearest_name(tab, served, lang):
    answer = tab.goto(served.page(lang, IDS[0], "nws"))
    assert answer.status == 404
    assert tab.evaluate("document.documentElement.lang") == lang
    letter = tab.locator("[data-said=letter] .blocker").inner_text()
    assert "nws" in letter
    assert "nsw" in letter
    assert tab.locator("#jupyter-config-data").count() == 0
    assert violations(tab) == []
