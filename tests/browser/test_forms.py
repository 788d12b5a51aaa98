"""Forms answer in a real browser: what is typed is kept, and nothing that is typed is run."""

import contextlib
import re
import shutil

import pytest
from playwright.sync_api import TimeoutError

from workbench.base import places
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow

LANGS = ("fr", "en")
PHONE = {"width": 390, "height": 844}
TRIES = 5
FULL = pytest.mark.full
"""What is asked in the full tests only: the same in the other language."""


def opened(tab, served, lang, page, dossier="trajectoires"):
    """Open a page on a phone and wait for its form."""
    tab.set_viewport_size(PHONE)
    tab.goto(served.page(lang, page, dossier))
    tab.wait_for_selector("body[data-ready]", timeout=60_000)
    tab.wait_for_selector(".form .v-input", timeout=30_000)
    return tab.locator(".form")


def own_dossier(served, name):
    """Give a test a dossier of its own in the workspace that all share."""
    shutil.copytree(places.examples() / "trajectoires", served.workspace / name)
    return name


def part(tab, cell):
    """Return the form of one cell of the page."""
    return tab.locator(f"[data-cell='{cell}'] .form")


def choose(tab, form, label, text):
    """Choose in a list, by the words shown, and see it chosen; press again as a person would.

    On a busy machine a list may move under the pointer while it opens, and the press is lost.
    """
    shown = tab.locator(".v-overlay--active .v-list")
    chosen = form.locator(".v-select__selection", has_text=text).first
    for _ in range(TRIES):
        form.locator(".v-select", has_text=label).first.click()
        shown.locator(".v-list-item", has_text=text).first.click()
        with contextlib.suppress(TimeoutError):
            chosen.wait_for(timeout=5_000)
        while shown.count():
            tab.keyboard.press("Escape")
            tab.wait_for_timeout(200)
        if chosen.count():
            return
    raise AssertionError(f"{text} could not be chosen")


def answered(form, button=-1):
    """Press a button of the form, the last one if none is named, and return its answer."""
    form.locator("button").nth(button).click()
    form.locator(".answer > *").first.wait_for(timeout=15_000)
    return form.locator(".answer")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "assiduité"), pytest.param("en", "attendance", marks=FULL)],
)
def test_an_indicator_is_found_and_added(tab, served, lang, words):
    dossier = own_dossier(served, f"search_{lang}")
    opened(tab, served, lang, "03_indicators", dossier)
    form = part(tab, "search")
    form.locator("input").first.fill(words)
    form.locator("button").first.click()
    form.locator(".answer .found li").first.wait_for(timeout=15_000)
    assert "IND-03" in form.locator(".answer").inner_text()
    form.locator("button").last.click()
    form.locator(".answer .kept").wait_for(timeout=15_000)
    path = served.workspace / dossier / "indicators.yml"
    kept = read_yaml(path)["choices"]
    assert "IND-03" in [choice["indicator"] for choice in kept]
    tab.locator("[data-cell='choices'] tbody th", has_text="IND-03").wait_for()
    form = part(tab, "form")
    choose(tab, form, "IND-02", "IND-03")
    form.locator("button").last.click()
    form.locator(".answer > *").first.wait_for(timeout=15_000)
    assert "IND-03" in path.read_text(encoding="utf-8")
    form.locator("button").last.click()
    form.locator(".answer .kept").wait_for(timeout=15_000)
    tab.locator("[data-cell='choices'] tbody th", has_text="IND-03").wait_for(state="detached")
    assert "IND-03" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", [pytest.param("fr", marks=FULL), "en"])
def test_a_title_is_changed_in_one_language_only(tab, served, lang):
    path = served.workspace / "nsw" / "evaluation.yml"
    opened(tab, served, lang, "01_evaluation", "nsw")
    form = part(tab, "form")
    other = next(code for code in LANGS if code != lang)
    before = read_yaml(path)["title"][other]
    form.locator("input").first.fill(f"New title {lang}")
    assert answered(form).locator(".kept").count() == 1
    after = read_yaml(path)["title"]
    assert after == {lang: f"New title {lang}", other: before}


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=FULL)])
def test_a_criterion_is_kept_with_its_reason_and_the_page_follows(tab, served, lang):
    dossier = own_dossier(served, f"criteria_{lang}")
    opened(tab, served, lang, "01_evaluation", dossier)
    told = tab.locator("[data-cell='diagnosis'] .told")
    before = told.inner_text()
    form = part(tab, "criteria-form")
    theme = form.locator("fieldset").nth(2)
    yes, no = {"fr": ("oui", "non"), "en": ("yes", "no")}[lang]
    choose(tab, theme, yes, re.compile(f"^{no}$"))
    theme.locator("textarea").first.fill("Not <i>yet</i>")
    assert answered(form).locator(".kept").count() == 1
    kept = read_yaml(served.workspace / dossier / "evaluation.yml")["entry_criteria"]
    assert (kept[2]["id"], kept[2]["met"]) == ("theme", False)
    assert kept[2]["because"][lang] == "Not <i>yet</i>"
    tab.wait_for_function(
        "before => document.querySelector('[data-cell=diagnosis] .told').innerText !== before",
        arg=before,
    )
    assert "Not <i>yet</i>" in tab.locator("[data-cell='criteria'] tbody").inner_text()


@pytest.mark.parametrize("lang", [pytest.param("fr", marks=FULL), "en"])
def test_a_rule_is_muted_with_a_reason_and_the_list_follows(tab, served, lang):
    dossier = own_dossier(served, f"mute_{lang}")
    opened(tab, served, lang, "02_theory", dossier)
    form = part(tab, "mute")
    assert answered(form, 0).locator("li.blocker").count() == 1
    form.locator("textarea").first.fill("We looked at it")
    form.locator("button").first.click()
    form.locator(".answer .kept").wait_for(timeout=15_000)
    assert read_yaml(served.workspace / dossier / "theory.yml")["mute"][0]["reason"][lang]
    checks = tab.locator("[data-cell='checks']")
    checks.locator("li[data-id='theory.no_reason']").wait_for(state="detached", timeout=15_000)
    checks.locator("summary").click()
    assert "We looked at it" in checks.inner_text()


def test_the_drawing_is_saved_in_both_forms(tab, served, tmp_path):
    opened(tab, served, "fr", "02_theory")
    for name in ("theory.svg", "theory.png"):
        with tab.expect_download() as waiting:
            tab.locator(f"a[download='{name}']").click()
        waiting.value.save_as(tmp_path / name)
        made = served.workspace / "trajectoires" / name
        assert (tmp_path / name).read_bytes() == made.read_bytes()


@pytest.mark.parametrize(
    "typed", ["12,5 %", *(pytest.param(one, marks=FULL) for one in ("12,5", "12.5"))]
)
def test_a_target_and_its_baseline_are_understood_as_people_write_them(tab, served, typed):
    opened(tab, served, "fr", "03_indicators")
    form = part(tab, "form")
    choose(tab, form, "IND-02", "IND-07")
    for place, text in enumerate((typed, "32", "80"), start=1):
        form.locator("input[type=text]:visible").nth(place).fill(text)
    told = answered(form, 0).inner_text()
    assert "12,5" in told
    assert "32" in told
    choices = read_yaml(served.workspace / "trajectoires" / "indicators.yml")["choices"]
    assert choices[1]["target"]["value"] == pytest.approx(0.125)
    assert choices[1]["baseline"] == pytest.approx(0.4)
    assert choices[1]["baseline_counts"] == {"count": 32, "n": 80}


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=FULL)])
def test_a_target_that_is_no_number_is_answered_with_a_letter(tab, served, lang):
    path = served.workspace / "trajectoires" / "indicators.yml"
    opened(tab, served, lang, "03_indicators")
    form = part(tab, "form")
    before = path.read_text(encoding="utf-8")
    form.locator("input[type=text]:visible").nth(1).fill("half <i>")
    assert answered(form, 0).locator("li.blocker").count() == 1
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("lang", "icc"), [pytest.param("fr", "0,02", marks=FULL), ("en", "0.02")])
def test_what_could_be_seen_follows_what_is_typed(tab, served, lang, icc):
    opened(tab, served, lang, "04_collection")
    form = part(tab, "reach")
    for place, value in enumerate(("18", "25", "20 %", icc, "37,5")):
        form.locator("input").nth(place).fill(value)
    form.locator("button").click()
    tab.wait_for_function(
        "() => document.querySelector('[data-cell=reach] .answer').innerText.includes('720')"
    )
    assert form.locator(".answer tbody tr").count() == 3
    form.locator("input").nth(1).fill("a few <i>")
    form.locator("button").click()
    form.locator(".answer li.blocker").wait_for(timeout=15_000)
    assert form.locator(".answer i").count() == 0


def test_everything_to_take_along_is_offered_at_one_press(tab, served, tmp_path):
    opened(tab, served, "fr", "04_collection")
    form = part(tab, "take")
    form.locator("button.lw-go").click()
    form.locator("a[download]").first.wait_for(timeout=60_000)
    assert form.locator("a[download]").count() > 12
    with tab.expect_download() as waiting:
        form.locator("a[download='paper.fr.pdf']").click()
    waiting.value.save_as(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("lang", "icc"), [("fr", "0,1"), pytest.param("en", "0.1", marks=FULL)])
def test_the_precision_follows_what_is_typed(tab, served, lang, icc):
    opened(tab, served, lang, "04_collection")
    form = part(tab, "form")
    before = form.locator(".answer").inner_text()
    for place, value in enumerate(("740", "37", icc)):
        form.locator("input").nth(place).fill(value)
    form.locator("button").last.click()
    tab.wait_for_function(
        "before => document.querySelector('[data-cell=form] .answer').innerText !== before",
        arg=before,
    )
    assert "740" in form.locator(".answer").inner_text()


@pytest.mark.parametrize("lang", [pytest.param("fr", marks=FULL), "en"])
def test_another_analysis_is_chosen_by_keyboard_alone(tab, served, lang):
    form = opened(tab, served, lang, "06_analysis")
    before = form.locator(".answer").inner_text()
    form.locator("input").first.focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "Enter"):
        tab.keyboard.press(key)
        tab.wait_for_timeout(300)
    tab.wait_for_function(
        "before => document.querySelector('.form .answer').innerText !== before", arg=before
    )
    assert form.locator(".says").count() == 1


def test_the_report_is_saved_from_its_page(tab, served, tmp_path):
    tab.goto(served.page("fr", "07_report", "trajectoires"))
    tab.wait_for_selector("body[data-ready]", timeout=60_000)
    made = served.workspace / "trajectoires" / "report"
    for name in ("index.html", "report.docx", "report.pdf"):
        with tab.expect_download() as waiting:
            tab.locator(f"a[download='{name}']").click()
        waiting.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()
