"""What a page may be told: its parameters cell is a contract, and a misspelt name is refused."""

import ast
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
import papermill
import yaml

from workbench.base import words
from workbench.base.errors import RunError
from workbench.launch.contents import Page

GIVEN_BY_THE_RUNNER = ("dossier", "lang")
"""Parameters that every page declares and the command fills by itself."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a page: its name, its default value, and what it means."""

    name: str
    default: object
    help: str


def declared(page: Page, lang: str) -> dict[str, Parameter]:
    """Return the parameters that a page declares, by name."""
    path = page.notebook(lang)
    return dict(_declared(path, path.stat().st_mtime_ns))


@cache
def _declared(path: Path, _as_of: int) -> dict[str, Parameter]:
    """Look into a page once, as long as nobody changes it."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    found = papermill.inspect_notebook(nbformat.read(path, as_version=4))
    return {
        name: Parameter(name, ast.literal_eval(about["default"]), about["help"])
        for name, about in found.items()
    }


def asked(given: Iterable[str]) -> dict[str, object]:
    """Read ``NAME=VALUE`` as the command line gives it; values are written as in YAML."""
    values: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise RunError("run.not_name_value", given=text)
        try:
            values[name.strip()] = yaml.safe_load(value)
        except (yaml.YAMLError, ValueError):
            raise RunError("run.not_name_value", given=text) from None
    return values


def check(values: dict[str, object], pages: Sequence[Page], lang: str) -> None:
    """Refuse a parameter that no page declares, or a value of another kind than its default."""
    known: dict[str, Parameter] = {}
    for page in pages:
        known |= declared(page, lang)
    open_to_people = sorted(set(known) - set(GIVEN_BY_THE_RUNNER))
    for name, value in values.items():
        if name not in open_to_people:
            hint = words.hint(name, open_to_people)
            raise RunError("run.unknown_parameter", name=name, hint=hint)
        default = known[name].default
        if not _fits(value, default):
            raise RunError("run.wrong_parameter", name=name, value=str(value), example=str(default))


def for_page(values: dict[str, object], page: Page, lang: str) -> dict[str, object]:
    """Return the values that a page declares, each of the kind of its default."""
    own = declared(page, lang)
    return {
        name: float(str(value)) if isinstance(own[name].default, float) else value
        for name, value in values.items()
        if name in own
    }


def _fits(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))
