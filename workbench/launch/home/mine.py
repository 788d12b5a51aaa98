"""Whose shelf the Home shows: the one place where that is decided."""

from typing import Any

from workbench.base import shelf
from workbench.base.shelf import Shelf


def shelf_of(handler: Any) -> Shelf:  # noqa: ANN401 - any handler of Jupyter's
    """Return the shelf of whoever asks; on one's own machine all that is there."""
    return shelf.here()
