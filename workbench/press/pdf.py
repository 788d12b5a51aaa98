"""Paper and PDF: a template of ours and its content make a tagged document, without a network."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The day the file says it was made: always the same, so that the same content gives one file."""


def pdf(template: Path, content: Mapping[str, object]) -> bytes:
    """Return the PDF/UA document that *template* makes of *content*.

    The template reads it as JSON from ``sys.inputs.content``: what people wrote is text there,
    never typst code. Fonts are those that travel with typst and with matplotlib, so every machine
    prints the same. The template reads no file outside its folder.
    """
    import typst  # heavy: loaded when something is printed

    made = typst.compile(
        template,
        root=template.parent,
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        font_paths=fonts(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=NO_DAY,
    )
    return bytes(made)


@cache
def fonts() -> "Fonts":
    """Return the fonts that every machine has: those of typst, and `font_folder`."""
    import typst  # heavy: loaded when something is printed

    return typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])


def font_folder() -> Path:
    """Return the folder of the fonts that travel with matplotlib: DejaVu, for drawings."""
    import matplotlib as mpl  # heavy: loaded when something is printed

    return Path(mpl.get_data_path(), "fonts", "ttf")
