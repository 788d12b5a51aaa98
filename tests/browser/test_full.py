"""A full server, as somebody meets it who comes too late: on a phone, and read aloud."""

import pytest

from tests.browser.conftest import start, stop
from tests.browser.test_pages import PREPARING, fits_every_screen, foreign, ready, violations

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    running = start(tmp_path_factory.mktemp("crowded"), "--most", "1")
    yield running
    stop(running)


def test_who_comes_too_late_waits_in_their_language_and_gets_the_page_by_itself(
    browser, tab, crowded
):
    first = browser.new_page()
    ready(first, crowded.page("fr", "01_evaluation"))
    refused = []
    tab.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    tab.goto(crowded.page("en", "01_evaluation"), timeout=PREPARING)
    assert tab.locator("[data-said=full]").count() == 1
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.locator("main h1").count() == 1
    assert tab.locator("#before[role=status]").inner_text() != ""
    assert violations(tab) == []
    fits_every_screen(tab)
    assert [text for text in refused if "503" not in text] == []
    first.close(run_before_unload=True)
    tab.wait_for_selector("body[data-ready] #lost", state="attached", timeout=PREPARING)
    assert tab.locator("[data-said]").count() == 0
    assert foreign(tab.asked, crowded) == []
