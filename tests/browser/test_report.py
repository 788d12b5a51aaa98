"""The report in a browser: readable by all, on every screen, and asking nothing of anybody."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench import report
from workbench.base.words import LANGS

pytestmark = pytest.mark.slow

WIDTHS = (390, 1280)


@pytest.mark.parametrize(("lang", "name"), list(itertools.product(LANGS, ("nsw", "trajectoires"))))
def test_a_report_is_readable_by_all(tab, example, lang, name):
    path = report.tell(example(name), lang)
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.lang") == lang
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert [address for address in tab.asked if address != path.as_uri()] == []
