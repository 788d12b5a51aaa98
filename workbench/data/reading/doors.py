"""What may come in: the kind of a file by its first bytes, and the sizes that are refused."""

import zipfile
from pathlib import Path
from typing import Literal

from workbench.base import words
from workbench.base.errors import DataError

Kind = Literal["text", "workbook", "parquet", "zip"]

LARGEST_WORKBOOK = 100 * 2**20
"""The largest workbook that is opened, in bytes; a workbook is read whole, so it must fit."""
LARGEST_INSIDE = 1024 * 2**20
"""The most that a workbook or an archive may hold once unpacked, in bytes."""
MOST_PACKED = 200
"""How many times smaller than its content a file inside an archive may be, above 10 MB."""
WORTH_ASKING = 10 * 2**20
MOST_FILES = 5_000

MEGABYTE = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"<!DOCTYPE", "HTML"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"$FL2", "SPSS"),
)
"""How files that are no table begin, and what they are called."""


def kind(path: Path) -> Kind:
    """Return what *path* is, whatever its name says; raise DataError for what cannot be a table."""
    _is_a_file(path)
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise DataError("reading.empty", file=path.name)
    for start, name in OTHERS:
        if head.lstrip().startswith(start):
            raise DataError("reading.other_kind", file=path.name, kind=name)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(OLE):
        return _old_workbook(path)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    return "text"


def _is_a_file(path: Path) -> None:
    if path.is_dir():
        raise DataError("reading.folder", file=path.name or str(path))
    if not path.is_file():
        near = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
        close = words.near(path.name, near)
        if close:
            raise DataError("reading.no_file_near", file=path.name, near=close)
        raise DataError("reading.no_file", file=path.name)


def _old_workbook(path: Path) -> Kind:
    """Tell an XLS from a workbook with a password: both are OLE containers."""
    _small_enough(path)
    content = path.read_bytes()
    if ENCRYPTED in content:
        raise DataError("reading.password", file=path.name)
    if not any(name in content for name in OLD_WORKBOOK):
        raise DataError("reading.other_kind", file=path.name, kind="OLE")
    return "workbook"


def _packed(path: Path) -> Kind:
    """Look at the list of an archive before anything in it is opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise DataError("reading.damaged", file=path.name) from None
    names = {info.filename for info in inside}
    _no_bomb(path, inside)
    if any(name.startswith("xl/") for name in names):
        _small_enough(path)
        return "workbook"
    if "content.xml" in names and "mimetype" in names:
        _small_enough(path)
        _open_document(path)
        return "workbook"
    if any(name.startswith("word/") for name in names):
        raise DataError("reading.other_kind", file=path.name, kind="DOCX")
    if any(name.startswith("ppt/") for name in names):
        raise DataError("reading.other_kind", file=path.name, kind="PPTX")
    if any(name.lower().endswith(".csv") for name in names):
        return "zip"
    raise DataError("reading.other_kind", file=path.name, kind="ZIP")


def _open_document(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        kind_said = archive.read("mimetype").decode("ascii", "replace")
        if "spreadsheet" not in kind_said:
            raise DataError("reading.other_kind", file=path.name, kind="OpenDocument")
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = archive.read("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                raise DataError("reading.password", file=path.name)


def _no_bomb(path: Path, inside: list[zipfile.ZipInfo]) -> None:
    whole = sum(info.file_size for info in inside)
    packed = any(
        info.file_size > WORTH_ASKING and info.file_size > MOST_PACKED * max(info.compress_size, 1)
        for info in inside
    )
    if whole > LARGEST_INSIDE or packed or len(inside) > MOST_FILES:
        raise DataError(
            "reading.bomb",
            file=path.name,
            size=whole // MEGABYTE,
            limit=LARGEST_INSIDE // MEGABYTE,
            times=MOST_PACKED,
        )
    if any(info.flag_bits & 1 for info in inside):
        raise DataError("reading.password", file=path.name)


def _small_enough(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_WORKBOOK:
        raise DataError(
            "reading.workbook_too_large",
            file=path.name,
            size=size // MEGABYTE,
            limit=LARGEST_WORKBOOK // MEGABYTE,
        )
