"""The effects as a table for people: estimate, interval, people, and what may be said."""

from collections.abc import Sequence

from workbench.analysis.effect import Effect
from workbench.analysis.estimate import published_sites
from workbench.analysis.ladder import NAMES, amount, estimated, interval
from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.collection import Analysis, Instrument, Plan, instrument_of


def table(effects: Sequence[Effect], lang: str) -> list[dict[str, str]]:
    """Return one row per effect, with its estimate, interval, people, sites and claim."""
    return [
        {
            "label": effect.label.say(lang),
            "estimate": estimated(effect, lang),
            "interval": interval(effect, lang),
            "n": words.number(effect.n, lang),
            "sites": words.number(effect.n_clusters, lang),
            "claim": say(NAMES[effect.claim], lang),
        }
        for effect in effects
    ]


def sites_table(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row per analysis and site, with its people and mean; masked if small."""
    instrument = instrument_of(dossier)
    planned = {analysis.id: analysis for analysis in dossier.read(Plan).analyses}
    return [
        {
            "label": planned[row["analysis"]].label.say(lang),
            "site": _site(instrument, str(row["site"]), lang),
            "n": _or_masked(words.number(row["n"], lang), lang),
            "value": _or_masked(_value(planned[row["analysis"]], row["value"], lang), lang),
        }
        for row in published_sites(dossier)
    ]


def _value(analysis: Analysis, value: float | None, lang: str) -> str:
    return amount(value, analysis.unit, lang, analysis.design == "before_after")


def _site(instrument: Instrument, code: str, lang: str) -> str:
    """Return the name of a site as the instrument says it, or its code."""
    question = instrument.role("cluster")
    options = question.options if question else ()
    return next((option.label.say(lang) for option in options if option.code == code), code)


def _or_masked(text: str, lang: str) -> str:
    return say("analysis.masked", lang) if text == "–" else text
