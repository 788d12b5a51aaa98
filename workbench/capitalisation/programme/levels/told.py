"""A programme told level by level: counts beside rates, in the order of names, never of values."""

from pathlib import Path

from workbench.analysis.pilots.clubs import Club, Clubs
from workbench.analysis.pilots.compare import Group
from workbench.analysis.pilots.compare import Outcome as Shared
from workbench.analysis.pilots.pictures import funnel as drawn_funnel
from workbench.analysis.pilots.told import chance
from workbench.analysis.pooling.limits import LEVELS, limits
from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.files import write_table
from workbench.base.words import say
from workbench.capitalisation.programme.levels.counted import Counted, Enrolled, Result
from workbench.capitalisation.programme.levels.record import WHOLE, Outcome
from workbench.data.protection.masking import count_text

RESULTS = "results/levels.csv"
COLUMNS = (
    "level", "unit", "what", "year", "sites", "planned", "places", "entered", "yes", "known",
    "unknown", "rate", "ci_low", "ci_high", "drawn", "drawn_low", "drawn_high", "target", "masked",
)  # fmt: skip
NOTHING = "–"
INNER, OUTER = LEVELS


def structure_table(counted: Counted, lang: str) -> list[dict[str, str]]:
    """Return one row a level: how many units were planned, with their figure, and are listed."""
    return [
        {
            "levels_level": level.label.say(lang),
            "levels_planned": _target(level.planned.value, level.planned.figure, lang)
            if level.planned
            else NOTHING,
            "levels_listed": words.number(len(counted.registry.units[level.column]), lang),
        }
        for level in counted.levels.levels
    ]


def enrolment_table(counted: Counted, level: str, lang: str) -> list[dict[str, str]]:
    """Return one row a unit and year: sites, cohorts, what was planned, places, who came in."""
    return [
        {
            "levels_unit": _unit(one.unit.id, lang),
            "levels_year": one.year,
            "levels_sites": words.number(len(one.unit.sites), lang),
            "levels_cohorts": say("levels.of", lang, part=one.opened, whole=one.cohorts),
            "levels_promised": words.number(one.planned, lang, 0),
            "levels_places": words.number(one.places, lang),
            "levels_entered": count_text(one.entered, lang),
            "levels_filled": words.percent(one.filled, lang),
        }
        for one in counted.came(level)
    ]


def results_table(
    counted: Counted, outcome: Outcome, level: str, lang: str
) -> list[dict[str, str]]:
    """Return one row a unit: its two counts, its rate, the interval, the unknown, both bounds.

    At the level of the sites the rate drawn towards that of all stands beside.
    """
    drawn = level == counted.levels.site
    return [_row(one, drawn, lang) for one in counted.of(outcome, level)]


def _row(one: Result, drawn: bool, lang: str) -> dict[str, str]:
    row = {
        "levels_unit": _unit(one.unit.id, lang),
        "levels_yes": _counts(one, lang),
        "levels_rate": words.percent(one.rate, lang),
        "levels_interval": _ends((one.low, one.high), lang),
        "levels_unknown": count_text(one.unknown, lang),
        "levels_bounds": _ends(one.bounds or (None, None), lang),
    }
    if drawn:
        value = (one.drawn.value, one.drawn.low, one.drawn.high) if one.drawn else None
        row["levels_drawn"] = words.percent(value[0], lang) if value else NOTHING
        row["levels_drawn_interval"] = _ends(value[1:], lang) if value else NOTHING
    return row


def _unit(id: str, lang: str) -> str:
    return say("levels.everybody", lang) if id == WHOLE else id


def _counts(one: Result, lang: str) -> str:
    if one.yes is None or one.known is None:
        return say("analysis.masked", lang)
    return say("levels.of", lang, part=one.yes, whole=one.known)


def _ends(ends: tuple[float | None, ...], lang: str) -> str:
    low, high = ends
    if low is None or high is None:
        return NOTHING
    return say("levels.ends", lang, low=words.percent(low, lang), high=words.percent(high, lang))


def _target(value: float, figure: str | None, lang: str) -> str:
    told = words.number(value, lang, 0)
    return say("levels.cited", lang, value=told, figure=figure) if figure else told


def sentence(counted: Counted, outcome: Outcome, lang: str) -> str:
    """Return what the programme as a whole shows of an outcome, beside its target."""
    (whole,) = counted.of(outcome, WHOLE)
    if whole.rate is None or whole.low is None or whole.high is None or not whole.known:
        return say("levels.says_nothing", lang, label=outcome.label)
    holes = {
        "label": outcome.label, "yes": whole.yes, "known": whole.known, "n": whole.unknown or 0,
        "rate": words.percent(whole.rate, lang), "low": words.percent(whole.low, lang),
        "high": words.percent(whole.high, lang), "sites": len(counted.registry.above),
    }  # fmt: skip
    parts = [say("levels.says", lang, **holes)]
    if outcome.target:
        target = words.chosen_share(outcome.target.value, lang)
        inside = whole.low <= outcome.target.value <= whole.high
        key = "levels.target_inside" if inside else "levels.target_outside"
        figure = outcome.target.figure or NOTHING
        parts.append(say(key, lang, target=target, figure=figure))
    return " ".join(parts)


def clubs(counted: Counted, outcome: Outcome) -> Clubs | None:
    """Return the sites of an outcome as clubs between limits; None where fewer than two show."""
    sites = [one for one in counted.of(outcome, counted.levels.site) if one.rate is not None]
    known = counted.sites.get(outcome.column)
    if len(sites) < 2 or known is None:
        return None
    told = tuple(
        Club(one.unit.id, one.yes, one.known, _outside(one, known.together))
        for one in sites
        if one.yes is not None and one.known
    )
    shared = Shared(outcome.column, outcome.label, ())
    return Clubs(Group(shared, 0, (), None, ()), told, known.together, known.alike, ())


def _outside(one: Result, together: float) -> float:
    for level in (OUTER, INNER):
        low, high = limits(one.known or 0, together, level)
        if one.rate is not None and not low <= one.rate <= high:
            return level
    return 0.0


def funnel(found: Clubs, lang: str) -> str:
    """Draw the sites by their size, between the limits that chance leaves them, as SVG."""
    return drawn_funnel(found, lang)


def beside_chance(found: Clubs, lang: str) -> str:
    """Return what the sites show beside chance, in words."""
    return chance(found, lang)


def write(dossier: Dossier, counted: Counted) -> Path:
    """Write every count and rate that may be told; no sentence, the same in both languages."""
    rows = [*map(_enrolled, counted.enrolled), *map(_result, counted.results)]
    return write_table(dossier.to_write(RESULTS), rows, COLUMNS)


def _enrolled(one: Enrolled) -> dict[str, object]:
    return {
        "level": one.unit.level, "unit": one.unit.id, "what": "entered", "year": one.year,
        "sites": len(one.unit.sites), "planned": one.planned, "places": one.places,
        "entered": one.entered, "masked": True if one.entered is None else None,
    }  # fmt: skip


def _result(one: Result) -> dict[str, object]:
    drawn = one.drawn
    return {
        "level": one.unit.level, "unit": one.unit.id, "what": one.outcome.column,
        "sites": len(one.unit.sites), "yes": one.yes, "known": one.known, "unknown": one.unknown,
        "rate": one.rate, "ci_low": one.low, "ci_high": one.high,
        "drawn": round(drawn.value, 3) if drawn else None,
        "drawn_low": round(drawn.low, 3) if drawn else None,
        "drawn_high": round(drawn.high, 3) if drawn else None,
        "target": one.outcome.target.value if one.outcome.target else None,
        "masked": True if one.known is None else None,
    }  # fmt: skip
