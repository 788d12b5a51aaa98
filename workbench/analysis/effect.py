"""The one result: tables, figures and sentences are all made from it, so they cannot disagree."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.base.records import Text

COLUMNS = (
    "id", "design", "method", "estimand", "measure", "outcome", "unit", "value", "reference",
    "estimate", "std_error", "df", "ci_low", "ci_high", "level", "p_value", "wild_p_value",
    "family", "family_size", "p_holm", "p_bh", "p_romano_wolf", "n", "n_left_out", "n_clusters",
    "claim", "target", "count", "n_started", "worst", "best", "icc", "mean_before", "mean_after",
    "mean_treated", "mean_control", "n_treated", "n_control", "standardised", "lot_p_value",
    "references", "defaults", "notes",
)  # fmt: skip
"""The columns of ``results/effects.csv``: no sentence, so the same bytes in every language.

An effect is a row; one with several values of its treatment, or several moments, is followed by a
row for each, whose ``value`` and ``reference`` say which.
"""
FIGURES = (
    "estimate", "std_error", "df", "ci_low", "ci_high", "p_value", "wild_p_value", "p_holm", "p_bh",
    "p_romano_wolf", "n", "n_left_out", "n_clusters",
)  # fmt: skip
"""What an effect no longer says where it is masked."""
SHARED = (
    "id", "design", "method", "estimand", "measure", "outcome", "unit", "level", "family", "claim",
)  # fmt: skip
"""What the row of a contrast says like the row of its effect."""
RATIOS = ("risk_ratio", "hazard_ratio")
"""The measures whose "no effect" is 1."""
MASKED = "masked"
"""One more column, and only where a row is masked; its figures are then blank."""


@dataclass(frozen=True)
class Contrast:
    """One value of the treatment (or one moment) against its reference.

    *value* and *reference* are as the column writes them; the numbers are those of `Effect`.
    """

    value: str
    reference: str
    estimate: float
    std_error: float | None = None
    df: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    p_value: float | None = None
    n: int | None = None
    p_holm: float | None = None
    p_bh: float | None = None

    def figures(self) -> dict[str, Any]:
        """Return the figures that an effect has too, by their names there: all but the people."""
        own = ("estimate", "std_error", "df", "ci_low", "ci_high", "p_value")
        return {name: getattr(self, name) for name in own}


@dataclass(frozen=True)
class Effect:
    """One estimate with its interval, its people, what it rests on, and the claim it allows.

    *unit* is ``share`` (0 to 1), ``points`` or ``dollars``; *level* is the confidence of the
    interval. The interval is None where the data cannot carry one. The estimate and the
    numbers of people are None where they are masked (see `mask`). *measure* says what the estimate
    is: a difference, or a ratio (its standard error is then that of its logarithm). *estimand* is
    for whom it holds: ``att`` (those treated), ``ate`` (everyone), None where nobody is compared.
    *wild_p_value* is the p-value of the wild cluster bootstrap. *family* is the one that the plan
    declares, *family_size* how many p-values it holds; *p_holm*, *p_bh* and *p_romano_wolf* are
    corrected for that number (see `families`). *contrasts* holds one estimate per
    value of a treatment that has several, or per moment. *references* names the value that stands
    for zero in each column of words. *defaults* are the ids of the choices made where nobody chose,
    *notes* those of what the reader must know; both are phrases, and *holes* fills them. *detail*
    holds the numbers that only some designs have, by the names of COLUMNS, or others.
    """

    id: str
    label: Text
    design: str
    method: str
    outcome: str
    unit: str
    estimate: float | None
    std_error: float | None
    df: float | None
    ci_low: float | None
    ci_high: float | None
    level: float
    n: int | None
    n_left_out: int | None
    claim: str
    p_value: float | None = None
    n_clusters: int | None = None
    rests_on: tuple[str, ...] = ()
    detail: Mapping[str, float] = field(default_factory=dict)
    estimand: str | None = None
    measure: str = "difference"
    wild_p_value: float | None = None
    contrasts: tuple[Contrast, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    defaults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    holes: Mapping[str, object] = field(default_factory=dict)
    family: str | None = None
    family_size: int | None = None
    p_holm: float | None = None
    p_bh: float | None = None
    p_romano_wolf: float | None = None

    @property
    def figure(self) -> float:
        """The estimate as a number: NaN where it is masked."""
        return float("nan") if self.estimate is None else self.estimate

    @property
    def masked(self) -> bool:
        """Whether the figures are kept back, for they would tell of a few people."""
        return self.estimate is None

    def mask(self) -> "Effect":
        """Return the effect without its figures: what was asked, its design and its claim stay."""
        blank: dict[str, Any] = dict.fromkeys(FIGURES)
        return replace(
            self,
            **blank,
            detail={name: value for name, value in self.detail.items() if name == "target"},
            contrasts=(),
            references={},
            defaults=(),
            notes=(),
            holes={},
        )

    def row(self) -> dict[str, object]:
        """Return the effect as a row of ``results/effects.csv``."""
        own = {name: getattr(self, name) for name in COLUMNS if hasattr(self, name)}
        row = {**own, **{name: self.detail[name] for name in COLUMNS if name in self.detail}}
        row["references"] = (
            json.dumps(dict(self.references), ensure_ascii=False) if self.references else None
        )
        row |= {name: " ".join(getattr(self, name)) or None for name in ("defaults", "notes")}
        return {**row, MASKED: True} if self.masked else row

    def rows(self) -> list[dict[str, object]]:
        """Return the row of the effect, then one for each of its contrasts."""
        asked = {name: getattr(self, name) for name in SHARED}
        return [self.row(), *({**asked, **vars(contrast)} for contrast in self.contrasts)]


def with_mark(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """Return the columns of a table of results, and MASKED where one of its rows is masked."""
    return (*columns, MASKED) if any(MASKED in row for row in rows) else tuple(columns)
