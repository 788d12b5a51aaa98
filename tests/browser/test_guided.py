"""The whole path of the app in a real browser: a new dossier, an awkward sheet, a report in Word.

In both languages, on a phone and by the keyboard alone; an answer is changed on every step.
"""

import contextlib
import io
import zipfile
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import TimeoutError

from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.collection import Instrument
from workbench.collection.planning import Planning
from workbench.data.record import Received
from workbench.evaluation import Evaluation
from workbench.forms.app.steps import STEPS
from workbench.indicators import Choices
from workbench.report.added import Added
from workbench.theory import Theory

pytestmark = pytest.mark.slow
PATIENCE, SHORT = 90_000, 8_000
TRIES = 5
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PEOPLE = [(f"P{n:02}", 3 + n % 4, 5 + n % 5) for n in range(1, 13)]
TITLE = {"fr": "Essai <b>du</b> club 🎾", "en": "A <b>trial</b> of the club 🎾"}
HEADS = {
    "entry": ("Nom", "Clé de la personne", "Date d’entrée", "confidence"),
    "exit": ("Nom", "Clé de la personne", "confidence", "exit_situation"),
}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """Two workbooks as clubs send them: a title above the headings, names, decimal commas."""
    folder = tmp_path_factory.mktemp("sheets")
    made = {}
    for wave, heads in HEADS.items():
        book = Workbook()
        lines = [["Suivi du club"], [], list(heads)]
        for key, before, after in PEOPLE:
            if wave == "entry":
                lines.append([f"Nom {key}", key, date(2025, 1, 6), f"{before},0"])
            else:
                lines.append([f"Nom {key}", key, f"{after},0", "Emploi ou formation"])
        for line in lines:
            book.active.append(line)
        made[wave] = folder / f"{wave}.xlsx"
        book.save(made[wave])
    return made


class Hand:
    """Somebody at the page: with a mouse or a finger, or by the keyboard alone."""

    def __init__(self, tab, keys):
        self.tab, self.keys = tab, keys

    def press(self, place):
        place.wait_for(timeout=PATIENCE)
        if not self.keys:
            place.click(timeout=PATIENCE)
            return
        self.reach(place)
        self.tab.keyboard.press("Enter")

    def reach(self, place):
        """Come to a place with the Tab key alone, and see that it has the focus."""
        for _ in range(400):
            if place.evaluate("one => one === document.activeElement"):
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError("the keyboard does not reach it")

    def write(self, place, text):
        place.wait_for(timeout=PATIENCE)
        if self.keys:
            self.reach(place)
            self.tab.keyboard.press("Control+a")
            self.tab.keyboard.type(text)
        else:
            place.fill(text)
        place.blur()


def to(hand, step):
    """Go to a step by the list of steps; its heading has the focus, and axe finds nothing."""
    hand.press(hand.tab.locator(f".steps a[data-step={step}]"))
    hand.tab.wait_for_selector(f"body[data-step={step}]", timeout=PATIENCE)
    focused = "document.activeElement.id === 'step-title'"
    hand.tab.wait_for_selector("#step-title:focus", timeout=PATIENCE)
    assert hand.tab.evaluate(focused)


def part(hand):
    return hand.tab.locator("section.form:has(.form-step)")


def at(hand, number):
    words = {"fr": "Étape", "en": "Step"}[hand.tab.evaluate("document.documentElement.lang")]
    hand.tab.locator(f".form-step:has-text('{words} {number} ')").wait_for(timeout=PATIENCE)


def choose(hand, label, option):
    """Choose in a list of the form, by the words shown; try again where it was drawn anew."""
    field = part(hand).locator(".v-select", has_text=label).first
    chosen = field.locator(".v-select__selection", has_text=option)
    for _ in range(TRIES):
        with contextlib.suppress(TimeoutError):
            _choose(hand, field, option)
            chosen.first.wait_for(timeout=SHORT)
        while hand.tab.locator(".v-overlay--active .v-list").count():
            hand.tab.keyboard.press("Escape")
            hand.tab.wait_for_timeout(200)
        if chosen.count():
            return
    raise AssertionError(f"{option} could not be chosen")


def _choose(hand, field, option):
    item = hand.tab.locator(".v-overlay--active .v-list-item", has_text=option).first
    if not hand.keys:
        field.click(timeout=SHORT)
        item.click(timeout=SHORT)
        return
    hand.reach(field.locator("input").first)
    hand.tab.keyboard.press("ArrowDown")
    item.wait_for(timeout=SHORT)
    for _ in range(30):
        if item.evaluate("one => one.contains(document.activeElement)"):
            break
        hand.tab.keyboard.press("ArrowDown")
    hand.tab.keyboard.press("Enter")


def take_in(hand, path, wave, lang):
    """Send a sheet, say what it leaves open, and accept it."""

    def button(key):
        return part(hand).get_by_role("button", name=say(key, lang), exact=True)

    size = hand.tab.viewport_size
    hand.tab.set_input_files(".up-input", str(path))
    at(hand, 2)
    faultless(hand, size)
    hand.press(button("upload.on"))
    at(hand, 3)
    choose(hand, say("upload.wave", lang), say(wave, lang))
    choose(hand, "Nom", say("upload.fate.drop", lang))
    hand.press(button("upload.on"))
    at(hand, 4)
    hand.press(button("upload.on"))
    at(hand, 5)
    faultless(hand, size)
    hand.press(button("upload.take"))
    hand.tab.locator("p.kept").first.wait_for(timeout=PATIENCE)


def long_work(hand):
    """Start the long work of a step, and wait until it is done."""
    hand.press(hand.tab.locator(".lw-go"))
    hand.tab.locator('.lw[data-state="done"]').wait_for(timeout=PATIENCE)


def answers(hand, question, text, cell=""):
    """Write an answer, in a new row where it has a cell of one, and wait until it is kept."""
    box = hand.tab.locator(f'[data-question="{question}"]')
    if cell:
        hand.press(box.locator(".q-add"))
    place = f".q-row:last-child .q-control[data-name={cell}]" if cell else ".q-control"
    hand.write(box.locator(place), text)
    box.locator('xpath=self::*[@data-state="kept"]').wait_for(timeout=PATIENCE)


def draws(hand, words):
    """Change the words of a box of the theory, and wait until it is kept."""
    hand.press(hand.tab.locator(".te-box").first)
    hand.write(hand.tab.locator(".te-name"), words)
    hand.tab.locator(".te[data-state=kept]").wait_for(timeout=PATIENCE)


def changes(hand, step, dossier, lang):
    """Change an answer on a step, and see it in the dossier."""
    said = f"{lang} 12,5 <i>é</i> 🎾"
    if step == "theory":
        draws(hand, said)
        assert said in [getattr(node.label, lang) for node in dossier.read(Theory).nodes]
    elif step == "indicators":
        owner = hand.tab.locator("[data-question='guide.indicators.choices'] [data-name=owner]")
        hand.write(owner.first, said)
        hand.tab.locator("[data-question='guide.indicators.choices'][data-state=kept]").wait_for()
        assert getattr(dossier.read(Choices).choices[0].owner, lang) == said
    elif step == "collection":
        answers(hand, "asking.contact", said)
        assert getattr(dossier.read(Instrument).notice.contact, lang) == said
    elif step == "plan":
        answers(hand, "planning.people", "12")
        assert dossier.read(Planning).people == 12
    elif step == "report":
        answers(hand, "reporting.decisions", said, "text")
        assert said in str(dossier.read(Added))
    return said


def faultless(hand, size):
    """See that axe finds nothing, and nothing is wider than the screen."""
    hand.tab.wait_for_timeout(100)
    assert [rule["id"] for rule in Axe().run(hand.tab).response["violations"]] == []
    assert hand.tab.evaluate("document.documentElement.scrollWidth") <= size["width"]


def begun(hand, served, lang):
    """Make a new dossier on the Home; return it once its app is there."""
    tab = hand.tab
    tab.goto(f"{served.address}/{lang}/", timeout=PATIENCE)
    hand.write(tab.locator("#title"), f"Club {lang}")
    hand.press(tab.locator(".new button"))
    tab.wait_for_url("**/app?*", timeout=PATIENCE)
    tab.locator(".q-control").first.wait_for(timeout=PATIENCE)
    return Dossier(served.workspace / parse_qs(urlsplit(tab.url).query)["dossier"][0])


def told_in_words(hand):
    """Save the report as a Word file; return its text."""
    with hand.tab.expect_download(timeout=PATIENCE) as waiting:
        hand.press(hand.tab.locator('a[download="report.docx"]'))
    held = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    return held.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    ("lang", "size", "keys"),
    [
        pytest.param("fr", PHONE, False, id="phone"),
        pytest.param("en", PHONE, False, id="phone_en", marks=pytest.mark.full),
        pytest.param("en", DESKTOP, True, id="keys", marks=pytest.mark.full),
        pytest.param("fr", DESKTOP, True, id="keys_fr", marks=pytest.mark.full),
    ],
)
def test_from_a_new_dossier_to_a_report_in_word(served, tab, sheets, lang, size, keys):
    tab.set_viewport_size(size)
    tab.set_default_timeout(PATIENCE)
    hand = Hand(tab, keys)
    dossier = begun(hand, served, lang)
    title = tab.locator('[data-question="guide.project.title"]')
    hand.write(title.locator(".q-control"), TITLE[lang])
    title.locator('xpath=self::*[@data-state="kept"]').wait_for(timeout=PATIENCE)
    assert dossier.read(Evaluation).title.say(lang) == TITLE[lang]
    for step in STEPS[1:]:
        to(hand, step.id)
        said = changes(hand, step.id, dossier, lang)
        if step.id == "data":
            take_in(hand, sheets["entry"], "wave.entry", lang)
            take_in(hand, sheets["exit"], "wave.exit", lang)
            assert len(dossier.read(Received).files) == 2
        if step.id in ("analysis", "report"):
            long_work(hand)
        faultless(hand, size)
    rows = dossier.path("results", "effects.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].startswith("confidence_change,")
    words = told_in_words(hand)
    assert TITLE[lang].replace("<", "&lt;").replace(">", "&gt;") in words
    assert say("report.may_say", lang) in words
    assert said.replace("<", "&lt;").replace(">", "&gt;") in words
    assert "Nom P01" not in words
    assert all("127.0.0.1" in one for one in tab.asked if "://" in one)
