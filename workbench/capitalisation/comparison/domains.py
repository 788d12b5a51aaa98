"""Pilots by domains: what is claimed, what is measured, what somebody else has verified."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.capitalisation.card import Card, Sum, Used
from workbench.indicators import catalogue
from workbench.indicators.vocabulary import Taxonomy, domains

State = Literal["", "claimed", "measured", "verified"]
STATES: tuple[State, ...] = ("", "claimed", "measured", "verified")
"""From nothing said to the strongest: each is what the evidence allows, never a grade."""


@dataclass(frozen=True)
class Reached:
    """One pilot in one domain: its *state*, the indicators behind it, and whether it claims it."""

    pilot: str
    domain: str
    state: State
    claimed: bool
    indicators: tuple[str, ...] = ()


def taxonomies() -> tuple[Taxonomy, ...]:
    """Return the lists of domains of the vocabulary."""
    return domains().taxonomies


def by_domain(
    cards: Sequence[Card], sums: Mapping[str, Sequence[Sum]], taxonomy: str
) -> list[Reached]:
    """Return each pilot in each domain of a taxonomy, in the order of the cards and of the list.

    A domain is measured where one of the pilot's indicators is, or where the pilot shares a figure
    of one; it is verified where somebody else has looked. Domains of another list are brought over
    by the crosswalk; those that lead nowhere stay out.
    """
    own = [domain.id for one in taxonomies() if one.id == taxonomy for domain in one.domains]
    return [
        _reached(card, domain, sums.get(card.pilot_id, ()), taxonomy)
        for card in cards
        for domain in own
    ]


def _reached(card: Card, domain: str, sums: Sequence[Sum], taxonomy: str) -> Reached:
    claimed = domain in _over(card.domains_claimed, taxonomy)
    here = [one for one in used(card, sums) if domain in _over([domain_of(one)], taxonomy)]
    states = {one.state for one in here}
    state: State = "claimed" if claimed or here else ""
    state = "verified" if "verified" in states else "measured" if "measured" in states else state
    return Reached(card.pilot_id, domain, state, claimed, tuple(one.id for one in here))


def used(card: Card, sums: Sequence[Sum]) -> list[Used]:
    """Return the indicators of a card, measured where the pilot shares their figure."""
    shown = {one.indicator for one in sums}
    own = {one.id: one for one in card.indicators}
    own.update({id: Used(id=id, state="measured") for id in sorted(shown - own.keys())})
    return [
        one.model_copy(update={"state": "measured"})
        if one.state == "planned" and one.id in shown
        else one
        for one in own.values()
    ]


def domain_of(one: Used) -> str:
    """Return the domain of an indicator: as the card says, or as the catalogue does."""
    known = catalogue().get(one.id)
    return one.domain or (known.domain if known else "")


def _over(named: Iterable[str], taxonomy: str) -> set[str]:
    """Return domains brought over to a taxonomy, by way of the first one."""
    found = domains()
    lists = {one.id: {domain.id for domain in one.domains} for one in found.taxonomies}
    there = lists.get(taxonomy, set())
    out = set[str]()
    for domain in named:
        if domain in there:
            out.add(domain)
            continue
        back = {passage.start for passage in found.crosswalk if passage.end == domain}
        steps = back | {domain}
        ahead = {passage.end for passage in found.crosswalk if passage.start in steps}
        out |= there & (steps | ahead)
    return out
