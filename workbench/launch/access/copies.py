"""On a network an example is copied for whoever opens it, before a page of it runs."""

import asyncio
from pathlib import Path

from workbench.base.dossier import Dossier, copy, kept_from_git
from workbench.launch.access import who
from workbench.launch.access.people import Person


async def own(person: Person, name: str) -> str:
    """Return the name of the dossier that a person gets who asks for *name*.

    It is that name, unless it is an example: then that of their copy, made now where there is
    none. On one's own machine the page makes it. Raises RunError where it cannot be made.
    """
    found = who.known(person).get(name)
    if who.here() is None or found is None or not who.is_example(found):
        return name
    theirs = who.shelf(person)
    made = [one for one in who.store().members.copies(person, name) if one in theirs]
    return made[0] if made else await _made(person, found)


async def _made(person: Person, example: Path) -> str:
    folder = who.reserve(person, example.name, origin=example.name)
    try:
        await asyncio.to_thread(copy, Dossier(example), folder, (), kept_from_git)
    except BaseException:
        who.forget(folder.name)
        raise
    return folder.name
