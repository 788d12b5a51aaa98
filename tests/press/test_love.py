"""The love plot as a drawing: signs told apart without colour, the widest gap first, safe text."""

import re
import xml.etree.ElementTree as ET

import pytest

from workbench.base.words import LANGS, number
from workbench.press.love import Gap, Said, love

SAID = Said("Balance & more", "What it shows", "Difference", "As they are", "Weighted")
GAPS = [Gap("near", 0.05, 0.01), Gap("far", -1.2, 0.3), Gap("middle", 0.4, -0.2)]
SVG = "{http://www.w3.org/2000/svg}"


def words_of(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_widest_gap_stands_first():
    words = words_of(love(GAPS, SAID, 0.1, "en"))
    assert [word for word in words if word in {"near", "far", "middle"}] == [
        "far",
        "middle",
        "near",
    ]


def test_it_has_a_name_and_a_description_for_those_who_do_not_see():
    root = ET.fromstring(love(GAPS, SAID, 0.1, "en"))
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == (SAID.title, SAID.about)
    assert root.attrib["aria-label"] == SAID.title


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_are_written_as_the_language_writes_them(lang):
    words = words_of(love([Gap("far", -1.2)], SAID, 0.1, lang))
    assert number(0.5, lang) in words


def test_the_signs_differ_in_shape_not_only_in_colour():
    svg = love(GAPS, SAID, 0.1, "en")
    shapes = re.findall(r'<path id="love-m[^"]*" d="([^"]+)"', svg)
    assert len({"C" in shape for shape in shapes if len(shape) > 40}) == 2


def test_without_weights_the_second_sign_is_not_in_the_legend():
    svg = love([Gap("far", -1.2), Gap("near", 0.1)], SAID, 0.1, "en")
    assert SAID.before in words_of(svg)
    assert SAID.after not in words_of(svg)


def test_every_name_of_a_part_begins_with_its_mark():
    svg = love(GAPS, SAID, 0.1, "en", "love-b")
    names = re.findall(r'\bid="([^"]+)"', svg)
    assert names
    assert all(name.startswith("love-b-") for name in names)
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', svg)
    assert set(used) <= set(names)
