"""A finished form, looked over row by row: what pyxform passes in silence is found."""

import io

import pytest
from openpyxl import load_workbook

from workbench.base.errors import RecordError
from workbench.base.records import changed
from workbench.collection import Question
from workbench.collection.look_over import look_over
from workbench.collection.xlsform import prove, xlsform

CALCULATED = {"id": "weeks", "label": "Weeks", "waves": ("exit",), "type": "calculate"}


@pytest.fixture
def rich(instrument):
    """An instrument that uses everything a form can do."""
    skip = {"question": "situation", "among": ["job"]}
    more = (
        Question(id="age", label="Age", type="integer", waves=("entry",), low=16, high=25),
        Question(id="wage", label="Wage", type="decimal", waves=("exit",), asked_if=skip, low=1),
        Question(id="club", label="Club", type="text", waves=("exit",), pattern="[A-Z]{2}[0-9]"),
        Question(id="even", label="Even", type="integer", waves=("exit",), must=". mod 2 = 0"),
        Question(**CALCULATED, formula="round(${hours} div ${wage}, 1)"),
    )
    agreements = (
        {"about": "minors", "kept": "form"},
        {"about": "six_months", "kept": "form"},
    )
    questions = (*instrument.questions, *more)
    return changed(instrument, questions=questions, agreements=agreements)


def rows(content, sheet="survey"):
    header, *lines = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return {line[1]: dict(zip(header, line, strict=True)) for line in lines}


def spoilt(content, sheet, cell, value):
    book = load_workbook(io.BytesIO(content))
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def head(content, sheet, name):
    """Return the letter of the column under a head."""
    book = load_workbook(io.BytesIO(content))
    return next(cell.column_letter for cell in book[sheet][1] if cell.value == name)


def test_a_sound_form_raises_no_alarm(rich):
    assert look_over(xlsform(rich)) == []


def test_what_the_record_says_stands_in_the_form(rich):
    asked = rows(xlsform(rich))
    assert asked["wage"]["relevant"] == "(${wave} = 'exit') and (${situation} = 'job')"
    assert asked["wage"]["constraint"] == ". >= 1"
    assert asked["club"]["constraint"] == "regex(., '[A-Z]{2}[0-9]')"
    assert asked["even"]["constraint"] == "(. mod 2 = 0)"
    assert asked["person"]["constraint"].startswith("regex(., '^[A-Za-z0-9_-]{1,12}$')")
    assert asked["weeks"]["calculation"] == "round(${hours} div ${wage}, 1)"
    assert asked["agreement_minors"]["relevant"] == "(${wave} = 'entry') and (${age} < 18)"
    assert asked["agreement_six_months"]["relevant"] == "${wave} = 'exit'"
    names = list(asked)
    assert names.index("agreement_minors") > names.index("age")


def test_the_default_language_is_the_one_of_the_record(rich):
    form = load_workbook(io.BytesIO(xlsform(changed(rich, default_language="en"))))
    assert form["settings"]["C2"].value == "English (en)"


def test_the_same_record_gives_the_same_workbook(rich):
    first, second = (load_workbook(io.BytesIO(xlsform(rich))) for _ in range(2))
    assert first.properties.created == second.properties.created


PLANTED = {
    "collection.unknown_function": ("survey", "constraint", 5, "rond(.) > 1"),
    "collection.unknown_reference": ("survey", "relevant", 5, "${waev} = 'exit'"),
    "collection.divides_by_zero": ("survey", "constraint", 5, ". > 1 div 0"),
    "collection.slash": ("survey", "constraint", 5, ". > ${hours} / 2"),
    "collection.default_language": ("settings", "default_language", 2, "Français"),
    "collection.no_translation": ("survey", "label::English (en)", 5, None),
    "collection.name_shape": ("choices", "name", 3, "à la sortie"),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found_with_its_sheet_and_row(rule, rich):
    sheet, name, row, value = PLANTED[rule]
    good = xlsform(rich)
    bad = spoilt(good, sheet, f"{head(good, sheet, name)}{row}", value)
    found = {(finding.id, finding.where) for finding in look_over(bad)}
    assert (rule, f"{sheet}:{row}") in found


@pytest.mark.parametrize("rule", ["collection.unknown_function", "collection.default_language"])
def test_what_pyxform_passes_is_refused(rule, rich):
    sheet, name, row, value = PLANTED[rule]
    good = xlsform(rich)
    with pytest.raises(RecordError) as caught:
        prove(spoilt(good, sheet, f"{head(good, sheet, name)}{row}", value))
    assert caught.value.key == "collection.blocked"


def test_do_not_know_beside_an_answer_is_found(rich):
    good = xlsform(rich)
    several = spoilt(good, "survey", "A9", "select_multiple situation")
    found = [finding for finding in look_over(several) if "answers" in finding.id]
    assert [(f.id, f.where) for f in found] == [("collection.no_answer_with_answers", "survey:9")]
    rule = "not(selected(., 'none') and count-selected(.) > 1)"
    mended = spoilt(several, "survey", f"{head(good, 'survey', 'constraint')}9", rule)
    assert look_over(mended) == []


def test_odk_validate_reads_the_form(rich, java):
    prove(xlsform(rich), validate=True)


def test_odk_validate_refuses_what_it_should(rich, java):
    good = xlsform(rich)
    bad = spoilt(good, "survey", f"{head(good, 'survey', 'constraint')}5", ". > > 1")
    with pytest.raises(RecordError) as caught:
        prove(bad, validate=True)
    assert caught.value.key == "collection.form_refused"


@pytest.mark.slow
def test_the_pyxform_of_kobotoolbox_reads_the_form(rich, pyxform3, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(rich))
    done = pyxform3(path)
    assert done.returncode == 0, done.stderr
    path.write_bytes(spoilt(xlsform(rich), "survey", "A5", "no_such_type"))
    assert pyxform3(path).returncode == 1
