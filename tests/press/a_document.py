"""A small document with one of each part, and texts that people should not write."""

import struct
import zlib

from workbench.press.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Table,
    Tile,
    Tiles,
)
from workbench.press.typeset import typeset_all

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" width="400" role="img" '
    'aria-label="d"><title>d</title><text x="10" y="40">{}</text></svg>'
)
WORDS = {"contents": "Contents", "page": "Page", "skip": "Skip"}
BAD = (
    "<script>alert(1)</script><b>bold</b>",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 191 }} {% for x in y %} {{ report }}",
    "#import sys: inputs; #read(\"/etc/passwd\") $x$ *y* _z_ @w",
    "a\u202egnp.exe\u202c b \u2067c",
    "مرحبا بالعالم שלום",
    "🏀 👨\u200d👩\u200d👧 日本 \U0001f1eb\U0001f1f7",
    "x" * 10_000,
    "mot " * 2_500,
    "a\x00b\x07c\x1bd\ud800e\ufffef",
    "]]> <!-- & &amp; \\ \" '",
    "one\r\ntwo\rthree",
)  # fmt: skip
"""HTML, formulas, templates, typst, words turned around, other scripts, emoji, endless cells."""


def png(width=3, height=2):
    """Return a small red picture."""

    def part(name, data):
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def blocks(text):
    """Return one of each part, each saying *text*; where a line is meant, its beginning."""
    line = text[:300]
    return (
        Heading(line),
        Paragraph(line, "lead"),
        Bullets((line, "two")),
        Facts((("asked", text),)),
        Tiles((Tile("12 %", line, "3 of 25"), Tile("4", "b", line))),
        Table(line, ("Site", "n"), ((text, "1"), ("All", line)), frozenset({1}), frozenset({1})),
        Picture("drawing", text, line, SVG.format("d")),
        Picture("photo", text, file=png()),
        Note("stop", line, (line,)),
        Note("fine", "ok", (line, "b")),
        Quotation(line, "a coach", line),
    )


def document(text="Plain words", lang="fr", more=()):
    """Return a document that says *text* everywhere."""
    wide = Section("wide", "Wide", (Picture("w", "wide one", "c", SVG.format("w"), wide=True),))
    made = Document(
        lang=lang,
        kicker="Report",
        title=text[:300],
        organisation=text[:300],
        lead=text[:300],
        banner=text[:300],
        board=Section("in-short", "Board", blocks("Plain words")),
        sections=(Section("one", text[:300], blocks(text)), wide, *more),
        words=WORDS,
    )
    return typeset_all(made, lang)
