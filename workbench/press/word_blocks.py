"""The parts of a document in the XML of Word: paragraphs, notes, pictures, in real styles."""

import copy
import io
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import escape

from workbench.press import document as parts
from workbench.press.document import Block, Document, Picture, Section, opens_wide
from workbench.press.picture import sharp, size
from workbench.press.word_table import Cells, table, tiles

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

TONES = {
    "told": ("2B4A8B", "ECF1FB"),
    "fine": ("1C6238", "E9F5EE"),
    "care": ("7A4A00", "FDF4E0"),
    "stop": ("9B1C1C", "FDEEEE"),
}
"""The line and the ground of a note; its title says in words what the colour says."""
TALLEST, WIDE = 0.5, 0.55
"""How much of the height of a page a picture may take; and of one that lies."""


class Writer:
    """What the parts need of the Word file: its styles, its page, and numbers for what it holds."""

    def __init__(self, made: "Word", contents: str) -> None:
        from docx.oxml.ns import qn

        self.made, self.contents = made, contents
        self.ids = {str(style.name): str(style.style_id) for style in made.styles}
        names = ("Report Table", "Report Head", "Report Cell", "Report Value")
        self.cells = Cells(*(self.ids[name] for name in names))
        self.numbers = count(1000)  # a template may hold pictures of its own
        page = made.sections[-1]
        self.across = int(
            (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        )
        self.along = int(
            (page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0)
        )
        bullet = made.styles["List Bullet"].element
        self.sign = "" if bullet.find(f".//{qn('w:numPr')}") is not None else "• "

    def paragraph(self, text: str, style: str = "Normal", more: str = "", runs: str = "") -> str:
        """Return a paragraph of that style; *more* are its own properties, *runs* come before."""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.ids[style]}"/>{more}</w:pPr>'
            f"{runs}{run(text)}</w:p>"
        )


def run(text: str, properties: str = "") -> str:
    """Return a text as a run; a new line stays one."""
    lines = str(escape(text)).split("\n")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{said}</w:r>"


def body(writer: Writer, document: Document) -> list["Element"]:
    """Return the report as elements of Word: the board's page, the contents, every section."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    texts = [*_section(writer, document.board), *_contents(writer, document)]
    if document.lead:
        texts.append(writer.paragraph(document.lead, "Report Lead"))
    for section in document.sections:
        texts += _section(writer, section)
    names = nsdecls("w", "r", "wp", "a", "pic")
    return list(parse_xml(f"<w:body {names}>{''.join(texts)}</w:body>"))


def _section(writer: Writer, section: Section) -> Iterator[str]:
    mark = f'<w:bookmarkStart w:id="{next(writer.numbers)}" w:name="part_{_anchor(section.id)}"/>'
    end = mark.replace("bookmarkStart", "bookmarkEnd").split(" w:name")[0] + "/>"
    head = writer.paragraph(section.title, "Heading 1", runs=mark + end)
    if opens_wide(section):
        yield _turned(writer, lies=False)
    yield head
    for block in section.blocks:
        yield from _block(writer, block)
    if opens_wide(section):
        yield _turned(writer, lies=True)


def _anchor(id: str) -> str:
    return id.replace("-", "_")


def _contents(writer: Writer, document: Document) -> Iterator[str]:
    """Yield the list of sections, each a link; Word can make it anew as a table of contents."""
    before = "<w:pageBreakBefore/>"
    yield writer.paragraph(writer.contents, "Report Note Title", before)
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    asked = ' TOC \\o "1-1" \\h \\n '
    opened = (
        field.format("begin")
        + f'<w:r><w:instrText xml:space="preserve">{asked}</w:instrText></w:r>'
    )
    opened += field.format("separate")
    for number, section in enumerate(document.sections):
        link = (
            f'<w:hyperlink w:anchor="part_{_anchor(section.id)}">{run(section.title)}</w:hyperlink>'
        )
        last = number == len(document.sections) - 1
        runs = (opened if number == 0 else "") + link + (field.format("end") if last else "")
        yield f'<w:p><w:pPr><w:pStyle w:val="{writer.ids["Report Contents"]}"/></w:pPr>{runs}</w:p>'


def _block(writer: Writer, block: Block) -> Iterator[str]:
    match block:
        case parts.Heading():
            yield writer.paragraph(block.text, "Heading 2")
        case parts.Paragraph():
            styles = {"lead": "Report Lead", "small": "Report Small", "plain": "Normal"}
            yield writer.paragraph(block.text, styles[block.style])
        case parts.Bullets():
            yield from _bullets(writer, block.items)
        case parts.Facts():
            for name, answer in block.pairs:
                strong = run(name, "<w:b/>") + "<w:r><w:br/></w:r>"
                yield writer.paragraph(answer, runs=strong)
        case parts.Tiles():
            yield tiles(block, writer.cells, writer.across)
            yield writer.paragraph("", "Report Small")
        case parts.Table():
            yield writer.paragraph(block.caption, "Caption", "<w:keepNext/>")
            yield table(block, writer.cells, writer.across)
            yield writer.paragraph("", "Report Small")
        case Picture():
            yield from _picture(writer, block)
        case parts.Note():
            yield from _note(writer, block)
        case parts.Quotation():
            yield writer.paragraph(block.text, "Quote", "<w:keepNext/>")
            yield writer.paragraph(f"{block.who} ({block.consent})", "Report Small")


def _bullets(writer: Writer, items: tuple[str, ...], more: str = "") -> Iterator[str]:
    for item in items:
        yield writer.paragraph(f"{writer.sign}{item}", "List Bullet", more)


def _note(writer: Writer, note: parts.Note) -> Iterator[str]:
    line, ground = TONES[note.tone]
    around = (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="{line}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    )
    if note.title:
        yield writer.paragraph(note.title, "Report Note Title", f"<w:keepNext/>{around}")
    if len(note.lines) == 1:
        yield writer.paragraph(note.lines[0], "Report Note", around)
    else:
        yield from _bullets(writer, note.lines, around)


def _picture(writer: Writer, picture: Picture) -> Iterator[str]:
    """Yield the picture with its alternative text and caption."""
    across, along = (writer.along, writer.across) if picture.wide else (writer.across, writer.along)
    keep = "<w:keepNext/>" if picture.caption else ""
    shown = _inline(writer, picture, across, int(along * (WIDE if picture.wide else TALLEST)))
    yield f'<w:p><w:pPr><w:pStyle w:val="{writer.ids["Normal"]}"/>{keep}</w:pPr>{shown}</w:p>'
    if picture.caption:
        yield writer.paragraph(picture.caption, "Report Small")


def _inline(writer: Writer, picture: Picture, across: int, along: int) -> str:
    """Return the picture as large as the page allows, in the XML of Word."""
    from docx.oxml.ns import qn
    from docx.oxml.shape import CT_Inline
    from docx.shared import Emu

    data = picture.file or sharp(picture.svg)
    _, width, height = size(data)
    scale = min(across / width, along / height)
    place, image = writer.made.part.get_or_add_image(io.BytesIO(data))
    number = next(writer.numbers)
    sizes = Emu(int(width * scale)), Emu(int(height * scale))
    inline = CT_Inline.new_pic_inline(number, place, image.filename, *sizes)
    for name in (*inline.iter(qn("wp:docPr")), *inline.iter(qn("pic:cNvPr"))):
        name.set("descr", picture.alt)
        name.set("title", picture.title)
        name.set("name", f"figure{number}")
    return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"


def _turned(writer: Writer, *, lies: bool) -> str:
    """Return the end of a part of the file whose pages stand, or lie: that of the pages before."""
    from docx.oxml.ns import qn

    page = copy.deepcopy(writer.made.sections[-1]._sectPr)
    if lies:
        sheet = next(page.iter(qn("w:pgSz")))
        tall, broad = str(sheet.get(qn("w:h"))), str(sheet.get(qn("w:w")))
        sheet.set(qn("w:w"), tall)
        sheet.set(qn("w:h"), broad)
        sheet.set(qn("w:orient"), "landscape")
    return f"<w:p><w:pPr>{page.xml}</w:pPr></w:p>"
