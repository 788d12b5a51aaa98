"""The card of a dossier says what its files hold, and nothing that nobody wrote."""

from workbench.base.dossier import Dossier, copy, open_dossier
from workbench.capitalisation.card import card_from, check, sums_from
from workbench.capitalisation.card.sums import FIGURES
from workbench.capitalisation.grid import grid_of

EMPTY = ("who_asked", "cost_hours", "what_changed_after", "difficulties", "quote", "contact")


def test_the_card_of_the_simulated_example_holds_its_files_and_says_so():
    dossier = open_dossier("trajectoires")
    card = card_from(dossier)
    assert (card.pilot_id, card.simulated, card.people_covered) == ("trajectoires", True, 213)
    assert card.domains_claimed == ("individual",)
    states = {one.id: one.state for one in card.indicators}
    assert (states["IND-07"], states["IND-20"]) == ("measured", "planned")
    assert all(getattr(card, name) is None for name in EMPTY)
    assert not [finding for finding in check(card, grid_of(dossier).ids) if finding.blocks]


def test_its_sums_are_its_published_results():
    (exits, _, _) = sums_from(open_dossier("trajectoires"))
    assert (exits.indicator, exits.numerator, exits.denominator) == ("IND-07", 80, 170)
    assert (exits.concerned, exits.sites, exits.claim) == (213, 3, "described")


def test_a_dossier_without_results_shares_none():
    for name in ("sipa", "reliance"):
        assert sums_from(open_dossier(name)) == ()
        assert card_from(open_dossier(name)).evidence_level == "declared"


def test_what_people_wrote_stays_and_numbers_are_made_anew():
    dossier = open_dossier("trajectoires")
    former = card_from(dossier).model_copy(
        update={"who_asked": "x", "territory": "here", "people_covered": 9, "share_level": "public"}
    )
    again = card_from(dossier, former=former)
    assert (again.who_asked.any, again.territory.any, again.share_level) == ("x", "here", "public")
    assert again.people_covered == 213


def test_a_few_people_are_masked_in_the_card_and_in_its_sums(tmp_path):
    dossier: Dossier = copy(open_dossier("trajectoires"), tmp_path / "few")
    clean = dossier.path("data/clean.csv")
    clean.write_text("".join(clean.read_text().splitlines(keepends=True)[:4]))
    results = dossier.path("results/effects.csv")
    results.write_text(results.read_text().replace(",80,213,", ",3,213,").replace(",170,", ",40,"))
    card = card_from(dossier)
    assert (card.people_covered, card.masked) == (None, ("people_covered",))
    exits = sums_from(dossier)[0]
    assert exits.masked
    assert all(getattr(exits, name) is None for name in FIGURES)
