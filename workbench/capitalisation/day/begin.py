"""The beginning of a day: a dossier with the model day in it, to be changed at will."""

import re
import shutil
from pathlib import Path

from workbench.base import places, shelf
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.shelf import Shelf
from workbench.capitalisation.day.record import Day


def begin(name: str, into: Path | None = None) -> Path:
    """Make a dossier *name* with the model day, or put the day in one that has none; return it.

    Raises RunError for a name that no folder can have, and for a dossier that has a day already.
    """
    home = into or places.workspace()
    folder = home / name
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise RunError("new.bad_name", name=name)
    dossier = Dossier(folder)
    if dossier.has(Day.FILE):
        raise RunError("day.there_already", name=name)
    if not folder.exists():
        shelf.new("", Shelf(home), name)
    shutil.copyfile(places.templates() / "day" / Day.FILE, dossier.to_write(Day.FILE))
    return folder
