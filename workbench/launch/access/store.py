"""Who works with this server, and on which dossiers: kept in one small file of the workspace.

Nothing in it opens a door: words of links and cookies are kept hashed.
"""

import os
import secrets
from pathlib import Path

from workbench.launch.access import codes
from workbench.launch.access.invitations import Invitations
from workbench.launch.access.members import Members
from workbench.launch.access.people import People
from workbench.launch.access.questions import Questions

FOLDER, FILE, KEY = ".access", "people.sqlite3", "cookie"
"""Where it stands in the workspace, and the file of what signs the cookies."""


class Store:
    """The people, the dossiers and the invitations of the workspace *folder*."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace.resolve()
        folder = self.workspace / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        os.close(os.open(folder / FILE, os.O_CREAT | os.O_RDWR, 0o600))
        self._db = Questions(folder / FILE)
        self.key = _key(folder / KEY)
        self.people = People(self._db)
        self.members = Members(self._db, self.workspace)
        self.invitations = Invitations(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def keep_code(self, code: str) -> None:
        """Let *code*, and no other, open the server to new people."""
        self._db.ask("keep", "code", codes.locked(code))

    def code(self) -> str:
        """Return the join code as it is kept; nothing where there is none."""
        return "".join(row[0] for row in self._db.ask("kept", "code"))


def _key(file: Path) -> bytes:
    """Return what signs the cookies: the same after a new start, so that everybody stays in."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as new:
        new.write(secrets.token_bytes(32))
    return file.read_bytes()
