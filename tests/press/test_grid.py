"""The grid of combinations: full and empty circles, cases on both sides, names whole somewhere."""

from xml.etree import ElementTree as ET

from workbench.press.grid import Combination, Said, grid

SVG = "{http://www.w3.org/2000/svg}"


def drawn(rows, conditions=("a", "b", "c")):
    said = Said(
        "Rows <b>", "What & who", conditions, ("with", "without", "c"), ("w", "x", "y", "z")
    )
    return ET.fromstring(grid(rows, said))


def texts(root):
    return ["".join(span.text for span in node.iter(f"{SVG}tspan")) for node in root.iter()]


def test_a_circle_is_full_where_the_condition_is_there():
    root = drawn([Combination((1, 0, 1), "Lyon", "–", True)])
    row = list(root.iter(f"{SVG}g"))[1]
    circles = [node.get("fill") for node in row.iter(f"{SVG}circle")]
    assert [fill != "#ffffff" for fill in circles] == [True, False, True]
    assert next(row.iter(f"{SVG}rect")).get("fill") != "#ffffff"


def test_signs_have_an_edge_so_that_full_and_empty_differ_in_grey():
    root = drawn([Combination((1, 0, 1), "Lyon", "–", False)])
    assert all(node.get("stroke") for node in root.iter(f"{SVG}circle"))


def test_cases_stand_on_both_sides_where_they_do_not_agree():
    found = texts(drawn([Combination((1, 0, 1), "Lyon", "Brest <b>", False, "0,50")]))
    assert {"Lyon", "Brest <b>", "0,50"} <= set(found)


def test_a_long_list_makes_a_taller_row_and_is_whole_where_it_is_pointed_at():
    cases = ", ".join(f"Mission locale {n}" for n in range(20))
    short, tall = (
        drawn([Combination((1, 0, 1), text, "–", True)]) for text in ("Lyon", cases)
    )  # fmt: skip
    heights = [float(root.get("viewBox").split()[3]) for root in (short, tall)]
    assert heights[0] < heights[1] < heights[0] + 100
    assert cases in [node.text for node in tall.iter(f"{SVG}title")]


def test_a_name_of_a_condition_ends_a_line_at_its_underscore():
    root = drawn([Combination((1, 0), "Lyon", "–", True)], ("accompagnement_individuel", "town"))
    lines = [node.text for node in root.iter(f"{SVG}tspan")]
    assert lines[:2] == ["accompagnement_", "individuel"]


def test_eight_conditions_and_what_they_are_stay_apart():
    root = drawn([Combination((1,) * 8, "Lyon", "–", True)], tuple("abcdefgh"))
    row = list(root.iter(f"{SVG}g"))[1]
    places = [float(node.get("cx")) for node in row.iter(f"{SVG}circle")]
    assert all(later - one > 40 for one, later in zip(places, places[1:], strict=False))
    lyon = next(node for node in row.iter(f"{SVG}tspan") if node.text == "Lyon")
    assert float(lyon.get("x")) > places[-1] + 20
