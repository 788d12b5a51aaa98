"""A pooling told: the sentence it allows, a table of pilots, and one object for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from workbench.analysis.ladder import MAY_NOT
from workbench.analysis.pooling.amounts import ends, one
from workbench.analysis.pooling.pilots import FEW
from workbench.analysis.pooling.pooled import Coefficient, Interval, Pooled
from workbench.base import words
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, of_letter, worth_reading
from workbench.base.words import LANGS, say

NUMBERS = (
    "estimate", "ci_low", "ci_high", "p_value", "tau2", "i2", "q", "prediction_low",
    "prediction_high", "k",
)  # fmt: skip
"""The keys of the contract."""
MORE = (
    "method", "test", "level", "unit", "std_error", "df", "spread", "tau2_low", "tau2_high",
    "i2_low", "i2_high", "h2", "q_p",
)  # fmt: skip
SMALLEST = 0.0001
"""A smaller p-value is only said to be so."""
BY_CLAIM = {
    "described": "pooling.described",
    "evolved": "pooling.evolved",
    "associated": "pooling.associated",
    "estimated": "pooling.estimated",
    "contributed": "pooling.estimated",
    "caused": "pooling.caused",
}
"""What the claim of the pilots lets their average say."""


def sentence(pooled: Pooled, lang: str) -> str:
    """Return the strongest sentence that these pilots allow together.

    The average, what the weakest of their designs lets it mean, and where the next site may be:
    with fewer than five pilots this comes in the same breath.
    """
    centre = pooled.centre
    holes = {"label": pooled.label, "k": pooled.k, "estimate": one(pooled, centre.estimate)}
    level = words.chosen_share(pooled.level, lang)
    key = "pooling.average" if pooled.moderation is None else "pooling.average_at_mean"
    interval = ends(pooled, (centre.ci_low, centre.ci_high))
    parts = [say(key, lang, level=level, **holes, **interval), say(BY_CLAIM[pooled.claim], lang)]
    if pooled.ahead is None:
        parts.append(say("pooling.no_next", lang, k=pooled.k))
    else:
        where = ends(pooled, pooled.ahead)
        key = "pooling.next" if pooled.k < FEW else "pooling.expected"
        parts.append(say(key, lang, k=pooled.k, **where))
    return " ".join(parts)


def forbidden(pooled: Pooled, lang: str) -> str:
    """Return what these pilots do not allow to be said: an average never climbs above them."""
    return say(MAY_NOT[pooled.claim], lang)


def moderators(pooled: Pooled, lang: str) -> list[str]:
    """Return one sentence a moderator."""
    if pooled.moderation is None:
        return []
    return [_moves(pooled, one, lang) for one in pooled.moderation.coefficients[1:]]


def _moves(pooled: Pooled, part: Coefficient, lang: str) -> str:
    key = "pooling.value" if ": " in part.name else "pooling.slope"
    level = words.chosen_share(pooled.level, lang)
    holes = {"name": part.name, "estimate": one(pooled, part.estimate)}
    interval = ends(pooled, (part.ci_low, part.ci_high))
    return say(key, lang, level=level, **holes, **interval)


def table(pooled: Pooled, lang: str) -> list[dict[str, str]]:
    """Return one row a pilot: pilot, estimate, interval, share of the average, the others' average.

    The last row is the average of all.
    """
    rows = [
        {
            "pilot": pilot.id,
            "estimate": one(pooled, pilot.effect).say(lang),
            "interval": between(pooled, (pilot.low, pilot.high), lang),
            "part": words.percent(pilot.weight, lang),
            "without": _without(pooled, pilot.without, lang),
        }
        for pilot in pooled.pilots
    ]
    last = {
        "pilot": say("pooling.row.average", lang),
        "estimate": one(pooled, pooled.centre.estimate).say(lang),
        "interval": between(pooled, (pooled.centre.ci_low, pooled.centre.ci_high), lang),
        "part": words.percent(1.0, lang),
        "without": "–",
    }
    return [*rows, last]


def between(pooled: Pooled, interval: tuple[float, float], lang: str) -> str:
    """Return an interval in words."""
    return say("pooling.between", lang, **ends(pooled, interval))


def _without(pooled: Pooled, part: Interval | None, lang: str) -> str:
    if part is None:
        return "–"
    interval = between(pooled, (part.ci_low, part.ci_high), lang)
    return f"{one(pooled, part.estimate).say(lang)} ({interval})"


def as_json(pooled: Pooled, findings: Sequence[Finding]) -> dict[str, object]:
    """Return the pooling as one object, its numbers unrounded."""
    return {
        **{name: getattr(pooled, name) for name in (*NUMBERS, *MORE)},
        "careful_low": pooled.careful[0],
        "careful_high": pooled.careful[1],
        "truncated_low": pooled.truncated[0],
        "truncated_high": pooled.truncated[1],
        "weights": [
            {name: getattr(pilot, name) for name in ("id", "effect", "variance", "weight", "claim")}
            for pilot in pooled.pilots
        ],
        "leave_one_out": [
            {"id": pilot.id, **(asdict(pilot.without) if pilot.without else _NOTHING)}
            for pilot in pooled.pilots
        ],
        "moderators": asdict(pooled.moderation) if pooled.moderation else None,
        "left_out": list(pooled.left_out),
        "claim": {"level": pooled.claim},
        "findings": [told(finding) for finding in findings],
        "sentences": {lang: " ".join(_sentences(pooled, lang)) for lang in LANGS},
        "may_not_say": {lang: forbidden(pooled, lang) for lang in LANGS},
    }


_NOTHING: Mapping[str, None] = dict.fromkeys(
    ("estimate", "ci_low", "ci_high", "std_error", "p_value", "tau2")
)


def _sentences(pooled: Pooled, lang: str) -> list[str]:
    return [sentence(pooled, lang), *moderators(pooled, lang)]


def refused(error: LetterError) -> dict[str, object]:
    """Return the keys of the contract with nothing in them, and the finding that says why."""
    said = {lang: error.say(lang) for lang in LANGS}
    finding = told(of_letter(error, ""))
    return {**dict.fromkeys(NUMBERS), "findings": [finding], "sentences": said}


def told(finding: Finding) -> dict[str, object]:
    """Return a finding for programs, with its sentences."""
    said = {lang: finding.sentence(lang) for lang in LANGS}
    return {"id": finding.id, "passed": finding.passed, "severity": finding.severity, **said}


def as_text(pooled: Pooled, findings: Sequence[Finding], lang: str) -> str:
    """Return the sentences, a table of pilots, the figures of heterogeneity, and the doubts."""
    rows = table(pooled, lang)
    heads = [say(HEADS[name], lang) for name in rows[0]]
    lines = [heads, *([*row.values()] for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    grid = [
        "  " + "  ".join(cell.ljust(wide) for cell, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    figures = [f"  {say(key, lang)}  {value}" for key, value in _figures(pooled, lang)]
    wrong = [f"- {finding.sentence(lang)}" for finding in worth_reading(findings)]
    said = [*_sentences(pooled, lang), forbidden(pooled, lang)]
    return "\n".join([*said, "", *grid, "", *figures, "", *wrong])


def _small(p_value: float, lang: str) -> str:
    least = words.number(SMALLEST, lang, 4)
    return f"< {least}" if p_value < SMALLEST else words.number(p_value, lang, 4)


HEADS = {
    "pilot": "head.pilot",
    "estimate": "head.estimate",
    "interval": "head.interval",
    "part": "head.part",
    "without": "head.without",
}


def _figures(pooled: Pooled, lang: str) -> list[tuple[str, str]]:
    """Return what is said of the differences between pilots: phrase and figure."""

    def number(value: float, digits: int = 4) -> str:
        return words.number(value, lang, digits)

    def range_of(low: float, high: float, digits: int) -> str:
        return say("pooling.between", lang, low=number(low, digits), high=number(high, digits))

    method = f"{pooled.method}, {pooled.test}"
    tau2 = f"{number(pooled.tau2)} ({range_of(pooled.tau2_low, pooled.tau2_high, 4)})"
    i2 = f"{words.percent(pooled.i2 / 100, lang)} ({range_of(pooled.i2_low, pooled.i2_high, 0)})"
    rows = [
        ("pooling.row.method", method),
        ("pooling.row.tau2", tau2),
        ("pooling.row.i2", i2),
        ("pooling.row.q", f"{number(pooled.q, 2)} ({_small(pooled.q_p, lang)})"),
        ("pooling.row.p_value", _small(pooled.centre.p_value, lang)),
    ]
    if pooled.moderation is not None and pooled.moderation.r2 is not None:
        rows.append(("pooling.row.r2", words.percent(pooled.moderation.r2 / 100, lang)))
    return rows
