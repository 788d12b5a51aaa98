"""Forms answer in a real browser: what is typed is kept, and nothing that is typed is run."""

import shutil

import pytest

from workbench.base import places
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow

LANGS = ("fr", "en")
PHONE = {"width": 390, "height": 844}


def opened(tab, served, lang, page, dossier="trajectoires"):
    """Open a page on a phone and wait for its form."""
    tab.set_viewport_size(PHONE)
    tab.goto(served.page(lang, page, dossier))
    tab.wait_for_selector("body[data-ready]", timeout=60_000)
    tab.wait_for_selector(".form .v-input", timeout=30_000)
    return tab.locator(".form")


def answered(form):
    """Press the button of the form, and return its answer once it has come."""
    form.locator("button").last.click()
    form.locator(".answer > *").first.wait_for(timeout=15_000)
    return form.locator(".answer")


@pytest.mark.parametrize(("lang", "words"), [("fr", "assiduité"), ("en", "attendance")])
def test_an_indicator_is_found_and_added(tab, served, lang, words):
    dossier = f"search_{lang}"
    shutil.copytree(places.examples() / "trajectoires", served.workspace / dossier)
    form = opened(tab, served, lang, "03_indicators", dossier).first
    form.locator("input").first.fill(words)
    form.locator("button").first.click()
    form.locator(".answer .found li").first.wait_for(timeout=15_000)
    assert "IND-03" in form.locator(".answer").inner_text()
    form.locator("button").last.click()
    form.locator(".answer .kept").wait_for(timeout=15_000)
    kept = read_yaml(served.workspace / dossier / "indicators.yml")["choices"]
    assert "IND-03" in [choice["indicator"] for choice in kept]


@pytest.mark.parametrize("lang", LANGS)
def test_a_title_is_changed_in_one_language_only(tab, served, lang):
    path = served.workspace / "nsw" / "evaluation.yml"
    form = opened(tab, served, lang, "01_evaluation", "nsw")
    other = next(code for code in LANGS if code != lang)
    before = read_yaml(path)["title"][other]
    form.locator("input").first.fill(f"New title {lang}")
    assert answered(form).locator(".kept").count() == 1
    after = read_yaml(path)["title"]
    assert after == {lang: f"New title {lang}", other: before}


@pytest.mark.parametrize("typed", ["12,5", "12.5", "12,5 %"])
def test_a_target_is_understood_as_people_write_it(tab, served, typed):
    form = opened(tab, served, "fr", "03_indicators").last
    form.locator(".v-select").click()
    tab.locator(".v-list-item").nth(1).click()
    form.locator("input[type=text]").last.fill(typed)
    assert "12,5" in answered(form).inner_text()
    choices = read_yaml(served.workspace / "trajectoires" / "indicators.yml")["choices"]
    assert choices[1]["target"]["value"] == pytest.approx(0.125)


@pytest.mark.parametrize("lang", LANGS)
def test_a_target_that_is_no_number_is_answered_with_a_letter(tab, served, lang):
    path = served.workspace / "trajectoires" / "indicators.yml"
    form = opened(tab, served, lang, "03_indicators").last
    before = path.read_text(encoding="utf-8")
    form.locator("input[type=text]").last.fill("half <i>")
    assert answered(form).locator("li.blocker").count() == 1
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("lang", "icc"), [("fr", "0,1"), ("en", "0.1")])
def test_the_precision_follows_what_is_typed(tab, served, lang, icc):
    form = opened(tab, served, lang, "04_collection")
    before = form.locator(".answer").inner_text()
    for place, value in enumerate(("740", "37", icc)):
        form.locator("input").nth(place).fill(value)
    form.locator("button").last.click()
    tab.wait_for_function(
        "before => document.querySelector('.form .answer').innerText !== before", arg=before
    )
    assert "740" in form.locator(".answer").inner_text()


@pytest.mark.parametrize("lang", LANGS)
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
    with tab.expect_download() as waiting:
        tab.locator("a[download]").click()
    waiting.value.save_as(tmp_path / "saved.html")
    made = served.workspace / "trajectoires" / "report" / "index.html"
    assert (tmp_path / "saved.html").read_bytes() == made.read_bytes()
