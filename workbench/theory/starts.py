"""Typical theories of socio-sport to start from: each is copied, then rewritten box by box."""

from functools import cache
from pathlib import Path
from typing import Literal

from workbench.base import places
from workbench.base.dossier import check_format
from workbench.base.records import Record, Text, changed, validated
from workbench.base.yaml_files import read_yaml
from workbench.theory.record import Theory

SHELF = "theories"
"""The folder of the templates that holds them; a file is named by its id."""


class Start(Record):
    """A theory that many have, and where it comes from: nobody has tested it as it stands."""

    format: int
    name: Text
    summary: Text
    licence: str
    status: Literal["sourced", "inferred", "to_check"]
    source: str
    theory: Theory


@cache
def starts(folder: Path | None = None) -> dict[str, Start]:
    """Return the starts by their id; raise RecordError for a file that breaks a rule."""
    shelf = folder or places.templates() / SHELF
    return {path.stem: _read(path) for path in sorted(shelf.glob("*.yml"))}


def _read(path: Path) -> Start:
    content = read_yaml(path)
    check_format(content, path)
    return validated(Start, content, path)


def begun(theory: Theory, id: str) -> Theory:
    """Return the theory begun anew from a start; the rules that it mutes stay muted no longer."""
    return changed(starts()[id].theory, format=theory.format)


def still_to_rewrite(theory: Theory, others: tuple[Theory, ...] = ()) -> tuple[str, ...]:
    """Return the boxes whose words are still those of a start, or of one of the *others*."""
    known = [*(start.theory for start in starts().values()), *others]
    theirs = {words for one in known for node in one.nodes for words in _words(node.label)}
    return tuple(node.id for node in theory.nodes if _words(node.label) <= theirs)


def _words(label: Text) -> set[str]:
    """Return the words of a label in each language that has some."""
    return {words for words in (label.fr, label.en, label.any) if words}
