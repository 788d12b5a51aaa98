"""Values far away from all others: a zero too many, a year where hours were asked."""

from collections.abc import Iterator

import numpy as np

from workbench.base.findings import Finding
from workbench.collection import Question
from workbench.data.quality.seen import Numbers, Seen, or_nothing

FAR = 7.0
"""How many robust standard deviations from the median are too many."""
SKEW = 1.5
"""Where the upper tail is this much longer than the lower one, logarithms are looked at."""
FEW = 20
"""With fewer answers nothing can be called far away."""
SHORT = 20
"""A scale no longer than this has no room for values far away."""
NORMAL = 1.4826
"""The median absolute deviation of a normal variable times this is its standard deviation."""


def nobody_is_far_away(seen: Seen) -> Iterator[Finding]:
    """No number is far away from the others, by the median and the median absolute deviation."""
    yield from or_nothing("quality.outliers", _far(seen))


def far_away(values: Numbers) -> Numbers:
    """Return the values too far from the median; none where half of all are the same.

    |x - median| > 7 x 1.4826 x MAD (Leys et al. 2013, with a wider bound). Where no value is below
    zero and the upper tail is much the longer one, logarithms are looked at and zeros set apart:
    earnings and durations have a long tail that is no error.
    """
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    if values.min() >= 0 and high - middle > SKEW * (middle - low):
        values = values[values > 0]
        return _beyond(values, np.log(values))
    return _beyond(values, values)


def _beyond(values: Numbers, scaled: Numbers) -> Numbers:
    distance = np.abs(scaled - np.median(scaled))
    spread = NORMAL * np.median(distance)
    far: Numbers = values[distance > FAR * spread] if spread > 0 else values[:0]
    return far


def _far(seen: Seen) -> Iterator[Finding]:
    for name, question in seen.figures():
        values = seen.numbers(name)
        values = values[np.isfinite(values)]
        if len(values) >= FEW and not _short(question):
            far = far_away(values)
            holes = {
                "n": len(far),
                "label": question.label,
                "value": float(far[np.argmax(np.abs(far))]) if len(far) else 0.0,
                "median": float(np.median(values)),
            }
            yield Finding("quality.outliers", len(far) == 0, name, "warning", holes)


def _short(question: Question) -> bool:
    """Whether the question is a short scale, where every answer is near."""
    ends = question.low, question.high
    return ends[0] is not None and ends[1] is not None and ends[1] - ends[0] <= SHORT
