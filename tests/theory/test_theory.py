"""What makes a theory of change weak is found, and a sound one is left in peace."""

import xml.etree.ElementTree as ElementTree

import pytest

from workbench import theory
from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.theory import Theory
from workbench.theory.table import narrative

SVG = "{http://www.w3.org/2000/svg}"
NODES = {
    "lonely": "need",
    "boxing": "activity",
    "came": "output",
    "able": "outcome",
    "work": "impact",
}
LINKS = ("lonely>boxing", "boxing>came", "came>able", "able>work")


def a_theory(nodes=None, links=LINKS, because="so it is", sign="harm", labels=None):
    """Return a small theory; a link is written start>end, and the nodes by id and type."""
    kinds = nodes or NODES.items()
    return Theory(
        format=1,
        nodes=[
            {
                "id": id,
                "type": kind,
                "label": (labels or {}).get(id, id.title()),
                "sphere": "influence",
                "level": "beneficiary",
            }
            for id, kind in kinds
        ],
        links=[
            {
                "from": link.split(">")[0],
                "to": link.split(">")[1],
                "because": because,
                "assumption": "It holds",
            }
            for link in links
        ],
        risks=[{"id": "risk", "text": "It may hurt", "sign": sign}] if sign else [],
    )


def test_a_sound_theory_has_nothing_wrong(wrong):
    assert not wrong(theory.check(a_theory()))


def test_two_nodes_of_one_id_are_found(wrong):
    nodes = [*NODES.items(), ("came", "output")]
    findings = theory.check(a_theory(nodes))
    assert wrong(findings) == {("theory.id_twice", "came")}
    assert any(finding.blocks for finding in findings)


@pytest.mark.parametrize(("link", "end"), [("cane>able", "cane"), ("able>wrok", "wrok")])
def test_a_link_to_nowhere_is_found_with_the_nearest_node(wrong, link, end):
    findings = theory.check(a_theory(links=(*LINKS, link)))
    where = link.replace(">", " → ")
    assert wrong(findings) == {("theory.dangling", where)}
    found = next(f for f in findings if f.id == "theory.dangling")
    assert found.blocks
    assert found.holes["end"] == end
    assert found.holes["hint"].holes["near"] in ("came", "work")


@pytest.mark.parametrize("back", ["work>lonely", "able>able", "able>came"])
def test_a_cycle_is_found_with_its_path(wrong, back):
    findings = theory.check(a_theory(links=(*LINKS, back)))
    cycle = next(f for f in findings if f.id == "theory.cycle")
    assert cycle.blocks
    start, end = back.split(">")
    assert f"{start} → {end}" in cycle.where


def test_a_link_without_reason_is_found(wrong):
    findings = theory.check(a_theory(because=None))
    assert wrong(findings) == {("theory.no_reason", link.replace(">", " → ")) for link in LINKS}
    assert not any(finding.blocks for finding in findings)


@pytest.mark.parametrize("leap", ["boxing>work", "came>work"])
def test_a_leap_to_the_impact_is_found(wrong, leap):
    findings = theory.check(a_theory(links=(*LINKS, leap)))
    assert wrong(findings) == {("theory.jump", leap.replace(">", " → "))}


def test_an_activity_without_an_output_is_found(wrong):
    links = ("lonely>boxing", "boxing>able", "came>able", "able>work")
    assert wrong(theory.check(a_theory(links=links))) == {("theory.no_output", "boxing")}


def test_a_theory_without_an_outcome_is_found(wrong):
    nodes = [(id, kind) for id, kind in NODES.items() if kind not in ("outcome", "impact")]
    findings = theory.check(a_theory(nodes, links=LINKS[:2]))
    assert wrong(findings) == {("theory.no_outcome", "theory.yml")}


@pytest.mark.parametrize("sign", [None, "threat"])
def test_a_theory_that_names_no_harm_gets_a_note(wrong, sign):
    findings = theory.check(a_theory(sign=sign))
    assert wrong(findings) == {("theory.no_harm", "theory.yml")}
    assert [f.severity for f in findings if f.id == "theory.no_harm"] == ["note"]


def test_every_weakness_can_be_told():
    nodes = [*NODES.items(), ("came", "output")]
    bad = a_theory(nodes, (*LINKS, "boxing>work", "able>wrok", "able>came"), None, None)
    for finding in theory.check(bad):
        assert finding.sentence("fr") != finding.sentence("en")


def test_the_drawing_shows_every_label_as_text_and_has_a_name():
    labels = {"able": "<script>alert(1)</script> & more", "work": "A job"}
    root = ElementTree.fromstring(theory.draw(a_theory(labels=labels), "en"))
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert "A job" in said
    assert "&" in said
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f"{SVG}title").text
    assert "Boxing → Came" in root.find(f"{SVG}desc").text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_theory_with_every_fault_can_still_be_drawn(lang):
    nodes = [*NODES.items(), ("came", "output")]
    bad = a_theory(nodes, (*LINKS, "able>wrok", "able>came", "able>able"))
    assert ElementTree.fromstring(theory.draw(bad, lang)).tag == f"{SVG}svg"


def test_the_drawing_is_written_beside_the_theory_and_never_in_an_example(club):
    path = theory.export(club, "fr")
    assert path == club.path("theory.svg")
    assert "Boxe" in path.read_text(encoding="utf-8")
    with pytest.raises(RunError) as caught:
        theory.export(open_dossier("nsw"), "fr")
    assert caught.value.key == "dossier.read_only"


def test_the_table_has_a_row_for_each_link_and_says_where_the_reason_is_missing(club):
    beliefs = club.read(Theory)
    rows = theory.table(beliefs, "fr")
    assert rows[0]["from"] == "Des jeunes se sentent seuls"
    assert rows[1]["because"] == "On revient là où l’on est attendu."
    silent = theory.table(a_theory(because=None, links=("came>nowhere",)), "fr")[0]
    assert silent["to"] == "nowhere"
    assert silent["because"] not in ("", None)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_narrative_names_the_outcomes(club, lang):
    beliefs = club.read(Theory)
    assert beliefs.node("confidence").label.say(lang) in narrative(beliefs, lang)
