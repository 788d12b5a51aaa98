"""Scripts, styles and fonts of pages: kept by browsers for good, at an address that changes.

The address carries a stamp of all of them. Where a file is another one, so is the address, and no
browser shows yesterday's.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from voila.static_file_handler import MultiStaticFileHandler

from workbench.base import places

YEAR = 365 * 24 * 60 * 60
LOOK = places.templates() / "look"
LOOKS = (".css", ".js")
"""The files of our look that a browser may have: templates are none of them."""


@cache
def stamp(*folders: str) -> str:
    """Return a word that is another one as soon as a file of *folders* is."""
    seen = blake2b(digest_size=8)
    for file in sorted(file for folder in folders for file in Path(folder).rglob("*.*")):
        told = file.stat()
        seen.update(f"{file} {told.st_size} {told.st_mtime_ns}\n".encode())
    return seen.hexdigest()


EARLY = 400
"""How many files a page names beforehand at most."""


class Asked:
    """Which scripts each page has asked for so far, in their order: the next one names them first.

    Scripts ask for scripts that ask for scripts: a browser that knows them beforehand fetches them
    while the page is still being made.
    """

    def __init__(self) -> None:
        self._by_page: dict[str, dict[str, None]] = {}

    def note(self, page: str, script: str) -> None:
        """Remember that a page has asked for a script of ours."""
        known = self._by_page.setdefault(page, {})
        if len(known) < EARLY and len(self._by_page) <= EARLY:
            known.setdefault(script)

    def by(self, page: str) -> list[str]:
        """Return what a page will ask for, as far as is known."""
        return [*self._by_page.get(page, ())]


ASKED = Asked()


class Kept(MultiStaticFileHandler):  # type: ignore[misc]  # Voila carries no types
    """Sends a file that a browser keeps, and asks for no more."""

    def on_finish(self) -> None:
        """Note a script, with the page that asked for it."""
        super().on_finish()
        page = urlsplit(self.request.headers.get("Referer", "")).path
        if self.get_status() == HTTPStatus.OK and self.request.path.endswith(".js"):
            ASKED.note(page.rpartition("/")[2], self.request.uri)

    def set_extra_headers(self, path: str) -> None:
        """Say so."""
        self.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")


class KeptLook(Kept):
    """The same, for what of our look is meant for a browser."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Find templates nowhere."""
        known = Path(absolute_path).suffix in LOOKS
        found: str | None = super().validate_absolute_path(
            root, absolute_path if known else str(Path(root) / "none")
        )
        return found


class Shelf:
    """Where the assets of a server stand: folders by name, all under one stamp."""

    def __init__(self, folders: Mapping[str, Sequence[str]]) -> None:
        self.folders = {**folders, "look": [str(LOOK)]}
        self.address = f"/kept/{stamp(*(one for some in self.folders.values() for one in some))}"

    def rules(self) -> list[tuple[Any, ...]]:
        """Return the addresses and who answers there."""
        return [
            (rf"{self.address}/{name}/(.*)", KeptLook if name == "look" else Kept, {"paths": some})
            for name, some in self.folders.items()
        ]

    def told(self, config: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings of a page, which then loads its files from here."""
        return {
            **config,
            "fullStaticUrl": f"{self.address}/static",
            "fullLabextensionsUrl": f"{self.address}/labextensions",
        }
