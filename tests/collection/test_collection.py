"""Can this instrument be given to people, and can the plan be carried out with its answers?"""

import csv
import io

import pytest
from openpyxl import Workbook, load_workbook

from workbench import collection
from workbench.base.errors import RecordError
from workbench.base.records import changed
from workbench.collection import Analysis
from workbench.collection.xlsform import prove, xlsform


def with_question(instrument, id, **values):
    questions = [changed(q, **values) if q.id == id else q for q in instrument.questions]
    return changed(instrument, questions=tuple(questions))


def with_analysis(plan, **values):
    return changed(plan, analyses=(changed(plan.analyses[0], **values), *plan.analyses[1:]))


def test_a_sound_instrument_has_nothing_wrong(instrument, chosen, plan, wrong):
    findings = collection.check(instrument, chosen, plan)
    assert not wrong(findings)
    assert {f.id for f in findings} >= {"collection.no_options", "plan.unknown_column"}


def test_two_questions_of_one_name_are_found(instrument, chosen, wrong):
    bad = changed(instrument, questions=(*instrument.questions, instrument.questions[2]))
    assert ("collection.id_twice", "entry_date") in wrong(collection.check(bad, chosen, None))


def test_a_derived_answer_named_as_a_question_is_found(instrument, chosen, wrong):
    same = changed(instrument.derived[0], id="hours")
    bad = changed(instrument, derived=(*instrument.derived, same))
    assert ("collection.id_twice", "hours") in wrong(collection.check(bad, chosen, None))


@pytest.mark.parametrize("count", [0, 1])
def test_a_closed_question_without_two_answers_is_found(instrument, chosen, wrong, count):
    bad = with_question(instrument, "situation", options=instrument.questions[5].options[:count])
    findings = collection.check(bad, chosen, None)
    assert ("collection.no_options", "situation") in wrong(findings)


def test_an_instrument_that_names_nobody_is_found(instrument, chosen, wrong):
    bad = with_question(instrument, "person", role="answer")
    found = wrong(collection.check(bad, chosen, None))
    assert ("collection.no_person", "collection/instrument.yml") in found


@pytest.mark.parametrize("text", [{"fr": "Heures"}, {"en": "Hours"}])
def test_a_label_in_one_language_is_a_warning(instrument, chosen, wrong, text):
    bad = with_question(instrument, "hours", label=text)
    findings = collection.check(bad, chosen, None)
    assert wrong(findings) == {("collection.untranslated", "hours")}
    assert not any(finding.blocks for finding in findings)


def test_an_answer_label_in_one_language_is_a_warning(instrument, chosen, wrong):
    options = ({"code": "job", "label": {"fr": "Emploi"}}, {"code": "none", "label": "Rien"})
    bad = with_question(instrument, "situation", options=options)
    assert wrong(collection.check(bad, chosen, None)) == {("collection.untranslated", "situation")}


def test_a_question_at_an_unknown_wave_is_found(instrument, chosen, wrong):
    bad = with_question(instrument, "hours", waves=("exti",))
    findings = collection.check(bad, chosen, None)
    assert ("collection.unknown_wave", "hours") in wrong(findings)
    found = next(f for f in findings if f.id == "collection.unknown_wave")
    assert found.blocks
    assert found.holes["hint"].holes["near"] == "exit"


def with_derived(instrument, **values):
    made = {"id": "made", "label": "Made", "from": "situation", "among": ("job",), **values}
    return changed(instrument, derived=({**made},))


def test_a_derived_answer_from_nowhere_is_found(instrument, chosen, wrong):
    bad = with_derived(instrument, **{"from": "situatoin", "among": ()}, above=1)
    findings = collection.check(bad, chosen, None)
    assert ("collection.unknown_question", "made") in wrong(findings)
    found = next(f for f in findings if f.id == "collection.unknown_question")
    assert found.holes["hint"].holes["near"] == "situation"


def test_a_derived_answer_with_an_unknown_code_is_found(instrument, chosen, wrong):
    findings = collection.check(with_derived(instrument, among=("job", "jbo")), chosen, None)
    assert wrong(findings) == {("collection.unknown_code", "made")}
    found = next(f for f in findings if f.id == "collection.unknown_code" and f.passed is False)
    assert (found.holes["name"], found.holes["hint"].holes["near"]) == ("jbo", "job")


def test_words_compared_with_a_number_are_found(instrument, chosen, wrong):
    findings = collection.check(with_derived(instrument, among=(), above=1), chosen, None)
    assert wrong(findings) == {("collection.not_a_number", "made")}


def test_an_indicator_that_nobody_asks_for_is_found(instrument, chosen, wrong):
    bad = changed(chosen, choices=(changed(chosen.choices[0], outcome="confidence"),))
    findings = collection.check(instrument, bad, None)
    assert wrong(findings) == {("collection.not_asked", "IND-02")}
    found = next(f for f in findings if f.id == "collection.not_asked")
    assert found.holes["hint"].holes["near"].startswith("confidence__")


@pytest.mark.parametrize(
    ("design", "need"), [("before_after", "before"), ("comparison", "treatment")]
)
def test_a_design_without_what_it_needs_is_found(instrument, chosen, plan, wrong, design, need):
    bad = with_analysis(plan, design=design, before=None)
    findings = collection.check(instrument, chosen, bad)
    assert wrong(findings) == {("plan.design_needs", "confidence_change")}
    assert next(f for f in findings if f.id == "plan.design_needs").holes["need"] == need


@pytest.mark.parametrize(
    "column",
    [{"outcome": "confidence_exit"}, {"before": "before"}, {"cluster": "site"},
     {"covariates": ("hours", "age")}, {"treatment": "treat"}],
)  # fmt: skip
def test_a_plan_about_a_column_that_will_not_be_there_is_found(
    instrument, chosen, plan, wrong, column
):
    findings = collection.check(instrument, chosen, with_analysis(plan, **column))
    assert wrong(findings) == {("plan.unknown_column", "confidence_change")}
    assert any(finding.blocks for finding in findings)


def test_columns_are_named_with_the_wave_only_where_there_are_several(instrument):
    assert instrument.columns() == [
        "person", "place", "entry_date", "confidence__entry", "hours", "confidence__exit",
        "situation", "positive_exit", "works",
    ]  # fmt: skip


def test_the_form_asks_every_question_and_converts(instrument):
    book = load_workbook(io.BytesIO(xlsform(instrument)))
    header, *rows = book["survey"].iter_rows(values_only=True)
    asked = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["name"] for row in asked] == ["wave", *(q.id for q in instrument.questions)]
    hours = asked[4]
    assert hours["relevant"] == "${wave} = 'exit'"
    assert hours["constraint"] == ". >= 0 and . <= 60"
    assert hours["label::French (fr)"] == "Heures de travail par semaine"
    assert hours["label::English (en)"] == "Hours of work a week"
    assert asked[1]["relevant"] is None
    assert asked[1]["required"] == "yes"
    lists = {row[0] for row in book["choices"].iter_rows(min_row=2, values_only=True)}
    assert lists == {"wave", "place", "situation"}


def test_a_label_that_looks_like_a_formula_stays_text(instrument):
    odd = with_question(instrument, "hours", label="=1+1")
    book = load_workbook(io.BytesIO(xlsform(odd)))
    cells = [cell for row in book["survey"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_a_form_that_does_not_convert_is_refused(instrument):
    twice = changed(instrument, questions=(*instrument.questions, instrument.questions[2]))
    with pytest.raises(RecordError) as caught:
        xlsform(twice)
    assert caught.value.key == "collection.form_refused"


def test_a_question_that_is_called_wave_is_refused(instrument):
    named = [changed(q, id="wave") if q.id == "hours" else q for q in instrument.questions]
    odd = changed(instrument, questions=tuple(named), derived=())
    with pytest.raises(RecordError) as caught:
        xlsform(odd)
    assert caught.value.key == "collection.form_refused"


def test_a_workbook_that_is_no_form_is_refused():
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(RecordError) as caught:
        prove(out.getvalue())
    assert caught.value.key == "collection.form_refused"


def test_the_form_and_the_codebook_are_written(club, instrument):
    form, codebook = collection.export(club, "fr")
    assert form == club.path("collection/form.xlsx")
    rows = list(csv.DictReader(io.StringIO(codebook.read_text(encoding="utf-8"))))
    assert [row["column"] for row in rows] == instrument.columns()
    assert rows[1]["answers"] == "lille: Lille | roubaix: Roubaix"


def test_nothing_is_written_when_the_collection_is_not_ready(club, spoil):
    spoil(club, "plan.yml", ("before: confidence__entry", "before: confidence_entry"))
    with pytest.raises(RecordError) as caught:
        collection.export(club, "fr")
    assert caught.value.key == "collection.blocked"
    assert len(caught.value.holes["faults"]) == 1
    assert not club.has("collection/form.xlsx")
    assert not club.has("collection/codebook.csv")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_codebook_says_what_each_answer_may_be(instrument, lang):
    rows = {row["column"]: row for row in collection.table(instrument, lang)}
    assert rows["works"]["answers"] == "> 0"
    assert rows["positive_exit"]["answers"] == "job"
    assert rows["confidence__exit"]["indicator"] == "IND-41"
    assert rows["hours"]["answers"] == {"fr": "de 0 à 60", "en": "from 0 to 60"}[lang]
    assert rows["entry_date"]["answers"] == "–"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_plan_is_shown_with_its_designs(plan, lang):
    rows = collection.plan_table(plan, lang)
    assert [row["analysis"] for row in rows] == ["confidence_change", "positive_exits"]
    assert rows[0]["design"] != rows[1]["design"]


def test_an_analysis_of_an_unknown_design_is_refused():
    with pytest.raises(ValueError, match="design"):
        Analysis(id="a", design="magic", outcome="x", label="A", unit="share")


def test_more_people_more_sites_and_less_likeness_make_a_narrower_interval():
    base = collection.half_width(200, 10, 0.05)
    assert collection.half_width(400, 10, 0.05) < base
    assert collection.half_width(200, 20, 0.05) < base
    assert collection.half_width(200, 10, 0.0) < base
    assert collection.half_width(200, 1, 0.05) == float("inf")
    assert collection.half_width(100, 2**20, 0.0) == pytest.approx(0.098, abs=5e-4)
