"""The hidden place beside a dossier where a file waits, from its first piece until it is taken in.

``part`` is what has come so far, ``said.json`` what the file is called and how large it is,
``asked.json`` what was decided about it, ``file/`` the whole file. All of it is gone once the file
is in the dossier, or is put aside; what nobody came back for is gone after :data:`DAYS` days.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RunError
from workbench.base.files import write_whole
from workbench.data.reading.doors import LARGEST_WORKBOOK

LARGEST = LARGEST_WORKBOOK
"""The largest file that a page takes, in bytes."""
DAYS = 7
"""Days after which a file that nobody came back for is taken away: it may tell of people."""
LONGEST = 120
"""Signs of a file's name that are kept."""
PART, SAID, ASKED, WHOLE = "part", "said.json", "asked.json", "file"


@dataclass(frozen=True)
class Sent:
    """A file that is being sent: its *name*, its *size* in bytes, and when it was last changed."""

    name: str
    size: int
    modified: int = 0


def place(dossier: Dossier) -> Path:
    """Return the hidden folder beside the dossier."""
    folder = dossier.folder.resolve()
    return folder.parent / f".{folder.name}.upload"


def begin(dossier: Dossier, sent: Sent) -> int:
    """Make ready for a file, and return how many of its bytes are there already.

    What had come of another file is taken away; the whole file that waits stays until the new one
    is whole. Raises DataError for an empty file or one that is too large, RunError in an example.
    """
    if sent.size <= 0:
        raise DataError("reading.empty", file=plain(sent.name))
    if sent.size > LARGEST:
        holes = {"size": sent.size // 2**20, "limit": LARGEST // 2**20}
        raise DataError("upload.too_large", file=plain(sent.name), **holes)
    dossier.to_write("received.yml")
    folder = place(dossier)
    folder.mkdir(mode=0o700, exist_ok=True)
    if half(dossier) != (sent, _have(folder)):
        (folder / PART).unlink(missing_ok=True)
        write_whole(folder / SAID, json.dumps(asdict(sent)))
        (folder / PART).touch(0o600)
    return _have(folder)


def add(dossier: Dossier, sent: Sent, at: int, piece: bytes) -> int:
    """Add a piece that begins at byte *at*, and return how many bytes are there now.

    A piece that does not follow the last one is left out: the answer says where to go on. Raises
    RunError where another window sends another file meanwhile, or the disk is full.
    """
    folder = place(dossier)
    there = half(dossier)
    if there is None or there[0] != sent:
        raise RunError("upload.other_window", file=plain(sent.name))
    if at != there[1] or at + len(piece) > sent.size:
        return there[1]
    try:
        with (folder / PART).open("r+b") as part:
            part.seek(at)
            part.write(piece)
    except OSError:
        os.truncate(folder / PART, at)
        raise RunError("upload.disk", file=plain(sent.name)) from None
    return at + len(piece)


def whole(dossier: Dossier, sent: Sent) -> Path:
    """Put the whole file in its place under its own name, and return it."""
    folder = place(dossier)
    shutil.rmtree(folder / WHOLE, ignore_errors=True)
    (folder / ASKED).unlink(missing_ok=True)
    (folder / WHOLE).mkdir(mode=0o700)
    path = (folder / PART).rename(folder / WHOLE / plain(sent.name))
    (folder / SAID).unlink()
    return path


def half(dossier: Dossier) -> tuple[Sent, int] | None:
    """Return the file of which only a part has come, and how many bytes; None where there is none.

    A note that cannot be read counts as none.
    """
    folder = place(dossier)
    try:
        sent = Sent(**json.loads((folder / SAID).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return (sent, _have(folder)) if (folder / PART).is_file() else None


def waiting(dossier: Dossier) -> Path | None:
    """Return the whole file that waits beside the dossier; one older than DAYS is taken away."""
    folder = place(dossier)
    if not folder.is_dir():
        return None
    if time.time() - folder.stat().st_mtime > DAYS * 24 * 3600:
        drop(dossier)
        return None
    inside = folder / WHOLE
    files = sorted(inside.iterdir()) if inside.is_dir() else []
    return files[0] if files else None


def stop(dossier: Dossier) -> None:
    """Take away what has come of a file that is not whole; a whole one that waits stays."""
    folder = place(dossier)
    for name in (PART, SAID):
        (folder / name).unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def drop(dossier: Dossier) -> None:
    """Take the hidden place away, with all that is in it."""
    shutil.rmtree(place(dossier), ignore_errors=True)


def note(dossier: Dossier, asked: Mapping[str, Any]) -> None:
    """Keep what was decided so far about the file that waits."""
    if place(dossier).is_dir():
        write_whole(place(dossier) / ASKED, json.dumps(asked, ensure_ascii=False))


def noted(dossier: Dossier) -> dict[str, Any]:
    """Return what was decided so far; nothing where nothing was, or it cannot be read."""
    try:
        found = json.loads((place(dossier) / ASKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def plain(name: str) -> str:
    """Return a file's name without folders, signs that are not seen, or dots in front.

    >>> plain("../../etc/passwd.csv"), plain("Bilan 2024.xlsx"), plain("..")
    ('passwd.csv', 'Bilan 2024.xlsx', 'file')
    """
    last = re.split(r"[/\\]", name)[-1]
    tidy = "".join(sign for sign in last if sign.isprintable()).strip().lstrip(".")
    stem, dot, ending = tidy.rpartition(".")
    short = f"{stem[:LONGEST]}{dot}{ending[:12]}" if dot else tidy[:LONGEST]
    while len(short.encode()) > 200:
        short = short[1:]
    return short or "file"


def _have(folder: Path) -> int:
    part = folder / PART
    return part.stat().st_size if part.is_file() else 0
