"""What is asked about a study that has not begun: its groups, its outcome, its effect."""

from dataclasses import dataclass

from workbench.collection.sample_size import OFTEN


@dataclass(frozen=True)
class Study:
    """Two equal groups, as a study is planned; None for what is looked for.

    *design* is ``cluster`` (whole clubs in one arm) or ``individual``. *clusters* counts the clubs
    of both arms, *size* the people of one club; without clubs (``individual``) *clusters* is 2, so
    that *size* counts the people of one arm. An odd number of clubs counts as two halves. *effect*
    is in standard deviations (``continuous``) or a difference of shares from *baseline*
    (``binary``). *icc* is how alike the people of one club are, *cv* the standard deviation of the
    sizes of clubs over their mean.
    """

    design: str
    outcome: str
    clusters: float | None = None
    size: float | None = None
    icc: float = 0.0
    baseline: float | None = None
    effect: float | None = None
    cv: float = 0.0
    level: float = 0.95
    often: float = OFTEN
