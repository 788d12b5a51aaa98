"""What does not fit the grid blocks; what a card lacks is said, and the card is taken."""

import pytest

from tests.capitalisation.by_hand import GRID, card
from workbench.base.records import Text
from workbench.capitalisation.card import Quote, check, fitting, kept_back


def wrong(one):
    return {finding.id for finding in check(one, GRID) if finding.passed is False}


def blocked(one):
    return {finding.id for finding in check(one, GRID) if finding.blocks}


def rated(id, score=2, **more):
    return {"prerequisite": id, "score": score, **more}


@pytest.mark.parametrize(
    ("holds", "rule"),
    [
        ({"prerequisites": [rated("prerequisite_8")]}, "card.not_in_grid"),
        (
            {"prerequisites": [rated("prerequisite_1"), rated("prerequisite_1", 1)]},
            "card.rated_twice",
        ),
        ({"taxonomy": "none"}, "card.unknown_taxonomy"),
        ({"domains_claimed": ["sport"]}, "card.unknown_domain"),
        ({"domains_claimed": ["fulfilment"]}, "card.unknown_domain"),
        ({"indicators": [{"id": "x", "domain": "sport"}]}, "card.unknown_domain"),
        ({"people_covered": 3}, "card.small_count"),
        ({"people_concerned": 4}, "card.small_count"),
    ],
)
def test_what_does_not_fit_blocks_the_card_and_only_that_one(holds, rule):
    spoilt, other = card("north", **holds), card("south")
    assert blocked(spoilt) == {rule}
    assert fitting([spoilt, other], GRID)[0] == [other]


@pytest.mark.parametrize(
    ("holds", "rule"),
    [
        ({"prerequisites": [rated("prerequisite_1")]}, "card.no_evidence"),
        ({"indicators": [{"id": "ours"}]}, "card.indicator_without_domain"),
        ({"people_covered": 30}, "card.no_denominator"),
        ({"quote": {"text": "On nous a écoutés"}}, "card.quote_without_consent"),
        ({"quote": {"text": "Mme Durand a changé", "consent": {"level": "public_anonymous"}}},
         "card.quote_tells_who"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_said_and_the_card_is_taken(holds, rule):
    one = card("north", **holds)
    assert rule in wrong(one)
    assert not blocked(one)


def test_an_empty_card_says_all_that_it_lacks_and_is_taken():
    (lacks,) = [finding for finding in check(card(), GRID) if finding.id == "card.lacks"]
    assert lacks.holes["n"] == 18
    assert not blocked(card())


def test_a_masked_count_is_not_missing():
    holes = [
        finding.holes["n"]
        for one in (card(), card(masked=("people_covered",)))
        for finding in check(one, GRID)
        if finding.id == "card.lacks"
    ]
    assert holes == [18, 17]


def test_domains_of_another_list_are_those_of_the_card():
    assert not blocked(card(taxonomy="drome", domains_claimed=["fulfilment"]))


@pytest.mark.parametrize(
    ("level", "text", "shown_to"),
    [
        (None, "Merci", ()),
        ("not_shared", "Merci", ()),
        ("inside", "Merci", ("day", "network")),
        ("public_anonymous", "Merci", ("day", "network", "public")),
        ("public_anonymous", "Merci à Mme Durand", ()),
        ("public_named", "Merci à Mme Durand", ("day", "network", "public")),
    ],
)
def test_a_quote_goes_as_far_as_somebody_agreed(level, text, shown_to):
    consent = {"level": level} if level else None
    quote = Quote.model_validate({"text": Text(any=text), "consent": consent})
    seen = tuple(one for one in ("day", "network", "public") if kept_back(quote, one) is None)
    assert seen == shown_to
