"""The families that a plan declares: their p-values are corrected together, and what remains."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.analysis.designs import comparison
from workbench.analysis.effect import Effect
from workbench.analysis.inference.families import LUCKY, adjusted, romano_wolf
from workbench.base import words
from workbench.base.findings import Finding
from workbench.collection import Analysis


@dataclass(frozen=True)
class Listed:
    """Several names, said as a language says a list."""

    parts: tuple[tuple[words.Sayable, str], ...]

    def say(self, lang: str, /) -> str:
        """Return the names; a value of the treatment stands in brackets behind its outcome."""
        told = [f"{label.say(lang)} ({value})" if value else label.say(lang)
                for label, value in self.parts]  # fmt: skip
        return words.join(told, lang)


@dataclass(frozen=True)
class Tried:
    """One p-value of a family: of an effect, or of one *value* of its treatment."""

    effect: Effect
    value: str
    p: float
    holm: float | None
    bh: float | None


def tried(effect: Effect) -> list[Tried]:
    """Return the p-values that count in the family of an effect.

    A comparison with several values of its treatment asks one question a value; any other effect
    asks one, whatever its moments. An effect without a p-value asks none.
    """
    parts = effect.contrasts if effect.design == "comparison" else ()
    found = [("", effect.p_value, effect.p_holm, effect.p_bh)]
    if parts:
        found = [(part.value, part.p_value, part.p_holm, part.p_bh) for part in parts]
    return [Tried(effect, value, p, *more) for value, p, *more in found if p is not None]


def beside(effects: Sequence[Effect], effect: Effect) -> tuple[float, ...]:
    """Return the p-values of the family of an effect, its own among them; none without family."""
    if effect.family is None:
        return ()
    return tuple(test.p for one in effects if one.family == effect.family for test in tried(one))


def corrected(effects: Sequence[Effect], masked: Collection[str] = ()) -> list[Effect]:
    """Return the effects with their p-values corrected over each family, by Holm and by BH.

    Holm (1979) holds the chance of a single false alarm in the family; Benjamini and Hochberg
    (1995) the share of false ones among those called different. A family with one p-value needs no
    correction. The effects whose ids are *masked* count as tests, but as if their p-value were 1:
    the others are corrected as much as can be, and say nothing of them.

    >>> corrected([])
    []
    """
    found = list(effects)
    for family in dict.fromkeys(effect.family for effect in effects if effect.family):
        members = [place for place, effect in enumerate(found) if effect.family == family]
        p_values = [
            1.0 if found[place].id in masked else test.p
            for place in members
            for test in tried(found[place])
        ]
        more = iter(zip(adjusted(p_values), adjusted(p_values, "bh"), strict=True))
        for place in members:
            here = [next(more) for _ in tried(found[place])]
            found[place] = _with(found[place], here if len(p_values) > 1 else [], len(p_values))
    return found


def published(effects: Sequence[Effect], masked: Collection[str]) -> list[Effect]:
    """Return the effects as results hold them: corrected over their families, then masked."""
    made = corrected(effects, masked)
    return [effect.mask() if effect.id in masked else effect for effect in made]


def _with(effect: Effect, more: Sequence[tuple[float, float]], size: int) -> Effect:
    """Put the corrected p-values of an effect in their places: the first is its own."""
    if not more:
        return replace(effect, family_size=size)
    contrasts = effect.contrasts
    if len(more) == len(contrasts):
        contrasts = tuple(
            replace(part, p_holm=holm, p_bh=bh)
            for part, (holm, bh) in zip(contrasts, more, strict=True)
        )
    holm, bh = more[0]
    return replace(effect, family_size=size, p_holm=holm, p_bh=bh, contrasts=contrasts)


def with_romano_wolf(
    analyses: Sequence[Analysis], table: pd.DataFrame, effects: Sequence[Effect]
) -> list[Effect]:
    """Return the effects with the p-values of `romano_wolf`, in the families that allow it.

    Those are the families whose effects are all differences between two groups of the same clubs,
    by a line, with an interval: outcomes that move together then cost less than with Holm.
    *effects* are those of the *analyses*, in their order; a masked one keeps its family from it.
    """
    found, rows = list(effects), table.reset_index(drop=True)
    for family in dict.fromkeys(effect.family for effect in effects if effect.family):
        members = [place for place, effect in enumerate(effects) if effect.family == family]
        if len(members) < 2 or not all(_is_a_line(analyses[p], effects[p]) for p in members):
            continue
        lines = [comparison.line(analyses[place], rows) for place in members]
        if len({clubs for _, _, clubs in lines}) == 1:
            p_values = romano_wolf([(solved, c) for solved, c, _ in lines])
            for place, p in zip(members, p_values, strict=True):
                found[place] = replace(found[place], p_romano_wolf=p)
    return found


def _is_a_line(analysis: Analysis, effect: Effect) -> bool:
    straight = analysis.measure == "difference" or analysis.method in ("ols", "lin")
    of_clubs = analysis.design == "comparison" and analysis.cluster is not None
    return of_clubs and straight and not effect.contrasts and effect.ci_low is not None


def remains(effects: Sequence[Effect]) -> Iterator[Finding]:
    """Say of each family with several p-values what remains once their number is counted."""
    for family in dict.fromkeys(effect.family for effect in effects if effect.family):
        members = [effect for effect in effects if effect.family == family]
        size = max((effect.family_size or 0 for effect in members), default=0)
        asked = [test for effect in members for test in tried(effect)]
        alone = [test for test in asked if test.p < LUCKY]
        gone = [test for test in alone if test.holm is None or test.holm >= LUCKY]
        holes = {
            "family": family, "n": size, "least": LUCKY, "alone": len(alone),
            "holm": len(alone) - len(gone),
            "bh": int(np.sum([test.bh is not None and test.bh < LUCKY for test in asked])),
            "gone": Listed(tuple((test.effect.label, test.value) for test in gone)),
        }  # fmt: skip
        passed = None if size < 2 else not gone
        yield Finding("families.remains", passed, family, "warning", holes)
