"""The dot plot: lines at nought and at the mark, and a shape for what was turned round."""

from xml.etree import ElementTree as ET

from workbench.press.axis import Axis, cut
from workbench.press.dots import Dot, Said, dots, plot_range

SVG = "{http://www.w3.org/2000/svg}"
SAID = Said("How <much>", "One & two", "axis", "the mark", "plain", "turned")
AXIS = Axis(-0.2, 1.0, *plot_range())


def drawn(lines):
    return ET.fromstring(dots(lines, AXIS, 0.3, SAID))


def paths(root):
    return {node.get("d"): node for node in root.iter(f"{SVG}path")}


def texts(root):
    return [node.text for node in root.iter(f"{SVG}text")]


def test_both_lines_stand_where_they_should_and_differ():
    found = paths(drawn([Dot("a", 0.5, "0,50")]))
    for value, dashed in ((0.0, False), (0.3, True)):
        line = next(node for d, node in found.items() if d.startswith(f"M{AXIS.at(value):.1f} 14"))
        assert (line.get("stroke-dasharray") is not None) is dashed


def test_what_was_turned_round_has_its_own_shape_and_its_word():
    plain, both = (
        drawn([Dot("a", 0.5, "0,50"), Dot("b", 0.1, "0,10", other)]) for other in (False, True)
    )
    assert "turned" not in texts(plain)
    assert "turned" in texts(both)
    assert len(list(plain.iter(f"{SVG}circle"))) == 2 + 1
    assert len(list(both.iter(f"{SVG}circle"))) == 1 + 1


def test_a_dot_stands_at_its_figure_and_none_is_drawn_without_one():
    root = drawn([Dot("a", 0.5, "0,50"), Dot("b", None, "–")])
    first, *keys = root.iter(f"{SVG}circle")
    assert float(first.get("cx")) == round(AXIS.at(0.5), 1)
    assert len(keys) == 1
    assert "–" in texts(root)


def test_names_are_escaped_cut_and_whole_where_they_are_pointed_at():
    name = "<b>" + "a_question" * 9
    root = drawn([Dot(name, 0.5, "0,50")])
    assert cut(name, 25) in texts(root)
    assert name in [node.text for node in root.iter(f"{SVG}title")]
    assert root.find(f"{SVG}desc").text == "One & two"
