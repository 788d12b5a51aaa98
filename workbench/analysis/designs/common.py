"""What every design doubts: people left out, and groups too small to carry an interval."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.designs.carried import FEW
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Array
from workbench.base.findings import Finding
from workbench.collection import Analysis

NOTHING = 1e-12
"""Below this share of the whole a variance is nothing but rounding."""


def common_checks(analysis: Analysis, effect: Effect) -> Iterator[Finding]:
    """People left out, no interval, and no lot."""
    holes: dict[str, object] = {"label": analysis.label, "n": effect.n_left_out}
    yield Finding("analysis.rows_left_out", effect.n_left_out == 0, analysis.id, "note", holes)
    carries = effect.ci_low is not None
    if effect.n_clusters is None:
        yield Finding("analysis.no_interval", carries, analysis.id, "warning", holes)
    else:
        yield Finding("analysis.too_few_sites_in_a_group", carries, analysis.id, "warning", holes)
    if not analysis.randomised:
        yield Finding("analysis.not_randomised", False, analysis.id, "note", holes)


def too_few(treated: Array, sites: pd.Series | None) -> bool:
    """Whether a group has fewer than four sites (two people without sites): no honest interval."""
    if sites is None:
        return min(int((treated == arm).sum()) for arm in (0, 1)) < 2
    return min(int(sites[treated == arm].nunique()) for arm in (0, 1)) < FEW


def welch(parts: list[tuple[float, int]]) -> float:
    """Return the degrees of freedom of a sum of variances, each from so many (Welch 1947).

    >>> welch([(1.0, 11), (1.0, 11)])
    20.0
    """
    total = sum(variance for variance, _ in parts)
    known = [(variance, n) for variance, n in parts if variance > NOTHING * total]
    if not known or any(n < 2 for _, n in known):
        return float("nan")
    return float(total**2 / sum(variance**2 / (n - 1) for variance, n in known))
