"""The one result of pooling: table, figures and sentences are all made from it."""

from dataclasses import dataclass

from workbench.base.records import Text


@dataclass(frozen=True)
class Interval:
    """An average with its interval; *tau2* is the one it was made with, None where not told."""

    estimate: float
    ci_low: float
    ci_high: float
    std_error: float
    p_value: float
    tau2: float | None = None

    @property
    def holds_zero(self) -> bool:
        """Whether the interval does not tell on which side of zero the average is."""
        return self.ci_low <= 0 <= self.ci_high


@dataclass(frozen=True)
class Pilot:
    """One pilot as it was pooled.

    *low* and *high* are its own normal interval, *weight* its share of the average (0 to 1),
    *claim* what its design allows to be said, *without* the average of the others
    (None where they are too few), at the mean that the moderators have over all.
    """

    id: str
    effect: float
    variance: float
    low: float
    high: float
    weight: float
    claim: str
    without: Interval | None = None


@dataclass(frozen=True)
class Coefficient:
    """How the effect moves with one moderator; *name* is its column, or column and value."""

    name: str
    estimate: float
    std_error: float
    ci_low: float
    ci_high: float
    p_value: float


@dataclass(frozen=True)
class Moderation:
    """What moderators say of the effects.

    *mean* holds the mean of each column over the pilots, and *at_mean* the effect expected there
    with its *prediction*; *statistic* tests all of them at once (F with *df* and *df_residual*,
    chi-squared where *df_residual* is None). *r2* is the part of tau² that they account for, in
    per cent; None where pilots did not differ without them.
    """

    coefficients: tuple[Coefficient, ...]
    mean: tuple[float, ...]
    at_mean: Interval
    prediction: tuple[float, float] | None
    statistic: float
    df: int
    df_residual: int | None
    p_value: float
    r2: float | None


@dataclass(frozen=True)
class Pooled:
    """The average of k pilots, how much they differ, and where the next one may be.

    All figures are on the scale of the effects (logarithms where *unit* is ``ratio``, log odds
    where it is ``rate``), but *i2*, *h2* and *r2*: I² is in per cent. *estimate* is the effect of a
    pilot whose moderators are all zero: without moderators, the average. *spread* is the factor of
    Hartung and Knapp; *truncated* the interval where it is never under 1. *tau2_low* and
    *tau2_high* are the Q-profile interval; *q* has *df* degrees of freedom. *prediction_low* and
    *prediction_high* are the interval of the effect at a next site like these (Student's t with k -
    p - 1 degrees of freedom), None where there are too few pilots; *careful* is the same where tau²
    is not taken as known (see `next_site`), and with moderators that of `Moderation.at_mean`.
    *claim* is the weakest of the pilots' claims. *left_out* names the rows without an effect or a
    variance.
    """

    label: Text
    unit: str
    method: str
    test: str
    level: float
    k: int
    estimate: float
    std_error: float
    df: int
    ci_low: float
    ci_high: float
    p_value: float
    spread: float
    truncated: tuple[float, float]
    tau2: float
    tau2_low: float
    tau2_high: float
    i2: float
    i2_low: float
    i2_high: float
    h2: float
    q: float
    q_p: float
    prediction_low: float | None
    prediction_high: float | None
    careful: tuple[float, float]
    claim: str
    pilots: tuple[Pilot, ...]
    moderation: Moderation | None = None
    left_out: tuple[str, ...] = ()

    @property
    def p(self) -> int:
        """How many coefficients the model has: one, and one for each column of a moderator."""
        return 1 + (len(self.moderation.mean) if self.moderation else 0)

    @property
    def against_zero(self) -> bool:
        """Whether zero means that nothing differs; in a rate it only means one person in two."""
        return self.unit != "rate"

    @property
    def centre(self) -> Interval:
        """What a pilot is expected to show: the average; with moderators, that at their mean."""
        if self.moderation is not None:
            return self.moderation.at_mean
        return Interval(self.estimate, self.ci_low, self.ci_high, self.std_error, self.p_value)

    @property
    def ahead(self) -> tuple[float, float] | None:
        """The prediction interval of `centre`, where there are pilots enough for one."""
        if self.moderation is not None:
            return self.moderation.prediction
        if self.prediction_low is None or self.prediction_high is None:
            return None
        return self.prediction_low, self.prediction_high
