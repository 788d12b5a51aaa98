"""A dossier as one zip file, out and in: nothing of what comes in is believed before it is seen."""

import os
import re
import shutil
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from workbench.base.dossier import MARK
from workbench.base.errors import RunError

MIB = 1024 * 1024
MOST_PACKED = 200 * MIB
"""Bytes of a zip file that is brought in, at most."""
MOST_LAID = 1024 * MIB
"""Bytes of what is in it, at most."""
MOST_FILES = 5000
"""Files in it, at most."""
MOST_LISTED = 4 * MIB
"""Bytes of the list of its files: a longer one is not read."""
LONGEST = 200
"""Bytes of one name in it: longer ones cannot stand on every disk."""
PIECE = 256 * 1024

PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files are packed by what people have: other ways need a program of their own."""
LEFT = {"__macosx", "thumbs.db", "desktop.ini"}
"""What systems leave in folders: no part of a dossier, as names that begin with a dot."""

_END, _END_SIZE, _LONGEST_COMMENT = b"PK\5\6", 22, 0xFFFF
_LARGE, _LARGE_SIZE = b"PK\6\7", 20
_UNIX = 3
_LOCKED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True)
class Piece:
    """One file of a zip, and where it goes."""

    told: zipfile.ZipInfo
    path: PurePosixPath


def content(folder: Path) -> Iterator[Path]:
    """Yield the files of a dossier, in order: no name that begins with a dot, and no link."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        paths = (Path(here, name) for name in sorted(files) if not name.startswith("."))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def pack(folder: Path, out: BinaryIO) -> None:
    """Write the content of a dossier into *out*, in one folder of its name."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in content(folder):
            name = PurePosixPath(folder.name, path.relative_to(folder).as_posix())
            try:
                archive.write(path, str(name))
            except FileNotFoundError:
                continue  # a page has just taken it away


def unpack(file: BinaryIO, folder: Path) -> str:
    """Lay the dossier of a zip file in *folder*; return what its folder is called there, or "".

    Raises RunError where it is no zip file, is locked or damaged, holds more than the limits or a
    name that leads elsewhere, a link, two dossiers or none. What is laid by then is the caller's to
    take away.
    """
    _listed_shortly(file)
    try:
        with zipfile.ZipFile(file) as archive:
            pieces, root = _inside(archive.infolist())
            for piece in pieces:
                _lay(archive, piece, folder / piece.path.relative_to(root))
    except zipfile.BadZipFile:
        raise RunError("shelf.zip_damaged") from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError):
        raise RunError("shelf.zip_damaged") from None
    return root.name


def _listed_shortly(file: BinaryIO) -> None:
    """Refuse what has no list of files at its end, or a list too long to be read into memory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _LARGE_SIZE))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise RunError("shelf.zip_not")
    count, listed = struct.unpack_from("<10xHL", tail, at)
    large = tail[max(0, at - _LARGE_SIZE) : at].startswith(_LARGE)
    if large or count > MOST_FILES or listed > MOST_LISTED:
        raise RunError("shelf.zip_many", most=MOST_FILES)
    file.seek(0)


def _inside(listed: Sequence[zipfile.ZipInfo]) -> tuple[list[Piece], PurePosixPath]:
    """Return the files of the one dossier in a zip, and the folder it stands in there."""
    if len(listed) > MOST_FILES:
        raise RunError("shelf.zip_many", most=MOST_FILES)
    if sum(one.file_size for one in listed) > MOST_LAID:
        raise RunError("shelf.zip_large", most=MOST_LAID // MIB)
    pieces = [Piece(one, _path(one)) for one in listed if not _name(one).endswith("/")]
    pieces = [one for one in pieces if not _left(one.path)]
    for one in pieces:
        _plain(one)
    root = _root([one.path for one in pieces])
    beside = [one.path for one in pieces if not one.path.is_relative_to(root)]
    if beside:
        raise RunError("shelf.zip_beside", file=beside[0])
    _apart([one.path for one in pieces])
    return pieces, root


def _name(told: zipfile.ZipInfo) -> str:
    r"""Return a name as it was meant: some write UTF-8 without saying so, some part with ``\``."""
    name = told.filename
    if not told.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = told.filename
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def _path(told: zipfile.ZipInfo) -> PurePosixPath:
    """Return where a file goes, below the folder it is laid in; refuse a name that leads out."""
    name = _name(told)
    parts = name.split("/")
    odd = any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name)
    out = name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in parts or odd
    if out or any(len(part.encode()) > LONGEST for part in parts):
        raise RunError("shelf.zip_path", file="".join(s if s.isprintable() else "?" for s in name))
    return PurePosixPath(*(part for part in parts if part not in ("", ".")))


def _left(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "~$")) or part.lower() in LEFT for part in path.parts)


def _plain(piece: Piece) -> None:
    """Refuse what is no file that can be read as it is."""
    told = piece.told
    kind = stat.S_IFMT(told.external_attr >> 16) if told.create_system == _UNIX else 0
    if kind not in (0, stat.S_IFREG):
        raise RunError("shelf.zip_link", file=piece.path)
    if told.flag_bits & _LOCKED:
        raise RunError("shelf.zip_locked")
    if told.compress_type not in PLAIN:
        raise RunError("shelf.zip_way")


def _root(paths: Sequence[PurePosixPath]) -> PurePosixPath:
    """Return the one folder that is a dossier: the nearest to the top."""
    marks = [path for path in paths if path.name == MARK]
    if not marks:
        raise RunError("shelf.zip_none", mark=MARK)
    top = min(len(path.parts) for path in marks)
    nearest = [path for path in marks if len(path.parts) == top]
    if len({path.parent for path in nearest}) > 1:
        raise RunError("shelf.zip_two", n=len(nearest))
    return nearest[0].parent


def _apart(paths: Sequence[PurePosixPath]) -> None:
    """Refuse two names that are one on some disks, and a file that is a folder too."""
    seen: dict[str, PurePosixPath] = {}
    for path in paths:
        if seen.setdefault(str(path).casefold(), path) is not path:
            raise RunError("shelf.zip_twice", file=path)
    above = {str(one).casefold() for path in paths for one in path.parents}
    both = next((path for path in paths if str(path).casefold() in above), None)
    if both is not None:
        raise RunError("shelf.zip_twice", file=both)


def _lay(archive: zipfile.ZipFile, piece: Piece, path: Path) -> None:
    """Write one file. The archive gives no more than it has said: the rest would be damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(piece.told) as packed, path.open("xb") as file:
        shutil.copyfileobj(packed, file, PIECE)
    path.chmod(0o644)
    with suppress(ValueError, OverflowError):
        then = min(datetime(*piece.told.date_time).timestamp(), time.time())
        os.utime(path, (then, then))
