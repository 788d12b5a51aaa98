"""The truth of a programme: the effects by their definition, over both lives of many people."""

from dataclasses import dataclass

import numpy as np

from workbench.data.simulate.clubs import Booleans, Numbers
from workbench.data.simulate.outcomes import Outcomes, potential
from workbench.data.simulate.programme import Programme

MANY = 400_000
"""People over whom the truth is averaged."""


@dataclass(frozen=True)
class Truth:
    """True effects at the last wave: means of the difference between the two lives.

    *ate* is over everybody who entered, *att* over those who get the programme; both as the
    questionnaire sees them. *att_real* is the effect on what people are, before the scale
    cuts it off. *success_ate* and *success_att* are in shares. *by_exposure* is the effect
    at 0, 1, 2 … waves after the start. *drift* is the gain from the first to the last wave that
    those who entered make without any programme: trend and regression to the mean.
    """

    ate: float
    att: float
    att_real: float
    success_ate: float
    success_att: float
    by_exposure: tuple[float, ...]
    drift: float
    before: float
    success_without: float


def truth(programme: Programme, seed: int = 0, people: int = MANY) -> Truth:
    """Return the true effects of a programme, by the definition of potential outcomes.

    They are averaged over about *people* people, the same for every call with the same *seed*;
    where nothing cuts or rounds the scores the averages are exact.

    >>> simple = Programme(effect=0.5, low=None, high=None, whole=False)
    >>> round(truth(simple, people=2_000).att, 9)
    0.5
    """
    trials = max(1, people // programme.people)
    return effects(potential(programme, seed, trials))


def effects(drawn: Outcomes) -> Truth:
    """Return the true effects among these very people: those of the sample.

    Without anybody treated, effects on the treated are NaN.
    """
    gain = (drawn.with_it - drawn.without)[..., -1]
    real = (drawn.real_with - drawn.real_without)[..., -1]
    exits = drawn.success_with.astype(float) - drawn.success_without
    treated = drawn.treated & drawn.here
    change = drawn.without[..., -1] - drawn.without[..., 0]
    return Truth(
        ate=_mean(gain, drawn.here),
        att=_mean(gain, treated),
        att_real=_mean(real, treated),
        success_ate=_mean(exits, drawn.here),
        success_att=_mean(exits, treated),
        by_exposure=_by_exposure(drawn),
        drift=_mean(change, drawn.here),
        before=_mean(drawn.without[..., 0], drawn.here),
        success_without=_mean(drawn.success_without, drawn.here),
    )


def _by_exposure(drawn: Outcomes) -> tuple[float, ...]:
    waves = drawn.without.shape[-1]
    since = np.arange(1, waves + 1) - drawn.first[..., None]
    there = (drawn.treated & drawn.here)[..., None]
    gain = drawn.with_it - drawn.without
    cells = [there & (since == k) for k in range(waves - 1)]
    return tuple(_mean(gain, cell) for cell in cells if cell.any())


def _mean(values: Numbers | Booleans, among: Booleans) -> float:
    return float(values[among].mean()) if among.any() else float("nan")
