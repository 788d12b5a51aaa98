"""The averages of pilots as a table without a sentence: the same bytes in both languages."""

from workbench.analysis.pilots.clubs import INNER, OUTER, clubs
from workbench.analysis.pilots.compare import Compared, Group
from workbench.analysis.pooling.amounts import rate

COLUMNS = (
    "outcome", "group", "quantity", "unit", "measure", "simulated", "pilots", "masked", "k",
    "method", "estimate", "ci_low", "ci_high", "level", "prediction_low", "prediction_high",
    "careful_low", "careful_high", "tau2", "i2", "claim", "clubs", "clubs_count", "clubs_n",
    "clubs_rate", "alike", "beyond_inner", "beyond_outer",
)  # fmt: skip
"""The columns of a table of averages: a group of comparable pilots a row.

The average of rates is a rate and that of ratios a ratio; *tau2* stays on the scale of averages
(log odds, logarithms). *clubs_rate* is the rate of the people of all clubs together.
"""
SAID = (
    "estimate", "ci_low", "ci_high", "prediction_low", "prediction_high", "careful_low",
    "careful_high",
)  # fmt: skip


def rows(compared: Compared) -> list[dict[str, object]]:
    """Return one row a group, in the order of outcomes."""
    return [
        {
            "outcome": group.outcome.key,
            "group": group.number,
            "pilots": len(group.rows),
            "masked": sum(row.masked for row in group.rows),
            **{name: getattr(group.first, name) for name in OF_ALL},
            **_pooled(group),
            **_clubs(group, compared),
        }
        for group in compared.groups
    ]


OF_ALL = ("quantity", "unit", "measure", "simulated")


def _pooled(group: Group) -> dict[str, object]:
    pooled = group.pooled
    if pooled is None:
        return {"k": sum(not row.masked for row in group.rows)}
    named = ("k", "method", "level", "tau2", "i2", "claim")
    figures: dict[str, float | None] = {
        "estimate": pooled.centre.estimate,
        "ci_low": pooled.centre.ci_low,
        "ci_high": pooled.centre.ci_high,
        "prediction_low": pooled.prediction_low,
        "prediction_high": pooled.prediction_high,
        "careful_low": pooled.careful[0],
        "careful_high": pooled.careful[1],
    }
    return {
        **{name: getattr(pooled, name) for name in named},
        **{name: _said(value, pooled.unit) for name, value in figures.items()},
    }


def _said(value: float | None, unit: str) -> float | None:
    """Return a figure as people read it: log odds as a rate, a logarithm as a ratio."""
    from numpy import exp

    if value is None:
        return None
    return rate(value) if unit == "rate" else float(exp(value)) if unit == "ratio" else value


def _clubs(group: Group, compared: Compared) -> dict[str, object]:
    found = clubs(group, compared.gathered)
    if found is None:
        return {}
    return {
        "clubs": len(found.clubs),
        "clubs_count": sum(club.count for club in found.clubs),
        "clubs_n": sum(club.n for club in found.clubs),
        "clubs_rate": found.rate,
        "alike": found.alike,
        "beyond_inner": len(found.beyond(INNER)),
        "beyond_outer": len(found.beyond(OUTER)),
    }
