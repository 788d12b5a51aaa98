"""What a pilot shares is counts: small ones are hidden, and a figure that cannot be is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.capitalisation.by_hand import card, dossier_of
from workbench.base.errors import DataError
from workbench.capitalisation.card.sums import Sum, as_effect, as_table, file_of, write_sums
from workbench.capitalisation.card.sums_reading import read_sums

HEAD = "indicator,numerator,denominator"


def written(folder, text):
    dossier = dossier_of(folder, card("north"))
    path = dossier.path(file_of("north"))
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return dossier


def read(folder, text):
    return read_sums(written(folder, text), "north")


@settings(max_examples=20)
@given(
    st.integers(5, 900),
    st.integers(5, 900),
    st.none() | st.integers(1, 99).map(lambda eighths: eighths / 8),
)
def test_sums_come_back_as_they_were_written(tmp_path_factory, yes, no, error):
    one = Sum("IND-07", "job", numerator=yes, denominator=yes + no, std_error=error)
    dossier = dossier_of(tmp_path_factory.mktemp("d"), card("north"))
    write_sums(dossier, "north", [one])
    assert read_sums(dossier, "north") == ((one,), [])


@pytest.mark.parametrize("counts", ["3,40", "38,40", "2,4", "40,40,", "0,3"])
def test_counts_of_a_few_people_are_masked_and_said(tmp_path, counts):
    yes, n = counts.split(",")[:2]
    (one,), findings = read(tmp_path / "d", f"{HEAD}\nIND-07,{yes},{n}\n")
    hidden = counts != "40,40,"
    assert one.masked is hidden
    assert (one.numerator is None) is hidden
    assert [f.id for f in findings if f.blocks] == ["card.sums_small"] * hidden


def test_no_small_count_is_ever_written(tmp_path):
    dossier = dossier_of(tmp_path / "d", card("north"))
    path = write_sums(dossier, "north", [Sum("IND-07", numerator=3, denominator=40, estimate=0.1)])
    assert "3" not in path.read_text().splitlines()[1].replace("IND-07", "").split(",")
    assert "40" not in path.read_text().splitlines()[1]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{HEAD}\nIND-07,20,10\n", "card.sums_do_not_hold"),
        (f"{HEAD},estimate\nIND-07,20,40,0.9\n", "card.sums_do_not_hold"),
        (f"{HEAD},claim\nIND-07,20,40,caused\n", "card.sums_do_not_hold"),
        ("indicator,estimate,ci_low,ci_high\nIND-41,1,2,3\n", "card.sums_do_not_hold"),
        (f"{HEAD}\nIND-07,twenty,40\n", "card.sums_cell"),
        (f"{HEAD}\nIND-07,-2,40\n", "card.sums_cell"),
        (f"{HEAD}\n,20,40\n", "card.sums_cell"),
        (f"{HEAD},unit\nIND-07,20,40,apples\n", "card.sums_cell"),
        ("indicator,estimate\nIND-07,nan\n", "card.sums_cell"),
        ("indicator,name_of_person\nIND-07,x\n", "card.sums_columns"),
        ("numerator\n4\n", "card.sums_columns"),
        ("indicator,indicator\na,b\n", "card.sums_columns"),
        (f"{HEAD}\nIND-07,20\n", "card.sums_unreadable"),
        (f"{HEAD}\n" + "IND-07,20,40\n" * 501, "card.sums_unreadable"),
    ],
)
def test_sums_that_cannot_be_are_refused(tmp_path, text, rule):
    dossier = written(tmp_path / "d", text)
    with pytest.raises(DataError) as error:
        read_sums(dossier, "north")
    assert error.value.key == rule
    assert error.value.holes["file"] == file_of("north")


def test_a_table_of_a_french_spreadsheet_is_read(tmp_path):
    text = HEAD.replace(",", ";") + "\nIND-07;20;40\n;;\n"
    (one,), _ = read(tmp_path / "d", "\ufeff" + text)
    assert (one.numerator, one.denominator) == (20, 40)


def test_a_rate_of_counts_alone_has_wilsons_interval():
    found = as_effect(Sum("SIPA", numerator=249, denominator=537), card("sipa"))
    assert found.estimate == pytest.approx(249 / 537)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.4219, 0.5060), abs=1e-4)


def test_only_the_same_definition_makes_pilots_alike():
    pairs = [(Sum("IND-07"), Sum("IND-07")), (Sum("IND-07", "a"), Sum("IND-07", "b"))]
    pairs += [(Sum("ours"), Sum("ours")), (Sum("ours", "a"), Sum("ours", "a"))]
    alike = [
        as_effect(one, card("north")).counted == as_effect(other, card("south")).counted
        for one, other in pairs
    ]
    assert alike == [True, False, False, True]


def test_a_pilot_may_share_no_sums(tmp_path):
    assert read_sums(dossier_of(tmp_path / "d", card("north")), "north") == ((), [])
    assert as_table([]).count("\n") == 1
