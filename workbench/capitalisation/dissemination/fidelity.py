"""At each site, which core parts are in place and who saw it; and what was adapted, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import join, percent, say, shown
from workbench.capitalisation.dissemination.record import ID, Component, Dissemination, Site, known

STATE_NAMES = {
    "in_place": "dissemination.state.in_place",
    "partly": "dissemination.state.partly",
    "absent": "dissemination.state.absent",
}
OBSERVER_NAMES = {
    "itself": "dissemination.observer.itself",
    "giver": "dissemination.observer.giver",
    "outside": "dissemination.observer.outside",
}
FIT_NAMES = {
    "yes": "dissemination.fit.yes",
    "no": "dissemination.fit.no",
    "not_known": "dissemination.fit.not_known",
}
PLAN_NAMES = {
    "planned": "dissemination.plan.planned",
    "unplanned": "dissemination.plan.unplanned",
    "not_known": "dissemination.plan.not_known",
}


class Observation(Record):
    """What was seen of one part at one site on one day, and who saw it."""

    id: str = Field(pattern=ID)
    site: str = ""
    component: str = ""
    on: date | None = None
    state: Literal["in_place", "partly", "absent"] | None = None
    observer: Literal["itself", "giver", "outside"] = "itself"


class Adaptation(Record):
    """A change of a part at a site: no failure in itself.

    *plan* says whether it was decided beforehand, *fits* whether the meaning of the core is kept.
    """

    id: str = Field(pattern=ID)
    site: str = ""
    component: str = ""
    what: Text | None = None
    plan: Literal["planned", "unplanned", "not_known"] = "not_known"
    fits: Literal["yes", "no", "not_known"] = "not_known"
    reason: Text | None = None


class Fidelity(FileRecord):
    """`fidelity.yml`: what was seen at the sites, and what they adapted."""

    FILE: ClassVar[str] = "fidelity.yml"

    observations: tuple[Observation, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()


@dataclass(frozen=True)
class AtSite:
    """The core parts of one site: how many there are, were seen, and are in place.

    *apart* are the parts of which two observations of the last day disagree: they are counted as
    seen, and as in place nowhere.
    """

    site: Site
    core: int
    in_place: int
    partly: int
    absent: int
    unseen: tuple[Component, ...]
    apart: tuple[Component, ...]
    observers: tuple[str, ...]
    adapted: int

    @property
    def seen(self) -> int:
        """How many core parts somebody looked at."""
        return self.core - len(self.unseen)

    @property
    def share(self) -> float | None:
        """Core parts in place among those seen (fidelity); None where nobody looked."""
        return self.in_place / self.seen if self.seen else None


def at_sites(found: Fidelity, told: Dissemination) -> tuple[AtSite, ...]:
    """Return each receiving site in the order of its name in the file, never by its share."""
    return tuple(_at(site, found, told) for site in told.receivers)


def _at(site: Site, found: Fidelity, told: Dissemination) -> AtSite:
    last = {one.id: _last(found, site.id, one.id) for one in told.core}
    states = {id: {one.state for one in seen} for id, seen in last.items()}
    alone = [next(iter(some)) for some in states.values() if len(some) == 1]
    every = [one.observer for seen in last.values() for one in seen]
    return AtSite(
        site=site,
        core=len(told.core),
        in_place=alone.count("in_place"),
        partly=alone.count("partly"),
        absent=alone.count("absent"),
        unseen=tuple(one for one in told.core if not states[one.id]),
        apart=tuple(one for one in told.core if len(states[one.id]) > 1),
        observers=tuple(name for name in OBSERVER_NAMES if name in every),
        adapted=sum(one.site == site.id for one in found.adaptations),
    )


def _last(found: Fidelity, site: str, component: str) -> list[Observation]:
    """Return what was seen of a part at a site on the last day on which somebody looked."""
    told = [one for one in found.observations if one.state is not None]
    here = [one for one in told if (one.site, one.component) == (site, component)]
    days = [one.on or date.min for one in here]
    return [one for one in here if (one.on or date.min) == max(days)]


def check(found: Fidelity, told: Dissemination) -> list[Finding]:
    """Return the findings: names, days, what nobody saw, what two saw differently, reasons."""
    lines: list[Observation | Adaptation] = [*found.observations, *found.adaptations]
    named = [
        pair
        for one in lines
        for pair in ((one.id, f"site:{one.site}"), (one.id, f"component:{one.component}"))
    ]
    return [*known(named, told), *_seen(found, told), *_adapted(found, told)]


def _seen(found: Fidelity, told: Dissemination) -> Iterator[Finding]:
    for one in found.observations:
        yield Finding("dissemination.not_filled", one.state is not None, one.id, "warning")
        yield Finding("dissemination.seen_without_date", one.on is not None, one.id, "warning")
    for at in at_sites(found, told):
        where, name = at.site.id, {"label": at.site.name}
        holes = {**name, "n": len(at.unseen), "core": at.core}
        yield Finding("dissemination.unseen", not at.unseen, where, "warning", holes)
        for part in at.apart:
            holes = {**name, "component": part.label}
            yield Finding("dissemination.seen_apart", False, where, "warning", holes)
        own = at.observers != ("itself",) if at.observers else None
        yield Finding("dissemination.only_itself", own, where, "note", name)


def _adapted(found: Fidelity, told: Dissemination) -> Iterator[Finding]:
    core = {one.id for one in told.core}
    for one in found.adaptations:
        passed = one.reason is not None
        yield Finding("dissemination.adapted_without_reason", passed, one.id, "warning")
        known_fit = one.fits != "not_known" if one.component in core else None
        yield Finding("dissemination.fit_not_known", known_fit, one.id, "note")


def table(found: Fidelity, told: Dissemination, lang: str) -> list[dict[str, str]]:
    """Return one row a receiving site: the share with its two counts, and who looked."""
    return [_row(at, lang) for at in at_sites(found, told)]


def _row(at: AtSite, lang: str) -> dict[str, str]:
    seen_by = join((say(OBSERVER_NAMES[name], lang) for name in at.observers), lang)
    counts = say("dissemination.of", lang, part=at.in_place, whole=at.seen) if at.seen else "–"
    return {
        say("dissemination.head.site", lang): at.site.name.say(lang),
        say("dissemination.head.in_place", lang): counts,
        say("dissemination.head.fidelity", lang): percent(at.share, lang),
        say("dissemination.state.partly", lang): shown(at.partly, lang),
        say("dissemination.state.absent", lang): shown(at.absent, lang),
        say("dissemination.head.apart", lang): _names(at.apart, lang),
        say("dissemination.head.unseen", lang): _names(at.unseen, lang),
        say("dissemination.head.observers", lang): seen_by or "–",
        say("dissemination.head.adaptations", lang): shown(at.adapted, lang),
    }


def _names(some: tuple[Component, ...], lang: str) -> str:
    return " · ".join(one.label.say(lang) for one in some) or "–"


def adaptations_table(found: Fidelity, told: Dissemination, lang: str) -> list[dict[str, str]]:
    """Return one row an adaptation, with its class: decided beforehand or not, fits or not."""
    core = {one.id for one in told.core}
    return [
        {
            say("dissemination.head.site", lang): told.site(one.site).say(lang),
            say("dissemination.head.component", lang): told.component(one.component).say(lang),
            say("dissemination.head.core", lang): shown(one.component in core, lang),
            say("dissemination.head.adapted", lang): shown(one.what or "–", lang),
            say("dissemination.head.plan", lang): say(PLAN_NAMES[one.plan], lang),
            say("dissemination.head.fits", lang): say(FIT_NAMES[one.fits], lang),
            say("dissemination.head.reason", lang): shown(one.reason or "–", lang),
        }
        for one in found.adaptations
    ]
