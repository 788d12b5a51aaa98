"""Potential outcomes: what would become of each person with the programme, and without it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.data.simulate import clubs
from workbench.data.simulate.assignment import first_wave
from workbench.data.simulate.attrition import lost
from workbench.data.simulate.clubs import Booleans, Numbers
from workbench.data.simulate.measurement import answered, error
from workbench.data.simulate.programme import Programme
from workbench.data.simulate.selection import enter


@dataclass(frozen=True)
class Outcomes:
    """Both lives of everybody, and the one that happened.

    Arrays of shape (trials, clubs, places), with a last axis of waves for scores. *here* says
    which places are taken. *first* is the wave at which the programme begins, 0 for never.
    ``without`` and ``with_it`` are answers: what the questionnaire would see; ``real_without`` and
    ``real_with`` the scores before the scale cuts them. Success is told at the last wave.
    """

    here: Booleans
    first: NDArray[np.int64]
    without: Numbers
    with_it: Numbers
    real_without: Numbers
    real_with: Numbers
    success_without: Booleans
    success_with: Booleans
    lost: Booleans

    @property
    def treated(self) -> Booleans:
        """Who gets the programme at any wave."""
        return np.asarray(self.first > 0)

    @property
    def exposed(self) -> Booleans:
        """Who is under the programme at each wave."""
        times = np.arange(1, self.without.shape[-1] + 1)
        begun = (self.first[..., None] > 0) & (times >= self.first[..., None])
        return np.asarray(begun)

    @property
    def seen(self) -> Numbers:
        """The answers that are given, before anybody is lost."""
        return np.where(self.exposed, self.with_it, self.without)

    @property
    def success(self) -> Booleans:
        """The exits that happen, before anybody is lost."""
        return np.where(self.exposed[..., -1], self.success_with, self.success_without)


def potential(programme: Programme, seed: int, trials: int = 1) -> Outcomes:
    """Return both potential outcomes of everybody in *trials* draws of the programme.

    The effect on somebody is the difference of the two; nobody ever sees both (Rubin 1974).
    """
    rng = np.random.default_rng(seed)
    here = clubs.places(clubs.sizes(programme, rng, trials))
    standing = clubs.levels(programme, rng, trials)
    own, luck = enter(programme, rng, here.shape)
    at_first = own + luck + clubs.points(programme, standing)[..., None]
    first = first_wave(programme, rng, standing, -at_first / programme.spread)
    without = _without(programme, rng, at_first, own + (at_first - own - luck))
    with_it = without + _gain(programme, rng, first)
    exits = _exits(programme, rng, standing, own)
    outcome = without[..., -1] + np.where(first > 0, programme.effect, 0)
    gone = lost(programme, rng, first > 0, at_first, outcome)
    return Outcomes(
        here=here,
        first=first,
        without=answered(programme, without),
        with_it=answered(programme, with_it),
        real_without=without,
        real_with=with_it,
        success_without=exits[0],
        success_with=exits[1],
        lost=gone,
    )


def _without(
    programme: Programme, rng: np.random.Generator, at_first: Numbers, lasting: Numbers
) -> Numbers:
    """Return the scores without the programme: lasting part, trend, and each moment's error."""
    later = (*at_first.shape, programme.waves - 1)
    steps = programme.trend * np.arange(1, programme.waves)
    rest = lasting[..., None] + steps + error(programme, rng, later)
    return programme.baseline + np.concatenate([at_first[..., None], rest], axis=-1)


def _gain(programme: Programme, rng: np.random.Generator, first: NDArray[np.int64]) -> Numbers:
    """Return what the programme adds at each wave; for those who never get it, had they begun."""
    times = np.arange(1, programme.waves + 1)
    start = np.where(first > 0, first, programme.begins[0])[..., None]
    effect = programme.effect + programme.effect_spread * rng.standard_normal(first.shape[:2])
    gain = effect[..., None, None] + programme.growth * (times - start)
    return np.where(times >= start, gain, 0.0)


def _exits(
    programme: Programme, rng: np.random.Generator, standing: Numbers, own: Numbers
) -> tuple[Booleans, Booleans]:
    """Return the exits without and with the programme: one luck for both, so nobody is harmed.

    The luck is a uniform number tied to the person's score by the correlation *link*.
    """
    from scipy.special import ndtr

    lasting = np.sqrt(programme.reliability - programme.icc) * programme.spread
    z = own / lasting if lasting > 0 else own
    noise = rng.standard_normal(own.shape)
    luck = ndtr(-(programme.link * z + np.sqrt(1 - programme.link**2) * noise))
    chance = clubs.chances(programme, standing)[..., None]
    return luck < chance, luck < np.clip(chance + programme.success_effect, 0, 1)
