"""Long work in a browser: started, left, found again; and the report that it makes, to be saved."""

import io
import itertools
import shutil
import time
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import start, stop
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.words import LANGS, say
from workbench.base.work import FOLDER, seen

pytestmark = pytest.mark.slow
PATIENCE = 90_000


def opened(tab, served, lang, step, name="trajectoires"):
    tab.goto(f"{served.address}/{lang}/app?dossier={name}&step={step}", timeout=PATIENCE)
    tab.wait_for_selector(f'[data-step="{step}"]', timeout=PATIENCE)
    return tab.locator(".lw") if step in ("analysis", "report") else None


def finished(tab):
    tab.wait_for_selector('.lw[data-state="done"]', timeout=PATIENCE)
    return tab.locator(".lw")


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_is_made_while_its_page_is_left_and_found_again(served, tab, lang):
    opened(tab, served, lang, "report")
    tab.locator(".lw-go").click()
    tab.wait_for_selector('.lw[data-state="running"], .lw[data-state="done"]', timeout=PATIENCE)
    tab.goto("about:blank")
    opened(tab, served, lang, "report")
    finished(tab)
    tab.wait_for_selector(".report-frame", timeout=PATIENCE)
    with tab.expect_download() as waiting:
        tab.locator('a[download="report.docx"]').click()
    held = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    assert say("report.may_say", lang) in held.read("word/document.xml").decode("utf-8")
    frame = tab.locator(".report-frame")
    assert frame.get_attribute("sandbox") == ""
    assert f'lang="{lang}"' in frame.get_attribute("srcdoc")[:1000]
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []
    assert all("127.0.0.1" in address for address in tab.asked if "://" in address)
