"""The seventeen pitfalls: each is looked for in the data, and has a sentence of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.analysis.checks.pitfalls import (
    change,
    clubs,
    elsewhere,
    faults,
    groups,
    lost,
    many,
    starts,
)
from workbench.analysis.checks.pitfalls.case import Case
from workbench.base.errors import LetterError
from workbench.base.findings import Finding

__all__ = ["ALL", "Case", "Pitfall", "pitfalls"]

Look = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True)
class Pitfall:
    """One pitfall: its number, its own finding, how it is looked for, and who else finds it.

    *also* names findings of the designs and of data quality that speak of the same thing.
    """

    number: int
    id: str
    look: Look
    also: tuple[str, ...] = ()


ALL: tuple[Pitfall, ...] = (
    Pitfall(1, "pitfall.people_as_strangers", clubs.people_as_strangers),
    Pitfall(
        2,
        "pitfall.few_clubs",
        clubs.few_clubs,
        ("analysis.few_sites", "analysis.too_few_sites_in_a_group", "designs.few_units"),
    ),
    Pitfall(2, "pitfall.heavy_club", clubs.heavy_club),
    Pitfall(3, "pitfall.comes_back", change.comes_back, ("inference.drifts_back",)),
    Pitfall(4, "pitfall.change_alone", change.change_alone, ("analysis.no_comparison",)),
    Pitfall(
        5,
        "pitfall.lost_unequally",
        lost.lost_unequally,
        ("estimate.attrition", "analysis.rows_left_out", "quality.attrition_by_arm",
         "quality.leavers_differ"),
    ),
    Pitfall(
        6,
        "pitfall.only_those_found",
        lost.only_those_found,
        ("analysis.missing", "analysis.lost", "analysis.rows_left_out"),
    ),
    Pitfall(7, "pitfall.full_scale", change.full_scale, ("analysis.ceiling",)),
    Pitfall(8, "pitfall.one_star", many.one_star),
    Pitfall(9, "pitfall.mixed_starts", starts.mixed_starts),
    Pitfall(
        10,
        "pitfall.blind_to_trends",
        starts.blind_to_trends,
        ("estimate.parallel_trends", "designs.paths_before"),
    ),
    Pitfall(
        11,
        "pitfall.other_world",
        groups.other_world,
        ("designs.no_overlap", "designs.heavy_weight", "designs.few_effective",
         "designs.unmatched", "designs.still_apart", "analysis.imbalance"),
    ),
    Pitfall(12, "pitfall.after_the_start", groups.after_the_start),
    Pitfall(12, "pitfall.not_as_offered", groups.not_as_offered),
    Pitfall(13, "pitfall.odds_as_risks", many.odds_as_risks),
    Pitfall(13, "pitfall.few_events", many.few_events, ("estimate.separation",)),
    Pitfall(13, "pitfall.too_wide", many.too_wide),
    Pitfall(14, "pitfall.few_pilots", elsewhere.few_pilots),
    Pitfall(14, "pitfall.league_table", elsewhere.league_table),
    Pitfall(15, "pitfall.in_two_arms", faults.in_two_arms),
    Pitfall(
        15,
        "pitfall.data_faults",
        faults.quality,
        ("quality.perfect_site", "quality.heaping", "quality.attrition"),
    ),
    Pitfall(16, "pitfall.never_seen", elsewhere.never_seen),
    Pitfall(17, "pitfall.single_price", elsewhere.single_price),
)  # fmt: skip
"""Every pitfall by its number; one number may have several looks, each with its sentence."""


def pitfalls(case: Case, numbers: Iterable[int] | None = None) -> list[Finding]:
    """Return what each pitfall says of a case; of those that have nothing to look at, None.

    *numbers* keeps some of the seventeen.
    """
    rows = case.table
    case = case if rows is None else replace(case, table=rows.reset_index(drop=True))
    wanted = None if numbers is None else set(numbers)
    found: list[Finding] = []
    for pitfall in ALL:
        if wanted is None or pitfall.number in wanted:
            own = _looked(pitfall, case)
            found += own or [Finding(pitfall.id, passed=None, where=case.where, severity="warning")]
    return found


def _looked(pitfall: Pitfall, case: Case) -> list[Finding]:
    """Return what one pitfall says; nothing where these data cannot be looked at so."""
    try:
        return list(pitfall.look(case))
    except LetterError:
        return []
