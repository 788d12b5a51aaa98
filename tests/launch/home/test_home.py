"""The Home on a real server: each action once, by a form of ours, with a letter where it fails."""

import io
import shutil
import socket
import zipfile

import pytest

from tests.launch.home.conftest import PATIENCE, letter
from workbench.base import zipped
from workbench.base.titles import LONGEST
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def one(somebody):
    """Somebody with an empty shelf."""
    person = somebody()
    for folder in person.workspace.iterdir():
        shutil.rmtree(folder)
    return person


def names(person):
    return {path.name for path in person.workspace.iterdir() if not path.name.startswith(".")}


def where(answer):
    assert answer.status == 303
    return answer.headers["Location"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_new_evaluation_is_made_and_opened_in_the_language_chosen(one, lang):
    to = where(one.do("new", title="Été 2026", lang=lang))
    assert to == f"/{lang}/app?dossier=ete-2026"
    assert read_yaml(one.workspace / "ete-2026" / "evaluation.yml")["title"] == "Été 2026"


@pytest.mark.parametrize("title", ["", " ", "x" * (LONGEST + 1)])
def test_a_name_that_cannot_be_taken_is_said_and_what_was_typed_stays(one, title):
    answer = one.do("new", title=title, lang="fr")
    assert answer.status == 400
    assert letter(answer)
    assert f'value="{title.strip()}"' in answer.content.decode()
    assert names(one) == set()


def test_html_in_a_name_is_shown_as_it_was_typed(one):
    one.do("new", title='<script>alert("x")</script>', lang="fr")
    page = one.ask("/fr/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_dossier_is_copied_put_away_taken_back_and_deleted_when_asked_twice(one):
    one.do("new", title="Club", lang="fr")
    assert "done=duplicate" in where(one.do("duplicate", dossier="club", title="Club bis"))
    assert names(one) == {"club", "club-bis"}
    key = where(one.do("away", dossier="club")).split("key=")[1]
    assert names(one) == {"club-bis"}
    assert 'data-dossier="club"' not in one.ask("/fr/").content.decode()
    assert key in one.ask("/en/bin").content.decode()
    assert where(one.do("throw", key=key)) == f"/fr/bin?ask={key}"
    assert 'name="sure" value="yes"' in one.ask(f"/fr/bin?ask={key}").content.decode()
    assert "done=back" in where(one.do("back", key=key))
    assert names(one) == {"club", "club-bis"}
    key = where(one.do("away", dossier="club")).split("key=")[1]
    assert where(one.do("throw", key=key, sure="yes")) == "/fr/bin?done=throw"
    assert names(one) == {"club-bis"}
    assert not [path for path in one.workspace.rglob("*") if path.name == "club"]
    answer = one.do("back", key=key)
    assert (answer.status, bool(letter(answer))) == (400, True)


def test_a_dossier_leaves_as_one_file_and_comes_back_beside_itself(one):
    one.do("new", title="Club", lang="fr")
    answer = one.ask("/fr/shelf/save?dossier=club")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="club.zip"'
    assert "club/theory.yml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert where(one.bring(answer.content)) == "/fr/?done=bring&dossier=club-2"
    theory = [(one.workspace / name / "theory.yml").read_bytes() for name in ("club", "club-2")]
    assert theory[0] == theory[1]
    assert 'role="status"' in one.ask("/fr/?done=bring&dossier=club-2").content.decode()


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\3\4" * 9, b"x" * 70_000])
def test_a_file_that_is_no_dossier_is_answered_with_a_letter(one, data):
    answer = one.bring(data)
    assert answer.status == 400
    assert letter(answer)
    assert names(one) == set()


@pytest.mark.parametrize("head", ["Content-Disposition: form-data; name=file", "x" * 20_000])
def test_a_form_without_a_file_is_answered_with_a_letter(one, head):
    answer = one.bring(b"x", head)
    assert (answer.status, bool(letter(answer))) == (400, True)


@pytest.mark.parametrize("size", [str(zipped.MOST_PACKED * 2), "", "much"])
def test_too_large_a_file_is_refused_before_any_of_it_is_sent(one, size):
    word = one.word
    with socket.create_connection(("127.0.0.1", one.port), timeout=PATIENCE) as line:
        told = [
            f"POST /fr/shelf/bring?_xsrf={word} HTTP/1.1", f"Host: 127.0.0.1:{one.port}",
            f"Cookie: _xsrf={word}", "Content-Type: multipart/form-data; boundary=AaB",
            *([f"Content-Length: {size}"] if size else []), "", "",
        ]  # fmt: skip
        line.sendall("\r\n".join(told).encode())
        answer = b""
        while more := line.recv(65536):  # ends: the server closes the line
            answer += more
    assert answer.split(b" ", 2)[1] in (b"413", b"400")
    if size != "much":
        assert answer.split(b" ", 2)[1] == b"413"
        assert b'id="letter"' in answer


def test_a_browser_that_goes_away_leaves_nothing(one):
    word = one.word
    with socket.create_connection(("127.0.0.1", one.port), timeout=PATIENCE) as line:
        told = [
            f"POST /fr/shelf/bring?_xsrf={word} HTTP/1.1", f"Host: 127.0.0.1:{one.port}",
            f"Cookie: _xsrf={word}", "Content-Type: multipart/form-data; boundary=AaB",
            "Content-Length: 5000000", "", "--AaB\r\nContent-Disposition: x; filename=x\r\n",
        ]  # fmt: skip
        line.sendall("\r\n".join(told).encode() + b"\r\n" + bytes(200_000))
    assert one.ask("/fr/").status == 200
    assert names(one) == set()


@pytest.mark.parametrize("verb", ["new", "duplicate", "away", "back", "throw"])
def test_a_form_of_another_site_does_nothing(one, verb):
    one.do("new", title="Club", lang="fr")
    form = "title=x&lang=fr&dossier=club&sure=yes&key=x"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = one.ask(f"/fr/shelf/{verb}", "POST", form, **kind)
    assert (answer.status, bool(letter(answer))) == (403, True)
    assert one.ask("/fr/shelf/bring", "POST", b"x", **kind).status == 403
    foreign = {**kind, "Origin": "http://evil.example"}
    answer = one.ask(f"/fr/shelf/{verb}", "POST", f"{form}&_xsrf={one.word}", **foreign)
    assert answer.status in (403, 404)
    assert names(one) == {"club"}


@pytest.mark.parametrize("verb", ["new", "duplicate", "away", "back", "throw", "bring"])
def test_an_action_is_no_address_to_look_at(one, verb):
    answer = one.ask(f"/fr/shelf/{verb}")
    assert answer.status == 405
    assert letter(answer)
    assert names(one) == set()


@pytest.mark.parametrize("name", ["", "..", "../club", "%2e%2e%2fclub", "nsw", "/etc", ".bin"])
def test_only_a_dossier_of_the_shelf_can_be_saved(one, name):
    one.do("new", title="Club", lang="fr")
    answer = one.ask(f"/fr/shelf/save?dossier={name}")
    assert (answer.status, bool(letter(answer))) == (404, True)


def test_the_home_is_never_yesterdays_and_loads_nothing_from_afar(one):
    answer = one.ask("/fr/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert b"<script>" not in answer.content
    assert b"http://" not in answer.content
    assert b"https://" not in answer.content
    assert len(answer.content) < 60_000


def test_a_dossier_that_cannot_be_read_stands_there_with_its_letter(one):
    one.do("new", title="Club", lang="fr")
    (one.workspace / "club" / "evaluation.yml").write_text("title: [", encoding="utf-8")
    answer = one.ask("/fr/")
    assert answer.status == 200
    assert letter(answer)


def test_a_letter_stands_once_beside_what_was_typed(one):
    one.do("new", title="New", lang="fr")
    assert names(one) == {"new"}  # a dossier may be called as a form is
    for verb, typed in (("new", {"title": ""}), ("duplicate", {"title": "", "dossier": "new"})):
        page = one.do(verb, **typed).content.decode()
        assert page.count(' id="letter"') == 1
        assert page.count("autofocus") == 1
