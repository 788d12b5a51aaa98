"""What is asked of a scale, and what comes back for the whole and for each question."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """The columns of the questions, those to turn round, and the column of sites if there is one.

    *low* and *high* are the ends of the answers: a question of *reverse* becomes low + high less
    the answer. Without them, the ends are those that were seen.
    """

    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    cluster: str | None = None
    level: float = 0.95


@dataclass(frozen=True)
class Item:
    """One question: *item_rest* is its correlation with the sum of the others.

    *alpha_without* is the alpha of the others; *missing* the share of people without an answer.
    """

    id: str
    mean: float
    sd: float
    item_rest: float
    alpha_without: float | None
    missing: float
    loading: float | None


@dataclass(frozen=True)
class Reliability:
    """How far the questions measure one thing. *omega* is None where it cannot be had.

    *n* counts the people with at least one answer, *n_complete* those with all of them. *alpha*
    uses every pair of answers that is there; *alpha_complete* those people alone. *icc* is how
    alike people of one site are in the mean of their answers.
    """

    asked: Asked
    n: int
    n_complete: int
    alpha: float
    ci_low: float | None
    ci_high: float | None
    alpha_standardised: float | None
    alpha_complete: float | None
    omega: float | None
    items: tuple[Item, ...]
    icc: float | None = None
    design_effect: float | None = None
