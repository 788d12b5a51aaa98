"""Whether anybody in the other group resembles those who came, and how many people that leaves."""

import numpy as np
import pandas as pd

from workbench.analysis.checks.groups import groups_of, score_of
from workbench.analysis.checks.record import Checked
from workbench.analysis.designs.balance import effective_size
from workbench.base.findings import Finding
from workbench.base.words import Phrase, Share
from workbench.collection import Analysis

EDGE = 0.02
"""A chance nearer to 0 or 1 than this leaves nobody to compare with (Crump and others 2009)."""
ALONE = 0.1
"""The share of people so alone that is still borne."""
LEAST_LEFT = 0.3
"""Below this share of effective people, few speak for all."""
HEAVIEST = 0.05
"""One person should not carry more of the weight of a group of MANY."""
MANY = 40
PARTS = 10


def overlap(analysis: Analysis, table: pd.DataFrame) -> Checked:
    """Say for how many people the other group holds nobody who resembles them.

    A logit of the treatment on the covariates gives each person a chance of being treated; near 0
    or 1 (EDGE), or beyond the last of the other group, there is nobody to compare with. Looked at
    are those treated for ``att``, everybody for ``ate``. ``figures``: ten bands of the chance,
    ``from``, ``to``, and how many ``treated`` and ``others`` are in each. ``detail``: ``alone``,
    the share of such people, and ``lowest`` and ``highest``, the chances both groups have. Passes
    when no more than a tenth are alone. Raises DataError without covariates, for a treatment that
    is not 1 or 0, and where a covariate tells the groups apart without any doubt.

    >>> table = pd.DataFrame({"came": [1, 1, 1, 0, 0, 0], "x": [1.0, 3, 4, 0, 2, 5], "y": range(6)})
    >>> plan = Analysis(id="a", design="weighting", outcome="y", treatment="came",
    ...     covariates=("x",), label="A", unit="points")
    >>> overlap(plan, table).detail["alone"]
    0.0
    """
    groups = groups_of(analysis.model_copy(update={"design": "comparison"}), table)
    score = score_of(analysis, groups)
    one = groups.treated == 1
    lowest = max(float(score[one].min()), float(score[~one].min()))
    highest = min(float(score[one].max()), float(score[~one].max()))
    edge = (score < EDGE) | (score > 1 - EDGE)
    beyond = (score < lowest) | (score > highest)
    asked = np.ones(len(one), dtype=bool) if analysis.estimand == "ate" else one
    beyond = beyond if analysis.estimand == "ate" else score > highest
    alone = float((edge | beyond)[asked].mean())
    marks = np.linspace(0, 1, PARTS + 1)
    counts = {
        name: np.histogram(score[arm], marks)[0]
        for name, arm in (("treated", one), ("others", ~one))
    }
    return Checked(
        Finding("checks.overlap", alone <= ALONE, analysis.id, "warning", {
            "label": analysis.label, "share": Share(alone),
        }),
        Phrase("checks.overlap_means"),
        Phrase("checks.overlap_not"),
        pd.DataFrame({"from": marks[:-1], "to": marks[1:], **counts}),
        {"alone": alone, "lowest": lowest, "highest": highest},
    )  # fmt: skip


def effective_sample(
    analysis: Analysis, table: pd.DataFrame, weights: pd.Series | None = None
) -> Checked:
    """Say how many people of equal weight would tell as much as each weighted group (Kish 1965).

    *weights* has a weight per row of the table; without it those that the design makes
    (``matching``, ``weighting``), the column of the plan, or for another design the odds of the
    score, which make the others like those treated. ``figures``: a row per group, ``group``,
    ``people``, ``effective``, ``share`` and ``largest`` (the heaviest person's share of the
    weight). Passes when each group keeps three tenths of its people, and in a group of forty or
    more nobody carries more than a twentieth. Raises DataError as `overlap` does.

    >>> table = pd.DataFrame({"came": [1, 1, 0, 0, 0], "x": [1, 2, 1, 2, 3], "y": range(5)})
    >>> plan = Analysis(id="a", design="weighting", outcome="y", treatment="came",
    ...     covariates=("x",), label="A", unit="points")
    >>> found = effective_sample(plan, table, pd.Series([1.0, 1, 1, 1, 0]))
    >>> found.figures["effective"].tolist()
    [2.0, 2.0]
    """
    groups = groups_of(analysis, table, weights)
    given = groups.weights
    if not groups.own and analysis.weights is None:
        score = score_of(analysis, groups)
        given = np.where(groups.treated == 1, 1.0, score / (1 - score))
    lines = []
    for name, arm in (("treated", 1), ("others", 0)):
        own = given[groups.treated == arm]
        worth, largest = effective_size(own), float(own.max() / own.sum())
        line = {"people": len(own), "effective": worth, "share": worth / len(own)}
        lines.append({"group": name, **line, "largest": largest})
    figures = pd.DataFrame(lines)
    heavy = (figures["largest"] > HEAVIEST) & (figures["people"] >= MANY)
    passed = bool((figures["share"] >= LEAST_LEFT).all() and not heavy.any())
    worst = figures.loc[figures["share"].idxmin()]
    holes = {
        "label": analysis.label, "worth": round(float(worst["effective"])),
        "n": int(worst["people"]), "share": Share(float(figures["largest"].max())),
    }  # fmt: skip
    return Checked(
        Finding("checks.effective", passed, analysis.id, "warning", holes),
        Phrase("checks.effective_means"),
        Phrase("checks.effective_not"),
        figures,
        {"share": float(worst["share"]), "largest": float(figures["largest"].max())},
    )
