"""Whose shelf the Home shows: the one place where that is decided."""

from typing import Any

from workbench.base import shelf
from workbench.base.shelf import Shelf
from workbench.launch import access


def shelf_of(handler: Any) -> Shelf:  # noqa: ANN401 - any handler of Jupyter's
    """Return the shelf of whoever asks; on one's own machine all that is there."""
    person = access.person(handler)
    found = access.here()
    if found is None:
        return shelf.here()
    members = found.members
    return Shelf(
        found.workspace, lambda: members.dossiers(person),
        lambda wanted: members.reserve(person, wanted), members.forget,
    )  # fmt: skip
