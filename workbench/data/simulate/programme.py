"""What a simulated programme is made of: its people, its clubs, its true effects, its flaws."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.base.errors import DataError
from workbench.base.records import Record

Share = float
Loss = Literal["at_random", "by_entry", "by_outcome"]


class Programme(Record):
    """A programme and the way it is measured. Every number is in points of the score but shares.

    **People.** *clubs* of *size* people on average (*size_cv*: spread of the sizes over their
    mean), in *cohorts* that start half a year apart. The score of the whole public has the mean
    *baseline* and the standard deviation *spread*; *icc* is the share of its variance that lies
    between clubs, *reliability* the share that is not error of the moment.

    **Who enters.** *selection* is how strongly need decides: 0 not at all; above 0, each place
    goes to one of *pool* candidates, low scores first. *arms* says who gets the programme: ``all``,
    some ``clubs`` (*treated_clubs*, or half), or some ``people`` (*treated_share*).
    *confounding* is how strongly need decides that too: 0 is a draw by lot.

    **What it does.** The score moves by *trend* a wave for everybody, and by *effect* for those
    who take part, from their first wave on, *growth* more with each later wave;
    *effect_spread* is the standard deviation of the effect between clubs. The positive exit has
    the chance *success*, and *success_effect* more with the programme; *icc* is that of the exits
    too; *link* is the correlation between a person's score and the chance of the exit.

    **What is seen.** Scores between *low* and *high* (None: no end), in whole points where
    *whole*. *dropout* is the share lost at the last wave, *dropout_gap* how much more among
    those without the programme, *loss* what decides it: chance, the score at entry, or the outcome
    itself, with the strength *loss_strength*. *waves* is how often people are seen;
    *starts* the waves at which groups of clubs begin, where they do not begin together.

    >>> Programme(clubs=10, size=20).people
    200
    """

    clubs: int = Field(default=37, ge=1)
    size: int = Field(default=20, ge=2)
    size_cv: float = Field(default=0.0, ge=0, le=1)
    cohorts: int = Field(default=2, ge=1)
    baseline: float = 5.0
    spread: float = Field(default=2.0, gt=0)
    icc: Share = Field(default=0.05, ge=0, lt=1)
    reliability: Share = Field(default=0.7, gt=0, le=1)
    selection: float = Field(default=0.0, ge=0)
    pool: int = Field(default=5, ge=2)
    arms: Literal["all", "clubs", "people"] = "clubs"
    treated_clubs: int | None = Field(default=None, ge=0)
    treated_share: Share = Field(default=0.5, gt=0, lt=1)
    confounding: float = 0.0
    trend: float = 0.0
    effect: float = 0.5
    growth: float = 0.0
    effect_spread: float = Field(default=0.0, ge=0)
    success: Share = Field(default=0.45, gt=0, lt=1)
    success_effect: float = Field(default=0.1, gt=-1, lt=1)
    link: float = Field(default=0.4, gt=-1, lt=1)
    low: float | None = 0.0
    high: float | None = 10.0
    whole: bool = True
    dropout: Share = Field(default=0.0, ge=0, lt=1)
    dropout_gap: float = Field(default=0.0, gt=-1, lt=1)
    loss: Loss = "at_random"
    loss_strength: float = 1.0
    waves: int = Field(default=2, ge=2)
    starts: tuple[int, ...] = ()
    first_day: date = date(2024, 1, 8)

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        """Refuse what no programme can be; raise DataError with the fields concerned."""
        if self.icc > self.reliability:
            raise DataError("simulate.icc_above_reliability", icc=self.icc, most=self.reliability)
        if self.treated_clubs is not None and self.treated_clubs > self.clubs:
            raise DataError("simulate.too_many_treated", treated=self.treated_clubs, n=self.clubs)
        if any(not 2 <= start <= self.waves for start in self.starts):
            raise DataError("simulate.start_outside", starts=str(self.starts), waves=self.waves)
        if not all(0 <= share < 1 for share in self.shares_lost):
            raise DataError("simulate.loss_outside", share=max(self.shares_lost))
        return self

    @property
    def people(self) -> int:
        """How many people there are, where every club is of the same size."""
        return self.clubs * self.size

    @property
    def shares_lost(self) -> tuple[float, float]:
        """The share lost without the programme and with it; *dropout* is the mean of the two."""
        return self.dropout + self.dropout_gap / 2, self.dropout - self.dropout_gap / 2

    @property
    def n_treated(self) -> int:
        """How many clubs have the programme, where it is given by club."""
        return self.clubs // 2 if self.treated_clubs is None else self.treated_clubs

    @property
    def begins(self) -> tuple[int, ...]:
        """The waves at which people may begin; the second one unless *starts* says otherwise."""
        return self.starts or (2,)
