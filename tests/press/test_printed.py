"""The PDF read back: its text, its tags, its language; and nothing of it is ever run."""

import io
import re
import unicodedata

import pypdf
import pytest
import typst

from tests.press import a_document
from workbench.base import places
from workbench.press.pdf import pdf
from workbench.press.printed import printed

TEMPLATE = places.templates() / "report" / "report.typ"


def read(data):
    return pypdf.PdfReader(io.BytesIO(data))


def said(data):
    """Return the text of a PDF, its spaces alike and the places to break words taken out."""
    text = " ".join(page.extract_text() for page in read(data).pages)
    text = unicodedata.normalize("NFC", text.replace("\u200b", "").replace("\xad", ""))
    return re.sub(r"\s+", " ", text)


def tags(data):
    """Return every tag of a PDF, as pairs of its name and its words for pictures."""
    found = []

    def walk(node):
        if isinstance(node, list):
            for one in node:
                walk(one.get_object())
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node.get("/Alt")))
            if "/K" in node:
                walk(node["/K"].get_object())

    walk(read(data).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pdf_is_tagged_and_says_its_language_and_title(lang):
    data = printed(a_document.document("Sport & emploi", lang), TEMPLATE)
    root = read(data).trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(data).metadata.title == "Sport & emploi"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode("utf-8")


def test_headings_tables_lists_and_pictures_are_tagged_as_such():
    found = tags(printed(a_document.document("What it shows"), TEMPLATE))
    names = [name for name, _ in found]
    assert {"/H1", "/H2", "/Table", "/TH", "/TR", "/TD", "/L", "/LI", "/BlockQuote"} <= set(names)
    words = [alt for name, alt in found if name == "/Figure"]
    assert len(words) == 5
    assert all(words)


def test_the_contents_begin_a_page_and_a_wide_drawing_lies():
    pages = read(printed(a_document.document("Words"), TEMPLATE)).pages
    texts = [page.extract_text().strip() for page in pages]
    assert "Board" in texts[0]
    assert [text.startswith("Contents") for text in texts].count(True) == 1
    assert [page.mediabox.width > page.mediabox.height for page in pages].count(True) == 1


@pytest.mark.parametrize("bad", a_document.BAD)
def test_what_people_wrote_is_text(bad):
    text = said(printed(a_document.document(bad), TEMPLATE))
    letters = re.sub(r"[^a-z]", "", bad.lower())
    assert letters[:60] in re.sub(r"[^a-z]", "", text.lower())
    assert "root:" not in text
    assert "1337" not in text


def test_a_sign_without_a_letter_in_our_fonts_stands_by_its_name():
    text = said(printed(a_document.document("Le 🏀 et 日"), TEMPLATE))
    assert "[basketball and hoop]" in text
    assert "[cjk unified ideograph-65e5]" in text


def test_the_same_document_is_the_same_bytes():
    document = a_document.document()
    assert printed(document, TEMPLATE) == printed(document, TEMPLATE)


@pytest.mark.parametrize("elsewhere", ["../secret.txt", "/secret.txt", "/etc/passwd"])
def test_a_template_reads_no_file_outside_its_folder(tmp_path, elsewhere):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    template = tmp_path / "inside" / "report.typ"
    template.parent.mkdir()
    template.write_text(f'#set document(title: "t")\n#read("{elsewhere}")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        pdf(template, {})
