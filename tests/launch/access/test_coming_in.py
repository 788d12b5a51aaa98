"""Coming in, coming back, inviting and leaving, on a real server."""

import re
from contextlib import suppress

import pytest

from tests.launch.access.conftest import CODE, Browser, serving
from workbench.launch.access.pace import Paces

pytestmark = pytest.mark.slow

LINK = re.compile(r'value="http://[^/]+(/(?:back|join)/[\w-]+)"')


def test_nobody_gets_further_than_the_door_without_the_code(stranger):
    for path in ("/", "/en/", "/en/01_evaluation?dossier=nsw", "/en/me", "/en/people", "/room"):
        answer = stranger.get(path)
        assert answer.status == 302
        assert answer.headers["Location"].startswith("/join?next=")
    assert stranger.get("/health").text == "ok\n"


def test_the_door_asks_in_the_language_of_the_page_and_leads_there(stranger):
    asked = stranger.get("/fr/01_evaluation?dossier=nsw").headers["Location"]
    door = stranger.get(asked).headers["Location"]
    assert door.startswith("/fr/join")
    assert 'value="/fr/01_evaluation?dossier=nsw"' in stranger.get(door).text
    for elsewhere in ("https://example.org/", "//example.org/", "/en/../x", "javascript:1"):
        assert 'name="next" value="/en/"' in stranger.get(f"/en/join?next={elsewhere}").text


@pytest.mark.parametrize("typed", ["summerschool", " SUMMER school ", "Summer–School"])
def test_a_code_is_the_same_however_it_is_typed(stranger, typed):
    assert stranger.join("Cy", typed).status == 200
    assert stranger.get("/en/me").status == 200


def test_a_name_is_shown_as_text_and_is_never_empty(stranger):
    assert stranger.join(" \u200b\t ").status == 400
    answer = stranger.join("<script>alert(1)</script>" + "x" * 300)
    assert answer.status == 200
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_wrong_codes_are_slowed_for_their_address_and_for_no_other(server, stranger):
    answers = [stranger.join("Eve", f"guess{n}").status for n in range(Paces().wrong.most + 1)]
    assert answers == [400] * Paces().wrong.most + [429]
    told = stranger.join("Eve", CODE)
    assert told.status == 429
    assert int(told.headers["Retry-After"]) > 0
    assert 'data-said="letter"' in told.text
    assert Browser(server).join("Dan").status == 200


def test_the_own_link_brings_back_and_a_newer_one_voids_it(server, stranger):
    first = LINK.search(stranger.join("Flo").text)[1]
    other = Browser(server)
    assert "Flo" in other.get(first).text
    assert other.get("/en/me").status == 302  # a link that is only looked at lets nobody in
    assert other.post(first).status == 302
    assert "Flo" in other.get("/en/me").text
    second = LINK.search(other.post("/en/me", do="link").text)[1]
    third = Browser(server)
    assert third.get(first).status == 404
    assert third.get(second).status == 200


def test_whoever_leaves_is_not_known_any_more_by_what_the_browser_carried(stranger):
    stranger.join("Gus")
    carried = dict(stranger.cookies)
    assert stranger.post("/en/me", do="leave").status == 302
    stranger.cookies = carried
    assert stranger.get("/en/me").status == 302


def test_a_cookie_that_somebody_else_has_signed_is_nobodys(ana, stranger):
    stranger.get("/en/join")
    signed = ana.cookies["workbench-person"]
    stranger.cookies["workbench-person"] = signed[:-4] + "0000"
    assert stranger.get("/en/me").status == 302


def test_who_is_invited_works_on_that_dossier_only_until_they_are_taken_off(ana, server, stranger):
    page = ana.post(f"/en/people?dossier={ana.dossier}", do="invite").text
    link = LINK.search(page)[1]
    assert "Ana" in stranger.get(link).text
    assert stranger.post(link, name="").status == 400
    assert stranger.post(link, name="Hal").status == 200
    assert ana.dossier in stranger.get("/en/me").text
    dossier, kernel = stranger.open(ana.dossier)
    assert dossier == ana.dossier
    members = ana.get(f"/en/people?dossier={ana.dossier}").text
    hal = re.search(r'data-person="(\w+)"><span>Hal', members)[1]
    me = re.search(r'data-person="(\w+)"><span>Ana', members)[1]
    place = f"/en/people?dossier={ana.dossier}"
    assert stranger.post(place, do="dismiss", person=me).status == 403  # she was there before
    assert ana.post(place, do="dismiss", person=hal).status == 200
    assert not stranger.lives(kernel)
    assert stranger.get(place).status == 404
    assert ana.post(place, do="dismiss", person=me).status == 403  # somebody stays


def test_an_invitation_that_was_withdrawn_opens_nothing(ana, server, stranger):
    place = f"/en/people?dossier={ana.dossier}"
    page = ana.post(place, do="invite").text
    link, invitation = LINK.search(page)[1], re.findall(r'data-invitation="(\d+)"', page)[-1]
    assert stranger.get(link).status == 200
    assert ana.post(place, do="withdraw", invitation=invitation).status == 200
    assert stranger.get(link).status == 404
    assert stranger.post(link, name="Ivy").status == 404
    assert stranger.get("/en/me").status == 302


def test_under_https_the_cookie_goes_nowhere_else_and_pages_speak_over_it(stranger):
    stranger.get("/en/join")
    told = {"X-Forwarded-Proto": "https"}
    answer = stranger.post("/en/join", told, code=CODE, name="Jo")
    given = next(one for one in answer.headers.get_all("Set-Cookie") if "person" in one)
    assert given.startswith("__Host-workbench-person=")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(given.split("; "))
    policy = stranger.get("/en/join", **told).headers["Content-Security-Policy"]
    assert f"wss://127.0.0.1:{stranger.server.port};" in policy


def test_a_name_that_is_not_the_servers_is_refused_and_not_repeated(ana):
    answer = ana.get("/en/", Host="example.org")
    assert answer.status == 403
    assert "example.org" not in answer.headers["Content-Security-Policy"]
    assert ana.get("/en/", Host="192.168.7.7:8866").status == 200


def test_everybody_is_still_in_after_a_new_start(tmp_path):
    workspace = tmp_path / "workspace"
    with serving(workspace, "--join", CODE) as first:
        kay = Browser(first)
        link = LINK.search(kay.join("Kay").text)[1]
        kay.get("/en/01_evaluation?dossier=clubs")
    with serving(workspace, "--join", "another-code") as second:
        kay.server = second
        assert "clubs" in kay.get("/en/me").text
        assert Browser(second).get(link).status == 200
        assert Browser(second).join("Lou").status == 400  # the code of then opens no more


def test_whoever_has_not_come_in_sends_a_form_and_no_more(ana, stranger):
    stranger.get("/en/join")
    large = {"code": CODE, "name": "Max" + " " * 100_000}
    with suppress(OSError):  # the line may be closed before all has been sent
        assert stranger.post("/en/join", **large).status == 400
    assert stranger.get("/en/me").status == 302
    assert ana.post("/en/me", do="name", name="Ana" + " " * 100_000).status == 302
