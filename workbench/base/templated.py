"""Pages made from our templates: every text of a person is escaped, and nothing in it is run."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base import places

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def template(shelf: str, name: str) -> "Template":
    """Return the template *name* of the folder *shelf* of our templates.

    A word that it asks for and is not given is an error. It reads no file outside that folder.

    >>> template("ledger", "note.html.j2").name
    'note.html.j2'
    """
    return _room(places.templates() / shelf).get_template(name)


@cache
def _room(shelf: Path) -> "Environment":
    """Return where the templates of a folder are made ready, once: a changed file is read anew."""
    from jinja2 import FileSystemLoader, StrictUndefined  # heavy: help and errors come without it
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shelf),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def look() -> str:
    """Return the one style sheet, for a page that is whole by itself.

    >>> ":root" in look()
    True
    """
    return (places.templates() / "look" / "look.css").read_text(encoding="utf-8")
