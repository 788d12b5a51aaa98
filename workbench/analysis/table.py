"""The effects as a table for people: estimate, interval, people, and what may be said."""

from collections.abc import Sequence

from workbench.analysis.effect import Effect
from workbench.analysis.ladder import NAMES, amount, interval
from workbench.base import words
from workbench.base.words import say


def table(effects: Sequence[Effect], lang: str) -> list[dict[str, str]]:
    """Return one row per effect: ``label``, ``estimate``, ``interval``, ``n``, ``sites``, ``claim``."""
    return [
        {
            "label": effect.label.say(lang),
            "estimate": amount(effect.estimate, effect.unit, lang, effect.design != "progress"),
            "interval": interval(effect, lang),
            "n": words.number(effect.n, lang),
            "sites": words.number(effect.n_clusters, lang),
            "claim": say(NAMES[effect.claim], lang),
        }
        for effect in effects
    ]
