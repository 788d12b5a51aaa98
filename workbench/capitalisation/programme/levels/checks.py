"""What could mislead in a programme told level by level; no site is set against another."""

from collections.abc import Iterator

from workbench.analysis.pooling.limits import LEVELS, limits
from workbench.base import words
from workbench.base.findings import Finding, Together
from workbench.base.words import Share
from workbench.capitalisation.programme.levels.counted import Counted, Result
from workbench.capitalisation.programme.levels.record import WHOLE, Outcome
from workbench.ledger import Ledger

INNER, OUTER = LEVELS
SHOWN = 5
"""How many units a finding names at most."""
MUCH = 0.2
"""From this share on, those of whom nothing is known could change what is said."""


def check(counted: Counted, ledger: Ledger | None = None) -> list[Finding]:
    """Return the findings about a programme: its registry, who came in, then outcome by outcome.

    *ledger* holds the published figures that the targets cite.
    """
    found = [*_planned(counted), *_people(counted), *_crossed(counted), *_cohorts(counted)]
    found += _promises(counted, ledger)
    for outcome in counted.levels.outcomes:
        found += [*_unknown(counted, outcome), *_hidden(counted, outcome)]
        found += [*_beyond(counted, outcome), *_moments(counted, outcome)]
    return found


def _planned(counted: Counted) -> Iterator[Finding]:
    """The registry holds as many units of each level as were planned."""
    for level in counted.levels.levels:
        if level.planned:
            there = len(counted.registry.units[level.column])
            holes = {"label": level.label, "planned": level.planned.value, "k": there}
            passed = there == level.planned.value
            yield Finding("levels.planned", passed, level.column, "warning", holes)


def _people(counted: Counted) -> Iterator[Finding]:
    """Everybody belongs to a site of the registry, and every site has somebody."""
    holes: dict[str, object] = {"n": counted.strangers}
    yield Finding("levels.strangers", counted.strangers == 0, "", "warning", holes)
    came: dict[str, list[int | None]] = {}
    for one in counted.came(counted.levels.site):
        came.setdefault(one.unit.id, []).append(one.entered)
    empty = [site for site, counts in came.items() if not any(count != 0 for count in counts)]
    told = {"names": _some(empty), "n": len(empty)}
    yield Finding("levels.nobody", not empty, "", "warning", told)


def _crossed(counted: Counted) -> Iterator[Finding]:
    """Each unit lies in one unit of the level above; else the two levels are told apart."""
    columns = counted.levels.columns
    for larger, smaller in zip(columns, columns[1:], strict=False):
        held: dict[str, set[str]] = {}
        for place in counted.registry.above.values():
            held.setdefault(place[smaller], set()).add(place[larger])
        crossed = sorted(unit for unit, wholes in held.items() if len(wholes) > 1)
        labels = {level.column: level.label for level in counted.levels.levels}
        holes: dict[str, object] = {"label": labels[smaller], "larger": labels[larger]}
        holes |= {"names": _some(crossed), "n": len(crossed)}
        yield Finding("levels.crossed", not crossed, smaller, "note", holes)


def _cohorts(counted: Counted) -> Iterator[Finding]:
    """Every cohort has begun, and none has more people than places."""
    never = [f"{one.site} {one.id}" for one in counted.registry.cohorts if not one.opened]
    holes = {"names": _some(never), "n": len(never)}
    yield Finding("levels.not_begun", not never, "", "note", holes)
    full = [
        f"{one.unit.id} {one.year}"
        for one in counted.came(counted.levels.site)
        if one.entered is not None and one.entered > one.places
    ]
    more = {"names": _some(full), "n": len(full)}
    yield Finding("levels.more_than_places", not full, "", "note", more)


def _promises(counted: Counted, ledger: Ledger | None) -> Iterator[Finding]:
    """What was promised for each site gives what was promised in all; open questions are said."""
    promise, sites = counted.levels.enrolment, len(counted.registry.above)
    if promise.all and promise.site:
        product = promise.site.value * sites
        holes = {"each": promise.site.value, "n": sites, "product": product}
        holes |= {"all": promise.all.value}
        yield Finding("levels.promise", product == promise.all.value, "", "warning", holes)
    targets = [promise.all, promise.site, *(one.target for one in counted.levels.outcomes)]
    cited = dict.fromkeys(one.figure for one in targets if one and one.figure)
    for id in cited:
        figure = ledger.figure(id) if ledger else None
        if figure and figure.question:
            said = {"label": figure.label, "figure": id, "question": figure.question}
            yield Finding("levels.open_target", False, id, "note", said)


def _unknown(counted: Counted, outcome: Outcome) -> Iterator[Finding]:
    """Nearly everybody is known; else the rate is told between two bounds."""
    for whole in counted.of(outcome, WHOLE):
        if whole.bounds is None or whole.known is None or whole.unknown is None:
            continue
        share = whole.unknown / (whole.known + whole.unknown)
        low, high = whole.bounds
        holes = {
            "label": outcome.label, "n": whole.unknown, "of": whole.known + whole.unknown,
            "low": Share(low), "high": Share(high),
        }  # fmt: skip
        yield Finding("levels.unknown", share < MUCH, outcome.column, "warning", holes)


def _hidden(counted: Counted, outcome: Outcome) -> Iterator[Finding]:
    hidden = [one for one in told(counted, outcome) if one.yes is None or one.no is None]
    if hidden:
        names = [one.unit.id for one in hidden]
        holes = {"label": outcome.label, "names": _some(names), "n": len(names)}
        yield Finding("levels.hidden", False, outcome.column, "note", holes)


def _beyond(counted: Counted, outcome: Outcome) -> Iterator[Finding]:
    """No site stands further out than chance leaves it."""
    sites = [one for one in counted.of(outcome, counted.levels.site) if one.rate is not None]
    known = counted.sites.get(outcome.column)
    if known and len(sites) > 1:
        out = [one.unit.id for one in sites if outside(one, known.together)]
        holes = {"label": outcome.label, "names": _some(out), "n": len(out), "k": len(sites)}
        yield Finding("levels.beyond", not out, outcome.column, "note", holes)


def outside(site: Result, together: float) -> bool:
    """Whether a site is beyond the outer limits of chance round the rate of all."""
    if site.rate is None or not site.known:
        return False
    low, high = limits(site.known, together, OUTER)
    return not low <= site.rate <= high


def _moments(counted: Counted, outcome: Outcome) -> Iterator[Finding]:
    """An outcome says at which moment it is known: without it a target has no date."""
    if outcome.target:
        holes = {"label": outcome.label}
        yield Finding("levels.no_moment", outcome.when is not None, outcome.column, "note", holes)


def told(counted: Counted, outcome: Outcome) -> list[Result]:
    """Return the results of an outcome at every level, but for the whole."""
    return [one for one in counted.results if one.outcome == outcome and one.unit.level != WHOLE]


def _some(names: list[str]) -> Together | str:
    """Return the names of units, the first ones of a long list."""
    more = words.Phrase("levels.and_more", {"n": len(names) - SHOWN})
    shown = (*names[:SHOWN], more) if len(names) > SHOWN else tuple(names)
    return Together(shown)
