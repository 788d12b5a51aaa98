"""What could mislead in an average of pilots, each doubt with the figures that raise it."""

from collections.abc import Callable, Iterator

import numpy as np

from workbench.analysis.pooling.amounts import ends, one
from workbench.analysis.pooling.asymmetry import egger
from workbench.analysis.pooling.pilots import FEW, Pilots, some
from workbench.analysis.pooling.pooled import Pooled
from workbench.base.findings import Finding
from workbench.base.words import Share

NORMAL = 10
"""With fewer pilots the normal interval, and the look of a funnel, are not to be trusted."""
A_MODERATOR = 10
"""So many pilots each moderator needs (Cochrane Handbook 2024, chapter 10)."""
HALF = 0.5
WIDER = 1.1
"""The careful interval of the next site is worth saying where it is so many times the usual one."""
ASYMMETRY = 0.1
ALIKE = 0.98
"""The factor of Hartung and Knapp from which its interval is as good as not narrowed."""


def doubts(pooled: Pooled, pilots: Pilots | None = None) -> list[Finding]:
    """Return the findings about a pooling, with those about the file where *pilots* brings them."""
    found = [finding for look in ALL for finding in look(pooled)]
    return [*(pilots.findings if pilots else ()), *found]


def few(pooled: Pooled) -> Iterator[Finding]:
    """From five pilots on; with fewer, the next site may be anywhere in its interval."""
    if pooled.ahead is None:
        yield Finding("pooling.no_prediction", False, "", "warning", {"k": pooled.k})
        return
    holes = {"k": pooled.k, **ends(pooled, pooled.ahead)}
    yield Finding("pooling.few", pooled.k >= FEW, "", "warning", holes)
    if pooled.k - pooled.p == 2:
        yield Finding("pooling.one_degree", False, "", "warning", holes)


def careful(pooled: Pooled) -> Iterator[Finding]:
    """The interval of the next site is wide enough for what is not known of tau²."""
    usual = pooled.ahead
    if usual is None:
        return
    narrow = pooled.careful[1] - pooled.careful[0] > WIDER * (usual[1] - usual[0])
    holes = {"k": pooled.k, **ends(pooled, pooled.careful)}
    yield Finding("pooling.next_too_narrow", not narrow, "", "warning", holes)


def truncated(pooled: Pooled) -> Iterator[Finding]:
    """Hartung and Knapp's interval is not narrower than the one without their factor."""
    if pooled.test == "t":
        holes = ends(pooled, pooled.truncated)
        yield Finding("pooling.truncated", pooled.spread >= ALIKE, "", "note", holes)


def normal(pooled: Pooled) -> Iterator[Finding]:
    """The normal interval is asked for with enough pilots, which do not all say the same."""
    if pooled.test == "z":
        holes = {"k": pooled.k}
        if len({pilot.effect for pilot in pooled.pilots}) == 1:  # t has no width then
            yield Finding("pooling.all_equal", False, "", "warning", holes)
        else:
            yield Finding("pooling.normal", pooled.k >= NORMAL, "", "warning", holes)


def next_differs(pooled: Pooled) -> Iterator[Finding]:
    """Where the average is away from zero, the next site is too."""
    usual = pooled.ahead
    if usual is None or pooled.centre.holds_zero or not pooled.against_zero:
        return
    crosses = usual[0] <= 0 <= usual[1]
    yield Finding("pooling.next_differs", not crosses, "", "warning", ends(pooled, usual))


def spread_known(pooled: Pooled) -> Iterator[Finding]:
    """The pilots tell whether sites differ; asked where they do not all say the same.

    The spread of rates is one of log odds, which no sentence can carry.
    """
    if pooled.tau2_high == 0 or not pooled.against_zero:
        return
    holes = ends(pooled, (pooled.tau2_low**0.5, pooled.tau2_high**0.5), sign=False)
    yield Finding("pooling.spread_unknown", pooled.tau2_low > 0, "", "note", holes)


def one_carries(pooled: Pooled) -> Iterator[Finding]:
    """No pilot alone decides whether the average is away from zero, or weighs most of it."""
    turning = [
        pilot.id
        for pilot in pooled.pilots
        if pilot.without is not None and pilot.without.holds_zero != pooled.centre.holds_zero
    ]
    if pooled.k > 2:
        holes = {"pilots": some(turning)}
        if pooled.against_zero:
            yield Finding("pooling.one_decides", not turning, "", "warning", holes)
        first = max(pooled.pilots, key=lambda pilot: pilot.weight)
        weight = {"pilot": first.id, "share": Share(first.weight)}
        yield Finding("pooling.one_weighs", first.weight <= HALF, "", "note", weight)


def funnel(pooled: Pooled) -> Iterator[Finding]:
    """Small pilots show what large ones show; with few pilots nobody can tell."""
    alike = np.ptp([pilot.variance for pilot in pooled.pilots]) == 0
    if pooled.k < NORMAL or alike:
        holes = {"k": pooled.k, "least": NORMAL}
        yield Finding("pooling.funnel_silent", False, "", "note", holes)
        return
    told = egger(pooled).p_value >= ASYMMETRY
    yield Finding("pooling.small_pilots", told, "", "warning", {"k": pooled.k})


def moderators(pooled: Pooled) -> Iterator[Finding]:
    """There are enough pilots for the moderators, and the estimate is not far from all of them."""
    if pooled.moderation is None:
        return
    m = len(pooled.moderation.mean)
    holes = {"k": pooled.k, "m": m, "least": A_MODERATOR * m}
    yield Finding("pooling.moderators_few", pooled.k >= A_MODERATOR * m, "", "warning", holes)
    centre = {"estimate": one(pooled, pooled.centre.estimate)}
    yield Finding("pooling.at_zero", False, "", "note", centre)


def claims(pooled: Pooled) -> Iterator[Finding]:
    """The pilots allow the same claim; else the average keeps to the weakest."""
    kinds = {pilot.claim for pilot in pooled.pilots}
    yield Finding("pooling.claims_differ", len(kinds) == 1, "", "note", {"n": len(kinds)})


def left_out(pooled: Pooled) -> Iterator[Finding]:
    """Every row of the file has an effect and a variance."""
    gone = pooled.left_out
    holes = {"pilots": some(gone), "n": len(gone)}
    yield Finding("pooling.left_out", not gone, "", "warning", holes)


ALL: tuple[Callable[[Pooled], Iterator[Finding]], ...] = (
    few,
    careful,
    next_differs,
    one_carries,
    normal,
    moderators,
    left_out,
    truncated,
    spread_known,
    funnel,
    claims,
)
"""Every doubt, in the order in which people read them."""
