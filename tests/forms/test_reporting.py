"""The report step: decisions kept as they are typed, the report made, shown and saved."""

import os

import pytest

from tests.forms.test_analysing import computed, html
from tests.forms.test_planning import inside
from tests.press import a_document
from workbench.base import places
from workbench.base.words import LANGS, say
from workbench.forms.added import pictures_in
from workbench.forms.app.ask import Questions
from workbench.forms.live import watched
from workbench.forms.reporting import report_form
from workbench.forms.upload import Upload
from workbench.report import jobs
from workbench.report.added import TEMPLATE, Added


@pytest.fixture
def dossier(example):
    return watched(example("trajectoires"))


def answered(form, id, rows):
    """Give rows as an answer; return what became of it."""
    every = list(inside(form, Questions))
    asked = next(q for q in every if q.questions[0]["id"] == id)
    stands = asked.questions[0]["value"]
    told = []
    asked.send = lambda content, **_: told.append(content)
    asked._handle_custom_msg({"id": id, "value": rows, "was": stands, "asked": 1}, [])
    return told[-1]


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_is_made_shown_and_offered(dossier, lang):
    form = report_form(dossier, lang)
    assert "report-frame" not in html(form)
    shown = computed(form)
    assert 'sandbox=""' in shown
    for file in ("report.docx", "report.pdf", "index.html"):
        assert f'download="{file}"' in shown
    assert say("report.may_say", lang) in shown


def test_the_preview_is_escaped_and_closed(dossier, with_keys):
    with_keys(dossier, "evaluation.yml", title="<script>alert(1)</script>")
    shown = computed(report_form(dossier, "fr"))
    assert "<script>alert" not in shown
    assert 'srcdoc="&lt;' in shown


def test_decisions_are_kept_row_by_row_in_the_language_of_the_page(dossier):
    form = report_form(dossier, "fr")
    row = {"text": "Rappeler chaque jeune", "who": "L’équipe", "when": "juin 2026"}
    told = answered(form, "reporting.decisions", [row])
    assert told["state"] == "kept"
    english = report_form(dossier, "en")
    first = {**told["value"][0], "text": "Call each young person"}
    answered(english, "reporting.decisions", [first])
    kept = dossier.read(Added).decisions
    assert [(one.text.fr, one.text.en, one.when) for one in kept] == [
        ("Rappeler chaque jeune", "Call each young person", "juin 2026")
    ]
    assert kept[0].who.fr == "L’équipe"
    assert "juin 2026" in computed(form)


@pytest.mark.parametrize(
    ("rows", "state"),
    [([{"who": "x"}], "refused"), ([{"text": " "}], "kept"), ([{"text": "x" * 10_001}], "refused"),
     ([{"text": "<b>Voir</b> {1}"}], "kept"), ([], "kept")],
)  # fmt: skip
def test_awkward_decisions_are_kept_or_refused_with_a_letter(dossier, rows, state):
    told = answered(report_form(dossier, "fr"), "reporting.decisions", rows)
    assert told["state"] == state
    assert bool(told.get("letter")) == (state == "refused")


def test_a_row_that_is_removed_leaves_the_others_as_they_were(dossier):
    form = report_form(dossier, "fr")
    rows = [{"text": text} for text in ("Un", "Deux", "Trois")]
    keyed = answered(form, "reporting.decisions", rows)["value"]
    answered(form, "reporting.decisions", [keyed[0], keyed[2]])
    assert [one.text.fr for one in dossier.read(Added).decisions] == ["Un", "Trois"]


def test_pictures_are_chosen_among_those_of_the_dossier(dossier):
    assert len(list(inside(report_form(dossier, "fr"), Questions))) == 1
    dossier.path("report").mkdir(exist_ok=True)
    for file in ("report/field.png", ".hidden.png"):
        dossier.path(file).write_bytes(a_document.png(60, 30))
    assert pictures_in(dossier) == ["report/field.png"]
    form = report_form(dossier, "fr")
    row = {"file": "report/field.png", "alt": "Le terrain", "caption": ""}
    assert answered(form, "reporting.pictures", [row])["state"] == "kept"
    assert answered(form, "reporting.pictures", [{**row, "alt": ""}])["state"] == "refused"
    assert [one.file for one in dossier.read(Added).pictures] == ["report/field.png"]
    assert "Le terrain" in computed(form)


def test_a_report_that_answers_left_behind_says_so(dossier):
    jobs.report(dossier, "fr")
    assert 'data-id="reporting.changed"' not in html(report_form(dossier, "fr"))
    later = dossier.path("report/index.html").stat().st_mtime + 60
    os.utime(dossier.path("plan.yml"), (later, later))
    assert 'data-id="reporting.changed"' in html(report_form(dossier, "fr"))


def test_a_report_in_the_other_language_says_so(dossier):
    jobs.report(dossier, "fr")
    report_form(dossier, "fr")
    assert 'data-id="reporting.is_french"' in html(report_form(dossier, "en"))
    assert 'data-id="reporting.is_french"' not in html(report_form(dossier, "fr"))


def test_a_template_of_ones_own_is_the_one_that_is_offered(dossier):
    assert say("reporting.template.ours", "fr") in html(report_form(dossier, "fr"))
    ours = places.templates() / "report" / "template.docx"
    dossier.path("report").mkdir(exist_ok=True)
    dossier.path(TEMPLATE).write_bytes(ours.read_bytes())
    assert say("reporting.template.own", "fr") in html(report_form(dossier, "fr"))


def test_what_people_take_along_is_made_beside_the_dossier(dossier):
    assert jobs.outfit_files(dossier) == []
    jobs.outfit(dossier, "fr")
    names = {file.name for file in jobs.outfit_files(dossier)}
    assert {"form.xlsx", "workbook.fr.xlsx", "notice.en.html"} <= names
    jobs.outfit(dossier, "fr")
    assert {file.name for file in jobs.outfit_files(dossier)} == names


def sent(form, work, number, name, data):
    """Send a file as a browser does, into the field of pictures (0) or of the template (1)."""
    field = list(inside(form, Upload))[number]
    told = []
    field.send = lambda content, **_: told.append(content)
    about = {"name": name, "size": len(data), "modified": 1}
    field._handle_custom_msg({"kind": "begin", **about}, [])
    field._handle_custom_msg({"kind": "piece", "at": 0, **about}, [memoryview(data)])
    return told[-1]


def test_a_picture_that_is_sent_can_be_shown_in_the_report(dossier):
    form = report_form(dossier, "fr")
    sent(form, dossier, 0, "../field.png", a_document.png(60, 30))
    assert pictures_in(dossier) == ["report/field.png"]
    row = {"file": "report/field.png", "alt": "Le terrain", "caption": ""}
    assert answered(form, "reporting.pictures", [row])["state"] == "kept"


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", b"no"), ("a.exe", b"MZ"), ("x.svg", b"<svg/>")]
)
def test_what_is_no_picture_is_refused_with_a_letter(dossier, name, data):
    form = report_form(dossier, "fr")
    sent(form, dossier, 0, name, data)
    assert pictures_in(dossier) == []
    assert "blocker" in html(form)


def test_a_template_is_looked_at_kept_and_given_back(dossier):
    form = report_form(dossier, "fr")
    sent(form, dossier, 1, "letter.docx", b"no Word file")
    assert not dossier.path(TEMPLATE).exists()
    assert "blocker" in html(form)
    ours = (places.templates() / "report" / "template.docx").read_bytes()
    sent(form, dossier, 1, "letter.docx", ours)
    assert dossier.path(TEMPLATE).read_bytes() == ours
    assert say("reporting.template.own", "fr") in html(form)
    words = say("reporting.template.back", "fr")
    back = next(b for b in inside(form, object) if getattr(b, "children", None) == [words])
    back.fire_event("click", None)
    assert not dossier.path(TEMPLATE).exists()
    assert say("reporting.template.ours", "fr") in html(form)
