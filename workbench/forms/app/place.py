"""Where the reader is: the steps above the page, the address bar, the title and the focus."""

from pathlib import Path
from typing import Any

import traitlets

from workbench.forms.script import Scripted, script

HERE = Path(__file__).parent


class Place(Scripted):
    """The way through the steps; it hears which step or language the browser asks for.

    *asked* is set by the browser: ``step`` or ``lang``, and a number that makes each asking new.
    """

    _esm = script(HERE / "place.js")
    steps: Any = traitlets.List().tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    around = traitlets.Dict().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
