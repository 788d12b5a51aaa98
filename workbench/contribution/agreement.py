"""Do coders agree more than chance would have them? Share, kappa and alpha, with their doubt."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.words import say
from workbench.contribution.coding import Segment
from workbench.contribution.coefficients import (
    Level,
    Ratings,
    alpha,
    kappa,
    percent,
    spread,
    units_of,
)

RELIABLE, TENTATIVE = 0.8, 0.667
"""From which alpha one may rely on a coding, and draw tentative conclusions (Krippendorff 2004)."""
MANY = 30
"""Fewer passages coded twice leave a very wide interval, whatever the coefficient."""


@dataclass(frozen=True)
class Agreement:
    """How far coders agree, on *n* passages that two of them at least coded.

    *share* is the part of pairs of codes that agree; *kappa* is Cohen's, for two coders; *alpha* is
    Krippendorff's, with a bootstrap interval at 95% over the passages. None where it is not
    defined: nothing coded twice, or the same code everywhere.
    """

    level: Level
    n: int
    coders: int
    share: float | None
    kappa: float | None
    alpha: float | None
    ci_low: float | None
    ci_high: float | None

    def say(self, lang: str, /) -> str:
        """Say how far coders agree, how unsure that is, and what it allows."""
        if self.share is None:
            return say("coding.agreement.none", lang)
        share = words.percent(self.share, lang)
        told = say("coding.agreement.share", lang, n=self.n, coders=self.coders, share=share)
        if self.alpha is None:
            return f"{told} {say('coding.agreement.undefined', lang)}"
        low, high = (words.number(end, lang, 2) for end in (self.ci_low, self.ci_high))
        alpha = words.number(self.alpha, lang, 2)
        told += " " + say("coding.agreement.alpha", lang, alpha=alpha, low=low, high=high)
        few = [say("coding.agreement.few", lang, many=MANY)] if self.n < MANY else []
        return " ".join([told, say(self._verdict, lang), *few])

    @property
    def _verdict(self) -> str:
        if self.alpha is None or self.alpha < TENTATIVE:
            return "coding.agreement.low"
        if self.alpha < RELIABLE:
            return "coding.agreement.tentative"
        return "coding.agreement.reliable"


def agreement(
    segments: Sequence[Segment], level: Level = "nominal", order: Sequence[str] | None = None
) -> Agreement:
    """Return how far the coders of these segments agree; the interval has a fixed seed.

    Where a coder gave several codes to a passage, they count together as one. Raises DataError
    when the level asks for numbers, or for an order, that a code does not have.
    """
    ratings = _ratings(segments, level, order)
    return _agreement(ratings, level, order)


def by_code(segments: Sequence[Segment]) -> list[tuple[str, Agreement]]:
    """Return the agreement on each code alone: given to a passage or not, by each coder."""
    codes = sorted({one.code for one in segments if one.code})
    coders, twice = _coders(segments), both(segments)
    given = {(one.coder, one.segment, one.code) for one in segments}
    saw = {(one.coder, one.segment) for one in segments}
    return [
        (
            code,
            _agreement(
                [
                    [(c, id, code) in given if (c, id) in saw else None for id in twice]
                    for c in coders
                ],
                "nominal",
                None,
            ),
        )
        for code in codes
    ]


def both(segments: Sequence[Segment]) -> list[str]:
    """Return the passages that two coders at least looked at."""
    saw: dict[str, set[str]] = {}
    for one in segments:
        saw.setdefault(one.segment, set()).add(one.coder)
    return [id for id, coders in saw.items() if len(coders - {""}) > 1]


def table(segments: Sequence[Segment], lang: str) -> list[dict[str, str]]:
    """Return one row per code, then one for all; nothing where no passage was coded twice.

    Columns: ``code``, ``passages``, ``same_code``, ``kappa``, ``alpha``, and its ``interval``.
    """
    if not both(segments):
        return []
    rows = [*by_code(segments), (say("coding.all_codes", lang), agreement(segments))]
    return [
        {
            "code": code,
            "passages": words.number(found.n, lang),
            "same_code": words.percent(found.share, lang),
            "kappa": words.number(found.kappa, lang, 2),
            "alpha": words.number(found.alpha, lang, 2),
            "interval": _interval(found, lang),
        }
        for code, found in rows
    ]


def _interval(found: Agreement, lang: str) -> str:
    if found.ci_low is None:
        return "–"
    low, high = (words.number(end, lang, 2) for end in (found.ci_low, found.ci_high))
    return say("coding.from_to", lang, low=low, high=high)


def _agreement(ratings: Ratings, level: Level, order: Sequence[Hashable] | None) -> Agreement:
    units = units_of(ratings)
    found = alpha(ratings, level, order) if units else None
    low, high = (None, None) if found is None else spread(ratings, level, order)
    two = kappa(*ratings) if len(ratings) == 2 else None
    return Agreement(level, len(units), len(ratings), percent(ratings), two, found, low, high)


def _coders(segments: Sequence[Segment]) -> list[str]:
    return sorted({one.coder for one in segments if one.coder})


def _ratings(
    segments: Sequence[Segment], level: Level, order: Sequence[str] | None
) -> list[list[Hashable]]:
    """Return a row a coder, a column a passage that two of them looked at."""
    given: dict[tuple[str, str], list[str]] = {}
    for one in segments:
        given.setdefault((one.coder, one.segment), []).append(one.code)
    return [
        [
            _value(sorted(set(given[coder, id])), level, order) if (coder, id) in given else None
            for id in both(segments)
        ]
        for coder in _coders(segments)
    ]


def _value(codes: Sequence[str], level: Level, order: Sequence[str] | None) -> Hashable:
    told = " + ".join(code for code in codes if code)
    if level == "nominal":
        return told
    if order is not None:
        if told not in order:
            raise DataError("coding.not_in_order", code=told, hint=words.hint(told, order))
        return told
    try:
        return float(told.replace(",", "."))
    except ValueError:
        raise DataError("coding.not_a_number", code=told) from None
