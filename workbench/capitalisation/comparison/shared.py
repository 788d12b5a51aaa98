"""Who may see what: cards go as far as they are shared, and so do their sums and their words."""

from collections.abc import Iterable

from workbench.capitalisation.card import Card, kept_back
from workbench.capitalisation.card.record import SHARED


def may_see(card: Card, audience: str) -> bool:
    """Whether a card is shared with an audience: what is public is for the network and the day.

    >>> may_see(Card(format=1, pilot_id="north", share_level="network"), "public")
    False
    """
    return SHARED.index(card.share_level) >= SHARED.index(audience)


def seen_by(cards: Iterable[Card], audience: str) -> tuple[list[Card], int]:
    """Return the cards that an audience may see, without quotes it may not, and how many not."""
    every = list(cards)
    seen = [_without_quote(card, audience) for card in every if may_see(card, audience)]
    return seen, len(every) - len(seen)


def _without_quote(card: Card, audience: str) -> Card:
    if card.quote is None or kept_back(card.quote, audience) is None:
        return card
    return card.model_copy(update={"quote": None})
