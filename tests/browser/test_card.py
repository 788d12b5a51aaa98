"""A card filled in on a phone, and pilots side by side, as people meet them in a browser."""

import pytest

from tests.browser.test_pages import fits_every_screen, ready, violations
from workbench.base.dossier import Dossier
from workbench.base.words import LANGS, say
from workbench.capitalisation.card import read_of

pytestmark = pytest.mark.slow
PATIENCE = 60_000


def answered(tab, id, value, choose=False):
    """Give one answer and wait until it is kept."""
    box = tab.locator(f"[data-question='{id}']").first
    control = box.locator(".q-control").first
    control.select_option(value) if choose else control.fill(value)
    control.blur()
    box.locator(".q-state", has_text=say("app.kept", "fr")).wait_for(timeout=PATIENCE)


def test_a_card_is_begun_filled_in_and_found_again_on_a_phone(tab, served):
    tab.set_viewport_size({"width": 390, "height": 844})
    ready(tab, served.page("fr", "card", "sipa"))
    tab.get_by_role("button", name=say("card.form.bring", "fr")).click()
    tab.locator("[data-question='card.ask.territory']").wait_for(timeout=PATIENCE)
    answered(tab, "card.ask.who_asked", "Le Pays de Montbéliard <b>")
    answered(tab, "card.ask.level", "intercommunal", choose=True)
    card = read_of(Dossier(served.workspace / "sipa"), "sipa")
    assert (card.who_asked.fr, card.level) == ("Le Pays de Montbéliard <b>", "intercommunal")
    assert violations(tab) == []
    fits_every_screen(tab)
    ready(tab, served.page("fr", "card", "sipa"))
    tab.locator("[data-question='card.ask.who_asked']").wait_for(timeout=PATIENCE)
    kept = tab.locator("[data-question='card.ask.who_asked'] .q-control").first
    assert kept.input_value() == "Le Pays de Montbéliard <b>"


@pytest.mark.full
@pytest.mark.parametrize("lang", LANGS)
def test_pilots_side_by_side_can_be_read_by_all(tab, served, lang):
    ready(tab, served.page(lang, "08_comparison", "fcsf"))
    assert tab.locator("[data-error]").count() == 0
    assert tab.locator("table.matrix").count() == 4
    assert tab.locator(".banner.simulated").count() >= 1
    assert violations(tab) == []
    fits_every_screen(tab)
