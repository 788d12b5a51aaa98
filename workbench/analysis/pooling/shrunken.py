"""Rates of small clubs drawn towards the rate of all: a guess that moves less by chance.

A club of ten jumps high and falls low. Each club's chance is taken to be one draw of a beta law
round the rate *m* of everybody, and its count a binomial draw of that chance. What is then known of
the club's chance is a beta law again (J. C. Kleinman, "Proportions with extraneous variance: single
and independent samples", Journal of the American Statistical Association 68, 1973, 46-54;
G. Casella, "An introduction to empirical Bayes data analysis", The American Statistician 39, 1985,
83-87). With *alike*, the intra-class correlation, the law has the weight k = (1 - alike) / alike of
that many people, and its mean is

    (y + k m) / (n + k) = w y/n + (1 - w) m,   w = n / (n + k).

The interval takes *m* and *alike* as known, so it is a little too narrow (C. N. Morris, "Parametric
empirical Bayes inference", Journal of the American Statistical Association 78, 1983, 47-55).
"""

from dataclasses import dataclass

from workbench.analysis.pooling.limits import ALIKE, Rates


@dataclass(frozen=True)
class Shrunken:
    """One club: its *value* drawn towards all, the ends of its interval, its own *weight*.

    *weight* is 1 where only the club itself counts, 0 where only the rate of all does.
    """

    value: float
    low: float
    high: float
    weight: float


def shrunken(
    clubs: Rates, alike: float, level: float = 0.95, mean: float | None = None
) -> tuple[Shrunken, ...]:
    """Return each club's rate drawn towards the rate of all, in the order of *clubs*.

    *alike* is how alike people of one club are (`limits.likeness`); where it is none, clubs do not
    differ, and each has the rate of all, without an interval of its own. The rate of all is *mean*
    where some clubs of it are not among *clubs*.

    >>> from workbench.analysis.pooling.limits import rates
    >>> [round(one.value, 3) for one in shrunken(rates([2, 18], [20, 20]), 0.05)]
    [0.295, 0.705]
    """
    from scipy.special import betaincinv

    mean = clubs.together if mean is None else mean
    if alike <= ALIKE or not 0 < mean < 1:
        return tuple(Shrunken(mean, mean, mean, 0.0) for _ in clubs.n)
    k, tail = (1 - alike) / alike, (1 - level) / 2
    found = []
    for count, n in zip(clubs.count, clubs.n, strict=True):
        yes, no = count + k * mean, n - count + k * (1 - mean)
        low, high = (float(betaincinv(yes, no, at)) for at in (tail, 1 - tail))
        found.append(Shrunken(float(yes / (n + k)), low, high, float(n / (n + k))))
    return tuple(found)
