"""A document as PDF/UA: our template, the content as JSON, and drawings that stay drawings."""

import base64
import re
from dataclasses import asdict, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from workbench.press.document import Block, Document, Picture, Section, Table, opens_wide, widths
from workbench.press.pdf import font_folder, pdf
from workbench.press.picture import ratio, size
from workbench.press.typeset import named

LONG = re.compile(r"[^\s\u200b]{31,}")
MOST_ROWS, LARGE = 12, 600
"""A table with more rows, or with a longer cell, may be parted between two pages."""
BREAK, AT = "\u200b", 24
"""Where a word is too long for a line, it may be broken after so many letters."""


def printed(document: Document, template: Path) -> bytes:
    """Return the PDF/UA file of *document*; a sign that no font of ours has stands by its name."""
    content = _readable(
        {**asdict(replace(document, sections=(), board=_EMPTY)), **_parts(document)}
    )
    content["footer"] = _short(content["title"])
    return pdf(template, content)


_EMPTY = Section("", "", ())


def _parts(document: Document) -> dict[str, Any]:
    return {
        "board": _section(document.board),
        "sections": [_section(section) for section in document.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    blocks = [_block(block) for block in section.blocks]
    wide = opens_wide(section)
    return {"id": section.id, "title": section.title, "blocks": blocks, "wide": wide}


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Picture):
        svg = drawn(block)
        about = {"title": block.title, "alt": block.alt, "caption": block.caption}
        return {"kind": kind, **about, "svg": svg, "wide": block.wide, "ratio": ratio(svg)}
    if isinstance(block, Table):
        own = {"numbers": sorted(block.numbers), "totals": sorted(block.totals)}
        whole = (
            len(block.rows) <= MOST_ROWS and max(map(len, chain(*block.rows)), default=0) < LARGE
        )
        return {"kind": kind, **asdict(block), **own, "widths": widths(block), "whole": whole}
    return {"kind": kind, **asdict(block)}


def drawn(picture: Picture) -> str:
    """Return a picture as SVG: a drawing as it is, a photo inside one."""
    if picture.svg:
        return picture.svg
    kind, width, height = size(picture.file)
    data = base64.b64encode(picture.file).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:{kind};base64,{data}"/></svg>'
    )


def _readable(thing: Any, key: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Return the content with what our fonts can write, and words that can be broken."""
    if isinstance(thing, dict):
        return {name: _readable(value, name) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_readable(value, key) for value in thing]
    if isinstance(thing, str) and key not in ("svg", "kind", "id", "lang", "alt"):
        return LONG.sub(_broken, writable(thing))
    return thing


def _broken(word: re.Match[str]) -> str:
    letters = word.group()
    return BREAK.join(letters[at : at + AT] for at in range(0, len(letters), AT))


def writable(text: str) -> str:
    """Return a text with the signs that no font of ours has by their names.

    >>> writable("Basket 🏀"), writable("Café, 5 € ☺")
    ('Basket [basketball and hoop]', 'Café, 5 € ☺')
    """
    if text.isascii():
        return text
    strange = {sign: named(sign) for sign in set(text) if not _has(sign)}
    return "".join(strange.get(sign, sign) for sign in text) if strange else text


def _has(sign: str) -> bool:
    return sign in "\n\u202f\u00a0\u200b\u2011" or ord(sign) in _signs()


@cache
def _signs() -> frozenset[int]:
    """Return the signs of the font that stands behind all others."""
    from matplotlib.ft2font import FT2Font  # heavy: loaded when something is printed

    return frozenset(FT2Font(str(font_folder() / "DejaVuSans.ttf")).get_charmap())


def _short(title: str) -> str:
    return title if len(title) <= 80 else title[:79].rstrip() + "…"
