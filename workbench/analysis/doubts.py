"""Every doubt about an analysis in one list: what its design looks at, and the pitfalls, once."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from workbench.analysis import family
from workbench.analysis.checks.pitfalls import ALL, Case, pitfalls
from workbench.analysis.checks.robust import leave_one_site_out
from workbench.analysis.claims import CAPS
from workbench.analysis.designs.cells import COUNT
from workbench.analysis.effect import Effect
from workbench.analysis.estimate import answered
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.findings import Finding
from workbench.base.remembered import remembered
from workbench.base.words import Phrase
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.collection.record import column
from workbench.data import load
from workbench.data.protection.estimates import masks
from workbench.data.protection.rules import SMALL

LOUDER = frozenset({*CAPS, "analysis.few_sites", "analysis.lost", "designs.few_units"})
"""What a design says better than a pitfall: it lowers the claim, or knows its own rows."""
BY_SITE = frozenset({"checks.one_site", "pitfall.heavy_club"})
"""What tells of one site: left out where the figures of sites are."""
NAMES_OF_THINGS = ("label", "column", "analysis")
FEWEST, MOST = 5, 60
"""Sites of a group between which one is left out at a time: fewer carry nothing without it."""
ABOUT_NOTHING = ("progress", "time_to_event")
"""The designs whose estimate is not held against zero."""


def doubts(dossier: Dossier, level: float = 0.95) -> list[Finding]:
    """Return the findings about every analysis of the plan, then about all of them together.

    Of a masked analysis the findings that say a figure are left out: a bound or a mean would give
    back what was masked. ``masked.effect`` stands in their place. Where the figures of sites are
    masked, so is what tells of one site. Raises DataError as `estimate` does.
    """
    table, plan, instrument = load(dossier), dossier.read(Plan), instrument_of(dossier)
    gone = masks(table, instrument, plan.analyses)
    found, shown, effects = [], [], []
    for analysis in plan.analyses:
        effect, about = _seen_before(analysis, table, level, instrument)
        effects.append(effect)
        if analysis.id in gone.effects:
            about = [finding for finding in about if not _says_a_figure(finding)]
        else:
            shown.append(effect)
        if analysis.id in gone.sites:
            about = [finding for finding in about if finding.id not in BY_SITE]
        holes = {"label": analysis.label, "least": SMALL}
        open_ = analysis.id not in gone.effects
        found += [*once(about), Finding("masked.effect", open_, analysis.id, "warning", holes)]
    remaining = family.remains(family.published(effects, gone.effects))
    return [*found, *remaining, *_together([effect for effect in shown if effect.family is None])]


def examined(
    analysis: Analysis,
    table: pd.DataFrame,
    level: float = 0.95,
    instrument: Instrument | None = None,
) -> tuple[Effect, list[Finding]]:
    """Return one effect, and all the doubts about it: each thing is said once.

    What the *instrument* tells of the columns is used where it is given. Raises DataError as
    `estimate` does.
    """
    effect, found = seen(analysis, table, level, instrument)
    return effect, once(found)


def seen(
    analysis: Analysis, table: pd.DataFrame, level: float, instrument: Instrument | None = None
) -> tuple[Effect, list[Finding]]:
    """Return one effect and what its design, the pitfalls and the sites say: as yet, all of it.

    What an *instrument* tells: who is who, where they are, the ends of a scale, what is asked late.
    """
    effect, found = answered(analysis, table, level)
    if COUNT in table:  # people counted in cells: the pitfalls look at rows
        return effect, found
    case = Case(analysis, table, effect)
    if instrument is not None:
        case = _informed(case, analysis, instrument)
    looked = [finding for finding in pitfalls(case) if finding.passed is not None]
    return effect, [*found, *looked, *_one_site(analysis, table, effect)]


_seen_before = remembered(seen)


def once(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings about one analysis without those that say what another one says.

    The registry of pitfalls names who speaks of the same thing. What failed speaks before what
    passed; where both failed, a design that lowers the claim before the pitfall.
    """
    by_id = {finding.id: finding for finding in found}
    silent: set[str] = set()
    for pitfall in ALL:
        own = by_id.get(pitfall.id)
        others = [by_id[name] for name in pitfall.also if name in by_id]
        silent |= {_quieter(own, other) for other in others if own is not None}
    return [finding for finding in by_id.values() if finding.id not in silent]


def _quieter(pitfall: Finding, other: Finding) -> str:
    """Return the id of the one that need not speak; a note silences nobody, and passes along."""
    if pitfall.passed is False and other.passed is False:
        return pitfall.id if other.id in LOUDER else other.id
    if other.passed is False:
        return "" if other.severity == "note" else pitfall.id
    return other.id


def _informed(case: Case, analysis: Analysis, instrument: Instrument) -> Case:
    """Return the case with what the instrument tells of its columns."""
    person, site = instrument.role("person"), instrument.role("cluster")
    asked = {
        column(question, wave): (question, wave)
        for question in instrument.questions
        for wave in question.waves
    }
    late = [n for n in analysis.covariates if n in asked and asked[n][1] != instrument.waves[0]]
    question = asked[analysis.outcome][0] if analysis.outcome in asked else None
    low, high = (question.low, question.high) if question else (None, None)
    return replace(
        case,
        person=person.id if person else None,
        site=site.id if site else None,
        late=tuple(late),
        scale=None if low is None or high is None else (low, high),
    )


def _one_site(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> list[Finding]:
    """Leave out one site at a time, where the sites that are left carry an interval."""
    if analysis.cluster is None or analysis.design in ABOUT_NOTHING or effect.ci_low is None:
        return []
    there = table[table[analysis.outcome].notna() & table[analysis.cluster].notna()]
    sites = there[analysis.cluster]
    arms = 0 * sites.notna() if analysis.treatment is None else there[analysis.treatment]
    fewest = sites.groupby(arms).nunique().min()
    if not fewest >= FEWEST or sites.nunique() > MOST:  # no group at all: neither more nor fewer
        return []
    try:
        return [leave_one_site_out(analysis, table, effect.level).finding]
    except LetterError:
        return []


def _together(effects: Sequence[Effect]) -> list[Finding]:
    """Say whether one outcome among many stands out by chance: one result an outcome.

    What a declared family holds is told of the family.
    """
    first = {effect.outcome: effect for effect in reversed(effects)}
    chances = tuple(e.p_value for e in reversed(first.values()) if e.p_value is not None)
    whole = Phrase("pitfall.whole_plan")
    found = pitfalls(Case(p_values=chances), {8})
    return [
        replace(finding, where=Plan.FILE, holes={**finding.holes, "label": whole})
        for finding in found
        if finding.passed is not None
    ]


def _says_a_figure(finding: Finding) -> bool:
    """Whether a finding tells a number, apart from those in the names of things."""
    told = [str(value) for name, value in finding.holes.items() if name not in NAMES_OF_THINGS]
    return any(sign.isdigit() for value in told for sign in value)
