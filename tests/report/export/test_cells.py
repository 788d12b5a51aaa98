"""A table opens in every spreadsheet as what it is: no text is computed, every text comes back."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from workbench.report.export.cells import BOM, FORMULA, csv_text, safe, told
from workbench.report.export.record import Field, Shape, Table

SHAPE = Shape(
    "words",
    "export.table.indicators",
    (
        Field("id", "string", "export.field.id", "export.about.id"),
        Field("figure", "number", "export.field.figure", "export.about.figure"),
    ),
    ("id",),
)
TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), max_size=40)


@given(TEXTS)
def test_no_text_is_computed_and_every_text_comes_back(text):
    assert not safe(text).startswith(FORMULA)
    assert told(safe(text)) == text


@given(
    st.lists(st.tuples(TEXTS, st.one_of(st.none(), st.floats(-1e9, 1e9))), max_size=8),
    st.booleans(),
)
def test_a_table_is_read_back_as_it_was(pairs, comma):
    table = Table(SHAPE, [{"id": text, "figure": figure} for text, figure in pairs])
    text = csv_text(table, comma).removeprefix(BOM)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if comma else ","))
    assert lines[0] == SHAPE.columns
    assert [told(line[0]) for line in lines[1:]] == [text for text, _ in pairs]
    for line, (_, figure) in zip(lines[1:], pairs, strict=True):
        assert (line[1] == "") == (figure is None)
        if figure is not None:
            assert abs(float(line[1].replace(",", ".")) - figure) <= 1e-9 * max(1, abs(figure))


def test_a_negative_number_stays_a_number():
    assert csv_text(Table(SHAPE, [{"id": "-5", "figure": -5.5}])) == "id,figure\n'-5,-5.5\n"


def test_signs_that_no_file_may_hold_are_left_out():
    assert safe("a\x00b\x07c") == "abc"
    assert safe("\x00=1") == "'=1"


def test_french_spreadsheets_get_semicolons_commas_and_a_mark():
    text = csv_text(Table(SHAPE, [{"id": "é;è", "figure": 0.5}]), comma=True)
    assert text == f'{BOM}id;figure\r\n"é;è";0,5\r\n'
