"""Regression to the mean: what a group chosen when low regains without anybody's help."""

from workbench.data.simulate.programme import Programme


def expected_drift(programme: Programme, mean_before: float) -> float:
    """Return the gain expected without programme nor trend of people whose first mean is that.

    (1 - r) (mu - mean), r being the correlation of two measures of one person: here the
    reliability, where clubs are not chosen (Galton 1886; Barnett, van der Pols and Dobson 2005).

    >>> round(expected_drift(Programme(reliability=0.6), 3.0), 2)
    0.8
    """
    return (1 - programme.reliability) * (programme.baseline - mean_before)
