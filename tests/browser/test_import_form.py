"""An awkward spreadsheet is sent, put right and taken in, in a real browser, in both languages."""

import contextlib
import csv
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import TimeoutError

from workbench import data
from workbench.base.dossier import Dossier, copy
from workbench.base.words import say
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.commands.main import main
from workbench.data.record import Received

pytestmark = pytest.mark.slow

PREPARING = 90_000
TRIES = 5
CLUB = Path(__file__).parents[1] / "shelf" / "format_1"
PHONE = {"width": 390, "height": 844}
ROWS = (
    ["Fiches de sortie du club"],
    [],
    ["Nom", "Clé", "Lieu", "heures", "Confiance de 0 à 10", "Situation", "Note 😀"],
    ["Ana Lo", "P1", "lille", "douze", 4, "emploi", "<b>oui</b>"],
    ["Bea Mo", "P2", "Lile", 0, 7, "chômage", "=1+1"],
)
GIVEN = ("--wave", "exit", "--column", "hours=heures", "--drop", "Nom", "--accept",
         "--code", "place:Lile=lille", "--code", "situation:chômage=none")  # fmt: skip


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """A workbook with a title above its headings, names, a formula, HTML and emoji."""
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Rien à lire ici"])
    for row in ROWS:
        (book["Sorties"] if "Sorties" in book.sheetnames else book.create_sheet("Sorties")).append(
            row
        )
    book["Sorties"]["G5"].data_type = "s"
    path = tmp_path_factory.mktemp("sent") / "sorties du club.xlsx"
    book.save(path)
    return path


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def lang(request):
    return request.param


@pytest.fixture
def dossier(served, lang):
    """A club of which only the entry has come back, in the workspace of the server."""
    folder = served.workspace / f"import_{lang}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(folder.parent / f".{folder.name}.upload", ignore_errors=True)
    one = copy(Dossier(CLUB), folder)
    content = read_yaml(one.path("received.yml"))
    write_yaml(one.path("received.yml"), {**content, "files": content["files"][:1]})
    return one


@pytest.fixture
def page(tab, served, lang, dossier):
    return opened(tab, served, lang, dossier)


def opened(tab, served, lang, dossier):
    tab.goto(served.page(lang, "05_data", dossier.name), timeout=PREPARING)
    tab.wait_for_selector("body[data-ready]", timeout=PREPARING)
    tab.wait_for_selector(".form-step", timeout=PREPARING)
    return tab


def form(page):
    return page.locator("section.form:has(.form-step)")


def at(page, step):
    """Wait for a step; its heading has the focus."""
    words = {"fr": "Étape", "en": "Step"}[page.evaluate("document.documentElement.lang")]
    page.wait_for_selector(f".form-step:has-text('{words} {step} ')", timeout=60_000)
    assert page.evaluate("document.activeElement.className") == "form-step"


def press(page, key, lang, **holes):
    form(page).get_by_role("button", name=say(key, lang, **holes), exact=True).click()


def choose(page, label, option):
    """Choose in a list, by the words shown; press again where the form was drawn anew meanwhile."""
    field = form(page).locator(".v-select", has_text=label).first
    shown = page.locator(".v-overlay--active .v-list-item")
    for _ in range(TRIES):
        with contextlib.suppress(TimeoutError):
            field.click(timeout=10_000)
            shown.filter(has_text=option).first.click(timeout=10_000)
            shown.first.wait_for(state="detached", timeout=10_000)
            return
        page.keyboard.press("Escape")
    raise AssertionError(f"{option} could not be chosen")


def on_axe(page):
    found = Axe().run(page, context="section.form:has(.form-step)").response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]


def decide(page, lang):
    """Say all that the file leaves open, from step 3 to step 5."""
    choose(page, say("upload.wave", lang), say("wave.exit", lang))
    hours = {"fr": "Heures de travail", "en": "Hours of work"}[lang]
    choose(page, hours, "heures")
    choose(page, "Nom", say("upload.fate.drop", lang))
    press(page, "upload.on", lang)
    at(page, 4)
    choose(page, "Lile", "Lille")
    choose(page, "chômage", {"fr": "Sans solution", "en": "No solution"}[lang])
    wrong = form(page).locator(".v-text-field", has_text="douze").locator("input")
    wrong.fill("12")
    signed = {"upload.fix_why": "fiche papier <b>", "upload.fix_who": "la coordination"}
    for key, text in signed.items():
        form(page).get_by_label(say(key, lang)).fill(text)
    form(page).get_by_label(say("upload.fix_who", lang)).press("Tab")


def test_a_sheet_is_sent_put_right_and_taken_in(page, lang, sheet, dossier, tmp_path):
    page.set_input_files(".up-input", str(sheet))
    at(page, 2)
    assert on_axe(page) == []
    assert form(page).locator("b").count() == 0
    press(page, "upload.on", lang)
    at(page, 3)
    assert on_axe(page) == []
    decide(page, lang)
    assert on_axe(page) == []
    page.set_viewport_size(PHONE)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    press(page, "upload.on", lang)
    at(page, 5)
    assert len(dossier.read(Received).files) == 1  # nothing is in before the last yes
    press(page, "upload.take", lang)
    page.wait_for_selector("p.kept", timeout=60_000)
    file = dossier.read(Received).files[-1]
    assert (file.wave, file.sent_as) == ("exit", sheet.name)
    with dossier.path("corrections.csv").open(encoding="utf-8") as log:
        (row,) = csv.DictReader(log)
    assert (row["column"], row["old"], row["new"]) == ("hours", "douze", "12")
    assert b"Ana" not in dossier.path(file.file).read_bytes()
    assert same_as_the_command(dossier, sheet, tmp_path)
    assert not any(name.name.endswith(".upload") for name in dossier.folder.parent.iterdir()
                   if dossier.name in name.name)  # fmt: skip


def same_as_the_command(dossier, sheet, folder):
    """Whether the command line makes the same clean table of the same decisions."""
    other = copy(Dossier(CLUB), folder / "other")
    content = read_yaml(other.path("received.yml"))
    write_yaml(other.path("received.yml"), {**content, "files": content["files"][:1]})
    assert main(["import", str(sheet), "--into", str(other.folder), *GIVEN]) == 0
    shutil.copy(dossier.path("corrections.csv"), other.path("corrections.csv"))
    return data.clean(dossier).table.equals(data.clean(other).table)


@pytest.mark.full
@pytest.mark.parametrize("lang", ["fr"], indirect=True)
def test_by_keyboard_a_file_is_sent_after_one_that_cannot_be_read(tab, served, dossier, tmp_path):
    tab.set_viewport_size(PHONE)
    page = opened(tab, served, "fr", dossier)
    page.locator(".up-input").focus()
    locked = tmp_path / "bilan.csv"
    locked.write_bytes(b"%PDF-1.7\n")
    page.set_input_files(".up-input", str(locked))
    at(page, 2)
    assert form(page).locator(".findings .blocker").count() == 1
    assert on_axe(page) == []
    button = form(page).get_by_role("button", name=say("upload.back", "fr"))
    button.focus()
    page.keyboard.press("Enter")
    at(page, 1)
    large = tmp_path / "exits.csv"
    large.write_text("person,place,hours,confidence,situation\nP1,lille,12,4,job\n" * 60_000)
    page.set_input_files(".up-input", str(large))  # more than two megabytes: several pieces
    at(page, 2)
    assert dossier.read(Received).files[-1].wave == "entry"


@pytest.mark.full
@pytest.mark.parametrize("lang", ["fr"], indirect=True)
def test_what_was_sent_is_found_again_after_the_connection_was_lost(page, lang, dossier):
    name, size = "exits.csv", 5 << 20
    half = dossier.folder.parent / f".{dossier.name}.upload"
    page.evaluate("""() => { const send = WebSocket.prototype.send; let n = 0;
      WebSocket.prototype.send = function (data) {
        if (data.byteLength > 900000 && ++n > 2) return; return send.call(this, data); }; }""")
    content = ("person,place\n" + "P1,lille\n" * (size // 9)).encode()
    page.set_input_files(".up-input", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.wait_for_selector(".up[data-state=lost]", timeout=60_000)
    assert (half / "part").stat().st_size == 2 << 20
    page.reload(timeout=PREPARING)
    page.wait_for_selector("body[data-ready]", timeout=PREPARING)
    page.wait_for_selector(f".up-told:has-text('{name}')", timeout=PREPARING)
    page.locator(".up-input").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    at(page, 2)
