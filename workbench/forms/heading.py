"""The heading of a step inside a form, which takes the focus when the step changes."""

from pathlib import Path

import traitlets

from workbench.forms.script import Scripted

HERE = Path(__file__).parent


class Heading(Scripted):
    """One heading; each change of *moved* takes the reader to it."""

    _esm = HERE / "heading.js"
    _css = HERE / "heading.css"
    text = traitlets.Unicode().tag(sync=True)
    moved = traitlets.Int(0).tag(sync=True)

    def move_to(self, text: str) -> None:
        """Say another heading, and take the reader to it."""
        self.text = text
        self.moved += 1
