"""What a questionnaire sees of a score: with error, in whole points, and cut at both ends."""

import numpy as np

from workbench.data.simulate.clubs import Numbers
from workbench.data.simulate.programme import Programme


def error(programme: Programme, rng: np.random.Generator, shape: tuple[int, ...]) -> Numbers:
    """Return the error of one moment, in points: its variance is what is not reliable."""
    size = np.sqrt(1 - programme.reliability) * programme.spread
    drawn: Numbers = size * rng.standard_normal(shape)
    return drawn


def answered(programme: Programme, scores: Numbers) -> Numbers:
    """Return the answers that these scores give: floor and ceiling, and whole points."""
    seen = np.rint(scores) if programme.whole else scores
    if programme.low is None and programme.high is None:
        return seen
    return np.clip(seen, programme.low, programme.high)
