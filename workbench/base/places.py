"""Where things live: in a checkout beside the package, in an installed copy under it."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
WORKSPACE_VARIABLE = "WORKBENCH_WORKSPACE"
PERSON_VARIABLE = "WORKBENCH_PERSON"
"""In which the server tells a page who works on it, for the history of the dossier."""
GIVEN_VARIABLE = "WORKBENCH_DOSSIER"
"""Where a server gives a page one folder, its place: the page then opens no other of people's."""


def _beside_or_under(folder: str) -> Path:
    under = PACKAGE / folder
    return under if under.is_dir() else PACKAGE.parent / folder


def datasets() -> Path:
    """Return the folder of what is read and never edited."""
    return _beside_or_under("datasets")


def templates() -> Path:
    """Return the folder of what is copied and then filled."""
    return _beside_or_under("templates")


def notebooks() -> Path:
    """Return the folder of the pages."""
    return _beside_or_under("notebooks")


def examples() -> Path:
    """Return the folder of the worked dossiers."""
    return datasets() / "dossiers"


def workspace() -> Path:
    """Return the folder of your own dossiers: WORKBENCH_WORKSPACE, or one in your home."""
    chosen = os.environ.get(WORKSPACE_VARIABLE)
    return Path(chosen) if chosen else Path.home() / "workbench-dossiers"


def given() -> Path | None:
    """Return the one dossier of people's that this process may open; None where it may open all."""
    folder = os.environ.get(GIVEN_VARIABLE)
    return Path(folder) if folder else None
