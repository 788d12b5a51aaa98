"""The pictures of a pooling: real text, a description, and what is drawn of the next site."""

from xml.etree import ElementTree as ET

import pytest

from workbench.analysis.pooling import forest, funnel, pilots, pool, sentence
from workbench.base.words import LANGS

SVG = "{http://www.w3.org/2000/svg}"
ODD = ["<b>", "a & b", 'c "quoted"', "un nom de pilote qui est vraiment très long pour une figure"]


def texts(svg):
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


def bars(found):
    """Return how many bars of a next site are drawn."""
    return sum(
        bool(node.get("stroke-opacity")) for node in ET.fromstring(forest(found, "fr")).iter()
    )


@pytest.fixture
def four():
    return pool(pilots([0.1, 0.3, -0.2, 0.6], [0.01, 0.02, 0.015, 0.03], ODD))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("draw", [forest, funnel])
def test_a_picture_has_a_name_and_says_what_it_shows(draw, lang, four):
    root = ET.fromstring(draw(four, lang))
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text


@pytest.mark.parametrize("lang", LANGS)
def test_the_forest_is_described_by_the_sentence_of_the_pilots(lang, four):
    root = ET.fromstring(forest(four, lang))
    assert root.find(f"{SVG}desc").text == sentence(four, lang)


def test_the_next_site_is_drawn_where_there_is_one(four):
    assert bars(four) == 1
    assert bars(pool(pilots([0.1, 0.3], [0.01, 0.02]))) == 0


def test_the_careful_interval_is_drawn_where_it_is_wider():
    found = pool(pilots([0.1, 0.3, 0.2, 0.35, 0.15, 0.28], [0.02] * 6))
    wide = [
        node for node in ET.fromstring(forest(found, "fr")).iter() if node.get("stroke-opacity")
    ]
    assert len(wide) == 2


def test_an_interval_beyond_the_axis_ends_in_arrows():
    found = pool(pilots([0.1, 0.3, 0.9], [0.01, 0.02, 0.015]))
    assert forest(found, "en").count("v12 Z") == 2
    near = pool(pilots([0.1, 0.3, 0.2, 0.4, 0.15], [0.01, 0.02, 0.015, 0.01, 0.02]))
    assert forest(near, "en").count("v12 Z") == 0


def test_numbers_are_written_as_the_language_writes_them(four):
    assert any(text == "0,5" for text in texts(forest(four, "fr")))
    assert any(text == "0.5" for text in texts(forest(four, "en")))


@pytest.mark.parametrize("unit", ["share", "ratio", "dollars"])
@pytest.mark.parametrize("times", [0.001, 1, 200])
def test_every_unit_and_size_can_be_drawn(unit, times):
    from dataclasses import replace

    many = pilots([0.1 * times, 0.3 * times, -0.2 * times, 0.6 * times], [0.01 * times**2] * 4)
    found = pool(replace(many, unit=unit))
    for lang in LANGS:
        ET.fromstring(forest(found, lang))
        ET.fromstring(funnel(found, lang))
