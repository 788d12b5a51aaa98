"""What a dossier has been: each version, and the way back to it, which is a version too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from workbench.base import kept
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError, RunError
from workbench.base.files import write_whole
from workbench.base.kept import Entry, How
from workbench.base.lock import locked
from workbench.base.merging import ABSENT, Place, at, differences
from workbench.base.yaml_files import parsed


@dataclass(frozen=True)
class Version:
    """One file of a dossier as it stood from *when* on; *was* is the version before it.

    *who* is empty where nobody said. *how*: ``before`` the first change, ``kept`` in a form,
    changed ``outside`` of the workbench, ``restored``, or ``aside``: an answer that never stood in
    the file, because somebody else had changed the same one.
    """

    id: str
    when: datetime
    file: str
    who: str
    how: How
    sha: str
    was: str


@dataclass(frozen=True)
class Change:
    """One place of a file, and what stood there before and after; ABSENT where nothing did.

    *along* is what stands at each step of the place: of a box, all that the file says of it.
    """

    place: Place
    before: object
    after: object
    along: tuple[object, ...] = ()


def versions(dossier: Dossier, files: Iterable[str] = ()) -> tuple[Version, ...]:
    """Return what is kept of a dossier, or of some of its files, the newest first."""
    wanted, before = set(files), dict[str, Entry]()
    found = list[Version]()
    for one in kept.entries(dossier.folder):
        last = before.get(one.file)
        made = Version(
            one.id, one.when, one.file, one.who, one.how, one.sha, last.sha if last else ""
        )
        if one.how != "aside":
            before[one.file] = one
        if not wanted or one.file in wanted:
            found.append(made)
    return tuple(reversed(found))


def text(dossier: Dossier, version: Version) -> str:
    """Return the file as it stood; raise RunError where it is no longer kept."""
    return _text(dossier, version.sha)


def changes(dossier: Dossier, version: Version, now: bool = False) -> tuple[Change, ...]:
    """Return what a version changed; with *now*, what the file as it stands has changed since.

    Raises RunError where the version is no longer kept.
    """
    new = _text(dossier, version.sha)
    if now:
        path = dossier.path(version.file)
        old, new = new, path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    else:
        old = _text(dossier, version.was) if version.was else ""
    return _changes(old, new)


def restore(dossier: Dossier, version: Version) -> Version:
    """Bring a file back to a version; what stood there until now is kept, so it can be undone.

    Returns the new version. Raises RunError where it is no longer kept, or the disk refuses.
    """
    path = dossier.to_write(version.file)
    with locked(dossier.folder):
        data = _text(dossier, version.sha).encode()
        kept.keep(dossier.folder, version.file, data, dossier.who or "", "restored")
        write_whole(path, data)
    return versions(dossier, [version.file])[0]


def before(dossier: Dossier, version: Version) -> Version | None:
    """Return the version of the same file that stood before; None for the first."""
    all_of = [one for one in versions(dossier, [version.file]) if one.how != "aside"]
    older = [one for one in all_of if int(one.id) < int(version.id)]
    return older[0] if older else None


def _text(dossier: Dossier, sha: str) -> str:
    found = kept.content(dossier.folder, sha)
    if found is None:
        raise RunError("kept.gone", name=dossier.name)
    return found.decode("utf-8-sig", errors="replace")


@lru_cache(maxsize=256)
def _changes(old: str, new: str) -> tuple[Change, ...]:
    """Return what two texts of a file say differently; the whole where one cannot be read."""
    try:
        before, after = (parsed(one, Path()) if one else {} for one in (old, new))
    except RecordError:
        return (Change((), old, new),)
    return tuple(
        Change(place, at(before, place), at(after, place), _along(before, after, place))
        for place in differences(before, after)
    )


def _along(before: object, after: object, place: Place) -> tuple[object, ...]:
    steps = [place[: number + 1] for number in range(len(place))]
    return tuple(
        at(before, step) if at(after, step) is ABSENT else at(after, step) for step in steps
    )
