"""One report, three files that say the same: what it holds, and what people add to it."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from tests.press import a_document
from workbench import analysis, data, report
from workbench.analysis import kept, ladder
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.errors import RecordError
from workbench.base.words import say
from workbench.base.yaml_files import write_yaml
from workbench.press.document import Note, Quotation, Table
from workbench.press.typeset import typeset
from workbench.report.compose import compose
from workbench.report.known import known

LANGS = ("fr", "en")


def plain(text):
    return re.sub(r"[\s\u200b\xad-]+", "", text)


def in_word(path):
    file = docx.Document(str(path))
    return plain("".join(part.text or "" for part in file.element.body.iter(qn("w:t"))))


def pages(path):
    return _pages(path, path.stat().st_mtime_ns)


@cache
def _pages(path, _as_of):
    return [plain(page.extract_text()) for page in pypdf.PdfReader(path).pages]


def section(document, id):
    return next(one for one in document.sections if one.id == id)


def tables(part):
    return [block for block in part.blocks if isinstance(block, Table)]


@pytest.fixture(scope="module", params=["fr", pytest.param("en", marks=pytest.mark.full)])
def told(request, tmp_path_factory):
    """The report of the simulated example, in both languages: the dossier and its language."""
    into = tmp_path_factory.mktemp("told") / "trajectoires"
    dossier = copy(Dossier(places.examples() / "trajectoires"), into)
    report.tell(dossier, request.param)
    return dossier, request.param


def test_three_files_say_the_same_sentences(told):
    dossier, lang = told
    word, pdf, page, _ = report.files(dossier)
    texts = [in_word(word), "".join(pages(pdf)), plain(page.read_text(encoding="utf-8"))]
    for effect in kept(dossier):
        for sentence in (ladder.sentence(effect, lang), ladder.forbidden(effect, lang)):
            assert all(plain(typeset(sentence, lang)) in text for text in texts)


def test_the_board_has_one_page(told):
    dossier, lang = told
    first, second, *_ = pages(dossier.path("report/report.pdf"))
    assert plain(say("report.next", lang)) in first
    assert plain(say("report.no_decisions", lang)) in first
    assert second.startswith(plain(say("report.contents", lang)))


def test_the_files_are_in_the_language_of_the_report(told):
    dossier, lang = told
    about = docx.Document(str(dossier.path("report/report.docx"))).core_properties
    assert about.language.startswith(lang)
    assert pypdf.PdfReader(dossier.path("report/report.pdf")).trailer["/Root"]["/Lang"] == lang
    assert about.title


def test_there_is_one_row_an_indicator_and_its_places_make_the_total(told):
    dossier, lang = told
    first, *by_site = tables(section(report.document(dossier, lang), "targets"))
    assert len(first.rows) == 5
    assert [row[2] for row in first.rows].count(say("report.not_analysed", lang)) == 2
    assert "TRA-05" in first.rows[1][1]
    assert len(by_site) == 3
    for one in by_site:
        assert one.totals == {3}
        *parts, whole = [int(re.search(r"\d+$|\d+(?=\s)", row[1]).group()) for row in one.rows]
        assert sum(parts) == whole


def test_a_masked_result_says_so_everywhere(told):
    dossier, lang = told
    found = known(dossier, lang)
    masked = tuple(effect.mask() for effect in found.effects)
    rows = tuple({**row, "n": "", "value": ""} for row in found.sites)
    document = compose(replace(found, effects=masked, sites=rows))
    hidden = say("analysis.masked", lang)
    for part in (section(document, "targets"), section(document, "results")):
        assert all(hidden in str(table.rows) for table in tables(part))
    assert not any(table.totals for table in tables(section(document, "targets")))
    assert "47" not in str(section(document, "results").blocks)
    seen = compose(replace(found, effects=masked))
    assert not any(table.totals for table in tables(section(seen, "targets")))


def test_decisions_are_on_the_board_and_in_their_table(club):
    ready(club)
    add(club, decisions=[{"text": "Ouvrir le samedi", "who": "Bureau", "when": "2025-09"}])
    document = report.document(club, "fr")
    note = document.board.blocks[-1]
    assert isinstance(note, Note)
    assert note.lines == ("Ouvrir le samedi",)
    assert tables(section(document, "decisions"))[0].rows == (
        ("Ouvrir le samedi", "Bureau", "2025-09"),
    )


def ready(dossier):
    data.clean(dossier)
    analysis.results(dossier)


def add(dossier, **values):
    dossier.path("report").mkdir(exist_ok=True)
    write_yaml(dossier.path("report/added.yml"), {"format": 1, **values})


def test_a_picture_of_ones_own_is_in_all_three_files_with_its_words(club):
    ready(club)
    club.path("photo.png").write_bytes(a_document.png(40, 30))
    add(club, pictures=[{"file": "photo.png", "alt": "Des jeunes & un ballon"}])
    page = report.tell(club, "fr").read_text(encoding="utf-8")
    assert 'alt="Des jeunes &amp; un ballon"' in page
    file = docx.Document(str(club.path("report/report.docx")))
    words = [one.get("descr") for one in file.element.body.iter(qn("wp:docPr"))]
    assert "Des jeunes & un ballon" in words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("photo.png", "report.picture_missing"),
        ("../photo.png", "report.picture_outside"),
        ("/etc/passwd", "report.picture_outside"),
        ("link.png", "report.picture_outside"),
        ("plan.yml", "report.picture_unread"),
        ("huge.png", "report.picture_too_large"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_place(club, tmp_path, name, key):
    ready(club)
    (tmp_path / "photo.png").write_bytes(a_document.png())
    club.path("link.png").symlink_to(tmp_path / "photo.png")
    club.path("huge.png").write_bytes(bytes(8_000_001))
    good = {"file": "fine.png", "alt": "x"}
    club.path("fine.png").write_bytes(a_document.png())
    add(club, pictures=[good, {"file": name, "alt": "x"}])
    with pytest.raises(RecordError) as caught:
        report.tell(club, "fr")
    assert caught.value.key == key
    assert caught.value.holes["place"] == "pictures.2.file"
    assert not club.has("report/index.html")


def test_a_template_of_the_dossiers_own_is_used_and_one_outside_is_not(club, tmp_path):
    ready(club)
    mine = docx.Document()
    mine.add_paragraph("Notre maison")
    mine.save(tmp_path / "elsewhere.docx")
    own = club.path("report/template.docx")
    own.parent.mkdir()
    own.symlink_to(tmp_path / "elsewhere.docx")
    report.tell(club, "fr")
    assert "Notremaison" not in in_word(club.path("report/report.docx"))
    own.unlink()
    shutil.copy(tmp_path / "elsewhere.docx", own)
    report.tell(club, "fr")
    assert in_word(club.path("report/report.docx")).startswith("Notremaison")


def test_a_broken_template_leaves_nothing_behind(club):
    ready(club)
    club.path("report").mkdir()
    club.path("report/template.docx").write_text("no", encoding="utf-8")
    with pytest.raises(RecordError):
        report.tell(club, "fr")
    assert not club.has("report/index.html")
    assert not club.has("results/findings.csv")


def test_only_stories_with_consent_are_told(club):
    ready(club)
    texts = {name: {"fr": name, "en": name} for name in ("domain", "before", "after", "matters")}
    story = {**texts, "teller_role": "jeune", "date": "2024-05-01"}
    write_yaml(
        club.path("stories.yml"),
        {
            "format": 1,
            "stories": [
                {
                    **story,
                    "id": "yes",
                    "quote": "Je parle",
                    "consent": {"level": "public_anonymous"},
                },
                {**story, "id": "no", "quote": "Je me tais", "consent": {"level": "inside"}},
                {**story, "id": "unasked", "quote": "Personne ne sait"},
            ],
        },
    )
    blocks = section(report.document(club, "fr"), "stories").blocks
    assert [one.text for one in blocks if isinstance(one, Quotation)] == ["Je parle"]
    assert "tais" not in str(blocks)
    assert "Personne" not in str(blocks)


def test_the_reports_are_the_same_bytes_twice(club):
    ready(club)
    once = [path.read_bytes() for path in files_of(club)]
    assert once == [path.read_bytes() for path in files_of(club)]


def files_of(dossier):
    report.tell(dossier, "fr")
    return report.files(dossier)


@pytest.mark.slow
def test_libreoffice_opens_the_word_file(told, tmp_path):
    program = shutil.which("lowriter")
    if program is None:
        missing = "LibreOffice Writer is not there; see tests/system.sh"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    dossier, _ = told
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    command.append(str(dossier.path("report/report.docx")))
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    opened = pypdf.PdfReader(tmp_path / "report.pdf")
    text = plain("".join(page.extract_text() for page in opened.pages))
    document = report.document(*told)
    assert all(plain(part.title) in text for part in document.sections)
    assert len(opened.pages) >= 5


def test_a_decision_may_cite_a_result_and_the_ledger_and_nothing_else(club):
    ready(club)
    figure = known(club, "fr").ledger.figures[0]
    effect = kept(club)[0]
    add(club, decisions=[{"text": f"Viser {{{figure.id}}} après {{{effect.id}}}"}])
    line = report.document(club, "fr").board.blocks[-1].lines[0]
    assert typeset(ladder.estimated(effect, "fr"), "fr") in line
    assert "{" not in line
    add(club, decisions=[{"text": "Viser {NOBODY-09}"}])
    with pytest.raises(RecordError) as caught:
        report.document(club, "fr")
    assert caught.value.key == "ledger.cite_unknown"


def test_what_is_wrong_with_what_people_added_is_a_finding(club, wrong):
    ready(club)
    add(club, decisions=[{"text": "Oui", "who": "Bureau", "when": "juin"}, {"text": "Non"}])
    assert ("report.decision_open", "decisions.2") in wrong(report.review(club))
    assert ("report.decision_open", "decisions.1") not in wrong(report.review(club))
    figure = known(club, "fr").ledger.figures[0].id
    add(club, decisions=[{"text": "Passer à 47,1 %"}, {"text": f"Viser {{{figure}}}"}])
    typed = [one for one in wrong(report.review(club)) if one[0] == "report.number_typed"]
    assert typed == [("report.number_typed", "decisions.1")]
    add(club, pictures=[{"file": "nowhere.png", "alt": "x"}])
    club.path("report/template.docx").write_text("no", encoding="utf-8")
    found = {id for id, _ in wrong(report.review(club))}
    assert {"report.picture_missing", "report.template_no_word"} <= found


def test_the_example_of_what_people_add_is_a_good_one(club):
    ready(club)
    club.path("report").mkdir()
    shutil.copy(places.templates() / "report" / "added.yml", club.path("report/added.yml"))
    assert len(tables(section(report.document(club, "fr"), "decisions"))[0].rows) == 1
