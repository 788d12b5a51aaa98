"""The picture of configurations: the diagonal for memberships, the grid for yes and no."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from workbench.analysis.configurations import Asked, answer, picture
from workbench.analysis.configurations.measures import consistency, coverage
from workbench.analysis.configurations.pictures import kind
from workbench.base.words import LANGS

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = Path(__file__).parents[2] / "golden"
FUZZY = pd.DataFrame(
    {
        "mentor": [0.9, 0.8, 0.7, 0.1, 0.2, 0.9, 0.3],
        "kept": [0.95, 0.85, 0.6, 0.3, 0.25, 0.3, 0.1],
        "club": ["A", "B", "C", "D", "E", "F", "G"],
    }
)


def fuzzy(**changes):
    return answer(FUZZY, Asked("kept", ("mentor",), **{"inclusion": 0.7, "id": "club", **changes}))


def lipset(k=5):
    names = ("DEV", "URB", "LIT", "IND", "STB")[:k]
    asked = Asked("SURV", names, inclusion=1.0, id="case")
    return answer(pd.read_csv(GOLDEN / "lipset.csv"), asked)[0]


def titles(root):
    return {node.text for node in root.iter(f"{SVG}title")}


def ticks(root):
    return {node.text for node in root.iter(f"{SVG}text")}


def test_memberships_kept_with_the_answer_give_its_consistency_and_coverage():
    for found in (fuzzy()[0], lipset()):
        x, y = (pd.Series(one).to_numpy() for one in (found.conservative.members, found.members))
        assert consistency(x, y) == pytest.approx(found.conservative.consistency)
        assert coverage(x, y) == pytest.approx(found.conservative.coverage)
        assert len(x) == len(y) == len(found.cases)


@pytest.mark.parametrize("lang", LANGS)
def test_fuzzy_cases_stand_against_the_diagonal(lang):
    root = ET.fromstring(picture(fuzzy()[0], lang))
    circles = [node for node in root.iter(f"{SVG}circle") if node.find(f"{SVG}title") is not None]
    assert {node.find(f"{SVG}title").text for node in circles} == {"A", "B", "D", "E"}
    assert {"A", "C", "F", "G"} <= titles(root)
    assert {"0,25" if lang == "fr" else "0.25"} <= ticks(root)
    told = root.find(f"{SVG}desc").text
    assert "mentor" in told
    assert told.rstrip(".").endswith("G")


@pytest.mark.parametrize("lang", LANGS)
def test_crisp_cases_are_a_grid_of_what_was_seen(lang):
    root = ET.fromstring(picture(lipset(), lang))
    rows = list(root.iter(f"{SVG}g"))[1:]
    assert len(rows) == 9
    assert all(len(list(row.iter(f"{SVG}circle"))) == 5 for row in rows)
    first = [node.text for node in rows[0].iter(f"{SVG}tspan")]
    assert first[:2] == ["FI, IE", "–"]
    assert "DEV*~URB*LIT*~IND*STB" in root.find(f"{SVG}desc").text


def test_cases_that_do_not_agree_have_names_on_both_sides():
    table = pd.DataFrame([(1, 1), (1, 0), (0, 0)], columns=["a", "y"])
    root = ET.fromstring(picture(answer(table, Asked("y", ("a",)))[0], "fr"))
    first, _ = list(root.iter(f"{SVG}g"))[1:]
    assert [node.text for node in first.iter(f"{SVG}tspan")] == ["1", "2", "0,50"]


def test_without_a_formula_what_was_seen_is_still_drawn():
    refused = answer(pd.read_csv(GOLDEN / "lipset.csv").head(7), Asked("SURV", lipset_names()))[0]
    none = fuzzy(inclusion=1.0)[0]
    for found in (refused, none):
        assert found.conservative is None
        assert len(list(ET.fromstring(picture(found, "en")).iter(f"{SVG}g"))) == 1 + len(found.rows)


def lipset_names():
    return ("DEV", "URB", "LIT", "IND", "STB")


@pytest.mark.parametrize(
    ("x", "y", "is_kind"),
    [(0.3, 0.3, "for"), (0.1 + 0.2, 0.3, "for"), (0.5, 0.2, "degree"), (0.51, 0.49, "against")],
)
def test_a_case_on_the_diagonal_agrees_and_one_in_without_the_result_contradicts(x, y, is_kind):
    assert kind(x, y) == is_kind


@pytest.mark.parametrize("lang", LANGS)
def test_what_people_wrote_is_escaped(lang):
    table = FUZZY.assign(club=[f"<b>{name}" for name in FUZZY["club"]])
    for asked in (Asked("kept", ("mentor",), 0.7, "club"), Asked("kept", ("mentor",), 1.0, "club")):
        assert "<b>" not in picture(answer(table, asked)[0], lang)
