"""Every published figure of the five cases, and what a careful reader finds in them."""

import pytest

from workbench import ledger
from workbench.analysis.designs.shares import wilson
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RecordError
from workbench.base.findings import blocking
from workbench.base.records import Text
from workbench.base.words import LANGS
from workbench.ledger import Ledger
from workbench.ledger.derive import interval

CASES = ("anpss", "capitalisation", "reliance", "sipa", "socio_sport")
SPACE = "\u202f"


@pytest.fixture
def case():
    """A builder: the ledger of a case, its findings by id and place, and a citer."""

    def opened(name):
        found = ledger.read(ledger.shelf()[name])
        findings = {(one.id, one.where): one for one in ledger.check(found)}
        return found, findings

    return opened


def number(found, id, lang="en"):
    return ledger.cite(found, id, lang, warned=True).number


def passed(findings, rule):
    return {where: one.passed for (id, where), one in findings.items() if id == rule}


def test_the_shelf_holds_the_five_cases():
    assert tuple(ledger.shelf()) == CASES


@pytest.mark.parametrize("name", CASES)
def test_nothing_blocks_and_everything_can_be_told(case, name):
    found, findings = case(name)
    assert not blocking(findings.values())
    assert all(one.sentence(lang) for one in findings.values() for lang in LANGS)
    assert all(ledger.cite(found, id, lang, warned=True) for id in found.ids() for lang in LANGS)


def texts(thing):
    """Yield every text of a record, at whatever depth."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif hasattr(type(thing), "model_fields"):
        for _, value in thing:
            yield from texts(value)


@pytest.mark.parametrize("name", CASES)
def test_everything_is_said_in_both_languages_and_names_its_source(case, name):
    found, _ = case(name)
    assert [text for text in texts(found) if not (text.any or (text.fr and text.en))] == []
    listed = {source.id for source in found.sources}
    assert {figure.source for figure in found.figures} <= listed
    assert all(source.licence and source.seen for source in found.sources)


@pytest.mark.parametrize("name", CASES)
def test_no_address_of_a_person_stands_in_a_ledger(name):
    assert "@" not in ledger.shelf()[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["sipa", "reliance"])
def test_a_worked_dossier_has_the_ledger_of_its_case(name):
    shipped = (places.examples() / name / Ledger.FILE).read_bytes()
    assert shipped == ledger.shelf()[name].read_bytes()


def test_trajectoires_has_the_figures_of_its_part_of_the_page(case):
    whole, _ = case("anpss")
    part = Dossier(places.examples() / "trajectoires").read(Ledger)
    for kind in ("figures", "derived", "relations", "lists"):
        assert set(getattr(part, kind)) <= set(getattr(whole, kind)), kind
    assert {one.id for one in whole.figures if one.id.startswith("TRA")} == {
        figure.id for figure in part.figures
    }


def test_the_clubs_of_anpss_add_up(case):
    found, findings = case("anpss")
    products = passed(findings, "ledger.product")
    assert products["young_people_per_club"]
    assert products["young_people"]
    assert number(found, "PIC-INSERTED") == "370"
    assert passed(findings, "ledger.list_count") == {"federations": True, "territories": True}
    assert ("ledger.open_question", "PIC-09") in findings


def test_trajectoires_contradicts_itself_and_both_readings_are_given(case):
    found, findings = case("anpss")
    products = passed(findings, "ledger.product")
    assert products["people_per_year"] is False
    assert products["people_over_three_years"]
    assert ("ledger.rests_on", "TRA-04") in findings
    assert findings["ledger.product", "people_per_year"].holes["would"].say("en")
    others = {id: ledger.cite(found, id, "en").other for id in found.ids()}
    expected = {"TRA-03": "240", "TRA-04": "720", "TRA-EXITS": "360", "TRA-REMOBILISED": "216"}
    assert {id: other for id, other in others.items() if other} == expected
    assert [number(found, id) for id in ("TRA-EXITS", "TRA-REMOBILISED")] == ["480", "288"]
    assert findings["ledger.parts", "exits"].holes["rest"].say("en") == "20%"


def test_the_age_and_the_length_of_trajectoires_are_ranges(case):
    found, _ = case("anpss")
    assert [number(found, id, "fr") for id in ("TRA-07", "TRA-08")] == ["16 à 29", "4 à 6"]


def test_two_spellings_of_a_schedule_are_both_kept(case):
    _, findings = case("anpss")
    said = findings["ledger.same", "rhythm"]
    assert said.passed is False
    assert [f.id for f in said.holes["writings"].figures] == ["WEB-01A", "WEB-01B"]


def test_two_proposals_are_missing_from_the_list(case):
    found, findings = case("anpss")
    assert findings["ledger.list_missing", "proposals"].holes["missing"].names == ("4", "5")


def test_the_amounts_of_the_proposals(case):
    found, _ = case("anpss")
    derived = ("ADV-OBTAINED", "ADV-A-POST", "ADV-FOR-POSTS", "ADV-COACHES-YEAR", "ADV-GROWTH")
    assert [number(found, id) for id in derived] == ["12%", "€16,000", "5.7%", "500", "+63.6%"]


@pytest.mark.parametrize(
    "ids",
    [
        ("ADV-06D", "ADV-10A"),
        ("ADV-06D", "ADV-10B"),
        ("ADV-03A", "ADV-07"),
        ("ADV-02D", "ADV-02E"),
        ("ADV-09A", "ADV-09B"),
        ("ADV-02A", "ADV-02C"),
        ("ADV-01A", "ADV-01B"),
        ("ADV-06A", "ADV-06A"),
    ],
)
def test_amounts_that_may_not_be_added_are_refused(case, ids):
    found, _ = case("anpss")
    with pytest.raises(RecordError) as letter:
        ledger.total(found, ids)
    assert letter.value.key == "ledger.not_added"
    assert all(letter.value.say(lang) for lang in LANGS)


def test_what_may_be_a_part_is_said_to_be_unclear(case):
    _, findings = case("anpss")
    assert set(passed(findings, "ledger.nesting_unclear")) == {"ADV-02C", "ADV-09B"}
    assert passed(findings, "ledger.nested")["ADV-02E"]


SIPA = {
    "SIPA-EU-START": "54.88%",
    "SIPA-EU-END": "47.67%",
    "SIPA-TOTAL-MORE": "+€206,571.73",
    "SIPA-TOTAL-CHANGE": "+15.12%",
    "SIPA-EU-MORE": "−€148.99",
    "SIPA-OTHER-START": "€616,568.14",
    "SIPA-OTHER-END": "€823,288.86",
    "SIPA-OTHER-CHANGE": "+33.5%",
    "SIPA-OUTCOME": "46.4%",
    "SIPA-ACTIONS-YEAR": "14.3",
    "SIPA-SHOWN-YEAR": "more than 266.7",
    "SIPA-COMMITTEES-YEAR": "2.67",
    "SIPA-OLD-PARTNERS": "2",
    "SIPA-A-HEAD": "€2,929.50",
}


def test_what_is_derived_from_the_figures_of_sipa(case):
    found, _ = case("sipa")
    assert {one.id: number(found, one.id) for one in found.derived} == SIPA


def test_the_interval_of_sipa_is_the_one_of_the_analysis(case):
    found, _ = case("sipa")
    ours = interval(found, found.entry("SIPA-OUTCOME"))
    assert ours == pytest.approx(wilson(249 / 537, 537, 1.959963984540054), abs=1e-12)
    assert [round(100 * end, 1) for end in ours] == [42.2, 50.6]


def test_what_holds_and_what_stays_open_in_sipa(case):
    _, findings = case("sipa")
    assert passed(findings, "ledger.sum") == {"posts": True}
    assert passed(findings, "ledger.length") == {"months": True, "years": True}
    assert passed(findings, "ledger.same") == {"partners_start": False}
    assert passed(findings, "ledger.no_base") == {"SIPA-05": False}
    assert passed(findings, "ledger.kept_as_bound") == {"SIPA-07B": True}
    assert passed(findings, "ledger.list_count") == {"places": True}
    assert set(passed(findings, "ledger.apart")) == {"network_and_course"}
    questions = set(passed(findings, "ledger.open_question"))
    assert {"SIPA-03", "SIPA-05", "SIPA-06B", "SIPA-10A", "SIPA-11"} <= questions


def test_the_cost_of_a_person_comes_only_behind_its_warning(case):
    found, findings = case("sipa")
    assert passed(findings, "ledger.misleads") == {"SIPA-A-HEAD": True}
    with pytest.raises(RecordError) as letter:
        ledger.cite(found, "SIPA-A-HEAD", "en")
    assert letter.value.key == "ledger.behind_a_warning"


def test_reliance_publishes_more_downloads_than_views_and_nothing_on_effects(case):
    found, findings = case("reliance")
    assert passed(findings, "ledger.at_most") == {"downloads_and_views": False}
    assert number(found, "REL-RATIO", "fr") == "1,10"
    with pytest.raises(DataError) as letter:
        ledger.to_draw(found)
    assert letter.value.key == "ledger.nothing_to_draw"


def test_what_is_inferred_in_the_capitalisation_day_is_marked(case):
    found, findings = case("capitalisation")
    assert ("ledger.inferred", "CAP-01B") in findings
    assert number(found, "CAP-01A", "fr") == "environ 30"
    assert findings["ledger.mixed_levels", "pilots"].passed is False
    assert passed(findings, "ledger.list_count") == {"pilots": True, "domains": True}
    assert ("ledger.open_question", "CAP-03") in findings
    assert findings["ledger.list_missing", "prerequisites"].holes["n"] == 4


def test_the_aims_of_socio_sport_are_intentions_and_are_not_drawn(case):
    found, findings = case("socio_sport")
    assert passed(findings, "ledger.intention") == {"SOC-04": True}
    for ids, key in (((), "nothing_to_draw"), (("SOC-04",), "not_a_result")):
        with pytest.raises(DataError) as letter:
            ledger.to_draw(found, ids)
        assert letter.value.key == f"ledger.{key}"
        assert all(letter.value.say(lang) for lang in LANGS)


def test_the_two_perimeters_of_socio_sport_are_told(case):
    _, findings = case("socio_sport")
    lists = findings["ledger.two_lists", "charities"]
    assert lists.passed is False
    assert [name.say("fr") for name in lists.holes["there"].names] == ["DAHLIR"]
    assert {where for (id, where) in findings if id == "ledger.remark"} == {
        "no_number",
        "link_missing",
        "funders_run_together",
    }
    assert passed(findings, "ledger.sum") == {"participants": True}
