"""What the page of pilots shows: a sign in every cell, people's words escaped, nobody ranked."""

import re

import pytest

from tests.capitalisation.by_hand import card, dossier_of
from workbench.base.words import LANGS
from workbench.capitalisation import comparison
from workbench.capitalisation.card import Sum, write_sums
from workbench.forms import comparison as forms

SHOWN = (
    forms.pilots_shown, forms.card_doubts, forms.prerequisites, forms.domains, forms.shared,
    forms.together, forms.differs, forms.crossed,
)  # fmt: skip
BAD = "<script>alert(1)</script>"


def compared(folder, *cards):
    dossier = dossier_of(folder / "d", *cards)
    for n, one in enumerate(cards):
        write_sums(dossier, one.pilot_id, [Sum("IND-07", numerator=15 + 3 * n, denominator=40)])
    return comparison.compare(dossier)


@pytest.mark.parametrize("lang", LANGS)
def test_html_of_people_is_escaped_everywhere(tmp_path, lang):
    rated = [{"prerequisite": "used", "score": 3, "evidence": BAD}]
    quote = {"text": BAD, "by": BAD, "consent": {"level": "inside"}}
    words = {"name": BAD, "territory": BAD, "purpose": BAD, "quote": quote}
    indicators = [{"id": BAD, "domain": "societal", "state": "measured"}]
    cards = [card(id, prerequisites=rated, indicators=indicators, **words) for id in "ab"]
    found = compared(tmp_path, *cards)
    pages = "".join(show(found, lang).data for show in SHOWN)
    assert "alert(1)" in pages
    assert "<script" not in pages


def test_one_pilot_alone_has_its_card_and_no_comparison(tmp_path):
    found = compared(tmp_path, card("north", name="Le Nord", simulated=True))
    shown = forms.pilots_shown(found, "fr").data
    assert "Le Nord" in shown
    assert "banner simulated" in shown
    for show in (forms.prerequisites, forms.domains, forms.shared, forms.together, forms.crossed):
        assert "<table" not in show(found, "fr").data


def test_every_cell_of_a_matrix_has_a_sign_and_words(tmp_path):
    found = compared(tmp_path, card("a", domains_claimed=["societal"]), card("b"))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", forms.domains(found, "en").data)
    assert len(cells) == 20
    assert all(re.match(r'<span class="mark">.</span> \w', cell) for cell in cells)


def test_the_forest_and_the_limits_of_chance_are_drawn(tmp_path):
    found = compared(tmp_path, card("a"), card("b"), card("c"))
    assert forms.together(found, "fr").data.count("<svg") == 2
