"""The tornado and the curve: text stays text, is escaped, and no part has the name of another."""

import re

from workbench.press.tornado import Sway, curve, tornado

SWAYS = [Sway("Wage <b>", 1.2, 4.5), Sway("Jobs", 3.4, 2.6)]


def test_labels_figures_and_description_are_text():
    svg = tornado(SWAYS, 3.0, ("What moves <it>", "Two bars & more", "for 1"), "fr")
    assert svg.startswith("<svg")
    assert "<desc>Two bars &amp; more</desc>" in svg
    assert "Wage &lt;b&gt;" in svg
    assert "4,5" in svg
    assert "<b>" not in svg


def test_two_pictures_of_one_page_share_no_name():
    one = tornado(SWAYS, 3.0, ("One", "about", "axis"), "en")
    other = curve([(0, 0.1), (9, 0.9)], ("Other", "about", "axis"), "en")
    named = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one, other)]
    assert all(named)
    assert not named[0] & named[1]


def test_a_picture_is_the_same_each_time():
    drawn = {tornado(SWAYS, 3.0, ("One", "about", "axis"), "en") for _ in range(2)}
    assert len(drawn) == 1
