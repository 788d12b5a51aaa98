"""The Word template of a report: what it may hold, its fields, and the styles it is lent."""

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base import words
from workbench.base.errors import RecordError

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from jinja2 import Environment

LARGEST = 50_000_000
"""How many bytes the parts of a template may hold when they are unpacked."""
FIELDS = ("title", "organisation", "kicker", "lead", "banner", "places", "period", "report")
HERE = "\ue000report\ue000"
"""What stands for the report while the fields are filled: letters that nobody can type."""
OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
LINK = b"/relationships/hyperlink"
TEXTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
ABOUT = (
    "author", "category", "comments", "content_status", "identifier", "keywords", "subject",
    "title", "version",
)  # fmt: skip
STYLES = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Quote", "List Bullet",
    "Report Lead", "Report Small", "Report Note", "Report Note Title", "Report Value",
    "Report Contents",
    "Report Head", "Report Cell", "Report Table",
)  # fmt: skip
"""The styles that the report is written in: what a charity changes to change its look."""


def filled(path: Path, fields: Mapping[str, str]) -> "Word":
    """Return the template with its fields filled; the report's place bears HERE.

    A template has fields, and parts that stand where a field is not empty: nothing else is run.
    Raises RecordError when the file is no Word document, holds macros, what is fetched from
    elsewhere, more than fields, or a field that does not exist.
    """
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    data = _looked_at(path)
    template, room = DocxTemplate(io.BytesIO(data)), ImmutableSandboxedEnvironment(autoescape=True)
    for text in _texts(data):
        _only_fields(path.name, room, template.patch_xml(text))
    template.init_docx()
    about = template.docx.core_properties
    for name in ABOUT:
        setattr(about, name, "")  # they are said anew, and nothing in them is run
    template.render({**dict.fromkeys(FIELDS, ""), **fields, "report": HERE}, room, autoescape=True)
    made: Word = template.docx
    return made


def _texts(data: bytes) -> list[str]:
    """Return the parts of the file in which fields may stand."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return [parts.read(name).decode("utf-8") for name in parts.namelist() if TEXTS.match(name)]


def _only_fields(file: str, room: "Environment", text: str) -> None:
    """Refuse what is neither a field of FIELDS nor a part that depends on one."""
    from jinja2 import TemplateError, meta, nodes

    allowed = (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not,
    )  # fmt: skip
    try:
        read = room.parse(text)
    except TemplateError as error:
        raise RecordError("report.template_unread", file=file, why=str(error)) from None
    for node in read.find_all(nodes.Node):
        if not isinstance(node, allowed):
            raise RecordError("report.template_code", file=file, code=type(node).__name__)
    for name in sorted(meta.find_undeclared_variables(read) - set(FIELDS)):
        hint = words.hint(name, FIELDS)
        raise RecordError("report.template_field", file=file, name=name, hint=hint)


def _looked_at(path: Path) -> bytes:
    """Return the file, once its parts have been looked at."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _allowed(path, parts)
    except (OSError, zipfile.BadZipFile):
        raise RecordError("report.template_no_word", file=path.name) from None
    return data


def _allowed(path: Path, parts: zipfile.ZipFile) -> None:
    if "word/document.xml" not in parts.namelist():
        raise RecordError("report.template_no_word", file=path.name)
    if sum(part.file_size for part in parts.infolist()) > LARGEST:
        raise RecordError("report.template_too_large", file=path.name)
    for name in parts.namelist():
        if name.lower().endswith("vbaproject.bin"):
            raise RecordError("report.template_macros", file=path.name, part=name)
        if name.endswith(".rels"):
            fetched = [one for one in OUTSIDE.findall(parts.read(name)) if LINK not in one]
            if fetched:
                raise RecordError("report.template_fetches", file=path.name, part=name)


def mark(made: "Word", file: str) -> "Element":
    """Return the paragraph where the report goes: that of ``{{ report }}``, or one at the end.

    Raises RecordError when it stands twice, or inside a table or a box.
    """
    from docx.oxml.ns import qn

    holders = [p for p in made.element.iter(qn("w:p")) if HERE in "".join(p.itertext())]
    if not holders:
        last: Element = made.add_paragraph()._p
        return last
    first: Element = holders[0]
    if len(holders) > 1 or first.getparent() is not made.element.body:
        raise RecordError("report.template_place", file=file)
    return first


def lend_styles(made: "Word", lender: Path) -> None:
    """Give the template the styles of STYLES that it does not have."""
    import docx

    own = {style.name for style in made.styles}
    missing = [name for name in STYLES if name not in own]
    if not missing:
        return
    lent = docx.Document(str(lender)).styles
    for name in missing:
        made.styles.element.append(copy.deepcopy(lent[name].element))
