"""A document as a Word file, in the styles of a template that people edit in Word."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.press import word_template
from workbench.press.document import Document
from workbench.press.word_blocks import Writer, body

if TYPE_CHECKING:
    from docx.document import Document as Word

NO_DAY = (2000, 1, 1, 0, 0, 0)
"""The day that every part of the file bears, so that the same content gives the same bytes."""
REGIONS = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True)
class Template:
    """A Word template, and the one that lends it the styles it does not have."""

    path: Path
    styles: Path


def word(document: Document, template: Template) -> bytes:
    """Return the Word file: the fields of the template filled, the report where it says so.

    The template may name ``title``, ``organisation``, ``kicker``, ``lead``, ``banner``, ``places``
    and ``period``; a paragraph with ``{{ report }}`` is where the report goes, else its end.
    Raises RecordError when the template is not one: see `word_template.opened`.
    """
    made = word_template.filled(template.path, _fields(document))
    word_template.lend_styles(made, template.styles)
    _speaks(made, document)
    writer = Writer(made, document.words["contents"])
    mark = word_template.mark(made, template.path.name)
    for element in body(writer, document):
        mark.addprevious(element)
    mark.getparent().remove(mark)
    return _as_bytes(made)


def _fields(document: Document) -> dict[str, str]:
    own = ("title", "organisation", "kicker", "lead", "banner")
    return {**{name: getattr(document, name) for name in own}, **document.facts}


def _speaks(made: "Word", document: Document) -> None:
    """Say in which language the file is, its title, and who made it."""
    from datetime import datetime

    from docx.oxml.ns import qn

    region = REGIONS[document.lang]
    about = made.core_properties
    about.title, about.author = document.title[:250], document.organisation[:250]
    about.language, about.last_modified_by = region, ""
    about.subject, about.comments, about.keywords = document.kicker, "", ""
    about.created = about.modified = datetime(*NO_DAY)
    for mark in made.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), region)


def _as_bytes(made: "Word") -> bytes:
    """Return the file with every part of one day."""
    first, out = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            one = zipfile.ZipInfo(name, NO_DAY)
            one.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(one, parts.read(name))
    return out.getvalue()
