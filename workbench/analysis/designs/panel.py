"""Units seen at several moments: their own levels taken out, and the moments since each began."""

import numpy as np
import pandas as pd

from workbench.analysis.designs.cells import counts, means_by, people, solve_people
from workbench.analysis.designs.columns import two_groups
from workbench.analysis.designs.rows import numbers
from workbench.analysis.inference.randomisation import randomisation
from workbench.analysis.regression import Array, Regression
from workbench.base.errors import DataError
from workbench.collection import Analysis


def need_one_row_a_moment(analysis: Analysis, rows: pd.DataFrame) -> None:
    """Raise DataError when a unit has two rows at one moment.

    A unit that is the cluster itself may hold many people at every moment: nothing is raised where
    most of its moments have several.
    """
    if analysis.follows == analysis.cluster:
        keys = [rows[str(analysis.follows)], rows[str(analysis.time)]]
        seen = pd.Series(counts(rows), index=rows.index).groupby(keys).sum()
        if float(seen.median()) > 1:
            return
    twice = rows.duplicated([str(analysis.follows), str(analysis.time)])
    if twice.any():
        first = rows.loc[twice, analysis.follows].iloc[0]
        raise DataError("estimate.twice", n=int(twice.sum()), unit=first, time=analysis.time)


def fixed_effects(
    analysis: Analysis, rows: pd.DataFrame, x: pd.DataFrame, clusters: pd.Series | None
) -> Regression:
    """Regress the outcome on *x* with a level for each unit and each moment.

    The levels of units are taken out by their means, which changes neither the coefficients nor
    their CR2 errors when a unit is inside one cluster (Pustejovsky and Tipton 2018, theorem 2);
    the moments stay in the table as columns.
    """
    unit, time = rows[analysis.follows], rows[analysis.time]
    moments = pd.get_dummies(time.astype(str), prefix="(moment)", drop_first=True).astype(float)
    full = x.join(moments)
    y = numbers(analysis, rows, analysis.outcome)
    where = unit if clusters is None else clusters
    if len(pd.DataFrame({"unit": unit, "site": where}).drop_duplicates()) > len(unit.unique()):
        raise DataError("estimate.unit_in_two_sites", unit=analysis.follows, site=analysis.cluster)
    within = full - _own_level(full, unit, rows)
    # A column that never changes within a unit is nothing but rounding by now.
    within = within.where(within.abs() > 1e-12 * (1 + full.abs().max()), 0.0)
    level = _own_level(y.to_frame(), unit, rows).iloc[:, 0]
    return solve_people((y - level).to_numpy(), within, where, rows)


def _own_level(values: pd.DataFrame, unit: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of each row's unit."""
    levels = means_by(values, unit, rows).loc[unit]
    levels.index = values.index
    return levels


def cr1(solved: Regression, c: Array, analysis: Analysis, rows: pd.DataFrame) -> float:
    """Return the error that pyfixest 0.60 prints by default (CRV1), to be compared; not for use.

    G / (G - 1) (n - 1) / (n - k); k counts the columns, and the levels as pyfixest counts them: one
    where each unit is a cluster, else one per moment.
    """
    n = people(rows)
    groups = int(np.max(np.asarray(solved.clusters))) + 1
    moments = rows[analysis.time].nunique()
    columns = solved.spread.shape[1] - (moments - 1)
    k = columns + (1 if groups == rows[analysis.follows].nunique() else moments)
    return solved.error(c, "CR0") * float(np.sqrt(groups / (groups - 1) * (n - 1) / (n - k)))


def moments_since(analysis: Analysis, rows: pd.DataFrame) -> pd.Series:
    """Return how many moments each row is from the start of its unit; missing where it never is.

    Moments are counted in their order of appearance in the data. Raises DataError when a treatment
    stops again, or when nobody is seen just before the start.
    """
    treated = two_groups(analysis, rows)
    order = {moment: place for place, moment in enumerate(sorted(rows[analysis.time].unique()))}
    place = rows[analysis.time].map(order).astype(float)
    start = place.where(treated == 1).groupby(rows[analysis.follows]).transform("min")
    if ((place >= start) & (treated == 0)).any():
        raise DataError("estimate.stops_again", column=analysis.treatment)
    since = place - start
    together = bool(start.notna().all()) and start.min() == start.max()
    if together or not (since == -1).any():
        raise DataError("estimate.no_moment_before", column=analysis.time)
    return since


def by_lot(analysis: Analysis, rows: pd.DataFrame, clusters: pd.Series | None) -> float | None:
    """Return the p-value of the change of each cluster, the clusters' lot being drawn again.

    A cluster's change is its mean once anybody is treated less its mean before. None where the
    treated do not all begin together, where a cluster holds both groups, or is not seen both times.
    """
    treated = two_groups(analysis, rows)
    if clusters is None:
        return None
    ever = treated.groupby(clusters).transform("max")
    moments = rows[analysis.time]
    after = moments.isin(moments[treated == 1].unique())
    if analysis.follows is None:  # two waves: the treatment says who is ever treated
        after = moments.astype(float) == 1
        together = bool((treated == ever).all())
    else:
        together = bool((treated == ever * after).all()) or bool((treated == ever).all())
    y = numbers(analysis, rows, analysis.outcome)
    seen = [means_by(y[after == wave].to_frame(), clusters, rows) for wave in (False, True)]
    means = pd.concat([wave.iloc[:, 0] for wave in seen], axis=1, keys=[False, True])
    if not together or means.shape[1] != 2 or means.isna().any(axis=None):
        return None
    arms = ever.groupby(clusters).first()
    return randomisation(means[True] - means[False], arms, seed=analysis.seed).p_value
