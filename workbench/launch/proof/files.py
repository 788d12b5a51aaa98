"""Two files of one name, compared by what they hold: cells, texts, drawings, archives."""

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from workbench.base.words import Phrase
from workbench.launch.proof.markup import embedded, pieces, without_embedded
from workbench.launch.proof.spots import Spot, of_pieces, of_tables, of_texts, of_trees

Compare = Callable[[str, str], Iterator[Spot]]
CLOCKS = ("docProps/core.xml",)
"""The parts of an office file that say when it was written."""
PDF_CLOCK = re.compile(
    rb"/(?:CreationDate|ModDate) ?\([^)]*\)|/ID ?\[[^\]]*\]"
    rb"|<xmp:(?:CreateDate|ModifyDate|MetadataDate)>[^<]*|<xmpMM:\w+ID>[^<]*"
)


def of_files(name: str, was: bytes, now: bytes) -> Iterator[Spot]:
    """Yield the places where two files differ in what they say; *name* tells their kind.

    When a file was written does not count. A kind that cannot be read is compared to the byte.
    """
    if was == now:
        return
    kind = PurePosixPath(name).suffix.lower()
    if was[:4] == now[:4] == b"PK\x03\x04":
        yield from _packed(was, now)
    elif kind in TEXTS:
        try:
            texts = was.decode("utf-8"), now.decode("utf-8")
        except UnicodeDecodeError:
            yield from _bytes(was, now)
            return
        yield from TEXTS[kind](*texts)
    elif kind == ".png":
        yield from _pictures(was, now)
    elif kind == ".pdf":
        yield from _bytes(PDF_CLOCK.sub(b"", was), PDF_CLOCK.sub(b"", now))
    else:
        yield from _bytes(was, now)


def of_markup(was: str, now: str) -> Iterator[Spot]:
    """Yield the places where two texts in HTML, SVG or XML differ, and the files inside them."""
    if was == now:
        return
    yield from of_pieces(pieces(without_embedded(was)), pieces(without_embedded(now)))
    for (kind, one), (_, two) in zip(embedded(was), embedded(now), strict=False):
        try:
            contents = (base64.b64decode(text) for text in (one, two))
            yield from of_files(f"x.{kind.rpartition('/')[2]}", *contents)
        except binascii.Error:
            yield Spot(Phrase("proof.place.bytes"), one[:40], two[:40])


def _json(was: str, now: str) -> Iterator[Spot]:
    try:
        trees = json.loads(was), json.loads(now)
    except ValueError:
        yield from of_texts(was, now)
        return
    yield from of_trees(*trees)


def _packed(was: bytes, now: bytes) -> Iterator[Spot]:
    """Yield the differences between the parts of two archives; when they were packed is nothing."""
    try:
        one, two = (_parts(data) for data in (was, now))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield from _bytes(was, now)
        return
    for name in dict.fromkeys([*one, *two]):
        before, after = one.get(name), two.get(name)
        if before is None or after is None:
            texts = (None if part is None else name for part in (before, after))
            yield Spot(Phrase("proof.place.part", {"part": name}), *texts)
        elif name not in CLOCKS:
            yield from of_files(name, before, after)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def _pictures(was: bytes, now: bytes) -> Iterator[Spot]:
    """Yield how many points of two pictures differ; how they were packed does not count."""
    from PIL import Image, UnidentifiedImageError  # heavy, once needed

    try:
        one, two = (Image.open(io.BytesIO(data)).convert("RGBA") for data in (was, now))
    except (UnidentifiedImageError, OSError, ValueError):
        yield from _bytes(was, now)
        return
    sizes = ["{} x {}".format(*picture.size) for picture in (one, two)]
    if one.size != two.size:
        yield Spot(Phrase("proof.place.size"), *sizes)
    elif one.tobytes() != two.tobytes():
        points = zip(*(_points(picture.tobytes()) for picture in (one, two)), strict=True)
        n = sum(before != after for before, after in points)
        yield Spot(Phrase("proof.place.picture", {"n": n}), None, None)


def _points(data: bytes) -> Iterator[bytes]:
    return (data[at : at + 4] for at in range(0, len(data), 4))


def _bytes(was: bytes, now: bytes) -> Iterator[Spot]:
    if was != now:
        pairs = enumerate(zip(was, now, strict=False))
        at = next((n for n, (a, b) in pairs if a != b), min(len(was), len(now)))
        yield Spot(
            Phrase("proof.place.byte", {"at": at}), was[at : at + 8].hex(), now[at : at + 8].hex()
        )


TEXTS: dict[str, Compare] = {
    ".csv": of_tables, ".html": of_markup, ".svg": of_markup, ".xml": of_markup,
    ".rels": of_markup, ".json": _json, ".jsonld": _json, ".yml": of_texts, ".txt": of_texts,
    ".md": of_texts,
}  # fmt: skip
"""How files of text are compared, by the end of their names."""
