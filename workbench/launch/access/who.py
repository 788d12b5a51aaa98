"""Who asks, and which dossiers are theirs: the one place where the server decides it."""

from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from workbench.base import dossier, places
from workbench.base.dossier import MARK
from workbench.launch.access.people import Person
from workbench.launch.access.store import Store

ALONE = Person("", "")
"""Whoever sits at this machine, where the server answers nobody else: everything here is theirs."""

_opened: list[Store] = []


def opened(store: Store | None) -> None:
    """Ask *store* from now on who may do what; None where only this machine is answered."""
    _opened[:] = [store] if store else []


def here() -> Store | None:
    """Return the store of this server, None where only this machine is answered."""
    return _opened[0] if _opened else None


def store() -> Store:
    """Return the store of this server; raise 404 where only this machine is answered."""
    if not _opened:
        raise HTTPError(404)
    return _opened[0]


def person(handler: Any) -> Person:  # noqa: ANN401 - any handler of Jupyter's
    """Return who asks; on one's own machine always ALONE. Raises 403 where nobody is known."""
    if here() is None:
        return ALONE
    user = handler.current_user
    if not user:
        raise HTTPError(403)
    return Person(user.username, user.name)


def shelf(person: Person) -> dict[str, Path]:
    """Return the dossiers of a person by name, and their folders: on one's own machine, all."""
    workspace = places.workspace()
    if _alone(person):
        names = [mark.parent.name for mark in sorted(workspace.glob(f"*/{MARK}"))]
    else:
        names = store().members.dossiers(person)
    folders = {name: workspace / name for name in names if not name.startswith(".")}
    return {name: folder for name, folder in folders.items() if (folder / MARK).is_file()}


def known(person: Person) -> dict[str, Path]:
    """Return what a person may open: the examples, then their own dossiers over them."""
    if _alone(person):
        return dossier.known()
    examples = {mark.parent.name: mark.parent for mark in places.examples().glob(f"*/{MARK}")}
    return {**dict(sorted(examples.items())), **shelf(person)}


def may(person: Person, name: str) -> bool:
    """Whether a person may read and write the dossier of that name: it is one of theirs."""
    return name in shelf(person)


def reserve(person: Person, wanted: str, origin: str | None = None) -> Path:
    """Return the folder of a new dossier of a person, which is not there yet.

    Its name is *wanted*, or has a number at its end where that is taken, by whomever. It is
    theirs from now on. Call `forget` where it cannot be made after all. *origin* is the example
    that it copies.
    """
    workspace = places.workspace()
    if not _alone(person):
        return workspace / store().members.reserve(person, wanted, origin)
    name, n = wanted, 1
    while (workspace / name).exists():
        n += 1
        name = f"{wanted}-{n}"
    return workspace / name


def moved(name: str, to: str) -> None:
    """Note that the folder of a dossier has another name: it stays with the same people."""
    if found := here():
        found.members.moved(name, to)


def forget(name: str) -> None:
    """Note that a dossier is gone for good: its name is free again, and belongs to nobody."""
    if found := here():
        found.members.forget(name)


def is_example(folder: Path) -> bool:
    """Whether a folder is one of the worked examples, which nobody writes to."""
    return folder.resolve().is_relative_to(places.examples().resolve())


def _alone(person: Person) -> bool:
    return here() is None and person == ALONE
