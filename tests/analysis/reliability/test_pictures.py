"""The picture of a scale: the strongest question on top, the turned ones by their shape."""

from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.reliability import Asked, answer, picture
from workbench.base.words import LANGS, number
from workbench.press.dots import plot_range

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def found():
    rng = np.random.default_rng(4)
    made = rng.normal(size=(80, 1)) + rng.normal(size=(80, 4)) * [0.5, 1, 2, 1]
    made[:, 3] *= -1
    table = pd.DataFrame(made, columns=["q1", "<b>2", "q3", "q4"])
    return answer(table, Asked(tuple(table), ("q4",)))[0]


def names(root):
    rows = [row.find(f"{SVG}text").text for row in root.iter(f"{SVG}g")]
    return [row for row in rows if row]


@pytest.mark.parametrize("lang", LANGS)
def test_questions_stand_from_the_strongest_to_the_weakest_with_their_figures(lang, found):
    root = ET.fromstring(picture(found, lang, "Trust"))
    ordered = sorted(found.items, key=lambda item: -item.item_rest)
    assert names(root) == [item.id for item in ordered]
    texts = {node.text for node in root.iter(f"{SVG}text")}
    told = root.find(f"{SVG}desc").text
    for item in ordered:
        assert number(item.item_rest, lang, 2) in texts
        assert f"{item.id} {number(item.item_rest, lang, 2)}" in told
    assert "Trust" in root.get("aria-label")
    assert "1" in texts


def test_only_what_was_turned_round_is_a_diamond(found):
    root = ET.fromstring(picture(found, "fr"))
    diamonds = {
        row.find(f"{SVG}text").text: row.find(f"{SVG}circle") is None
        for row in root.iter(f"{SVG}g")
    }
    assert diamonds == {"q1": False, "<b>2": False, "q3": False, "q4": True}
    assert root.find(f"{SVG}desc").text.rstrip(".").endswith("q4")


def test_two_scales_of_a_page_have_names_of_their_own(found):
    labels = {ET.fromstring(picture(found, "en", name)).get("aria-label") for name in ("", "Trust")}
    assert len(labels) == 2


def test_a_question_against_the_others_stands_left_of_nought():
    rng = np.random.default_rng(4)
    made = rng.normal(size=(80, 1)) + rng.normal(size=(80, 4)) * 0.5
    made[:, 3] *= -1
    table = pd.DataFrame(made, columns=["q1", "q2", "q3", "q4"])
    found, _ = answer(table, Asked(tuple(table)))
    root = ET.fromstring(picture(found, "fr"))
    zero = next(n for n in root.iter(f"{SVG}path") if n.get("stroke-width") == "1.6")
    place = float(zero.get("d")[1:].split()[0])
    last = list(root.iter(f"{SVG}g"))[-1]
    assert last.find(f"{SVG}text").text == "q4"
    assert plot_range()[0] + 5 < float(last.find(f"{SVG}circle").get("cx")) < place
