"""The XY plot: a shape a kind of case, names that lie on nothing, and text that stays text."""

from xml.etree import ElementTree as ET

from workbench.press.labels import Spot, labels
from workbench.press.xy import BOTTOM, LEFT, MOST, RIGHT, TOP, Case, Said, xy

SVG = "{http://www.w3.org/2000/svg}"
SAID = Said(
    "Cases <all>", "Below & above", "across", "up", [(0, "0"), (0.5, "0,5"), (1, "1")],
    {"for": "above", "degree": "below", "against": "against"},
)  # fmt: skip


def drawn(cases):
    return ET.fromstring(xy(cases, SAID))


def texts(root):
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def test_a_picture_says_what_it_shows_and_escapes_it():
    root = drawn([Case("<b>Lyon", 0.2, 0.4)])
    assert root.find(f"{SVG}desc").text == "Below & above"
    assert root.get("aria-label") == root.find(f"{SVG}title").text == "Cases <all>"
    assert "<b>Lyon" in texts(root)


def test_a_case_stands_at_its_memberships_and_the_diagonal_goes_through_the_corners():
    root = drawn([Case("a", 0.25, 0.75)])
    dot = next(root.iter(f"{SVG}circle"))
    assert float(dot.get("cx")) == LEFT + 0.25 * (RIGHT - LEFT)
    assert float(dot.get("cy")) == BOTTOM - 0.75 * (BOTTOM - TOP)
    assert any(f"M{LEFT} {BOTTOM} L{RIGHT} {TOP}" == node.get("d") for node in root.iter())


def test_kinds_are_told_apart_by_shape_and_only_those_there_are_explained():
    one = drawn([Case("a", 0.2, 0.4)])
    assert "above" in texts(one)
    assert not {"below", "against"} & set(texts(one))
    kinds = [Case("a", 0.2, 0.4), Case("b", 0.9, 0.7, "degree"), Case("c", 0.8, 0.1, "against")]
    shapes = {shape(node) for node in signs(drawn(kinds))}
    assert len(shapes) == 3
    assert {"above", "below", "against"} <= set(texts(drawn(kinds)))


def signs(root):
    return [node for node in root if node.find(f"{SVG}title") is not None and node is not root]


def shape(node):
    """Return what a sign is made of, wherever it stands."""
    return node.tag, "".join(letter for letter in node.get("d") or "" if letter.isalpha())


def test_cases_at_one_place_share_a_sign_that_names_them_all():
    root = drawn([Case(name, 0.5, 0.8) for name in "abcde"])
    (sign,) = signs(root)
    assert sign.find(f"{SVG}title").text == "a, b, c, d, e"
    assert "a, b, c +2" in texts(root)


def test_with_many_cases_only_those_below_are_named():
    cases = [Case(f"ok{n}", n / 100, 0.9) for n in range(0, 2 * MOST, 2)]
    root = drawn([*cases, Case("odd", 0.9, 0.1, "against")])
    assert "odd" in texts(root)
    assert not any(text.startswith("ok") for text in texts(root))


def test_a_long_word_is_cut_and_not_lost():
    assert any(text.startswith("a_very") for text in texts(drawn([Case("a_very_" * 9, 0.2, 0.4)])))


def boxes(svg):
    """Return the boxes of names, as they are counted: from their places and their letters."""
    found = []
    for node in ET.fromstring(f"<svg>{svg}</svg>").iter("text"):
        wide, x, y = 7.4 * len(node.text), float(node.get("x")), float(node.get("y"))
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor")]
        found.append((left, y - 11.5, left + wide, y + 3.5))
    return found


def test_names_lie_on_no_other_name_and_stay_inside():
    spots = [Spot(300 + 17 * (n % 5), 200 + 15 * (n // 5), f"Club {n}") for n in range(20)]
    found = boxes(labels(spots, (0, 0, 700, 480)))
    assert len(found) == 20
    for at, (left, top, right, bottom) in enumerate(found):
        assert min(left, top) >= 0
        assert (right <= 700, bottom <= 480) == (True, True)
        for other in found[:at]:
            apart = right <= other[0] + 0.2 or other[2] <= left + 0.2
            assert apart or bottom <= other[1] + 0.2 or other[3] <= top + 0.2


def test_a_name_without_room_is_left_out():
    assert labels([Spot(10, 10, "much too long for here")], (0, 0, 20, 20)) == ""
