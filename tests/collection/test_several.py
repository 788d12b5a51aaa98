"""Questions with several answers, in everything that is made from the instrument."""

import csv
import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from workbench import collection
from workbench.base.records import changed
from workbench.collection import Question, cids, limesurvey
from workbench.collection.expressions import faults
from workbench.collection.look_over import look_over
from workbench.collection.paper import paper
from workbench.collection.record import column, columns
from workbench.collection.workbook import workbook
from workbench.collection.xlsform import prove, xlsform
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.theory import Theory

OPTIONS = (
    {"code": "food", "label": {"fr": "Alimentation", "en": "Food"}},
    {"code": "bus", "label": {"fr": "Transport", "en": "Transport"}},
    {"code": "no_need", "label": {"fr": "Pas besoin", "en": "No need"}, "alone": True},
    {"code": "NSP", "label": {"fr": "Ne sait pas", "en": "Does not know"}, "alone": True},
)
HELP = {
    "id": "help", "label": {"fr": "Aides reçues", "en": "Help received"},
    "type": "select_multiple", "waves": ("entry", "exit"), "options": OPTIONS,
}  # fmt: skip
SKIP = {"question": "help", "among": ["food", "bus"]}
ENOUGH = {"id": "enough", "label": "Enough?", "type": "text", "waves": ("exit",), "asked_if": SKIP}
ALONE = (
    "not(selected(., 'no_need') and count-selected(.) > 1) and "
    "not(selected(., 'NSP') and count-selected(.) > 1)"
)


def and_help(instrument, *more, **values):
    questions = (*instrument.questions, Question(**{**HELP, **values}), *more)
    return changed(instrument, questions=questions)


@pytest.fixture
def ticking(instrument):
    """An instrument with a question that takes several answers, and one that depends on it."""
    helped = {"id": "helped", "label": "Helped", "from": "help", "among": ("food", "bus")}
    made = and_help(instrument, Question(**ENOUGH))
    return changed(made, derived=(*instrument.derived, helped))


def survey(content):
    header, *lines = load_workbook(io.BytesIO(content))["survey"].iter_rows(values_only=True)
    return {line[1]: dict(zip(header, line, strict=True)) for line in lines}


def test_a_sound_question_with_several_answers_raises_no_alarm(ticking, chosen, wrong):
    findings = collection.check(ticking, chosen, None)
    assert not wrong(findings)
    assert {f.id for f in findings if f.where == "help"} >= {"collection.no_options"}


def test_a_column_is_named_by_the_question_the_option_and_the_wave(ticking):
    several = ticking.question("help")
    assert columns(several, "exit")[:2] == ["help__food__exit", "help__bus__exit"]
    assert columns(changed(several, waves=("exit",)), "exit")[0] == "help__food"
    assert column(ticking.question("hours"), "exit") == "hours"
    assert set(columns(several, "entry")) < set(ticking.columns())


PLANTED = {
    "collection.no_options": {"options": OPTIONS[:1]},
    "collection.code_twice": {"options": (*OPTIONS, {"code": "Food", "label": "Meals"})},
    "collection.name_shape": {"options": (*OPTIONS, {"code": "a roof", "label": "Roof"})},
    "collection.not_alone": {"options": (*OPTIONS[:2], {"code": "dk", "label": "Not known"})},
    "collection.several_who": {"role": "cluster"},
    "collection.untranslated": {"options": (*OPTIONS, {"code": "x", "label": {"fr": "X"}})},
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found(rule, instrument, chosen, wrong):
    findings = collection.check(and_help(instrument, **PLANTED[rule]), chosen, None)
    assert wrong(findings) == {(rule, "help")}
    said = next(f for f in findings if f.id == rule and f.passed is False)
    assert all(said.sentence(lang) for lang in ("fr", "en"))


def test_two_answers_that_would_share_a_column_are_found(instrument, chosen, wrong):
    other = Question(id="help__food", label="Other", type="text", waves=("entry", "exit"))
    findings = collection.check(and_help(instrument, other), chosen, None)
    assert wrong(findings) == {("collection.column_twice", "help")}


@pytest.mark.parametrize(
    "rule", [{"derived": ("help", ("foods",))}, {"skip": ("help", ["foods"])}]
)  # fmt: skip
def test_a_tick_that_nobody_can_make_is_found_with_the_nearest(instrument, chosen, rule):
    made = and_help(instrument)
    if "derived" in rule:
        source, among = rule["derived"]
        item = {"id": "made", "label": "Made", "from": source, "among": among}
        made = changed(made, derived=(item,))
    else:
        asked = Question(**{**ENOUGH, "asked_if": {"question": "help", "among": ["foods"]}})
        made = and_help(instrument, asked)
    found = [f for f in collection.check(made, chosen, None) if f.passed is False]
    assert [f.holes["hint"].holes["near"] for f in found if "code" in f.id] == ["food"]


def test_a_number_cannot_be_asked_of_ticks(instrument, chosen, wrong):
    asked = Question(**{**ENOUGH, "asked_if": {"question": "help", "above": 1}})
    found = wrong(collection.check(and_help(instrument, asked), chosen, None))
    assert found == {("collection.skip_number", "enough")}


@pytest.mark.parametrize(
    "formula",
    ["${help} = 'food'", "${ help } != 'food'", '${help}="food"', "'food' = ${help}"],
)
def test_a_formula_that_compares_ticks_with_one_code_is_found(formula):
    ids = [key for key, _ in faults(formula, {"help"}, set(), {"help"})]
    assert ids == ["collection.compares_ticks"]


@pytest.mark.parametrize(
    "formula",
    ["selected(${help}, 'food')", "${help} = ''", "count-selected(${help}) = 2",
     "${other} = 'food' and selected(${help}, 'food')"],
)  # fmt: skip
def test_a_formula_that_asks_for_ticks_raises_no_alarm(formula):
    assert list(faults(formula, {"help", "other"}, set(), {"help"})) == []


def test_a_condition_that_compares_ticks_is_found_in_the_record(instrument, chosen, wrong):
    asked = Question(id="more", label="M", type="text", waves=("exit",), must="${help} = 'food'")
    found = wrong(collection.check(and_help(instrument, asked), chosen, None))
    assert found == {("collection.compares_ticks", "more")}


def test_the_form_holds_apart_what_stands_alone_and_says_so_in_both_languages(ticking):
    asked = survey(xlsform(ticking))
    assert asked["help"]["type"] == "select_multiple help"
    assert asked["help"]["constraint"] == ALONE
    for lang, label in (("French (fr)", "Ne sait pas"), ("English (en)", "Does not know")):
        assert label in asked["help"][f"constraint_message::{lang}"]
    ticked = "selected(${help}, 'food') or selected(${help}, 'bus')"
    assert asked["enough"]["relevant"] == f"(${{wave}} = 'exit') and ({ticked})"


def test_a_known_code_stands_alone_in_the_form_even_where_nobody_marked_it(instrument):
    made = and_help(instrument, options=(*OPTIONS[:2], {"code": "refus", "label": "Refus"}))
    assert "selected(., 'refus')" in survey(xlsform(made))["help"]["constraint"]
    plain = and_help(instrument, options=OPTIONS[:2])
    assert survey(xlsform(plain))["help"]["constraint"] is None


def spoilt(content, row, name, value):
    book = load_workbook(io.BytesIO(content))
    sheet = book["survey"]
    place = next(cell.column for cell in sheet[1] if cell.value == name)
    line = next(cells[0].row for cells in sheet.iter_rows() if cells[1].value == row)
    sheet.cell(line, place).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), f"survey:{line}"


def test_our_own_look_accepts_the_form_and_finds_it_spoilt(ticking):
    good = xlsform(ticking)
    assert look_over(good) == []
    bad, where = spoilt(good, "help", "constraint", ALONE.partition(" and not")[0])
    assert [(f.id, f.where, f.holes["name"]) for f in look_over(bad)] == [
        ("collection.no_answer_with_answers", where, "NSP")
    ]
    other = 'not(selected(.,"NSP") and count-selected(.) > 1)'
    assert look_over(spoilt(good, "help", "constraint", other)[0]) == []
    compared, where = spoilt(good, "enough", "relevant", "${help} = 'food'")
    assert [(f.id, f.where) for f in look_over(compared)] == [("collection.compares_ticks", where)]


def test_odk_validate_reads_the_form(ticking, java):
    prove(xlsform(ticking), validate=True)


@pytest.mark.slow
def test_the_pyxform_of_kobotoolbox_reads_the_form(ticking, pyxform3, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(ticking))
    done = pyxform3(path)
    assert done.returncode == 0, done.stderr
    path.write_bytes(spoilt(xlsform(ticking), "help", "type", "select_multiple halp")[0])
    assert pyxform3(path).returncode == 1


@pytest.mark.parametrize(("lang", "yes"), [("fr", ["oui", "non"]), ("en", ["yes", "no"])])
def test_the_workbook_has_a_yes_or_no_column_for_each_option(ticking, lang, yes):
    book = load_workbook(io.BytesIO(workbook(ticking, lang)))
    sheet = book.worksheets[2]
    ids = [cell.value for cell in sheet[1]]
    at = ids.index("help/food")
    assert ids[at : at + 4] == ["help/food", "help/bus", "help/no_need", "help/NSP"]
    label = OPTIONS[1]["label"][lang]
    assert label in sheet.cell(2, at + 2).value
    rules = {str(r.sqref).split(":")[0]: r for r in sheet.data_validations.dataValidation}
    rule = rules[sheet.cell(3, at + 2).coordinate]
    place = rule.formula1.lstrip("=").replace("$", "").split("!")[1]
    assert (rule.type, [row[0].value for row in book["lists"][place]]) == ("list", yes)
    guide = {row[5].value: row for row in book.worksheets[0].iter_rows()}
    assert OPTIONS[3]["label"][lang] in guide["help"][4].value
    assert guide["help"][2].value != guide["situation"][2].value


@pytest.mark.slow
def test_libreoffice_opens_the_workbook_and_keeps_it(ticking, office, tmp_path):
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(workbook(ticking, "en"))
    again = load_workbook(office(path, "xlsx:Calc MS Excel 2007 XML"))
    kinds = [rule.type for rule in again["Exit"].data_validations.dataValidation]
    assert kinds.count("list") >= 3
    assert [cell.value for cell in again["Exit"][1]].count("help/NSP") == 1


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "Plusieurs réponses"), ("en", "Several answers")]
)
def test_the_paper_says_that_several_boxes_may_be_ticked(ticking, club, lang, said):
    made = PdfReader(io.BytesIO(paper(ticking, club.read(Evaluation), lang)))
    text = " ".join("".join(page.extract_text() for page in made.pages).split())
    assert text.count(said) == 2  # once a wave, and at no other question
    for option in OPTIONS:
        assert option["label"][lang] in text


def test_limesurvey_gets_boxes_and_those_that_exclude_the_others(ticking):
    text = limesurvey.limesurvey(ticking)
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter="\t"))
    asked = {r["name"]: r for r in rows if r["class"] == "Q" and r["language"] == "en"}
    assert (asked["help"]["type/scale"], asked["help"]["exclude_all_others"]) == ("M", "A3;A4")
    assert asked["situation"]["exclude_all_others"] == ""
    condition = '(wave.NAOK == "A2") and (help_A1.NAOK == "Y" or help_A2.NAOK == "Y")'
    assert asked["enough"]["relevance"] == condition
    for lang in ("fr", "en"):
        boxes = [r for r in rows if r["class"] == "SQ" and r["language"] == lang]
        assert [(r["name"], r["text"]) for r in boxes] == [
            (f"A{i}", option["label"][lang]) for i, option in enumerate(OPTIONS, start=1)
        ]
    ids = [r["id"] for r in rows if r["class"] in ("Q", "SQ") and r["language"] == "en"]
    assert len(set(ids)) == len(ids)
    answers = {r["id"] for r in rows if r["class"] == "A"}
    assert asked["help"]["id"] not in answers
    named = [r for r in limesurvey.codes(ticking) if r["question"] == "help" and r["answer"]]
    assert [r["limesurvey"] for r in named] == ["A1", "A2", "A3", "A4"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_codebook_has_a_row_for_each_column(ticking, lang):
    rows = collection.table(ticking, lang)
    assert [row["column"] for row in rows] == ticking.columns()
    row = next(row for row in rows if row["column"] == "help__bus__exit")
    assert OPTIONS[1]["label"][lang] in row["label"]
    assert row["wave"] == "exit"
    assert row["answers"].startswith("1")


def test_the_calendar_and_the_linked_data_do_not_change_with_the_kind_of_a_question(
    ticking, club
):  # fmt: skip
    one = changed(ticking, questions=tuple(
        changed(q, type="select_one") if q.id == "help" else q for q in ticking.questions
    ))  # fmt: skip
    assert collection.schedule(one, "fr") == collection.schedule(ticking, "fr")
    things = (club.read(Evaluation), club.read(Theory), club.read(Choices))
    assert cids.linked_data(*things, one) == cids.linked_data(*things, ticking)


def test_a_choice_and_a_plan_may_read_one_option(ticking, chosen, plan, wrong):
    first, *others = plan.analyses
    read = changed(plan, analyses=(changed(first, outcome="help__food__exit"), *others))
    assert not wrong(collection.check(ticking, chosen, read))
    bad = changed(plan, analyses=(changed(first, outcome="help__exit"), *others))
    assert ("plan.unknown_column", first.id) in wrong(collection.check(ticking, chosen, bad))
