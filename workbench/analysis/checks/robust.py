"""Whether the answer stays the same without one site, on the groups at entry, on a placebo."""

import numpy as np
import pandas as pd

from workbench.analysis.checks.groups import groups_of
from workbench.analysis.checks.record import Checked
from workbench.analysis.designs import ALL
from workbench.analysis.designs.balance import ALIKE, balance, effective_size
from workbench.analysis.effect import RATIOS
from workbench.analysis.estimate import estimate
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Phrase, Share
from workbench.collection import Analysis

LEAST_LEFT = 0.3
"""Below this share of effective people, few speak for all."""
FAR = 3.0
"""Standard errors, over the root of the number of sites, that one site may move the estimate."""


def leave_one_site_out(analysis: Analysis, table: pd.DataFrame, level: float = 0.95) -> Checked:
    """Estimate again without each site in turn: ``site``, ``estimate``, ``ci_low``, ``ci_high``.

    Passes when the answer hangs on no site: an interval on one side of no effect (0, or 1 for a
    ratio) stays there whichever is left out, and no difference moves by more than 3/√G of its
    standard errors (Belsley, Kuh and Welsch 1980 take 2/√G to look closer). Sites without which
    nothing can be estimated have no estimate. The jackknife over clusters, read one by one (Tukey
    1958). Raises DataError without a cluster column.

    >>> from workbench.data.simulate import Programme, simulate
    >>> plan = Analysis(id="a", design="comparison", outcome="after", treatment="treated",
    ...     cluster="club", label="A", unit="points")
    >>> people = simulate(Programme(clubs=12, size=6, effect=3), 1)
    >>> leave_one_site_out(plan, people).figures["site"].nunique()
    12
    """
    if analysis.cluster is None:
        raise DataError("checks.no_sites", id=analysis.id)
    whole = estimate(analysis, table, level)
    design, lines = ALL[analysis.design], []
    for site in sorted(table[analysis.cluster].dropna().unique()):
        rest = table[table[analysis.cluster] != site]
        try:
            found = design.estimate(analysis, rest.reset_index(drop=True), level)
        except DataError:
            lines.append({"site": site, "estimate": np.nan, "ci_low": np.nan, "ci_high": np.nan})
            continue
        ends = {"ci_low": found.ci_low, "ci_high": found.ci_high}
        lines.append({"site": site, "estimate": found.estimate, **ends})
    figures = pd.DataFrame(lines)
    lowest, highest = float(figures["estimate"].min()), float(figures["estimate"].max())
    none = 1.0 if whole.measure in RATIOS else 0.0
    mine = _side(whole.ci_low, whole.ci_high, none)
    ends = figures[["ci_low", "ci_high"]].to_numpy(dtype=float)
    turns = mine != 0 and any(_side(low, high, none) != mine for low, high in ends)
    moves = (figures["estimate"] - whole.figure).abs().max() / (whole.std_error or np.inf)
    far = whole.measure not in RATIOS and moves > FAR / len(figures) ** 0.5
    passed = not turns and not far and bool(figures["estimate"].notna().all())
    holes = {"label": analysis.label, "low": round(lowest, 2), "high": round(highest, 2)}
    return Checked(
        Finding("checks.one_site", passed, analysis.id, "warning", holes),
        Phrase("checks.one_site_means"),
        Phrase("checks.one_site_not"),
        figures,
        {"lowest": lowest, "highest": highest, "whole": whole.figure},
    )


def _side(low: float | None, high: float | None, none: float) -> int:
    """Say on which side of no effect an interval lies: 1, -1, or 0 where it holds it or is none."""
    if low is None or high is None:
        return 0
    return int(low > none) - int(high < none)


def balance_at_entry(
    analysis: Analysis, table: pd.DataFrame, weights: pd.Series | None = None
) -> Checked:
    """Compare the two groups on the covariates: the lines of a love plot.

    ``figures``: a row per covariate, indexed by its name, with the columns of
    `workbench.analysis.designs.balance.balance`. *weights* has a weight per row of the table (from
    losses, say); without it, those of ``matching`` and ``weighting``, the column of the plan, else
    1. ``detail``: ``effective`` people of the others (Kish 1965), their ``share``, the ``largest``
    weight as a share, and the worst ``gap``. Passes when no difference is above 0.1 standard
    deviations (Austin 2009) and the others keep three tenths of their number. Raises DataError
    without covariates, where the treatment is not 1 or 0, and for weights below 0.

    >>> table = pd.DataFrame({"came": [1, 1, 0, 0, 0], "x": [2, 4, 2, 4, 9], "y": range(5)})
    >>> plan = Analysis(id="a", design="comparison", outcome="y", treatment="came",
    ...     covariates=("x",), label="A", unit="points")
    >>> found = balance_at_entry(plan, table, pd.Series([1.0, 1, 1, 1, 0]))
    >>> found.finding.passed, round(float(found.figures.loc["x", "before"]), 2)
    (True, -1.41)
    """
    groups = groups_of(analysis, table, weights)
    figures = balance(groups.covariates, groups.treated, groups.weights, analysis.estimand or "att")
    others = groups.weights[groups.treated == 0]
    effective, gap = effective_size(others), float(figures["after"].abs().max())
    share = effective / len(others)
    worst = str(figures["after"].abs().idxmax())
    holes = {"label": analysis.label, "gap": round(gap, 2), "column": worst, "share": Share(share)}
    passed = gap <= ALIKE and share >= LEAST_LEFT
    return Checked(
        Finding("checks.balance", passed, analysis.id, "warning", holes),
        Phrase("checks.balance_means"),
        Phrase("checks.balance_not"),
        figures,
        {
            "effective": effective, "share": share, "gap": gap,
            "largest": float(others.max() / others.sum()),
        },
    )  # fmt: skip


def placebo_group(analysis: Analysis, table: pd.DataFrame, outcome: str) -> Checked:
    """Ask the same of an *outcome* that the programme cannot have moved, as one at entry.

    *outcome* names a column, such as the same answer at entry, or an age. Passes when its interval
    holds zero; does not apply without an interval. ``figures``: one row, ``outcome``, ``estimate``,
    ``ci_low``, ``ci_high``. Raises DataError as `estimate` does. A negative control outcome
    (Lipsitch, Tchetgen Tchetgen and Cohen 2010).

    >>> from workbench.data.simulate import Programme, simulate
    >>> plan = Analysis(id="a", design="comparison", outcome="after", treatment="treated",
    ...     label="A", unit="points")
    >>> placebo_group(plan, simulate(Programme(arms="people"), 1), "before").finding.passed
    True
    """
    asked = analysis.model_copy(update={
        "outcome": outcome, "covariates": tuple(c for c in analysis.covariates if c != outcome),
    })  # fmt: skip
    found = estimate(asked, table)
    low, high = found.ci_low, found.ci_high
    passed = None if low is None or high is None else bool(low <= 0 <= high)
    holes = {"label": analysis.label, "column": outcome, "estimate": round(found.figure, 2)}
    line = {"outcome": outcome, "estimate": found.estimate, "ci_low": low, "ci_high": high}
    return Checked(
        Finding("checks.placebo", passed, analysis.id, "warning", holes),
        Phrase("checks.placebo_means"),
        Phrase("checks.placebo_not"),
        pd.DataFrame([line]),
        {"estimate": found.figure},
    )
