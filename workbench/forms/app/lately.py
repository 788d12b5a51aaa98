"""What is shown anew a moment after an answer was kept: whoever answers never waits for it."""

import asyncio
from collections.abc import Callable

from IPython.display import HTML

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.forms.live import watch
from workbench.forms.parts import letter
from workbench.forms.plain import Live

PAUSE = 0.4
"""Seconds without another answer before it is made anew."""


def lately(work: Dossier, make: Callable[[], HTML], lang: str) -> Live:
    """Show what *make* returns, and show it anew once nobody has answered for a moment.

    Where no kernel runs, it is made anew at once. What fails at first is raised; later, the letter
    of the error stands in its place.
    """
    place = Live(value=str(make().data))
    waiting: list[asyncio.TimerHandle] = []

    def renew() -> None:
        try:
            place.value = str(make().data)
        except LetterError as error:
            place.value = str(letter(error, lang))

    def soon() -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            renew()
            return
        while waiting:
            waiting.pop().cancel()
        waiting.append(loop.call_later(PAUSE, renew))

    watch(work, soon)
    return place
