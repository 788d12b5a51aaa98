"""The report as a page: one HTML file, whole by itself, that opens anywhere and prints well."""

import base64

from workbench.base import places
from workbench.base.templated import look, template
from workbench.press.document import Block, Document
from workbench.press.picture import size


def page(document: Document) -> str:
    """Return the report as HTML; every text of a person is escaped."""
    own = (places.templates() / "report" / "report.css").read_text(encoding="utf-8")
    return template("report", "report.html.j2").render(
        document=document,
        look=f"{look()}\n{own}",
        kind_of=_kind,
        photo=_photo,
    )


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _photo(file: bytes) -> str:
    """Return a photo as an address that holds it whole."""
    return f"data:{size(file)[0]};base64,{base64.b64encode(file).decode('ascii')}"
