"""How long a report of forty pages takes in all three files; the Word one beside python-docx."""

import io
from dataclasses import replace
from timeit import repeat

import docx
import pypdf
import pytest

from workbench import report
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.press.document import Bullets, Facts, Heading, Note, Paragraph, Table
from workbench.press.printed import printed
from workbench.press.word import Template, word
from workbench.report.page import page

pytestmark = pytest.mark.bench
PAGES, SECONDS = 40, 6.0
FOLDER = places.templates() / "report"


@pytest.fixture(scope="module")
def long():
    """A real report, its sections told again until it has forty pages."""
    document = report.document(Dossier(places.examples() / "trajectoires", read_only=True), "fr")
    again = tuple(
        replace(section, id=f"{section.id}-{n}", title=f"{section.title} {n}")
        for n in range(7)
        for section in document.sections
    )
    return replace(document, sections=again)


def all_three(document):
    ours = FOLDER / "template.docx"
    html = page(document)
    return html, word(document, Template(ours, ours)), printed(document, FOLDER / "report.typ")


def by_python_docx(document):
    """Write the same paragraphs and tables by the library's own calls; no picture, no note."""
    made = docx.Document(str(FOLDER / "template.docx"))
    for section in document.sections:
        made.add_paragraph(section.title, "Heading 1")
        for block in section.blocks:
            _added(made, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _added(made, block):
    match block:
        case Heading() | Paragraph():
            made.add_paragraph(block.text)
        case Bullets(items=lines) | Note(lines=lines):
            for line in lines:
                made.add_paragraph(line, "List Bullet")
        case Facts():
            for name, answer in block.pairs:
                made.add_paragraph(f"{name}\n{answer}")
        case Table():
            table = made.add_table(0, len(block.heads))
            for row in (block.heads, *block.rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text


def test_three_renderings_of_a_report_of_forty_pages(benchmark, beside, long):
    html, made, pdf = benchmark.pedantic(lambda: all_three(long), rounds=1, warmup_rounds=1)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) >= PAGES
    assert len(docx.Document(io.BytesIO(made)).tables) > PAGES
    assert html.endswith("</html>")
    best = min(repeat(lambda: all_three(long), number=1, repeat=3))
    beside("a report of 40 pages as page, Word and PDF", best, most=SECONDS)


def test_the_word_file_of_a_report_of_forty_pages(benchmark, beside, long):
    ours = FOLDER / "template.docx"

    def write():
        return word(long, Template(ours, ours))

    assert benchmark.pedantic(write, rounds=1, warmup_rounds=1)
    best = min(repeat(write, number=1, repeat=3))
    peer = min(repeat(lambda: by_python_docx(long), number=1, repeat=3))
    more = "with pictures and notes; python-docx without"
    beside("a Word report of 40 pages", best, peer, "python-docx", more=more)
