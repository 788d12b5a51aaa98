"""What a card lacks before the day, and what it may not hold."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.base import words
from workbench.base.findings import Finding, Together, found_in
from workbench.base.words import Phrase
from workbench.capitalisation.card.record import NA, Card, Quote, file_of
from workbench.contribution.consent import may_read, tells_who
from workbench.data.protection.rules import small
from workbench.indicators import catalogue
from workbench.indicators.vocabulary import domains

WANTED = {
    "territory": "card.field.territory",
    "level": "card.field.level",
    "structure": "card.field.structure",
    "start": "card.field.start",
    "maturity": "card.field.maturity",
    "purpose": "card.field.purpose",
    "who_asked": "card.field.who_asked",
    "stakeholders": "card.field.stakeholders",
    "methods": "card.field.methods",
    "domains_claimed": "card.field.domains_claimed",
    "indicators": "card.field.indicators",
    "data_sources": "card.field.data_sources",
    "people_covered": "card.field.people_covered",
    "cost_hours": "card.field.cost_hours",
    "what_changed_after": "card.field.what_changed_after",
    "difficulties": "card.field.difficulties",
    "evidence_level": "card.field.evidence_level",
    "contact": "card.field.contact",
}
"""What a day asks of every card, by its field; a card without one says so and is taken."""


def check(card: Card, grid: Sequence[str]) -> list[Finding]:
    """Return the findings about one card; *grid* lists the ids of the prerequisites in use.

    What does not fit the grid or the domains blocks, and so does a count of fewer than five people.
    """
    found = [*_fits(card, grid), *_domains(card), *_people(card), *_said(card), *_lacks(card)]
    return found_in(file_of(card.pilot_id), found)


def _fits(card: Card, grid: Sequence[str]) -> Iterator[Finding]:
    rated = [one.prerequisite for one in card.prerequisites]
    strange = [id for id in rated if id not in grid]
    for id in strange:
        holes = {"id": id, "pilot": card.called, "hint": words.hint(id, grid)}
        yield Finding("card.not_in_grid", False, card.pilot_id, holes=holes)
    for id in dict.fromkeys(id for id in rated if rated.count(id) > 1):
        yield Finding("card.rated_twice", False, card.pilot_id, holes=_about(card, id=id))
    bare = [
        one.prerequisite
        for one in card.prerequisites
        if one.score not in (0, NA) and not one.evidence
    ]
    holes = _about(card, n=len(bare), ids=Together(tuple(bare)))
    yield Finding("card.no_evidence", not bare, card.pilot_id, "warning", holes)


def _domains(card: Card) -> Iterator[Finding]:
    known = {one.id: [domain.id for domain in one.domains] for one in domains().taxonomies}
    if card.taxonomy not in known:
        hint = words.hint(card.taxonomy, known)
        holes = _about(card, id=card.taxonomy, hint=hint)
        yield Finding("card.unknown_taxonomy", False, card.pilot_id, holes=holes)
        return
    own = known[card.taxonomy]
    everywhere = [id for ids in known.values() for id in ids]
    named = [(id, own) for id in card.domains_claimed]
    named += [(one.domain, everywhere) for one in card.indicators if one.domain]
    for id, allowed in named:
        if id not in allowed:
            holes = _about(card, id=id, hint=words.hint(id, allowed))
            yield Finding("card.unknown_domain", False, card.pilot_id, holes=holes)
    nowhere = [one.id for one in card.indicators if not one.domain and one.id not in catalogue()]
    holes = _about(card, n=len(nowhere), ids=Together(tuple(nowhere)))
    yield Finding("card.indicator_without_domain", not nowhere, card.pilot_id, "warning", holes)


def _people(card: Card) -> Iterator[Finding]:
    """Counts of people have their denominator, and none tells of fewer than five."""
    counts = {"people_covered": card.people_covered, "people_concerned": card.people_concerned}
    few = [name for name, count in counts.items() if count is not None and small(count)]
    for name in few:
        holes = _about(card, field=Phrase(COUNTED[name]))
        yield Finding("card.small_count", False, card.pilot_id, holes=holes)
    if card.people_covered is not None and card.people_concerned is None:
        yield Finding("card.no_denominator", False, card.pilot_id, "warning", _about(card))


COUNTED = {
    "people_covered": "card.field.people_covered",
    "people_concerned": "card.field.people_concerned",
}


def _said(card: Card) -> Iterator[Finding]:
    """A quote is shown only as far as somebody agreed, and a contact is nobody's address."""
    if card.quote is None:
        return
    why = kept_back(card.quote, "day")
    yield Finding("card.quote_without_consent", why is None, card.pilot_id, "warning", _about(card))
    open_too = card.quote.consent and card.quote.consent.level == "public_named"
    told = tells_who(card.quote.text, card.quote.by) and not open_too
    yield Finding("card.quote_tells_who", not told, card.pilot_id, "warning", _about(card))


def kept_back(quote: Quote, audience: str) -> str | None:
    """Return the rule for which a quote is not shown to an audience; None where it may be.

    Words go as far as their consent says, and words that give somebody away only where the person
    agreed to be named.

    >>> from workbench.base.records import Text
    >>> kept_back(Quote(text=Text(any="On nous a écoutés")), "public")
    'card.quote_without_consent'
    """
    level = quote.consent.level if quote.consent else None
    if not may_read(level, "public" if audience == "public" else "inside"):
        return "card.quote_without_consent"
    if tells_who(quote.text, quote.by) and level != "public_named":
        return "card.quote_tells_who"
    return None


def _lacks(card: Card) -> Iterator[Finding]:
    masked = set(card.masked)
    gone = [key for name, key in WANTED.items() if name not in masked and _empty(card, name)]
    holes = _about(card, n=len(gone), fields=Together(tuple(map(Phrase, gone))))
    yield Finding("card.lacks", not gone, card.pilot_id, "note", holes)


def _empty(card: Card, name: str) -> bool:
    return getattr(card, name) in (None, "", ())


def _about(card: Card, **holes: object) -> dict[str, object]:
    return {"pilot": card.called, **holes}


def fitting(cards: Iterable[Card], grid: Sequence[str]) -> tuple[list[Card], list[Finding]]:
    """Return the cards that nothing blocks, and the findings about all of them."""
    looked = [(card, check(card, grid)) for card in cards]
    kept = [card for card, found in looked if not any(finding.blocks for finding in found)]
    return kept, [finding for _, found in looked for finding in found]
