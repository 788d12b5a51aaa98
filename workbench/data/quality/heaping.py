"""Numbers that were guessed end in 0 or 5."""

from collections.abc import Iterator

import numpy as np

from workbench.base.findings import Finding
from workbench.data.quality.chance import RARE, at_least
from workbench.data.quality.seen import Numbers, Seen, or_nothing

GRAIN = 5
TOO_MANY = 1.25
"""Whipple's index over 100: above 125 the United Nations call an age count rough."""
ENOUGH = 60
"""Answers needed within the windows."""
SPREAD = 4.0
"""Narrower answers rise and fall within one window, which is no heaping."""


def digits_are_even(seen: Seen) -> Iterator[Finding]:
    """Whole numbers end in 0 or 5 about as often as in the digits beside them."""
    yield from or_nothing("quality.heaping", _heaps(seen))


def whipple(values: Numbers) -> tuple[float, int, int]:
    """Return Whipple's index over 100, how many end in 0 or 5, and how many were looked at.

    Each multiple of five is looked at with the two numbers on each side, as far as all five lie
    within the answers: wherever they rise or fall steadily, one in five is the multiple.
    """
    low, high = values.min(), values.max()
    nearest = np.rint(values / GRAIN) * GRAIN
    inside = values[(nearest - 2 >= low) & (nearest + 2 <= high)]
    heaped = int((inside % GRAIN == 0).sum())
    return (GRAIN * heaped / len(inside) if len(inside) else 0.0), heaped, len(inside)


def _heaps(seen: Seen) -> Iterator[Finding]:
    for name, question in seen.figures():
        values = seen.numbers(name)
        values = values[np.isfinite(values)]
        whole = values[values == np.rint(values)]
        if len(whole) < max(ENOUGH, 0.9 * len(values)) or np.std(whole) < SPREAD:
            continue
        index, heaped, n = whipple(whole)
        if n >= ENOUGH:
            odd = index > TOO_MANY and at_least(heaped, n, 1 / GRAIN) < RARE
            holes = {"n": heaped, "rows": n, "expected": round(n / GRAIN), "label": question.label}
            yield Finding("quality.heaping", not odd, name, "warning", holes)
