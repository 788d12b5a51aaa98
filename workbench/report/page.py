"""The report as a page: one HTML file, whole by itself, that opens anywhere and prints well."""

import base64

from jinja2 import FileSystemLoader, StrictUndefined, Template, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workbench.base import places
from workbench.press.document import Block, Document
from workbench.press.picture import size


def page(document: Document) -> str:
    """Return the report as HTML; every text of a person is escaped."""
    look = [places.templates() / "look" / "look.css", places.templates() / "report" / "report.css"]
    return _template().render(
        document=document,
        look="\n".join(path.read_text(encoding="utf-8") for path in look),
        kind_of=_kind,
        photo=_photo,
    )


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _photo(file: bytes) -> str:
    """Return a photo as an address that holds it whole."""
    return f"data:{size(file)[0]};base64,{base64.b64encode(file).decode('ascii')}"


def _template() -> Template:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(places.templates() / "report"),
        autoescape=select_autoescape(["html", "j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
