"""What to look at before any analysis: each rule is one function of `ALL`, and gives findings."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pandas as pd

from workbench.base.findings import Finding
from workbench.base.remembered import remembered
from workbench.collection import Instrument, Plan
from workbench.data.quality import (
    attrition,
    coding,
    copied,
    days,
    exposure,
    extremes,
    fit,
    gaps,
    heaping,
    lines,
    people,
    sites,
    straight,
)
from workbench.data.quality.seen import Seen

ALL: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    people.nobody_twice,
    people.everybody_entered,
    people.sites_stay_the_same,
    gaps.answers_are_there,
    gaps.sites_answer_alike,
    gaps.earlier_waves_are_there,
    gaps.sites_answer_earlier_waves,
    fit.numbers_are_numbers,
    fit.answers_are_in_range,
    fit.answers_are_offered,
    fit.texts_have_their_shape,
    fit.only_who_is_asked_answers,
    fit.needed_answers_are_there,
    extremes.nobody_is_far_away,
    heaping.digits_are_even,
    copied.exits_are_not_entries,
    copied.sites_do_not_copy,
    coding.categories_stay,
    coding.scales_stay,
    days.follow_one_another,
    days.are_past,
    days.come_after_birth,
    days.calls_are_in_time,
    exposure.lasts_as_planned,
    sites.nobody_is_perfect,
    attrition.few_are_lost,
    attrition.sites_lose_alike,
    attrition.arms_lose_alike,
    attrition.leavers_are_like_others,
    straight.lines_are_not_straight,
    straight.items_point_one_way,
    lines.rows_are_different,
)
"""Every rule, in the order in which its findings are told."""


def check(
    table: pd.DataFrame,
    waves: Sequence[pd.DataFrame],
    instrument: Instrument,
    plan: Plan | None = None,
    today: date | None = None,
) -> list[Finding]:
    """Return the findings about the clean *table* made from *waves* (one frame per file).

    The table has a row per person and the columns of ``Instrument.columns()``, as far as they have
    come back. The *plan* says which groups are compared; without it, losses are not compared by
    group. A day after *today* (the machine's own, where none is given) is in the future. A rule
    that has nothing to look at gives one finding that does not apply.
    """
    return _checked(table, tuple(waves), instrument, plan, today or date.today())


@remembered
def _checked(
    table: pd.DataFrame,
    waves: tuple[pd.DataFrame, ...],
    instrument: Instrument,
    plan: Plan | None,
    today: date,
) -> list[Finding]:
    seen = Seen(table, waves, instrument, plan, today)
    return [finding for rule in ALL for finding in rule(seen)]


__all__ = ["ALL", "Seen", "check"]
