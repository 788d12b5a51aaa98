"""What these clubs can show, before anybody is asked: power, and the smallest change seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isnan, sqrt

from workbench.base.errors import DataError
from workbench.base.words import Share, percent, say, shown

OFTEN = 0.8
"""How often a change that is there should be seen: eight times in ten, by custom."""
SMALL, LARGE = 1e-6, 50.0
"""Between which differences, in standard deviations, the smallest one seen is looked for."""


@dataclass(frozen=True)
class Design:
    """Two groups of equal size, followed to the end, as they are planned.

    *clusters* sites a side with *people* in each (37 sites count as 18.5 a side); without sites,
    *clusters* is None and *people* is how many there are a side. *icc* says how alike the people
    of a site are, *cv* how unequal the sites (standard deviation over mean of their sizes), *lost*
    the share who will not answer.
    """

    people: float
    clusters: float | None = None
    icc: float = 0.0
    cv: float = 0.0
    lost: float = 0.0
    level: float = 0.95

    @property
    def answering(self) -> float:
        """How many will answer, a site, or a side where there are no sites."""
        return self.people * (1 - self.lost)

    @property
    def a_side(self) -> float:
        """How many will answer on each side."""
        return self.answering * (self.clusters or 1)

    @property
    def effect_of_sites(self) -> float:
        """How many times fewer people these are worth: 1 + ((cv² + 1) m - 1) icc."""
        if self.clusters is None:
            return 1.0
        return max(1 + ((self.cv**2 + 1) * self.answering - 1) * self.icc, 1.0)

    @property
    def degrees(self) -> float:
        """The degrees of freedom of Student's test: those of the sites, where there are sites."""
        return 2 * ((self.clusters or self.answering) - 1)


def checked(design: Design) -> Design:
    """Return the design; raise DataError for one that cannot be."""
    shares = (design.icc, design.lost)
    sides = design.a_side if design.clusters is None else design.clusters
    if design.answering <= 0 or not all(0 <= s < 1 for s in shares) or design.cv < 0:
        raise DataError("sample.out_of_range")
    if sides < 2:
        raise DataError("sample.too_few")
    return design


def power(design: Design, difference: float) -> float:
    """Return how often a *difference*, in standard deviations, would be seen (two-sided).

    Student's noncentral distribution with ncp = d / sqrt(2 (1 + (m - 1) icc) / (J m)), for J sites
    a side with m people in each, and 2 (J - 1) degrees of freedom (Murray 1998; Eldridge 2006 for
    sites of unequal size).

    >>> round(power(Design(people=64), 0.5), 2)
    0.8
    """
    from scipy.special import stdtrit  # heavy: loaded when it is used

    checked(design)
    ncp = abs(difference) / sqrt(2 * design.effect_of_sites / design.a_side)
    bound = float(stdtrit(design.degrees, 0.5 + design.level / 2))
    return 1 - _below(bound, design.degrees, ncp) + _below(-bound, design.degrees, ncp)


def _below(value: float, degrees: float, ncp: float) -> float:
    """Return the noncentral t distribution function; far in its tail scipy gives NaN for nought."""
    from scipy.special import nctdtr  # heavy: loaded when it is used

    share = float(nctdtr(degrees, ncp, value))
    return 0.0 if isnan(share) else share


def power_of_shares(design: Design, before: float, after: float) -> float:
    """Return how often a rise from one share to another would be seen.

    Without sites, the normal test of two shares with the variance of each group (Fleiss 1981).
    With sites, Student's, on the same differences in standard deviations.
    """
    from scipy.special import ndtr, ndtri  # heavy: loaded when it is used

    checked(design)
    if not (0 < before < 1 and 0 < after < 1):
        raise DataError("sample.share_out_of_range")
    if design.clusters is not None:
        return power(design, _in_deviations(before, after))
    middle, bound = (before + after) / 2, float(ndtri(0.5 + design.level / 2))
    together = sqrt(2 * middle * (1 - middle))
    apart = sqrt(before * (1 - before) + after * (1 - after))
    moved = sqrt(design.a_side) * abs(after - before)
    return float(ndtr((moved - bound * together) / apart))


def _in_deviations(before: float, after: float) -> float:
    middle = sqrt((before * (1 - before) + after * (1 - after)) / 2)
    return abs(after - before) / middle


def smallest(design: Design, often: float = OFTEN) -> float:
    """Return the smallest difference, in standard deviations, that is seen *often* enough."""
    return _root(lambda d: power(design, d) - often, SMALL, LARGE)


def smallest_share(design: Design, before: float, often: float = OFTEN) -> float | None:
    """Return the smallest share above *before* that is seen *often* enough; None if none is."""
    top = 1 - SMALL
    if power_of_shares(design, before, top) < often:
        return None
    return _root(lambda share: power_of_shares(design, before, share) - often, before + SMALL, top)


def people_needed(difference: float, often: float = OFTEN, level: float = 0.95) -> float:
    """Return how many people a side a *difference*, in standard deviations, asks for.

    >>> round(people_needed(0.5), 1)
    63.8
    """
    return _root(lambda n: power(Design(people=n, level=level), difference) - often, 2.0, 1e7)


def _root(rises: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses zero, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) < 0 else (low, middle)
    return (low + high) / 2


def told(design: Design, before: float, lang: str) -> str:
    """Say in words what these people can show, for a share that is *before* without the work."""
    if design.clusters == 1:
        return say("collection.precision_one_site", lang)
    found = smallest_share(design, before)
    holes: dict[str, object] = {"before": Share(before), "n": round(design.people)}
    if design.clusters is not None:
        holes |= {"sites": design.clusters, "icc": design.icc}
    if found is None:
        key = "sample.sees_nothing" if design.clusters is None else "sample.sites_see_nothing"
        return say(key, lang, **holes)
    key = "sample.sees" if design.clusters is None else "sample.sites_see"
    return say(key, lang, after=Share(found), **holes)


def reach(design: Design, before: float, lang: str) -> list[dict[str, str]]:
    """Return what is seen as sites are added, a row each.

    Columns: ``sites_a_side``, ``n_a_side`` (people who answer), ``smallest``.
    """
    rows = []
    for times in (1, 2, 4):
        sites = design.clusters * times if design.clusters is not None else None
        people = design.people if design.clusters is not None else design.people * times
        if sites == 1:
            continue
        wider = replace(design, people=people, clusters=sites)
        found = smallest_share(wider, before)
        seen = say("sample.none", lang) if found is None else percent(found, lang)
        count = shown(round(wider.a_side), lang)
        few = shown(sites or "–", lang)
        rows.append({"sites_a_side": few, "n_a_side": count, "smallest": seen})
    return rows
