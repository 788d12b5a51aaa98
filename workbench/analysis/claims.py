"""How high a design may climb, with or without a lot, and what makes it climb down."""

from collections.abc import Iterable

from workbench.base.findings import Finding

LEVELS = ("described", "evolved", "associated", "estimated", "contributed", "caused")
"""From the weakest claim to the strongest. No figure reaches "contributed": `contributed` does."""
RUNGS = ("described", "evolved", "associated", "contributed", "caused")
"""The ladder as it is published; "estimated" is the upper half of "associated"."""
HIGHEST = {
    "progress": "described",
    "before_after": "evolved",
    "comparison": "associated",
    "difference_in_differences": "estimated",
    "staggered": "estimated",
    "matching": "estimated",
    "weighting": "estimated",
    "discontinuity": "estimated",
    "interrupted_series": "estimated",
    "time_to_event": "associated",
    "synthetic_control": "estimated",
    "instrument": "estimated",
}
"""The strongest claim of each design when nobody drew lots."""
RAISED_BY_A_LOT = frozenset(
    {
        "comparison",
        "difference_in_differences",
        "staggered",
        "matching",
        "weighting",
        "time_to_event",
        "instrument",
    }
)
"""The designs whose groups a lot can make: with it the claim is the highest."""
NEEDED = {"difference_in_differences": ("estimate.parallel_trends",)}
"""The checks that must have passed, not only not failed, for a claim above "associated"."""
CAPS = {
    "analysis.no_interval": "described",
    "analysis.too_few_sites_in_a_group": "described",
    "estimate.attrition": "associated",
    "estimate.parallel_trends": "associated",
    "designs.paths_before": "associated",
    "designs.still_apart": "associated",
    "designs.pushed": "associated",
    "designs.poor_mix": "associated",
}
"""The highest claim that is left when a check fails, by the id of its finding."""


def claim(design: str, carries: bool, randomised: bool = False) -> str:
    """Return the strongest claim of a design before its checks.

    *carries* says whether the data carry an interval: without one they describe, and no more.

    >>> claim("comparison", carries=True), claim("comparison", carries=True, randomised=True)
    ('associated', 'caused')
    """
    if not carries:
        return LEVELS[0]
    if randomised and design in RAISED_BY_A_LOT:
        return LEVELS[-1]
    return HIGHEST[design]


def rung(level: str) -> str:
    """Return the rung of the published ladder on which a claim stands.

    A difference whose assumptions were looked at ("estimated") is worded with more care, and is
    still something that goes with the programme.

    >>> rung("estimated"), rung("caused")
    ('associated', 'caused')
    """
    return "associated" if level == "estimated" else level


def weakest(*levels: str) -> str:
    """Return the weakest of these claims.

    >>> weakest("caused", "associated")
    'associated'
    """
    return min(levels, key=LEVELS.index)


def allowed(design: str, level: str, findings: Iterable[Finding]) -> str:
    """Return the claim that is left once the checks have spoken; never a stronger one.

    What a lot carries needs no check that replaces it: NEEDED only holds back "estimated".
    """
    found = list(findings)
    passed = {finding.id for finding in found if finding.passed is True}
    caps = [CAPS[finding.id] for finding in found if finding.id in CAPS and finding.passed is False]
    if level == "estimated" and not set(NEEDED.get(design, ())) <= passed:
        caps.append("associated")
    return weakest(level, *caps)
