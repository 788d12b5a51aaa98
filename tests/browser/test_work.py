"""Long work in a browser: started, left, found again; and the report that it makes, to be saved."""

import http.client
import io
import json
import zipfile
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.base.words import say
from workbench.base.work import FOLDER

pytestmark = pytest.mark.slow
PATIENCE = 90_000


def opened(tab, served, lang, step, name="trajectoires"):
    tab.goto(f"{served.address}/{lang}/app?dossier={name}&step={step}", timeout=PATIENCE)
    tab.wait_for_selector(f'[data-step="{step}"]', timeout=PATIENCE)
    return tab.locator(".lw") if step in ("analysis", "report") else None


def finished(tab):
    tab.wait_for_selector('.lw[data-state="done"]', timeout=PATIENCE)
    return tab.locator(".lw")


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_a_report_is_made_while_its_page_is_left_and_found_again(served, tab, lang):
    opened(tab, served, lang, "report")
    with tab.expect_response(lambda answer: answer.request.method == "POST", timeout=PATIENCE):
        tab.locator(".lw-go").click()
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


def ask(served, method, path, token="", cookie=""):
    """Ask for a path as a program does, with or without the token of a page."""
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    headers = {"X-XSRFToken": token, "Cookie": f"_xsrf={cookie}"} if token or cookie else {}
    line.request(method, path, headers=headers)
    answer = line.getresponse()
    body = answer.read().decode("utf-8")
    line.close()
    return answer.status, body


@pytest.mark.parametrize(
    ("token", "cookie"), [("", ""), ("guess", ""), ("one", "another"), ("", "cookie")]
)
def test_another_site_cannot_start_work(served, token, cookie):
    status, body = ask(served, "POST", "/jobs/report?dossier=nsw", token, cookie)
    assert status == 403
    assert "Traceback" not in body
    assert json.loads(ask(served, "GET", "/jobs/report?dossier=nsw")[1])["state"] != "running"


@pytest.mark.parametrize("name", ["no", "", "os:_exit", "../report", "report/x", "report%00"])
def test_only_known_work_is_spoken_of(served, name):
    status, body = ask(served, "GET", f"/jobs/{name}?dossier=nsw")
    assert status in (400, 404)
    assert "Traceback" not in body


@pytest.mark.parametrize("name", ["../nsw", "/etc", "..", "", "nsw/", ".work", "nobody"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_known_dossiers_are_worked_on(served, method, name):
    status, body = ask(served, method, f"/jobs/report?dossier={quote(name)}", "same", "same")
    assert status in (403, 404)
    assert json.loads(body)["state"] == "failed" if status == 404 else "Traceback" not in body


def test_looking_starts_nothing(served):
    status, body = ask(served, "GET", "/jobs/outfit?dossier=reliance&lang=fr")
    assert (status, json.loads(body)["state"]) == (200, "none")
    assert not (served.workspace / "reliance" / FOLDER).exists()
