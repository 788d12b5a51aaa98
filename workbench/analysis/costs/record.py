"""What `costs.yml` holds: costs, results, what one is worth and why, each with its range."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text

ID = "^[a-z][a-z0-9_]*$"


class Uncertain(Record):
    """A figure, or the range it may be in: exactly one of its shapes.

    A plain number is ``fixed``. ``triangular``: least, most plausible, most. ``uniform``: least,
    most. ``normal``: mean, standard deviation. ``beta``: yes, no, as in 24 of 46 (24 and 22).
    """

    fixed: float | None = None
    triangular: tuple[float, float, float] | None = None
    uniform: tuple[float, float] | None = None
    normal: tuple[float, float] | None = None
    beta: tuple[float, float] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: object) -> object:
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        return {"fixed": value} if plain else value

    @property
    def shape(self) -> str | None:
        """The one shape that is given; None where there is none, or more than one."""
        names = ("fixed", "triangular", "uniform", "normal", "beta")
        given = [name for name in names if getattr(self, name) is not None]
        return given[0] if len(given) == 1 else None

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers of that shape."""
        given = getattr(self, self.shape or "fixed")
        return given if isinstance(given, tuple) else (given,)


class Money(Record):
    """Whatever has a price: its *year* and *currency*, where they are not those of the file."""

    year: int | None = Field(default=None, ge=1900, le=2200)
    currency: str | None = None


class Input(Money):
    """One cost. *paid* is the year of the project, from 0; *component* what it pays for alone."""

    id: str = Field(pattern=ID)
    label: Text
    amount: Uncertain
    paid: int = Field(default=0, ge=0)
    component: str | None = None


class Proxy(Money):
    """What one result is said to be worth to somebody, and who says so."""

    id: str = Field(pattern=ID)
    label: Text
    value: Uncertain
    source: str = Field(min_length=1)


class Outcome(Record):
    """One result for one stakeholder, and what of it is owed to the project.

    *deadweight* is the share that would have come anyway, *displacement* the share taken from
    others, *attribution* the share of the rest owed to the project, *drop_off* what is lost from a
    year to the next over *years*. *change* names the change itself: two stakeholders who value the
    same change may count it twice. *component* is the part of the project that makes it.
    """

    id: str = Field(pattern=ID)
    label: Text
    stakeholder: str
    quantity: Uncertain
    deadweight: Uncertain
    displacement: Uncertain = Uncertain(fixed=0)
    attribution: Uncertain
    drop_off: Uncertain = Uncertain(fixed=0)
    years: int = Field(default=1, ge=1, le=50)
    proxy: str | None = None
    change: str | None = None
    component: str | None = None


class Alternative(Record):
    """One way of doing: what it costs and what it brings, a person or in all."""

    id: str = Field(pattern=ID)
    label: Text
    cost: Uncertain
    effect: Uncertain


class Costs(FileRecord):
    """`costs.yml`. *prices* says what one unit of money of another year is worth in *year*.

    Of *alternatives* the first is what the others are compared with; *willing* is what somebody
    would pay for one more unit of effect.
    """

    FILE: ClassVar[str] = "costs.yml"

    currency: str | None = None
    year: int | None = Field(default=None, ge=1900, le=2200)
    discount: Uncertain = Uncertain(fixed=0.035)
    prices: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    inputs: tuple[Input, ...] = Field(min_length=1)
    proxies: tuple[Proxy, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    willing: float | None = Field(default=None, gt=0)

    def proxy(self, id: str) -> Proxy:
        """Return the proxy of that id."""
        return next(proxy for proxy in self.proxies if proxy.id == id)

    @property
    def valued(self) -> tuple[Outcome, ...]:
        """The results that somebody put a value on."""
        return tuple(outcome for outcome in self.outcomes if outcome.proxy)
