"""The one result: tables, figures and sentences are all made from it, so they cannot disagree."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.base.records import Text

COLUMNS = (
    "id",
    "design",
    "method",
    "outcome",
    "unit",
    "estimate",
    "std_error",
    "df",
    "ci_low",
    "ci_high",
    "level",
    "p_value",
    "n",
    "n_left_out",
    "n_clusters",
    "claim",
    "target",
    "count",
    "n_started",
    "worst",
    "best",
    "icc",
    "mean_before",
    "mean_after",
    "mean_treated",
    "mean_control",
)
"""The columns of ``results/effects.csv``: no sentence, so the same bytes in every language."""


@dataclass(frozen=True)
class Effect:
    """One estimate with its interval, its people, what it rests on, and the claim it allows.

    *unit* is ``share`` (0 to 1), ``points`` or ``dollars``; *level* is the confidence of the
    interval. The interval is None where the data cannot carry one. *detail* holds the numbers that
    only some designs have, by the names of COLUMNS.
    """

    id: str
    label: Text
    design: str
    method: str
    outcome: str
    unit: str
    estimate: float
    std_error: float | None
    df: float | None
    ci_low: float | None
    ci_high: float | None
    level: float
    n: int
    n_left_out: int
    claim: str
    p_value: float | None = None
    n_clusters: int | None = None
    rests_on: tuple[str, ...] = ()
    detail: Mapping[str, float] = field(default_factory=dict)

    def row(self) -> dict[str, object]:
        """Return the effect as a row of ``results/effects.csv``."""
        own = {name: getattr(self, name) for name in COLUMNS if hasattr(self, name)}
        return {**own, **self.detail}
