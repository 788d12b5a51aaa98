"""Paper and PDF: a template of ours and its content make a tagged document, without a network."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The day the file says it was made: always the same, so that the same content gives one file."""


def pdf(template: Path, content: Mapping[str, object]) -> bytes:
    """Return the PDF/UA document that *template* makes of *content*.

    The template reads it as JSON from ``sys.inputs.content``: what people wrote is text there,
    never typst code. Fonts are those that travel with typst, so every machine prints the same.
    """
    import typst  # heavy: loaded when something is printed

    made = typst.compile(
        template,
        root=template.parent,
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=NO_DAY,
    )
    return bytes(made)
