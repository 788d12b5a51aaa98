"""How far long work is: a function that is told a stage, what is done and what there is."""

from collections.abc import Callable

Watch = Callable[[str, int, int], None]
"""Called with a stage (``letters``, ``rows``, ``columns``, ``write``), what is done, and all."""


def nobody(stage: str, done: int, whole: int) -> None:
    """Tell nobody."""
