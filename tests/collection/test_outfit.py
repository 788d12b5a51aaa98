"""All that a charity takes along: each piece opens, says the same, and nothing is half written."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from workbench import collection
from workbench.base.errors import RecordError, RunError
from workbench.base.records import changed
from workbench.collection import cids, limesurvey
from workbench.collection.notice import notice
from workbench.collection.paper import paper
from workbench.collection.workbook import workbook
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.theory import Theory

LANGS = ("fr", "en")
both = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def evaluation(club):
    return club.read(Evaluation)


@pytest.fixture
def skipping(instrument):
    """An instrument with skip logic, a formula-like label and agreements."""
    questions = [
        changed(q, label="=1+1", asked_if={"question": "confidence", "above": 5})
        if q.id == "situation" else q
        for q in instrument.questions
    ]  # fmt: skip
    agreements = ({"about": "minors", "kept": "paper"}, {"about": "six_months", "kept": "form"})
    return changed(instrument, questions=tuple(questions), youngest=14, agreements=agreements)


def opened(content):
    return load_workbook(io.BytesIO(content))


@both
def test_the_workbook_has_a_guide_and_a_sheet_for_each_wave(instrument, lang):
    book = opened(workbook(instrument, lang))
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert len(visible) == 1 + len(instrument.waves)
    sheet = book[visible[2]]
    assert sheet.row_dimensions[1].hidden
    ids = [cell.value for cell in sheet[1]]
    assert ids == [q.id for q in instrument.questions if "exit" in q.waves]
    assert sheet["C2"].value == instrument.question("hours").label.say(lang)


def test_the_workbook_lets_only_possible_answers_in(instrument):
    book = opened(workbook(instrument, "en"))
    rules = {str(r.sqref).split(":")[0]: r for r in book["Exit"].data_validations.dataValidation}
    kinds = {cell: rule.type for cell, rule in rules.items()}
    assert kinds == {
        "A3": "textLength", "B3": "list", "C3": "decimal", "D3": "whole", "E3": "list",
    }  # fmt: skip
    assert (rules["D3"].formula1, rules["D3"].formula2) == ("0", "10")
    place = rules["E3"].formula1.lstrip("=").replace("$", "").split("!")[1]
    assert [row[0].value for row in book["lists"][place]] == ["Job", "No solution"]


def test_no_text_of_a_person_becomes_a_formula(skipping):
    for content in (workbook(skipping, "fr"),):
        cells = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]
        assert any(cell.value == "=1+1" for cell in cells)
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.slow
def test_libreoffice_opens_the_workbook_and_keeps_it(skipping, office, tmp_path):
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(workbook(skipping, "fr"))
    again = load_workbook(office(path, "xlsx:Calc MS Excel 2007 XML"))
    assert again.sheetnames == opened(path.read_bytes()).sheetnames
    kinds = [rule.type for rule in again["Sortie"].data_validations.dataValidation]
    assert sorted(kinds) == ["decimal", "list", "list", "textLength", "whole"]


def structure(node, found):
    """Collect the kinds of the tags of a PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict):
        found.append(node.get("/S"))
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            structure(child, found)
    return found


@both
def test_the_paper_form_is_tagged_and_speaks_its_language(skipping, evaluation, lang):
    made = PdfReader(io.BytesIO(paper(skipping, evaluation, lang)))
    root = made.trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    tags = structure(root["/StructTreeRoot"], [])
    assert {"/Document", "/H1", "/H2", "/P"} <= set(tags)
    text = "".join(page.extract_text() for page in made.pages)
    assert made.metadata.title == skipping.title.say(lang)
    for question in skipping.questions:
        assert question.label.say(lang).split()[0] in text
    assert "Roubaix" in text
    assert "=1+1" in text


@both
def test_the_same_record_prints_the_same_paper(instrument, evaluation, lang):
    assert paper(instrument, evaluation, lang) == paper(instrument, evaluation, lang)


def test_what_people_wrote_is_text_on_paper_and_never_a_program(instrument, evaluation):
    odd = changed(instrument, title='#read("/etc/hostname") *x* $y$ \\ <z>')
    text = PdfReader(io.BytesIO(paper(odd, evaluation, "en"))).pages[0].extract_text()
    assert '#read("/etc/hostname") *x* $y$' in text.replace("“", '"').replace("”", '"')


@both
def test_the_notice_says_who_why_how_long_and_what_may_be_refused(skipping, evaluation, lang):
    told = {"basis": "consent", "contact": "Desk <b>1</b>", "kept_months": 30}
    page = notice(changed(skipping, notice=told), evaluation, lang)
    assert f'<html lang="{lang}">' in page
    for word in (evaluation.organisation.say(lang), "30", "15", "18", "CNIL", "&lt;b&gt;1"):
        assert word in page
    assert "<b>1" not in page
    assert notice(skipping, evaluation, lang) != page


def test_a_notice_for_adults_does_not_speak_of_minors(instrument, evaluation):
    assert "CNIL" in notice(instrument, evaluation, "en")
    assert "under 18" not in notice(instrument, evaluation, "en")


@both
def test_the_schedule_knows_the_three_moments(instrument, lang):
    rows = collection.schedule(instrument, lang)
    assert [row["esf"][:4] for row in rows] == ["EECO", "EECR", "EECR"]
    assert rows[0]["questions"].startswith("person, place")


def test_a_person_is_due_within_four_weeks_and_six_months_after():
    windows = collection.due(date(2026, 1, 5), date(2026, 8, 31))
    assert windows["exit"] == (date(2026, 8, 31), date(2026, 9, 28))
    assert windows["six_months"] == (date(2027, 2, 13), date(2027, 3, 15))
    assert list(collection.due(date(2026, 1, 5))) == ["entry"]
    people = {"K1": (date(2026, 1, 5), date(2026, 3, 1)), "K2": (date(2026, 2, 1), None)}
    rows = collection.due_dates(people, "fr")
    assert [row["person"] for row in rows] == ["K1", "K2", "K1", "K1"]


def tsv(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter="\t"))


def test_limesurvey_gets_groups_questions_and_answers_in_both_languages(skipping):
    text = limesurvey.limesurvey(skipping)
    assert text.startswith("\ufeff")
    rows = tsv(text)
    by = {lang: [r for r in rows if r["language"] == lang and r["class"] != "SL"] for lang in LANGS}
    french, english = ([(r["class"], r["name"], r["id"]) for r in by[lang]][1:] for lang in LANGS)
    assert french == english
    assert {row["class"] for row in rows} == {"S", "SL", "G", "Q", "A"}
    names = [row["name"] for row in by["fr"] if row["class"] == "Q"]
    assert all(name.isalnum() for name in names)
    asked = {row["name"]: row for row in by["en"] if row["class"] == "Q"}
    assert asked["situation"]["relevance"] == '(wave.NAOK == "A2") and (confidence.NAOK > 5)'
    assert (asked["hours"]["type/scale"], asked["hours"]["max_num_value_n"]) == ("N", "60")
    assert asked["wave"]["mandatory"] == "Y"
    assert "agreementSixMonths" in names


def test_two_questions_with_one_limesurvey_name_are_refused(instrument):
    twins = [changed(q, id="entry__date") if q.id == "hours" else q for q in instrument.questions]
    with pytest.raises(RecordError) as caught:
        limesurvey.codes(changed(instrument, questions=tuple(twins)))
    assert caught.value.key == "collection.limesurvey_twice"


def test_linked_data_points_only_at_things_that_are_there(club, instrument, evaluation):
    text = cids.linked_data(evaluation, club.read(Theory), club.read(Choices), instrument)
    content = json.loads(text)
    assert isinstance(content["@context"], dict)
    things = {thing["@id"]: thing for thing in content["@graph"]}
    links = {name for name, how in content["@context"].items() if isinstance(how, dict)}
    for thing in things.values():
        for name in links & set(thing):
            for target in [thing[name]] if isinstance(thing[name], str) else thing[name]:
                assert target in things
    kinds = {thing["@type"] for thing in things.values()}
    assert {"cids:Organization", "cids:Program", "cids:Outcome", "cids:Indicator"} <= kinds
    assert len(cids.mapping("fr")) == len(cids.mapping("en")) == 6


ORG = "http://ontology.eil.utoronto.ca/tove/organization#"
PUBLISHED = {
    "Organization": {"hasLegalName", "hasProgram", "hasStakeholder"},
    "Program": {"hasName", "hasDescription", "hasOutcome", "hasBeneficialStakeholder"},
    "Stakeholder": {"hasName", "forOrganization"},
    "Outcome": {"hasName", "forOrganization", "hasIndicator", "hasStakeholderOutcome"},
    "StakeholderOutcome": {"forStakeholder", "forOutcome"},
    "Indicator": {
        "hasName", "hasIdentifier", "hasDescription", "unitDescription", "forOrganization",
        "forOutcome",
    },
}  # fmt: skip
"""What version 3.2.1 of the standard lets each of its classes say, as far as we say it."""
FROM_ORG = {"hasLegalName", "hasName", "hasIdentifier"}
ONE_AT_MOST = {"forOrganization", "forOutcome", "forStakeholder"}


def test_the_words_of_the_linked_data_are_those_that_the_standard_publishes(
    club, instrument, evaluation
):
    text = cids.linked_data(evaluation, club.read(Theory), club.read(Choices), instrument)
    content = json.loads(text)
    context = content["@context"]
    assert (context["org"], context["cids"]) == (ORG, "https://ontology.commonapproach.org/cids#")
    for name in set().union(*PUBLISHED.values()):
        given = context[name]
        full = given["@id"] if isinstance(given, dict) else given
        assert full == f"{'org' if name in FROM_ORG else 'cids'}:{name}"
    for thing in content["@graph"]:
        said = {name for name in thing if not name.startswith("@")}
        assert said <= PUBLISHED[thing["@type"].removeprefix("cids:")]
        assert all(isinstance(thing[name], str) for name in said & ONE_AT_MOST)


def test_an_indicator_of_two_outcomes_is_pointed_at_by_both(club, instrument, evaluation):
    theory, choices = club.read(Theory), club.read(Choices)
    second = changed(theory.node("confidence"), id="trust")
    theory = changed(theory, nodes=(*theory.nodes, second))
    again = changed(choices.choices[1], node="trust")
    choices = changed(choices, choices=(*choices.choices, again))
    content = json.loads(cids.linked_data(evaluation, theory, choices, instrument))
    things = {thing["@id"]: thing for thing in content["@graph"]}
    used = "urn:workbench:bridge:indicator:IND-41"
    assert "forOutcome" not in things[used]
    for node in ("confidence", "trust"):
        assert things[f"urn:workbench:bridge:outcome:{node}"]["hasIndicator"] == [used]


ALL = {
    "form.xlsx", "limesurvey.txt", "limesurvey_codes.csv", "impact_data.jsonld", "workbook.fr.xlsx",
    "paper.fr.pdf", "codebook.fr.csv", "schedule.fr.csv", "notice.fr.html", "impact_data.fr.csv",
}  # fmt: skip


def test_everything_is_written_and_can_be_written_again(club, tmp_path):
    out = tmp_path / "deep" / "forms"
    for _ in range(2):
        assert {path.name for path in collection.take_along(club, out, ("fr",))} == ALL
    assert {path.name for path in out.iterdir()} == ALL | {"contents.json"}
    assert [path.name for path in out.parent.iterdir()] == ["forms"]


def test_nothing_is_written_when_something_blocks(club, spoil, tmp_path):
    spoil(club, "collection/instrument.yml", ("code: job,", "code: un emploi,"))
    with pytest.raises(RecordError) as caught:
        collection.take_along(club, tmp_path / "out", LANGS)
    assert caught.value.key == "collection.blocked"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["mine.txt", "contents.json"])
def test_a_folder_with_other_things_is_left_alone(club, tmp_path, name):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    (out / name).write_text("[]")
    with pytest.raises(RunError):
        collection.take_along(club, out, ("fr",))
    assert (out / "mine.txt").read_text()[:1] in "m["
