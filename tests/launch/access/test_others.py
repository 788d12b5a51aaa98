"""What a person cannot reach: another's dossier, kernel, files; and a kernel that runs no code."""

import json
import os
import re
import sqlite3
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from tests.launch.access.conftest import Browser

pytestmark = pytest.mark.slow

REFUSED = (403, 404)


def refused(line):
    """Return the status with which a websocket is refused."""
    with pytest.raises(InvalidStatus) as why, line():
        pass
    return why.value.response.status_code


def message(kind, channel="shell", **content):
    header = {"msg_id": uuid4().hex, "msg_type": kind, "username": "", "session": "s",
              "date": "2026-01-01T00:00:00Z", "version": "5.3"}  # fmt: skip
    said = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps({**said, "channel": channel, "buffers": []})


def test_two_people_open_the_same_example_and_each_gets_a_dossier_of_their_own(ana, bo):
    assert (ana.dossier, bo.dossier) == ("nsw", "nsw-2")
    assert ana.open()[0] == "nsw"  # the same one again
    assert bo.open()[0] == "nsw-2"


@pytest.mark.parametrize("page", ["01_evaluation", "05_data", "07_report"])
def test_anothers_dossier_is_not_found_on_any_page(ana, bo, page):
    asked = ana.get(f"/en/{page}?dossier={bo.dossier}")
    missing = ana.get(f"/en/{page}?dossier={bo.dossier[:-1]}9")
    assert (asked.status, missing.status) == (404, 404)
    assert asked.text.replace("nsw-2", "nsw-9") == missing.text  # nobody learns that it is there


def test_anothers_dossier_is_not_listed(ana, bo):
    index = ana.get("/en/").text
    assert 'data-dossier="nsw"' in index
    assert bo.dossier not in index


@pytest.mark.parametrize("who", ["Bo", "nobody"])
def test_anothers_kernel_is_neither_seen_nor_stopped_by_rest(ana, bo, stranger, who):
    other = bo if who == "Bo" else stranger
    other.get("/en/join")
    for method in ("GET", "DELETE"):
        headers = {"X-XSRFToken": other.cookies["_xsrf"]}
        assert other.ask(method, f"/api/kernels/{ana.kernel}", headers=headers).status in REFUSED
    assert ana.lives(ana.kernel)


@pytest.mark.parametrize("who", ["Bo", "nobody"])
def test_anothers_kernel_cannot_be_spoken_to(ana, bo, stranger, who):
    other = bo if who == "Bo" else stranger
    assert refused(lambda: other.line(ana.kernel)) in REFUSED


def test_another_site_cannot_speak_to_a_kernel_through_its_persons_browser(ana):
    assert refused(lambda: ana.line(ana.kernel, origin="https://example.org")) in REFUSED


@pytest.mark.parametrize("who", ["Bo", "nobody"])
def test_anothers_page_is_not_shut_down(ana, bo, stranger, who):
    other = bo if who == "Bo" else stranger
    other.get("/en/join")
    assert other.post(f"/voila/api/shutdown/{ana.kernel}").status in REFUSED
    assert ana.lives(ana.kernel)


FILES = (
    "/voila/files/nsw-2/evaluation.yml",
    "/files/nsw-2/evaluation.yml",
    "/nsw-2/evaluation.yml",
    "/.access/people.sqlite3",
    "/look/../../.access/cookie",
    "/voila/static/../../../../.access/cookie",
    "/api/contents/nsw-2",
    "/voila/api/contents/nsw-2",
    "/voila/render/nsw-2/evaluation.yml",
    "/api/kernels",
    "/api/me",
    "/api/sessions",
)


@pytest.mark.parametrize("path", FILES)
def test_no_address_leads_to_anothers_files(ana, bo, path):
    answer = ana.get(path)
    assert answer.status in (400, 403, 404, 405)
    assert "format: 1" not in answer.text
    assert "SQLite" not in answer.text


def test_anothers_people_are_not_shown_and_nobody_is_invited_to_it(ana, bo):
    place = f"/en/people?dossier={bo.dossier}"
    assert ana.get(place).status == 404
    for do in ("invite", "withdraw", "dismiss"):
        assert ana.post(place, do=do, invitation="1", person="x").status == 404


@pytest.mark.parametrize(
    "name",
    ["../nsw-2", "nsw/../nsw-2", "%2e%2e/nsw-2", "./nsw-2", "nsw-2/", "/nsw-2", ".access", "..",
     "NSW-2", "nsw-2%00", "nsw%00-2", "nsw-2%20", "", "%F0%9F%98%80"],
)  # fmt: skip
def test_tricks_in_a_name_open_nothing(ana, bo, name):
    for address in ("/en/01_evaluation", "/en/people"):
        answer = ana.get(f"{address}?dossier={name}")
        assert answer.status in (400, 404)
        assert "data-said" in answer.text


def test_anothers_dossier_is_neither_saved_nor_copied_nor_put_away(ana, bo, server):
    assert ana.get(f"/en/shelf/save?dossier={bo.dossier}").status == 404
    for verb in ("duplicate", "away"):
        form = {"dossier": bo.dossier, "title": "Mine", "sure": "yes"}
        assert ana.post(f"/en/shelf/{verb}", **form).status in (400, 404)
    assert (server.workspace / bo.dossier / "evaluation.yml").is_file()
    assert bo.get(f"/en/shelf/save?dossier={bo.dossier}").status == 200


def test_what_another_has_put_away_is_neither_taken_back_nor_deleted(ana, server):
    cy = Browser(server)
    cy.join("Cy")
    cy.post("/en/shelf/new", title="Cy makes one", lang="en")
    cy.post("/en/shelf/away", dossier="cy-makes-one")
    key = re.search(r'data-key="([^"]+)"', cy.get("/en/bin").text)[1]
    assert key not in ana.get("/en/bin").text
    for verb in ("back", "throw"):
        assert ana.post(f"/en/shelf/{verb}", key=key, sure="yes").status == 400
    assert cy.post("/en/shelf/back", key=key).status == 303
    assert cy.get("/en/people?dossier=cy-makes-one").status == 200


def test_work_is_neither_begun_nor_looked_at_on_anothers_dossier(ana, bo):
    job = "/jobs/analysis"
    for asked in (ana.get, ana.post):
        assert asked(f"{job}?dossier={bo.dossier}").status == 404
        assert asked(f"{job}?dossier=../{bo.dossier}").status == 404
    assert bo.get(f"{job}?dossier={bo.dossier}").status == 200


def test_the_whole_path_of_a_dossier_opens_nothing(ana, bo, server):
    for folder in (server.workspace / bo.dossier, server.workspace / "nsw"):
        assert ana.get(f"/en/01_evaluation?dossier={folder}").status == 404


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub"])
def test_a_page_runs_no_code_that_a_browser_sends(ana, tmp_path, channel):
    spot = tmp_path / "run"
    code = f"open({str(spot)!r}, 'w').close()"
    with ana.line(ana.kernel) as line:
        for kind in ("execute_request", "debug_request", "inspect_request", "input_reply"):
            line.send(message(kind, channel, code=code, silent=False, value=code))
        asked = message("comm_info_request")
        line.send(asked)  # what comes after is answered: the others have been looked at
        heard = []
        while not any(one["msg_type"] == "comm_info_reply" for one in heard):
            heard.append(json.loads(line.recv(timeout=120)))
    kinds = {one["msg_type"] for one in heard}
    assert not kinds & {"execute_reply", "execute_input", "error", "stream", "inspect_reply"}
    assert not spot.exists()


def test_what_is_kept_opens_no_door(ana, bo, server):
    folder = server.workspace / ".access"
    assert folder.stat().st_mode & 0o777 == 0o700
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0
    kept = sqlite3.connect(folder / "people.sqlite3")
    text = "\n".join(kept.iterdump())
    kept.close()
    assert "Ana" in text
    assert "summer" not in text.lower()
    carried = ana.cookies["workbench-person"].split("|")[4].partition(":")[2]
    assert carried not in text
    assert os.fsencode(carried) not in (folder / "people.sqlite3").read_bytes()


@pytest.mark.parametrize(
    "path", ["/en/join", "/en/me", "/en/people?dossier=nsw", "/voila/api/shutdown/x"]
)
def test_a_form_of_another_site_is_refused(ana, path):
    assert ana.ask("POST", path, "do=leave").status in REFUSED
    assert ana.post(path, {"Origin": "https://example.org"}, do="leave").status in REFUSED
    assert ana.get("/en/me").status == 200
