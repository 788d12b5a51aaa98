"""Texts, tables, markup and trees are compared by what they say; a difference has a place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.launch.proof.files import of_files, of_markup
from workbench.launch.proof.spots import alike, of_tables, of_texts, of_trees

CELLS = st.text(alphabet='abc012.,é"\n -', max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6)


def found(spots):
    return [(one.place.key, dict(one.place.holes), one.was, one.now) for one in spots]


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "a", "b", "c"])
    writer.writerows([n, *row] for n, row in enumerate(rows))
    return out.getvalue()


@given(TABLES)
def test_a_table_is_equal_to_itself(rows):
    assert found(of_tables(table(rows), table(rows))) == []


@given(TABLES, st.data())
def test_one_other_cell_is_the_one_place(rows, data):
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 2))
    other = [list(cells) for cells in rows]
    other[row][column] += "x"
    spots = found(of_tables(table(rows), table(other)))
    place = {"row": str(row), "column": "abc"[column]}
    assert spots == [("proof.place.cell", place, rows[row][column], other[row][column])]


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("0.1234567890", "0.1234567891", True),
        ("0.123456", "0.123457", False),
        ("1794.342382 people", "1794.342383 people", True),
        ("1e-5", "1.0000000001e-5", True),
        ("1763000000000", "1763000000001", False),
        ("12", "12.0000000001", False),
        ("<object at 0x7f00112233>", "<object at 0x7fffffffff>", True),
        ("a 1", "b 1", False),
        ("-1.5", "1.5", False),
        ("", "0", False),
    ],
)
def test_decimal_numbers_have_a_tolerance_and_nothing_else_has(was, now, same):
    assert alike(was, now) is same
    assert alike(now, was) is same


def test_rows_and_columns_that_come_and_go_are_named():
    was, now = "id,a,b\nx,1,2\ny,3,4\n", "id,a,c\nx,1,2\nz,3,4\n"
    places = [(key, holes) for key, holes, *_ in found(of_tables(was, now))]
    assert places == [
        ("proof.place.column", {"column": "b"}),
        ("proof.place.column", {"column": "c"}),
        ("proof.place.row", {"row": "y"}),
        ("proof.place.row", {"row": "z"}),
    ]


def test_a_row_is_known_by_its_first_cell_wherever_it_stands():
    assert found(of_tables("id,a\nx,1\ny,2\n", "id,a\ny,2\nx,1\n")) == []
    [(key, holes, was, now)] = found(of_tables("id,a\nx,1\nx,2\n", "id,a\nx,1\nx,3\n"))
    assert (key, holes, was, now) == ("proof.place.cell", {"row": "x (2)", "column": "a"}, "2", "3")


def test_the_amount_is_the_later_number_less_the_earlier_one():
    [spot] = of_tables("id,a\nx,1.5\n", "id,a\nx,4\n")
    assert spot.amount == 2.5
    [spot] = of_tables("id,a\nx,1.5\n", "id,a\nx,many\n")
    assert spot.amount is None


FRAME = """<table><thead><tr><th></th><th>estimate</th></tr></thead>
<tbody><tr><th>first</th><td>{}</td></tr><tr><th>second</th><td>2</td></tr></tbody></table>"""


def test_a_table_in_a_page_is_compared_cell_by_cell():
    spots = found(of_markup(FRAME.format("1.5"), FRAME.format("1.6")))
    place = {"table": "1", "row": "2", "column": "estimate"}
    assert spots == [("proof.place.table", place, "1.5", "1.6")]


def test_a_line_of_a_drawing_is_compared_number_by_number():
    line = '<svg><path d="M 1.5 {} L 3 4" class="a"/></svg>'
    assert found(of_markup(line.format("2.0"), line.format("2.00000000001"))) == []
    [(key, holes, was, _)] = found(of_markup(line.format("2.0"), line.format("2.1")))
    assert (key, holes) == ("proof.place.tag", {"tag": "path"})
    assert was == "M 1.5 2.0 L 3 4"


def test_lines_and_leaves_have_their_place():
    assert found(of_texts("a\nb\n", "a\nc\n")) == [("proof.place.line", {"n": 2}, "b", "c")]
    spots = found(of_trees({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}))
    assert spots == [("proof.place.path", {"path": "a[1].b"}, "2", "3")]


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_bytes_of_no_known_kind_are_equal_or_have_a_place(one, two):
    assert bool(list(of_files("x.bin", one, two))) == (one != two)


@pytest.mark.parametrize("name", ["x.csv", "x.html", "x.json", "x.svg", "x.png", "x.pdf", "x.xlsx"])
@given(st.binary(max_size=30), st.binary(max_size=30))
def test_whatever_a_file_holds_is_compared_without_a_fault(name, one, two):
    list(of_files(name, one, two))
    assert list(of_files(name, one, one)) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_broken_markup_is_compared_without_a_fault(one, two):
    list(of_markup(f"<table><tr>{one}", f"<table></tr></table>{two}<b>"))
    assert list(of_markup(one, one)) == []
