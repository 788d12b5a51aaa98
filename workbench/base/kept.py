"""What a dossier keeps of its own past: each content once, and a list of when it stood there.

``.history/versions.json`` is the list, ``.history/<checksum>`` a content. A content is written
before the list names it, and the list before the file it speaks of: a kill at any moment leaves a
dossier and a history that can be read, and at worst a version that was not kept after all.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from workbench.base.files import write_whole
from workbench.base.lock import FOLDER, IGNORED, NAME, SIGN, private

How = Literal["before", "kept", "outside", "restored", "aside"]
"""What a version is: as it stood before the first change, kept in a form, changed elsewhere,
brought back, or an answer that was set aside because somebody else had changed the same one."""

LIST = "versions.json"
ASIDE = "versions-{}.json"
OURS = {LIST, NAME, SIGN, IGNORED}
JOINED = timedelta(minutes=5)
"""How long the changes of one person to one file are one version."""
MOST, BYTES = 300, 20_000_000
"""How many versions a dossier keeps, and how much room their contents may take."""
HOURLY, DAILY, GONE = timedelta(days=1), timedelta(days=30), timedelta(days=400)
"""From which age one version an hour stays, one a day, and none."""


@dataclass(frozen=True)
class Entry:
    """One file as it stood from a moment on; *since* is when the changes joined in it began."""

    id: str
    at: str
    since: str
    file: str
    who: str
    how: How
    sha: str
    size: int

    @property
    def when(self) -> datetime:
        """The moment, in universal time."""
        return datetime.fromisoformat(self.at)


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return what is kept, the oldest first; nothing where the list cannot be read."""
    return _read(folder / FOLDER / LIST) or ()


def content(folder: Path, sha: str) -> bytes | None:
    """Return a content by its checksum; None where somebody has taken it away or changed it."""
    with suppress(OSError):
        found = (folder / FOLDER / sha).read_bytes()
        return found if checksum(found) == sha else None
    return None


def keep(folder: Path, file: str, new: bytes, who: str, how: How = "kept") -> Entry:
    """Keep that *file* will hold *new* from now on, and what it holds until now.

    To be called under the lock of the dossier, before the file is written.
    """
    _mended(folder)
    known, now = entries(folder), datetime.now(UTC)
    path = folder / file
    before = path.read_bytes() if path.is_file() else None
    last = latest(known, file)
    if before is not None and (last is None or last.sha != checksum(before)):
        known = (*known, _entry(folder, known, (file, "", "outside" if last else "before"), before))
        last = known[-1]
    entry = _entry(folder, known, (file, who, how), new)
    if last and last.how == how == "kept" and _one_go(last, who, now):
        known = tuple(one for one in known if one is not last)
        entry = replace(entry, since=last.since)
    _put(folder, thinned((*known, entry), now))
    return entry


def aside(folder: Path, file: str, text: bytes, who: str) -> Entry:
    """Keep a content that never stood in *file*, because somebody else was first."""
    _mended(folder)
    known = entries(folder)
    entry = _entry(folder, known, (file, who, "aside"), text)
    _put(folder, thinned((*known, entry), datetime.now(UTC)))
    return entry


def forget(folder: Path, files: Iterable[str]) -> None:
    """Keep nothing more of these files: what they held of people must go. Call it locked."""
    gone = set(files)
    known = entries(folder)
    if any(one.file in gone for one in known):
        _put(folder, tuple(one for one in known if one.file not in gone))


def latest(known: Sequence[Entry], file: str) -> Entry | None:
    """Return the last version of a file that stood in it."""
    stood = (one for one in reversed(known) if one.file == file and one.how != "aside")
    return next(stood, None)


def checksum(data: bytes) -> str:
    """Return the name under which a content is kept."""
    return hashlib.sha256(data).hexdigest()[:32]


def thinned(known: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Return what is worth its room: all of today, less of what is older, the last two always.

    Of an hour of the last month and of a day before that the last version of a file stays; then
    the oldest go until there are at most MOST of them, in at most BYTES.
    """
    safe = _safe(known)
    stays, seen = list[Entry](), set[tuple[str, ...]]()
    for one in reversed(known):
        age = now - one.when
        step = 13 if age > HOURLY else None
        step = 10 if age > DAILY else step
        slot = (one.file, one.how, one.at[:step])
        if one.id in safe or not (age > GONE or (step and slot in seen)):
            stays.append(one)
        seen.add(slot)
    stays.reverse()
    while len(stays) > MOST or _room(stays) > BYTES:
        oldest = next((one for one in stays if one.id not in safe), None)
        if oldest is None:
            break
        stays.remove(oldest)
    return tuple(stays)


def _safe(known: Sequence[Entry]) -> set[str]:
    """Return the ids of the last two versions of each file."""
    found, count = set[str](), dict[str, int]()
    for one in reversed(known):
        if one.how != "aside" and count.get(one.file, 0) < 2:
            count[one.file] = count.get(one.file, 0) + 1
            found.add(one.id)
    return found


def _room(known: Sequence[Entry]) -> int:
    return sum({one.sha: one.size for one in known}.values())


def _one_go(last: Entry, who: str, now: datetime) -> bool:
    return last.who == who and now - datetime.fromisoformat(last.since) < JOINED


def _entry(folder: Path, known: Sequence[Entry], told: tuple[str, str, How], data: bytes) -> Entry:
    """Write a content, where it is not there yet, and return the version that names it."""
    file, who, how = told
    own, sha = private(folder), checksum(data)
    if not (own / sha).is_file():
        write_whole(own / sha, data)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    number = 1 + max((int(one.id) for one in known), default=0)
    return Entry(f"{number}", now, now, file, who, how, sha, len(data))


def _put(folder: Path, known: Sequence[Entry]) -> None:
    """Write the list, then take away what it no longer names, and what a kill has left."""
    own = private(folder)
    lines = ",\n".join(json.dumps(vars(one), ensure_ascii=False) for one in known)
    write_whole(own / LIST, f'{{"format": 1, "versions": [\n{lines}\n]}}\n')
    named = {one.sha for one in known} | OURS
    if any(own.glob(ASIDE.format("*"))):
        return  # a list that nobody could read may name them
    for path in own.iterdir():
        if path.name not in named:
            path.unlink(missing_ok=True)


def _mended(folder: Path) -> None:
    """Set a list aside that cannot be read; what it named is then never taken away."""
    path = folder / FOLDER / LIST
    if path.is_file() and _read(path) is None:
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
        path.rename(path.with_name(ASIDE.format(stamp)))


def _read(path: Path) -> tuple[Entry, ...] | None:
    try:
        return tuple(Entry(**one) for one in json.loads(path.read_bytes())["versions"])
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError):
        return None
