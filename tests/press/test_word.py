"""A Word file read back: real styles, words for its pictures, heads that come again, a language."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from tests.press import a_document
from workbench.base import places
from workbench.base.errors import RecordError
from workbench.press.typeset import typeset
from workbench.press.word import Template, word
from workbench.press.word_template import STYLES

OURS = places.templates() / "report" / "template.docx"
LANGS = {"fr": "fr-FR", "en": "en-GB"}


def made(document, own=OURS):
    return docx.Document(io.BytesIO(word(document, Template(own, OURS))))


def texts(file):
    """Return what a file says, paragraph by paragraph, those of its tables too."""
    paragraphs = file.element.body.iter(qn("w:p"))
    return ["".join(_said(part) for part in p.iter(qn("w:t"), qn("w:br"))) for p in paragraphs]


def _said(part):
    return "\n" if part.tag == qn("w:br") else part.text or ""


@pytest.fixture
def template(tmp_path):
    """A builder: a template with paragraphs of one's own, and what is to be done to its parts."""

    def build(*paragraphs, change=None, header=""):
        file = docx.Document(str(OURS))
        for paragraph in list(file.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        for text in paragraphs:
            file.add_paragraph(text)
        if header:
            file.sections[0].header.paragraphs[0].text = header
        path = tmp_path / "template.docx"
        file.save(path)
        if change:
            _rewritten(path, change)
        return path

    return build


def _rewritten(path, change):
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in change(parts).items():
            new.writestr(name, data)


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_says_its_title_and_its_language(lang):
    file = made(a_document.document("Sport & emploi", lang))
    assert file.core_properties.title == "Sport & emploi"
    assert file.core_properties.language == LANGS[lang]
    marks = {mark.get(qn("w:val")) for mark in file.styles.element.iter(qn("w:lang"))}
    assert marks == {LANGS[lang]}


def test_every_part_is_in_a_style_that_people_can_change():
    file = made(a_document.document())
    used = {paragraph.style.name for paragraph in file.paragraphs}
    wanted = {"Title", "Heading 1", "Heading 2", "List Bullet", "Caption", "Quote", "Report Note"}
    assert wanted <= used
    assert {table.style.name for table in file.tables} == {"Report Table"}
    assert set(STYLES) <= {style.name for style in docx.Document(str(OURS)).styles}


def test_the_headings_are_those_of_the_document():
    document = a_document.document()
    found = [p.text for p in made(document).paragraphs if p.style.name == "Heading 1"]
    assert found == [document.board.title, *(section.title for section in document.sections)]


def test_every_picture_has_words_and_every_table_a_head_that_comes_again():
    file = made(a_document.document("What it shows"))
    pictures = list(file.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == 5
    assert all(picture.get("descr") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == 5
    assert len(file.tables) == 4
    for table in file.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert len(table.rows) > 1
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_a_wide_drawing_lies_across_its_page_and_the_others_stand():
    pages = [s.page_width > s.page_height for s in made(a_document.document()).sections]
    assert pages == [False, True, False]


@pytest.mark.parametrize("bad", a_document.BAD)
def test_what_people_wrote_is_text(bad):
    file = made(a_document.document(bad))
    said = texts(file)
    assert sum(typeset(bad[:300], "fr") in text for text in said) >= 8
    assert sum(typeset(bad, "fr") in text for text in said) >= 2
    assert "1337" not in " ".join(said)


def test_the_same_document_is_the_same_bytes():
    document = a_document.document()
    twice = [word(document, Template(OURS, OURS)) for _ in range(2)]
    assert twice[0] == twice[1]


def test_a_template_of_ones_own_is_kept_around_the_report(template):
    own = template(
        "Notre maison", "{{ organisation }}", "{{ report }}", "Fin", header="{{ title }}"
    )
    file = made(a_document.document("Le {{ sport }}"), own)
    said = [text for text in texts(file) if text]
    assert said[:2] == ["Notre maison", "Le {{ sport }}"]
    assert said[-1] == "Fin"
    assert file.sections[0].header.paragraphs[0].text == "Le {{ sport }}"


def test_without_a_field_for_the_report_it_stands_at_the_end(template):
    said = [text for text in texts(made(a_document.document(), template("Notre maison"))) if text]
    assert said[0] == "Notre maison"
    assert "Board" in said


def test_styles_that_a_template_lacks_are_lent(tmp_path):
    bare = docx.Document()
    for style in list(bare.styles):
        if style.name in STYLES:
            style.element.getparent().remove(style.element)
    bare.add_paragraph("{{ report }}")
    bare.save(tmp_path / "bare.docx")
    file = made(a_document.document(), tmp_path / "bare.docx")
    assert set(STYLES) <= {style.name for style in file.styles}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{{ titel }}", "report.template_field"),
        ("{{ title.__class__ }}", "report.template_code"),
        ("{% for x in title %}{{ x }}{% endfor %}", "report.template_code"),
        ("{{ 9 ** 9 ** 9 }}", "report.template_code"),
        ("{% include '/etc/passwd' %}", "report.template_code"),
        ("{{ title | upper }}", "report.template_code"),
        ("{{ title", "report.template_unread"),
    ],
)
def test_a_template_has_fields_and_nothing_else(template, text, key):
    for own in (template(text), template("{{ report }}", header=text)):
        with pytest.raises(RecordError) as caught:
            made(a_document.document(), own)
        assert caught.value.key == key
        assert all(caught.value.say(lang) for lang in LANGS)


def _macros(parts):
    return {**parts, "word/vbaProject.bin": b"x"}


def _linked(parts):
    name = "word/_rels/document.xml.rels"
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="file:///etc/passwd" Type="http://'
        b'schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    return {**parts, name: parts[name].replace(b"</Relationships>", link)}


def _huge(parts):
    return {**parts, "word/media/huge.png": bytes(50_000_001)}


def _empty(parts):
    return {"other.txt": b"no document"}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (_macros, "report.template_macros"),
        (_linked, "report.template_fetches"),
        (_huge, "report.template_too_large"),
        (_empty, "report.template_no_word"),
    ],
)
def test_a_template_that_runs_or_fetches_something_is_refused(template, change, key):
    with pytest.raises(RecordError) as caught:
        made(a_document.document(), template("{{ report }}", change=change))
    assert caught.value.key == key


def test_what_is_no_word_file_is_refused(tmp_path):
    path = tmp_path / "template.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an older Word")
    with pytest.raises(RecordError) as caught:
        made(a_document.document(), path)
    assert caught.value.key == "report.template_no_word"


def test_the_report_has_one_place_outside_tables(template, tmp_path):
    twice = template("{{ report }}", "{{ report }}")
    inside = docx.Document(str(OURS))
    inside.add_table(1, 1).cell(0, 0).text = "{{ report }}"
    inside.save(tmp_path / "inside.docx")
    for own in (twice, tmp_path / "inside.docx"):
        with pytest.raises(RecordError) as caught:
            made(a_document.document(), own)
        assert caught.value.key == "report.template_place"
