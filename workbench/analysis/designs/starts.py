"""Units seen at several moments: one row each, who began when, and who weighs how much."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.common import welch
from workbench.analysis.designs.groups import covariates_of, design_matrix
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.base.errors import DataError
from workbench.collection import Analysis

NEVER = 0


@dataclass(frozen=True)
class Panel:
    """The rows of a staggered start: ``unit``, ``time``, ``outcome``, ``first``, ``cluster``.

    Every unit is seen at every moment. *always* is how many units were treated from the first
    moment and were left out, *holes* how many were left out since a moment is missing.
    """

    rows: pd.DataFrame
    covariates: tuple[str, ...]
    clustered: bool
    always: int
    holes: int

    @property
    def starts(self) -> pd.Series:
        """The moment at which each unit began, 0 for never, by unit."""
        firsts: pd.Series = self.rows.groupby("unit")["first"].first()
        return firsts

    @property
    def treated(self) -> int:
        """How many units began."""
        return int((self.starts != NEVER).sum())

    @property
    def never(self) -> int:
        """How many units never began."""
        return int((self.starts == NEVER).sum())

    @property
    def count(self) -> int | None:
        """How many clusters there are; None where the unit is the cluster and none was named."""
        return int(self.rows["cluster"].nunique()) if self.clustered else None

    @property
    def fewest(self) -> int:
        """How many units, or clusters, the smaller of the two sides has."""
        began = self.rows["first"] != NEVER
        return min(int(self.rows.loc[side, "cluster"].nunique()) for side in (began, ~began))

    @property
    def share_alone(self) -> float:
        """The share of the units that began whose group is one unit, or one cluster, alone."""
        began = self.rows[self.rows["first"] != NEVER].drop_duplicates("unit")
        alone = began.groupby("first")["cluster"].transform("nunique") == 1
        return float(alone.mean())


def panel_of(analysis: Analysis, table: pd.DataFrame) -> Panel:
    """Return the rows of a staggered start; raise DataError where they are not units over time."""
    first = str(analysis.first)
    rows = known_rows(analysis, table)
    rows = rows.assign(**{first: rows[first].fillna(NEVER)})
    moments = whole(analysis, rows, str(analysis.time))
    starts = whole(analysis, rows, first)
    sites = need_sites(analysis, rows)
    y = numbers(analysis, rows, analysis.outcome)
    need_spread(analysis, y)
    extra = covariates_of(analysis, rows)
    if analysis.covariates:
        design_matrix(extra)  # a letter, where columns say the same
    unit = rows[analysis.follows]
    seen = pd.DataFrame({"unit": unit, "time": moments, "outcome": y, "first": starts})
    seen["cluster"] = unit if sites is None else sites
    names = tuple(f"x{place}" for place in range(extra.shape[1]))
    seen = seen.join(extra.set_axis(list(names), axis=1))
    once(analysis, seen)
    if _varies(seen, "unit").any():
        raise DataError("designs.two_starts", id=analysis.id, column=first)
    seen["first"] = seen["first"].where(seen["first"] <= moments.max(), NEVER)
    return _whole_units(analysis, seen, names)


def _varies(seen: pd.DataFrame, by: str) -> pd.Series:
    """Return, for each unit or cluster, whether its rows have several starts."""
    ends = seen.groupby(by)["first"].agg(["min", "max"])
    return ends["min"] < ends["max"]


def whole(analysis: Analysis, rows: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of moments as whole numbers; raise DataError for anything between."""
    values = numbers(analysis, rows, column)
    if not (values == values.round()).all():
        raise DataError("designs.not_whole", id=analysis.id, column=column)
    return values.astype(int)


def once(analysis: Analysis, seen: pd.DataFrame) -> None:
    """Raise DataError when a unit is seen twice at one moment."""
    twice = seen[seen.duplicated(["unit", "time"], keep=False)]
    if not twice.empty:
        first = twice.iloc[0]
        raise DataError(
            "designs.twice",
            id=analysis.id,
            n=int(twice.groupby(["unit", "time"]).ngroups),
            unit=str(first["unit"]),
            time=str(first["time"]),
        )


def _whole_units(analysis: Analysis, seen: pd.DataFrame, names: Sequence[str]) -> Panel:
    """Keep the units seen at every moment, and those that have a before."""
    moments = seen["time"].nunique()
    complete = seen.groupby("unit")["time"].transform("size") == moments
    holes = int(seen.loc[~complete, "unit"].nunique())
    late = (seen["first"] == NEVER) | (seen["first"] > seen["time"].min())
    always = int(seen.loc[complete & ~late, "unit"].nunique())
    kept = seen[complete & late]
    if not (kept["first"] == NEVER).any():
        raise DataError("designs.nobody_never", id=analysis.id, column=analysis.first)
    if (kept["first"] == NEVER).all():
        raise DataError("designs.nobody_begins", id=analysis.id, column=analysis.first)
    kept = kept.reset_index(drop=True)
    kept["unit"] = pd.factorize(kept["unit"], sort=True)[0]
    clustered = analysis.cluster is not None
    kept["cluster"] = pd.factorize(kept["cluster"], sort=True)[0]
    return Panel(kept, tuple(names), clustered, always, holes)


def degrees_of_freedom(panel: Panel) -> float:
    """Return Welch's degrees of freedom over the groups that began together, and the never treated.

    Each unit (or cluster) weighs as in the mean of all cells after the start, without covariates.
    Where clusters hold units of several groups: clusters - 1.
    """
    unit = panel.rows.drop_duplicates("unit").set_index("unit").sort_index()
    if _varies(unit, "cluster").any():
        return float(unit["cluster"].nunique() - 1)
    sums = _own_part(panel, unit["first"]).groupby(unit["cluster"]).sum()
    began = unit.groupby("cluster")["first"].first()
    parts = [(float((part**2).sum()), len(part)) for _, part in sums.groupby(began)]
    return welch(parts)


def _own_part(panel: Panel, firsts: pd.Series) -> pd.Series:
    """Return how much of the estimate comes from the path of each unit, its group's mean apart."""
    wide = panel.rows.pivot_table(index="unit", columns="time", values="outcome").sort_index()
    moments = np.array(wide.columns)
    values = wide.to_numpy()
    never = (firsts == NEVER).to_numpy()
    part = np.zeros(len(values))
    total = 0
    for start in sorted(set(firsts) - {NEVER}):
        own = (firsts == start).to_numpy()
        after = np.flatnonzero(moments >= start)
        if not len(after):
            continue
        change = (values[:, after] - values[:, [after[0] - 1]]).sum(axis=1)
        part[own] += change[own]
        part[never] -= change[never] * own.sum() / never.sum()
        total += own.sum() * len(after)
    owned = pd.Series(part / total, index=wide.index)
    return owned - owned.groupby(firsts).transform("mean")
