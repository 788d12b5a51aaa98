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
    root = ET.fromstring(love(GAPS, SAID, 0.1, "en"))
    full = [path for path in root.iter(f"{SVG}path") if "Z" in path.attrib["d"]]
    assert len(list(root.iter(f"{SVG}circle"))) == len(full) == len(GAPS) + 1


def test_a_name_of_two_lines_stands_on_two_lines():
    words = words_of(love([Gap("out of\nwork", 0.3)], SAID, 0.1, "en"))
    assert {"out of", "work"} <= set(words)


def test_without_weights_the_second_sign_is_not_in_the_legend():
    svg = love([Gap("far", -1.2), Gap("near", 0.1)], SAID, 0.1, "en")
    assert SAID.before in words_of(svg)
    assert SAID.after not in words_of(svg)


def test_nothing_in_it_has_an_id_so_that_a_page_may_show_many():
    assert not re.search(r'\bid="', love(GAPS, SAID, 0.1, "en"))
