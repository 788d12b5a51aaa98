"""Widgets with a script of ours: one function that makes elements stands before each of them."""

from pathlib import Path
from typing import Any

import anywidget

from workbench.base import places
from workbench.forms.plain import Plain

MAKE = places.templates() / "look" / "make.js"
_styled: set[type] | None = None
"""The kinds of widgets whose style a page has; None where each brings its own."""


def script(*files: Path) -> str:
    """Return the text of a widget's script, with what all of them share before it."""
    return "\n".join(file.read_text(encoding="utf-8") for file in (MAKE, *files))


class Scripted(Plain, anywidget.AnyWidget):
    """A widget that the browser draws with a script of ours, and with a style of its kind."""

    _css: Any

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - traits
        if _styled is not None:
            if type(self) in _styled:
                self._css = ""
            _styled.add(type(self))
        super().__init__(**more)

    def __repr__(self) -> str:
        """Name the kind alone: a place in memory would make each run of a page another one."""
        return f"<{type(self).__name__}>"


def style_once() -> None:
    """Let the first widget of each kind bring its style, and the others use it.

    For a page that lives as long as its kernel: each style brought anew makes the browser look at
    every element of the page again.
    """
    global _styled
    _styled = set()
