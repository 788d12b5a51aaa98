"""What makes a theory of change weak is found, and a sound one is left in peace."""

import xml.etree.ElementTree as ElementTree

import pytest

from workbench import theory
from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.records import changed
from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.theory import Theory
from workbench.theory.narrative import narrative, weakest

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


def test_the_narrative_names_who_changes_and_the_weakest_links(example):
    dossier = example("trajectoires")
    beliefs, framing = dossier.read(Theory), dossier.read(Evaluation)
    told = narrative(beliefs, "en", framing)
    assert "Young people supported" in told
    assert "Young people supported" not in narrative(beliefs, "en")
    first, *others = weakest(beliefs)
    assert first.id == "confidence → positive_exit"
    assert "sessions_followed → confidence" in {link.id for link in others}
    assert all(link.strength != "evidenced" for link in others)


def test_the_logframe_goes_from_the_impact_down_and_shows_what_is_assumed(club):
    beliefs = club.read(Theory)
    rows = theory.logframe(beliefs, "en")
    assert [row["description"] for row in rows][0] == beliefs.node("confidence").label.en
    assert rows[0]["assumptions"] == "The group is kind."
    assert "indicators" not in rows[0]
    shown = theory.logframe(beliefs, "en", {"confidence": "IND-41"})
    assert [row["indicators"] for row in shown] == ["IND-41", "–", "–"]


def test_the_spheres_hold_their_boxes_and_the_heaviest_risk_comes_first(example):
    beliefs = example("trajectoires").read(Theory)
    control, influence, interest = theory.spheres(beliefs, "en")
    assert "every week" in control["boxes"]
    assert "confident" not in control["boxes"]
    assert "keep a place" in interest["boxes"]
    weights = [int(row["weight"]) for row in theory.risks_table(beliefs, "fr")]
    assert weights == sorted(weights, reverse=True)


def test_a_return_is_drawn_around_the_boxes_with_dashes_of_its_own():
    links = [*LINKS, "able>came"]
    plain, loop = a_theory(), a_theory(links=links)
    back = changed(loop, links=(*loop.links[:-1], changed(loop.links[-1], feedback=True)))
    assert not [f for f in theory.check(back) if f.passed is False]
    drawn = [theory.draw(one, "en") for one in (plain, back)]
    assert [svg.count('stroke-dasharray="12 4 2 4"') for svg in drawn] == [0, 2]
    assert say("theory.legend.back", "en") in drawn[1]
    assert say("theory.said.back", "en") in drawn[1]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_legend_says_in_words_what_the_signs_of_this_drawing_mean(lang):
    sure, unsure = (theory.draw(a_theory(because=why), lang) for why in ("so it is", None))
    assert say("theory.legend.unsure", lang) in unsure
    assert say("theory.legend.unsure", lang) not in sure
    assert say("theory.sphere.influence", lang) in sure
    assert say("theory.sphere.control", lang) not in sure


def test_the_drawing_is_also_written_as_a_picture(club):
    path = theory.export_png(club, "fr")
    assert path == club.path("theory.png")
    assert path.read_bytes().startswith(b"\x89PNG")
