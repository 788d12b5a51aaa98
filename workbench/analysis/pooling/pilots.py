"""The pilots that are pooled, one a row: what is checked before anything is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis.claims import LEVELS
from workbench.analysis.pooling.model import Array
from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.records import Text

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 2
FEW = 5
"""With fewer pilots the next site is said before the average is believed."""
SHOWN = 5
"""How many pilots a letter names at most."""


@dataclass(frozen=True)
class Pilots:
    """k pilots: ids, effects (k), variances (k), moderators (k, m) with their names, claims.

    *findings* are doubts about the file they come from; *left_out* names its rows without an effect
    or a variance.
    """

    ids: tuple[str, ...]
    effect: Array
    variance: Array
    moderators: Array
    names: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    label: Text = field(default_factory=lambda: Text(any="effect"))
    unit: str = "points"
    left_out: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def columns(self) -> Array:
        """The columns of the model (k, 1 + m): one, then the moderators."""
        return np.column_stack([np.ones(len(self.ids)), self.moderators])


def pilots(
    effect: ArrayLike,
    variance: ArrayLike,
    ids: Sequence[object] | None = None,
    moderators: "pd.DataFrame | None" = None,
    claims: Sequence[str] | None = None,
) -> Pilots:
    """Return pilots that can be pooled; raise DataError, naming them, where they cannot.

    *effect* and *variance* hold one number a pilot (the variance is the square of the standard
    error), *ids* a name each (1 to k without), *moderators* one column each: numbers, or words, of
    which the first in the alphabet is the reference. *claims* are levels of the claims ladder.

    >>> pilots([0.1, 0.3], [0.01, 0.02], ["Lille", "Lyon"]).ids
    ('Lille', 'Lyon')
    """
    y, v = np.asarray(effect, float), np.asarray(variance, float)
    if y.ndim != 1 or y.shape != v.shape:
        raise DataError("pooling.lengths", effects=y.size, variances=v.size)
    named = tuple(str(one) for one in (range(1, len(y) + 1) if ids is None else ids))
    said = tuple(claims) if claims is not None else (LEVELS[0],) * len(y)
    if len(named) != len(y) or len(said) != len(y):
        raise DataError("pooling.lengths", effects=y.size, variances=min(len(named), len(said)))
    _check(named, y, v)
    for one in said:
        if one not in LEVELS:
            hint = words.hint(one, LEVELS)
            raise DataError("pooling.unknown_claim", claim=one, hint=hint)
    names, columns = _coded(moderators, len(y))
    found = Pilots(named, y, v, columns, names, said)
    if names:
        _check_moderators(found)
    return found


def _check(ids: tuple[str, ...], effect: Array, variance: Array) -> None:
    """Raise DataError for pilots that nothing can be said of together."""
    if len(ids) < FEWEST:
        raise DataError("pooling.one_pilot", n=len(ids))
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise DataError("pooling.same_id", ids=some(twice))
    odd = [one for one, y in zip(ids, effect, strict=True) if not np.isfinite(y)]
    if odd:
        raise DataError("pooling.effect_not_finite", pilots=some(odd))
    odd = [one for one, v in zip(ids, variance, strict=True) if not (np.isfinite(v) and v > 0)]
    if odd:
        raise DataError("pooling.variance_not_positive", pilots=some(odd))


def _check_moderators(found: Pilots) -> None:
    """Raise DataError where moderators are too many, or say nothing, or the same thing twice."""
    k, m = found.moderators.shape
    if k - m - 1 < 1:
        raise DataError("pooling.too_many_moderators", k=k, m=m, least=m + 2)
    columns = found.moderators - found.moderators.mean(axis=0)
    size = np.sqrt((columns**2).sum(axis=0))
    still = [name for name, wide in zip(found.names, size, strict=True) if not wide > 0]
    if still:
        raise DataError("pooling.moderator_constant", columns=", ".join(still))
    if np.linalg.matrix_rank(columns / size, tol=1e-8) < m:
        raise DataError("pooling.moderators_overlap", columns=", ".join(found.names))


def _coded(moderators: "pd.DataFrame | None", k: int) -> tuple[tuple[str, ...], Array]:
    """Return the names and columns (k, m) of the moderators: words become one column a value."""
    if moderators is None or not len(moderators.columns):
        return (), np.zeros((k, 0))
    names: list[str] = []
    columns: list[Array] = []
    for name, values in moderators.items():
        if values.isna().any():
            raise DataError("pooling.moderator_missing", column=str(name))
        if values.dtype.kind in "biuf":
            names.append(str(name))
            columns.append(values.to_numpy(float))
            continue
        texts = values.astype(str)
        kinds = sorted(set(texts))
        if len(kinds) == 1:
            raise DataError("pooling.moderator_constant", columns=str(name))
        for kind in kinds[1:]:
            names.append(f"{name}: {kind}")
            columns.append((texts == kind).to_numpy(float))
    return tuple(names), np.column_stack(columns)


def some(names: Sequence[str]) -> str:
    """Return a few of the names, in a list that says when there are more.

    >>> some(["a", "b", "c", "d", "e", "f"])
    'a, b, c, d, e…'
    """
    return ", ".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
