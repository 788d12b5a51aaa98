"""The claims ladder: what the design allows to be said, and what it forbids."""

from collections.abc import Callable

from workbench.analysis.claims import LEVELS
from workbench.analysis.effect import RATIOS, Contrast, Effect
from workbench.base import words
from workbench.base.words import say
from workbench.data.protection.rules import SMALL

__all__ = ["LEVELS", "MAY_NOT", "NAMES", "amount", "estimated", "forbidden", "interval", "sentence"]

NAMES = {
    "described": "ladder.described",
    "evolved": "ladder.evolved",
    "associated": "ladder.associated",
    "estimated": "ladder.estimated",
    "contributed": "ladder.contributed",
    "caused": "ladder.caused",
}
MAY_NOT = {
    "described": "ladder.described.may_not",
    "evolved": "ladder.evolved.may_not",
    "associated": "ladder.associated.may_not",
    "estimated": "ladder.estimated.may_not",
    "contributed": "ladder.contributed.may_not",
    "caused": "ladder.caused.may_not",
}
BY_CLAIM = {
    "described": "effect.described_plain",
    "evolved": "effect.evolved_plain",
    "associated": "effect.associated_plain",
    "estimated": "effect.estimated_plain",
    "contributed": "effect.estimated_plain",
    "caused": "effect.caused_plain",
}
"""The sentence of a design that has none of its own. No design says "contributed": an older result
that does is told as estimated."""


AS_RATIO = {
    "effect.caused": "effect.ratio_caused",
    "effect.compared": "effect.ratio_compared",
    "effect.compared_alike": "effect.ratio_compared_alike",
    "effect.described_plain": "effect.ratio_described_plain",
    "effect.associated_plain": "effect.ratio_associated_plain",
    "effect.estimated_plain": "effect.ratio_estimated_plain",
    "effect.caused_plain": "effect.ratio_caused_plain",
}
"""The same sentences where the estimate is a ratio and no difference."""
ADJUSTED = ("ols", "lin")
"""The methods whose difference is adjusted, while the two means are those of the people seen."""
WHOLE = 1e-6
"""How far a share of people may stand from a whole number of them."""


def sentence(effect: Effect, lang: str) -> str:
    """Return the strongest sentence that this effect allows; of a masked one, why it says none."""
    if effect.masked:
        return say("masked.sentence", lang, label=effect.label.say(lang), least=SMALL)
    return SENTENCES.get(effect.design, _by_claim)(effect, lang)


def forbidden(effect: Effect, lang: str) -> str:
    """Return what this effect does not allow to be said."""
    return say(MAY_NOT[effect.claim], lang)


def amount(value: float | None, unit: str, lang: str, sign: bool = False) -> str:
    """Write a value in its unit: a share as a percentage, dollars as money, points with a decimal.

    >>> amount(0.1106, "share", "fr", sign=True), amount(-1794.3, "dollars", "en")
    ('+11,1 points', '−$1,794')
    """
    if value is None:
        return "–"
    if unit == "ratio":
        return say("unit.ratio", lang, value=words.number(value, lang, 2))
    if unit == "dollars":
        told = words.number(value, lang, 0, sign)
        before = told[: told[0] in "+−"]  # a sign stands before the money, in every language
        return before + say("unit.dollars", lang, value=told.removeprefix(before))
    if unit == "share" and not sign:
        return words.percent(value, lang, 1)
    if unit == "share":
        return say("unit.points", lang, value=words.number(100 * value, lang, 1, sign))
    return words.number(value, lang, 2, sign)


def estimated(effect: Effect, lang: str) -> str:
    """Write the estimate of an effect, with its sign where it is a change, or that it is masked."""
    if effect.masked:
        return say("analysis.masked", lang)
    return amount(effect.estimate, effect.unit, lang, effect.design != "progress")


def unit_of(effect: Effect) -> str:
    """Return what the estimate is counted in: the unit of the outcome, or a ratio."""
    return "ratio" if effect.measure in RATIOS else effect.unit


def _key(key: str, effect: Effect) -> str:
    return AS_RATIO.get(key, key) if unit_of(effect) == "ratio" else key


def interval(effect: Effect, lang: str) -> str:
    """Write the interval with its level, or why there is none."""
    if effect.masked:
        return say("analysis.masked", lang)
    return _interval(effect, effect, lang)


def _interval(effect: Effect, part: Effect | Contrast, lang: str) -> str:
    if part.ci_low is None:
        return say("effect.no_interval", lang)
    signed = effect.design != "progress"
    low = amount(part.ci_low, unit_of(effect), lang, signed)
    high = amount(part.ci_high, unit_of(effect), lang, signed)
    level = words.chosen_share(effect.level, lang)
    return say("effect.interval", lang, level=level, low=low, high=high)


def _progress(effect: Effect, lang: str) -> str:
    said = say(
        "effect.progress",
        lang,
        label=effect.label.say(lang),
        count=int(effect.detail["count"]),
        n=effect.n,
        share=amount(effect.estimate, "share", lang),
        interval=interval(effect, lang),
        started=int(effect.detail["n_started"]),
    )
    target = effect.detail.get("target")
    if target is None or effect.ci_low is None or effect.ci_high is None:
        return said
    if effect.ci_low > target:
        verdict = "effect.above_target"
    elif effect.ci_high < target:
        verdict = "effect.below_target"
    else:
        verdict = "effect.compatible_with_target"
    return f"{said} {say(verdict, lang, target=words.chosen_share(target, lang))}"


def _before_after(effect: Effect, lang: str) -> str:
    return say(
        "effect.before_after_share" if effect.unit == "share" else "effect.before_after",
        lang,
        label=effect.label.say(lang),
        before=_counted(effect, effect.detail["mean_before"], effect.n, lang),
        after=_counted(effect, effect.detail["mean_after"], effect.n, lang),
        n=effect.n,
        change=amount(effect.estimate, effect.unit, lang, sign=True),
        interval=interval(effect, lang),
    )


def _comparison(effect: Effect, lang: str) -> str:
    if not {"mean_treated", "mean_control"} <= set(effect.detail):
        return _by_claim(effect, lang)
    key = "effect.compared_alike" if "standardised" in effect.detail else "effect.compared"
    said = say(
        _key("effect.caused" if effect.claim == "caused" else key, effect),
        lang,
        label=effect.label.say(lang),
        difference=amount(effect.estimate, unit_of(effect), lang, sign=True),
        interval=interval(effect, lang),
        treated=_arm(effect, "treated", lang),
        control=_arm(effect, "control", lang),
        n=effect.n,
    )
    adjusted = effect.method.startswith(ADJUSTED)
    return f"{said} {say('effect.raw_means', lang)}" if adjusted else said


def _arm(effect: Effect, arm: str, lang: str) -> str:
    return _counted(effect, effect.detail[f"mean_{arm}"], effect.detail.get(f"n_{arm}"), lang)


def _counted(effect: Effect, mean: float, n: float | None, lang: str) -> str:
    """Write the mean of a group; the share of yes with how many said it, of how many."""
    told = amount(mean, effect.unit, lang)
    if effect.unit != "share" or not n or abs(mean * n - round(mean * n)) > WHOLE:
        return told
    return say("effect.share_of", lang, share=told, count=round(mean * n), n=round(n))


def _by_claim(effect: Effect, lang: str) -> str:
    """Say an effect of any design: one sentence, or one more per value of its treatment."""
    label = effect.label.say(lang)
    if len(effect.contrasts) < 2 or effect.design != "comparison":
        holes = {
            "label": label,
            "difference": amount(effect.estimate, unit_of(effect), lang, sign=True),
            "interval": interval(effect, lang),
            "n": effect.n,
        }
        said = say(_key(BY_CLAIM[effect.claim], effect), lang, **holes)
        slope = "estimate.dose" in effect.notes
        return f"{said} {say('effect.per_unit', lang)}" if slope else said
    lines = [
        say(
            "effect.contrast",
            lang,
            value=part.value,
            reference=part.reference,
            difference=amount(part.estimate, unit_of(effect), lang, sign=True),
            interval=_interval(effect, part, lang),
        )
        for part in effect.contrasts
    ]
    key = "effect.contrasts_caused" if effect.claim == "caused" else "effect.contrasts_compared"
    return say(key, lang, label=label, lines=words.apart(lines, lang), n=effect.n)


SENTENCES: dict[str, Callable[[Effect, str], str]] = {
    "progress": _progress,
    "before_after": _before_after,
    "comparison": _comparison,
}
"""The designs that have a sentence of their own; the others speak by their claim."""
