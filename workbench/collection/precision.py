"""How wide the interval round a share will be: to be known before collecting, not after."""


def half_width(people: int, clusters: int, icc: float, level: float = 0.95) -> float:
    """Return half the width of the interval round a share of one half, as a share.

    *people* answer in all, in *clusters* sites of equal size whose members resemble each other
    with the intra-class correlation *icc*. The design effect is 1 + (m - 1) icc, m people a site
    (Kish 1965); the quantile is Student's with clusters - 1 degrees of freedom, so that few sites
    give the width they deserve. One site only: infinite, nothing can be said beyond it.

    >>> round(half_width(740, 37, 0.05), 3)
    0.052
    """
    from scipy.special import stdtrit  # heavy: loaded when it is used

    if clusters < 2:
        return float("inf")
    design_effect = 1 + max(people / clusters - 1, 0) * icc
    quantile = float(stdtrit(clusters - 1, 0.5 + level / 2))
    return float(quantile * (0.25 * design_effect / people) ** 0.5)
