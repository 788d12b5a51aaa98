"""How alike people of one site are, and how far two measures of one person agree."""

import pandas as pd

from workbench.analysis.reliability.coefficients import Numbers
from workbench.base.errors import DataError
from workbench.data.quality.chance import icc as anova

MOST = 1e6
"""The largest ratio of the variance between sites to that within that is looked for."""


def icc(values: pd.Series, sites: pd.Series) -> float:
    """Return how alike people of one site are, from the analysis of variance; at least 0.

    Raises DataError where there are fewer than two sites, or no site has two people.
    """
    known = values.notna() & sites.notna()
    _need_sites(sites[known])
    return anova(values[known].astype(float), sites[known])


def icc_reml(values: pd.Series, sites: pd.Series) -> float:
    """Return the same by restricted maximum likelihood, which weighs unequal sites better.

    The variance between sites is θ times that within; the derivative of the restricted likelihood
    in θ (Searle, Casella and McCulloch 1992) is brought to zero. With sites of one size it is the
    figure of the analysis of variance.
    """
    known = values.notna() & sites.notna()
    _need_sites(sites[known])
    groups = values[known].astype(float).groupby(sites[known])
    sizes, means = groups.count().to_numpy(float), groups.mean().to_numpy(float)
    within = float(groups.apply(lambda one: ((one - one.mean()) ** 2).sum()).sum())
    if within == 0:
        raise DataError("reliability.no_spread")
    theta = _root(sizes, means, within)
    return theta / (1 + theta)


def _root(sizes: Numbers, means: Numbers, within: float) -> float:
    from scipy.optimize import brentq

    if _slope(0.0, sizes, means, within) <= 0:
        return 0.0
    if _slope(MOST, sizes, means, within) > 0:
        return MOST
    return float(brentq(_slope, 0.0, MOST, (sizes, means, within), xtol=1e-14, rtol=1e-14))


def _slope(theta: float, sizes: Numbers, means: Numbers, within: float) -> float:
    """Return the derivative of twice the restricted log-likelihood in θ."""
    weights = sizes / (1 + sizes * theta)
    middle = (weights * means).sum() / weights.sum()
    spread = within + (weights * (means - middle) ** 2).sum()
    falls = -(weights**2)
    gain = (falls * (means - middle) ** 2).sum() / spread
    return float(-((sizes.sum() - 1) * gain + weights.sum() + falls.sum() / weights.sum()))


def agreement(table: pd.DataFrame) -> float:
    """Return how far the columns of *table*, measures of one person a row, agree in value.

    One measure against another, both drawn from many: ICC(2,1) of Shrout and Fleiss (1979).
    Rows with a missing value are left out. Raises DataError where fewer than two rows are whole.
    """
    values = table.dropna().to_numpy(float)
    n, k = values.shape
    if n < 2 or k < 2:
        raise DataError("reliability.too_few", n=n, k=k)
    grand, rows, columns = values.mean(), values.mean(axis=1), values.mean(axis=0)
    by_row = k * ((rows - grand) ** 2).sum() / (n - 1)
    by_column = n * ((columns - grand) ** 2).sum() / (k - 1)
    left = ((values - rows[:, None] - columns + grand) ** 2).sum() / ((n - 1) * (k - 1))
    whole = by_row + (k - 1) * left + k * (by_column - left) / n
    return float((by_row - left) / whole) if whole > 0 else float("nan")


def _need_sites(sites: pd.Series) -> None:
    if sites.nunique() < 2 or len(sites) <= sites.nunique():
        raise DataError("reliability.no_sites", n=int(sites.nunique()))
