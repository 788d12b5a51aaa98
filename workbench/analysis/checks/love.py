"""Balance as a picture: one line per covariate, before and after weights, beside the 0.1 line."""

import textwrap
from collections.abc import Mapping

import pandas as pd

from workbench.analysis.checks.groups import groups_of
from workbench.analysis.designs.balance import ALIKE, balance
from workbench.base.dossier import Dossier
from workbench.base.words import number, say
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.collection.record import column
from workbench.data import load
from workbench.data.protection.estimates import masks
from workbench.press.love import Gap, Said, love

COMPARE = ("comparison", "matching", "weighting", "time_to_event")
"""The designs that compare two groups of people on what was known at entry."""
WIDTH = 32
"""How many characters of a covariate's name stand on one line."""


def love_plot(
    analysis: Analysis,
    table: pd.DataFrame,
    lang: str,
    weights: pd.Series | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the love plot of an analysis as SVG text (Love 2004; Stuart 2010).

    One line per covariate (one per word of a covariate of words): the standardised difference of
    means, before, as a hollow circle, and after, as a full diamond, with the weights of
    ``matching`` or ``weighting``, of the plan, or *weights* (a weight per row of the table).
    Dashed lines stand at 0.1. *names* gives columns the words of people. Title, description, axis
    and legend are in *lang*; the description says every figure, for those who do not see. Raises
    DataError as `workbench.analysis.checks.balance_at_entry` does.

    >>> table = pd.DataFrame({"came": [1, 1, 0, 0, 0], "x": [2, 4, 2, 4, 9], "y": range(5)})
    >>> plan = Analysis(id="a", design="comparison", outcome="y", treatment="came",
    ...     covariates=("x",), label="A", unit="points")
    >>> love_plot(plan, table, "en")[:4]
    '<svg'
    """
    groups = groups_of(analysis, table, weights)
    lines = balance(groups.covariates, groups.treated, groups.weights, analysis.estimand or "att")
    weighted = groups.own or analysis.weights is not None
    gaps = [
        Gap(_name(str(name), analysis, names or {}), float(line["before"]),
            float(line["after"]) if weighted else None)
        for name, line in lines.iterrows()
    ]  # fmt: skip
    said = Said(
        say("love.title", lang, label=analysis.label),
        _about(gaps, lang),
        say("love.axis", lang),
        say("love.before", lang),
        say("love.after", lang),
    )
    return love(gaps, said, ALIKE, lang)


def love_plots(dossier: Dossier, lang: str) -> list[str]:
    """Return a love plot of each analysis of the plan that compares two groups on covariates.

    An analysis whose effect is masked has none: the gap between two small groups tells of people.
    The names of covariates are those of the questions. Raises DataError as `love_plot` does.
    """
    table, plan, instrument = load(dossier), dossier.read(Plan), instrument_of(dossier)
    gone = masks(table, instrument, plan.analyses)
    names = _names(instrument, lang)
    return [
        love_plot(analysis, table, lang, names=names)
        for analysis in plan.analyses
        if _two_groups(analysis, table) and analysis.id not in gone.effects
    ]


def _two_groups(analysis: Analysis, table: pd.DataFrame) -> bool:
    """Whether the analysis compares, on covariates, those treated (1) with others (0)."""
    if analysis.design not in COMPARE or not analysis.covariates:
        return False
    given = pd.to_numeric(table[analysis.treatment], errors="coerce").dropna()
    return set(given.unique()) == {0, 1}


def _names(instrument: Instrument, lang: str) -> dict[str, str]:
    """Return the words for each column, and for each column and answer: those of the questions."""
    names = {}
    for question in instrument.questions:
        said = question.label.say(lang)
        for name in (column(question, wave) for wave in question.waves):
            names[name] = said
            for option in question.options:
                names[f"{name}_{option.code}"] = f"{said} = {option.label.say(lang)}"
    return names


def _name(name: str, analysis: Analysis, names: Mapping[str, str]) -> str:
    """Return the words for a column, or for one word of it."""
    if name in names or name in analysis.covariates:
        said = names.get(name, name)
    else:
        whole = next((one for one in analysis.covariates if name.startswith(f"{one}_")), name)
        said = f"{names.get(whole, whole)} = {name[len(whole) + 1 :]}"
    return "\n".join(textwrap.wrap(said, WIDTH))


def _about(gaps: list[Gap], lang: str) -> str:
    """Say every figure of the plot, the widest gap first."""
    sentences = [say("love.about", lang, n=len(gaps), limit=number(ALIKE, lang))]
    for gap in sorted(gaps, key=lambda one: -abs(one.before)):
        name, before = gap.name.replace("\n", " "), number(round(gap.before, 2), lang, 2)
        if gap.after is None:
            sentences.append(say("love.line", lang, name=name, before=before))
        else:
            after = number(round(gap.after, 2), lang, 2)
            sentences.append(say("love.both", lang, name=name, before=before, after=after))
    return " ".join(sentences)
