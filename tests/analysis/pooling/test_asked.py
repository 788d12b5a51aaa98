"""A file of pilots as people send it: French numbers, blanks, names, counts."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.analysis.pooling import Pooling, doubts, pool, read_pilots
from workbench.base.errors import DataError

GIVEN = Pooling(effect="effet", variance="variance")
LINES = [
    "pilote;effet;variance;public;annee",
    "Lille;0,12;0,004;filles;2021",
    "Lyon;0,30;0,006;garçons;2022",
    "Torcy;-0,05;0,010;filles;2022",
    "Roubaix;0,22;0,003;filles;2024",
]


@pytest.fixture
def file(tmp_path):
    """Give a file of these lines, in an encoding."""

    def written(lines=LINES, encoding="utf-8"):
        path = tmp_path / "pilotes.csv"
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_french_numbers_are_read(encoding, file):
    found = read_pilots(file(encoding=encoding), GIVEN)
    assert found.ids == ("Lille", "Lyon", "Torcy", "Roubaix")
    assert list(found.effect) == [0.12, 0.30, -0.05, 0.22]
    assert list(found.variance) == [0.004, 0.006, 0.010, 0.003]


@pytest.mark.parametrize("sign", [",", "."])
def test_three_decimals_everywhere_are_decimals_and_the_guess_is_told(sign, file):
    rows = ["pilote;effet;variance", "A;1.234;1.123", "B;2.345;1.202", "C;1.345;1.302"]
    found = read_pilots(file([row.replace(".", sign) for row in rows]), GIVEN)
    assert list(found.effect) == [1.234, 2.345, 1.345]
    assert {finding.id for finding in doubts(pool(found), found)} >= {"pooling.decimals"}


def test_a_spreadsheet_is_read_too(tmp_path, file):
    path = tmp_path / "pilotes.xlsx"
    pd.read_csv(file(), sep=";", decimal=",").to_excel(path, index=False)
    assert list(read_pilots(path, GIVEN).effect) == [0.12, 0.30, -0.05, 0.22]


def test_a_row_without_a_variance_is_left_out_and_named(file):
    lines = [*LINES[:3], "Torcy;-0,05;;filles;2022", LINES[4]]
    found = read_pilots(file(lines), GIVEN)
    assert (found.ids, found.left_out) == (("Lille", "Lyon", "Roubaix"), ("Torcy",))
    wrong = [one for one in doubts(pool(found), found) if one.id == "pooling.left_out"]
    assert [one.passed for one in wrong] == [False]


def test_moderators_are_numbers_or_words(file):
    asked = Pooling(effect="effet", variance="variance", moderators=("public",))
    assert read_pilots(file(), asked).names == ("public: garçons",)
    asked = Pooling(effect="effet", variance="variance", moderators=("annee",))
    assert list(read_pilots(file(), asked).moderators[:, 0]) == [2021, 2022, 2022, 2024]


def test_a_column_of_claims_is_read_where_there_is_one(file):
    lines = [LINES[0] + ";claim", *(line + ";evolved" for line in LINES[1:4]), LINES[4] + ";"]
    assert read_pilots(file(lines), GIVEN).claims == ("evolved",) * 3 + ("described",)


def test_names_may_stand_in_another_column(file):
    asked = Pooling(effect="effet", variance="variance", id="annee")
    with pytest.raises(DataError) as letter:
        read_pilots(file(), asked)  # two pilots of 2022
    assert letter.value.key == "pooling.same_id"


def test_without_a_column_of_names_pilots_have_numbers(file):
    lines = [line.split(";", 1)[1] for line in LINES]
    assert read_pilots(file(lines), GIVEN).ids == ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["pilote;effet;variance"], "reading.no_rows"),
        (LINES[:2], "pooling.one_pilot"),
        ([*LINES, "Lille;0,1;0,01;filles;2023"], "pooling.same_id"),
        ([*LINES, "Brest;0,1;0;filles;2023"], "pooling.variance_not_positive"),
        ([*LINES, "Brest;0,1;-0,2;filles;2023"], "pooling.variance_not_positive"),
        ([*LINES, "Brest;environ 0,1;0,2;filles;2023"], "pooling.not_a_number"),
        ([LINES[0].replace("effet", "effect"), *LINES[1:]], "analysis.no_column"),
    ],
)
def test_a_file_that_cannot_be_pooled_gets_a_letter(lines, key, file):
    with pytest.raises(DataError) as letter:
        read_pilots(file(lines), GIVEN)
    assert letter.value.key == key


def test_a_file_that_is_not_there_gets_a_letter(tmp_path):
    with pytest.raises(DataError):
        read_pilots(tmp_path / "nowhere.csv", GIVEN)


def test_effects_are_counted_from_people(file):
    lines = [
        "pilot,yes,n,yes_control,n_control",
        "Lille,18,40,11,40",
        "Lyon,12,30,9,31",
        "Torcy,7,25,8,",
    ]
    found = read_pilots(file(lines), Pooling(measure="risk_difference"))
    assert found.effect[0] == pytest.approx(0.175)
    assert (found.unit, found.left_out) == ("share", ("Torcy",))
    assert read_pilots(file(lines), Pooling(measure="odds_ratio")).unit == "ratio"
    with pytest.raises(DataError) as letter:
        read_pilots(file(lines), Pooling(measure="standardised_mean_difference"))
    assert letter.value.key == "analysis.no_column"


finite = st.floats(-1e6, 1e6, allow_subnormal=False)
positive = st.floats(1e-9, 1e6)


@given(rows=st.lists(st.tuples(finite, positive), min_size=2, max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_program_wrote_is_read_to_the_last_digit(rows, tmp_path):
    path = tmp_path / "pilots.csv"
    table = pd.DataFrame(rows, columns=["yi", "vi"])
    table.to_csv(path, index=False)
    found = read_pilots(path, Pooling(effect="yi", variance="vi"))
    assert list(found.effect) == list(table["yi"])
    assert list(found.variance) == list(table["vi"])
