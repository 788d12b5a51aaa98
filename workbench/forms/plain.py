"""Widgets that share one layout and one style: a browser makes each of them, and waits for it.

A widget of ipywidgets brings a layout and a style of its own, each a message and a model in the
browser. Ours are laid out by our style sheet, so one of each is enough for a page.
"""

from functools import cache
from typing import Any

import ipywidgets as w
import traitlets


@cache
def _layout() -> w.Layout:
    return w.Layout()


@cache
def _style() -> w.Widget:
    return w.HTML.style.klass()


class Plain(traitlets.HasTraits):
    """What a widget inherits first to be laid out as all others are."""

    @traitlets.default("layout")
    def _as_all_others(self) -> w.Layout:
        return _layout()


class Box(Plain, w.VBox):  # type: ignore[misc]  # ipywidgets carries no types
    """Widgets below one another."""


class Live(Plain, w.HTML):  # type: ignore[misc]  # ipywidgets carries no types
    """HTML that may change; where no kernel runs, in a saved page, it is plain HTML."""

    @traitlets.default("style")
    def _styled_as_all_others(self) -> w.Widget:
        return _style()

    def _repr_mimebundle_(self, **asked: object) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**asked)
        return {**bundle, "text/html": self.value}
