"""In which letters a text file was saved: found by reading all of it once, and always said."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading.watch import Watch

BLOCK = 2**20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_FRENCH = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x93-\xaf]|\xc2[\xa0\xab\xb0\xbb]|\xc5\x93")
"""Letters of French as UTF-8 writes them; as cp1252 they would read Ã©, â€™, Â«."""
ALONE = re.compile(rb"(?<![\x80-\xff])[\xe0-\xff\xc0-\xdc\x80-\xbf](?![\x80-\xff])")
"""A letter with an accent in one byte, as cp1252 and Mac OS write it."""
MOJIBAKE = re.compile("Ã[\u00a0-¿©¨ªª«®´»]|â€[™œ“”]|Ã‰")
MAC = b"\x88\x8d\x8e\x8f\x90\x9d\x99"
WINDOWS = b"\xe0\xe2\xe7\xe8\xe9\xea\xee\xf4\xfb\xc9"
WHITE = frozenset(b"\t\n\r\f\x1b")


@dataclass(frozen=True)
class Letters:
    """An encoding, as Python calls it, and what had to be guessed."""

    name: str
    findings: list[Finding]


def letters(path: Path, watch: Watch, said: str = "") -> Letters:
    """Return the encoding of the whole file; raise DataError where there is no single one.

    Where somebody has *said* which it is, only whether it can be so is looked at.
    """
    if said:
        _must_be(path, said, watch)
        return _told(path, said, sure=True)
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            _must_be(path, name, watch)
            return _told(path, name, sure=True)
    wide = _wide(head)
    if wide:
        _must_be(path, wide, watch)
        return _told(path, wide, sure=False)
    if b"\x00" in head or _mostly_controls(head):
        raise DataError("reading.binary", file=path.name)
    if _is_utf8(path, watch):
        return _told(path, "utf-8", sure=True)
    return _told(path, _one_byte(path, watch), sure=False)


def _told(path: Path, name: str, sure: bool) -> Letters:
    findings = [Finding("reading.encoding", sure, path.name, "note", {"encoding": name})]
    return Letters(name, findings)


def blocks(path: Path, watch: Watch) -> Iterator[bytes]:
    """Yield the bytes of a file, and say how far it is."""
    size = path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            watch("letters", file.tell(), size)
            yield block


def _must_be(path: Path, name: str, watch: Watch) -> None:
    """Raise the letter about mixed encodings where the file does not keep to *name*."""
    decoder = codecs.getincrementaldecoder(name)()
    lines = 1
    try:
        for block in blocks(path, watch):
            lines += decoder.decode(block).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise DataError("reading.mixed_encodings", file=path.name, line=str(lines)) from None


def _is_utf8(path: Path, watch: Watch) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks(path, watch):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str | None:
    """Return the UTF-16 of a file without a mark: every second byte of plain text is zero."""
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return None


def _mostly_controls(head: bytes) -> bool:
    controls = sum(byte < 32 and byte not in WHITE for byte in head)
    return controls > 0.02 * len(head)


def _one_byte(path: Path, watch: Watch) -> str:
    """Return cp1252 or mac_roman; raise DataError where UTF-8 letters stand among them."""
    mac = windows = 0
    wide = False
    for block in blocks(path, watch):
        wide = wide or UTF8_FRENCH.search(block) is not None
        mac += len(block) - len(block.translate(None, MAC))
        windows += len(block) - len(block.translate(None, WINDOWS))
    if wide:
        _no_mixture(path)
    name = "mac_roman" if mac > windows else "cp1252"
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for block in blocks(path, watch):
            decoder.decode(block)
    except UnicodeDecodeError:
        raise DataError("reading.binary", file=path.name) from None
    return name


def _no_mixture(path: Path) -> None:
    """Raise DataError where lines in UTF-8 stand among lines in another encoding."""
    wide = alone = 0
    with path.open("rb") as file:
        for line, text in enumerate(file, start=1):
            if text.isascii():
                continue
            whole = _decodes(text)
            if UTF8_FRENCH.search(text) and (whole or ALONE.search(text)):
                wide = wide or line
            if not whole:
                alone = alone or line
            if wide and alone:
                raise DataError("reading.mixed_encodings", file=path.name, line=str(line))


def _decodes(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def mojibake(path: Path, encoding: str) -> list[Finding]:
    """Find letters that were read in the wrong encoding before: Ã© for é; they are not mended."""
    n, first, example = 0, 0, ""
    with path.open(encoding=encoding) as file:
        for line, text in enumerate(file, start=1):
            if ("Ã" in text or "â€" in text) and (found := MOJIBAKE.search(text)):
                n += 1
                first = first or line
                example = example or _word(text, found.start())
    if not n:
        return []
    holes = {"n": n, "line": str(first), "value": example}
    return [Finding("reading.mojibake", False, path.name, "warning", holes)]


def _word(text: str, place: int) -> str:
    before = re.search(r"\w*$", text[:place])
    after = re.match(r"[^\s;,\t|\"]*", text[place:])
    return (before[0] if before else "") + (after[0] if after else "")
