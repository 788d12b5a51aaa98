"""The report says what its tables say, escapes what people wrote, and can be read by everybody."""

import csv
import io
import re
import shutil
import tempfile
from html.parser import HTMLParser

import pytest

from workbench import analysis, data
from workbench.base.errors import DataError
from workbench.base.files import sha256
from workbench.base.findings import gathered, worth_reading
from workbench.press.typeset import typeset
from workbench.report import review, tell

LANGS = ("fr", "en")


class Page(HTMLParser):
    """A page as a list of elements: tag, attributes, and the text inside."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.elements.append(element)
        if tag not in ("meta", "link", "img", "br", "input"):
            self.open.append(element)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, text):
        for element in self.open:
            element["text"] += text

    def all(self, tag):
        return [element for element in self.elements if element["tag"] == tag]


MADE = {}
"""What was made of each content of a dossier, in each language: a report is made once."""


def told(dossier, lang):
    files = sorted(file for file in dossier.folder.rglob("*") if file.is_file())
    content = [(str(file.relative_to(dossier.folder)), sha256(file)) for file in files]
    key = lang, *content
    if key not in MADE:
        data.clean(dossier)
        analysis.results(dossier)
        assert tell(dossier, lang) == dossier.path("report/index.html")
        kept = tempfile.TemporaryDirectory()
        shutil.copytree(dossier.folder, kept.name, dirs_exist_ok=True)
        MADE[key] = kept
    shutil.copytree(MADE[key].name, dossier.folder, dirs_exist_ok=True)
    return dossier.path("report/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def _given_back():
    yield
    for kept in MADE.values():
        kept.cleanup()
    MADE.clear()


def rows_of(dossier, name):
    text = dossier.path("results", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def lang(request):
    return request.param


@pytest.fixture(params=["nsw", "trajectoires"])
def dossier(request, example):
    return example(request.param, leave_out=["results/*", "data/*"])


def test_the_report_can_be_read_by_everybody(dossier, lang):
    page = Page(told(dossier, lang))
    assert page.all("html")[0]["lang"] == lang
    assert len(page.all("h1")) == 1
    assert page.all("title")[0]["text"].strip()
    for picture in page.all("svg"):
        assert picture.get("aria-label") or picture.get("aria-labelledby")
    assert all(picture.get("alt") for picture in page.all("img"))
    assert len(page.all("svg")) >= 2
    for cell in page.all("th"):
        assert cell["scope"] in ("col", "row")
        assert cell["text"].strip()
    assert all(table["text"].strip() for table in page.all("thead"))
    ids = [element["id"] for element in page.elements if "id" in element]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in (element.get("aria-labelledby") or "").split():
            assert name in ids


def test_headings_go_down_one_step_at_a_time(dossier, lang):
    levels = [int(e["tag"][1]) for e in Page(told(dossier, lang)).elements
              if re.fullmatch("h[1-6]", e["tag"])]  # fmt: skip
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_report_loads_nothing_from_elsewhere(dossier, lang):
    html = told(dossier, lang)
    page = Page(html)
    loads = [e.get("src") or e.get("href") or "" for e in page.elements if e["tag"] != "a"]
    assert all(not load or load.startswith(("#", "data:")) for load in loads)
    assert not page.all("script")
    assert not re.search(r"url\(\s*['\"]?(?!#|data:)", html)
    assert "@import" not in html


@pytest.mark.parametrize(("name", "simulated"), [("nsw", False), ("trajectoires", True)])
def test_only_simulated_data_carry_the_banner(example, lang, name, simulated):
    page = Page(told(example(name), lang))
    banners = [element for element in page.elements if element.get("id") == "simulated"]
    assert len(banners) == simulated
    assert all(banner["text"].strip() for banner in banners)


def test_what_people_wrote_is_escaped(club, with_keys, spoil, lang):
    bad = "<script>alert(1)</script> & <b>bold</b>"
    with_keys(club, "evaluation.yml", title=bad, organisation=bad, summary=bad, places=[bad])
    spoil(
        club,
        "theory.yml",
        ("{fr: Boxe chaque semaine, en: Boxing every week}", f"'{bad}'"),
        ("{fr: Ils se sentent plus capables, en: They feel more able}", f"'{bad}'"),
    )
    spoil(club, "plan.yml", ("{fr: Confiance, en: Confidence}", f"'{bad}'"))
    spoil(club, "ledger.yml", ("{fr: Par an ou en tout ?, en: Per year or in all?}", f"'{bad}'"))
    html = told(club, lang)
    page = Page(html)
    assert "<script" not in html
    assert "<b>bold" not in html
    assert page.all("h1")[0]["text"] == bad
    assert html.count("&lt;script&gt;") >= 5
    assert "&amp;lt;" not in html


def test_the_numbers_of_the_report_are_those_of_the_tables(dossier, lang):
    page = Page(told(dossier, lang))
    text = page.all("main")[0]["text"]
    numbers = {read_back(number, lang) for number in NUMBER.findall(text)}
    for row in rows_of(dossier, "effects.csv"):
        scale, digits = {"share": (100, 1), "points": (1, 2), "dollars": (1, 0)}[row["unit"]]
        for name in ("estimate", "ci_low", "ci_high"):
            assert round(abs(scale * float(row[name])), digits) in numbers
        assert int(row["n"]) in numbers
    for row in rows_of(dossier, "targets.csv"):
        assert not row["count"] or int(row["count"]) in numbers


NUMBER = re.compile(r"\d[\d.,\u202f]*")


def read_back(text, lang):
    """Return a number of the page as a value."""
    thousands, point = {"fr": ("\u202f", ","), "en": (",", ".")}[lang]
    plain = text.rstrip(".,\u202f").replace(thousands, "").replace(point, ".")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def test_the_trial_shows_its_unadjusted_effect(example):
    nsw = example("nsw")
    for lang, shown in (("fr", "1\u202f794"), ("en", "1,794")):
        assert shown in Page(told(nsw, lang)).all("main")[0]["text"]
    found = {row["id"]: float(row["estimate"]) for row in rows_of(nsw, "effects.csv")}
    assert found["earnings_78_unadjusted"] == pytest.approx(1794.34, abs=0.005)


def test_the_tables_hold_the_findings_and_the_published_figures(club):
    told(club, "fr")
    findings = rows_of(club, "findings.csv")
    assert [row["id"] for row in findings] == [finding.id for finding in review(club)]
    assert {row["passed"] for row in findings} <= {"true", "false", ""}
    assert [row["value"] for row in rows_of(club, "ledger.csv")] == ["6", "2", "3"]
    assert [row["indicator"] for row in rows_of(club, "targets.csv")] == ["IND-41"]


def test_the_tables_are_the_same_bytes_in_both_languages(club):
    told(club, "fr")
    before = {path.name: sha256(path) for path in club.folder.glob("results/*.csv")}
    told(club, "en")
    after = {path.name: sha256(path) for path in club.folder.glob("results/*.csv")}
    assert after == before
    assert set(before) == {"effects.csv", "sites.csv", "findings.csv", "targets.csv", "ledger.csv"}


def test_every_doubt_worth_reading_stands_in_the_report(club, lang):
    text = Page(told(club, lang)).all("main")[0]["text"]
    doubts = gathered(worth_reading(review(club)))
    assert doubts
    assert all(typeset(doubt.sentence(lang), lang) in text for doubt in doubts)


def test_a_dossier_without_published_figures_has_a_report(club):
    club.path("ledger.yml").unlink()
    told(club, "fr")
    assert rows_of(club, "ledger.csv") == []


def test_without_an_analysis_there_is_no_report(club):
    with pytest.raises(DataError) as caught:
        tell(club, "fr")
    assert caught.value.key == "analysis.no_results"
    assert not club.has("report/*")
    assert not club.has("results/*")


def test_results_of_another_plan_give_no_report(club, spoil):
    told(club, "fr")
    spoil(club, "plan.yml", ("id: positive_exits", "id: exits"))
    with pytest.raises(DataError) as caught:
        tell(club, "fr")
    assert caught.value.key == "analysis.plan_changed"
