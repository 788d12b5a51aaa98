"""Boards, pages and tables: whole, marked, in both languages, and nothing said of a person."""

import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest

from tests.capitalisation.day.a_day import (
    SEQUENCES,
    decided,
    given,
    held,
    known_of,
    placed,
    rated,
)
from workbench.base.errors import RunError
from workbench.base.words import LANGS, say
from workbench.capitalisation.day import boards, known, sheets, write, write_pilots
from workbench.capitalisation.day.covered import crossed
from workbench.capitalisation.day.proceedings import pilot_page
from workbench.capitalisation.day.tables import SHEETS, files
from workbench.press.board import bare, projected

HTML = '<script>alert("x")</script>'
SAID = (
    given("consent", "yes"), given("consent", "no", 2), given("mood", "no"),
    given("why", HTML, item="now"), rated(0, evidence=HTML), rated(3, 2, evidence="secret"),
    rated(1, 3), placed("measured", evidence="un registre"), decided(HTML, who="Nous"),
    given("learnt", HTML), given("learnt", "gardé secret", 2),
)  # fmt: skip


@pytest.fixture(scope="module")
def spoken():
    return known_of(*SAID, simulated=True)


@pytest.mark.parametrize("lang", LANGS)
def test_every_board_is_a_whole_picture_that_keeps_its_mark(lang, spoken):
    made = boards(spoken, lang)
    assert {"mood", "why", "spread", "domains_five_domains", "domains_drome", "board", "learnt",
            "pilot_north"} == {one.id for one in made}  # fmt: skip
    for one in made:
        for svg in (projected(one), bare(one)):
            ET.fromstring(svg)
            assert "<script>" not in svg
        assert say("boards.simulated", lang) in projected(one)
        assert one.about
        assert one.reads


def test_a_day_that_was_is_not_marked():
    assert all(one.mark == "" for one in boards(known_of(*SAID), "fr"))


def test_a_day_of_which_nobody_said_anything_has_boards_all_the_same():
    made = boards(known_of(), "fr")
    assert all(ET.fromstring(projected(one)) is not None for one in made)


def test_a_board_that_would_be_too_full_goes_on_on_the_next():
    many = tuple(f"pilot_{n}" for n in range(37))
    found = known_of(*(rated(1, pilot=one) for one in many), pilots=many)
    ids = [one.id for one in boards(found, "fr")]
    assert [id for id in ids if id.startswith("spread")] == [f"spread_{n}" for n in range(1, 6)]
    told = [decided(f"décision {n} " + "x" * 200, slot=n + 1) for n in range(40)]
    sheets_ = [one for one in boards(known_of(*told), "fr") if one.id.startswith("board")]
    drawn = " ".join(projected(one) for one in sheets_)
    assert len(sheets_) > 1
    assert all(f"décision {n} " in drawn for n in range(40))


def test_a_word_of_one_sign_repeated_finds_its_place():
    said = [given("why", "mot " + "m" * 76, n, item="now") for n in range(9)]
    ET.fromstring(projected(next(b for b in boards(known_of(*said), "fr") if b.id == "why")))


def test_pilots_stand_in_the_order_of_the_day_whatever_was_said():
    first, second = (known_of(rated(a), rated(b, pilot="south")) for a, b in ((0, 3), (3, 0)))
    for found in (first, second):
        spread = next(one for one in boards(found, "fr") if one.id == "spread")
        assert spread.body.index("north") < spread.body.index("south")


def test_no_table_has_a_mean_a_total_or_a_rank():
    named = {part for columns in SHEETS.values() for name in columns for part in name.split("_")}
    assert not named & {"mean", "average", "total", "sum", "rank", "score_total", "best"}


def test_only_those_who_said_yes_are_quoted(spoken):
    told = {**files(spoken), "page": pilot_page(spoken, "north", "fr")}
    whole = " ".join([*told.values(), *(projected(one) for one in boards(spoken, "fr"))])
    assert "secret" not in whole
    assert "un registre" in whole
    back = [row for row in sheets(spoken)["votes"] if row["kept_back"]]
    assert len(back) == 2


def test_an_address_leaves_with_nobody():
    found = known_of(given("consent", "yes"), decided("à x@y.org", who="06 12 34 56 78"))
    drawn = [projected(one) for one in boards(found, "fr")]
    whole = " ".join([*files(found).values(), *drawn])
    assert "x@y.org" not in whole
    assert "06 12" not in whole


def test_who_gave_two_votes_cannot_be_told_from_the_table(spoken):
    rows = list(csv.DictReader(io.StringIO(files(spoken)["votes.csv"])))
    assert not {"person", "group", "at", "room"} & set(rows[0])
    assert [row["id"] for row in rows if row["activity"] == "consent"] == sorted(
        row["id"] for row in rows if row["activity"] == "consent"
    )


def test_the_french_form_holds_the_same_rows(spoken):
    made = files(spoken)
    for name in SHEETS:
        plain = list(csv.reader(io.StringIO(made[f"{name}.csv"])))
        french = made[f"{name}_fr.csv"]
        assert french.startswith("\ufeff")
        rows = list(csv.reader(io.StringIO(french[1:]), delimiter=";"))
        assert len(rows) == len(plain)
        assert rows[0] == plain[0]


def test_the_french_form_has_decimal_commas():
    made = files(known_of(rated(0), rated(0, 2), rated(1, 3), rated(2, item="used")))
    assert re.search(r";0,\d", made["agreement_fr.csv"])
    assert re.search(r",0\.\d", made["agreement.csv"])


def test_a_formula_is_text_in_a_french_spreadsheet():
    made = files(known_of(decided("=1+1")))
    assert "'=1+1" in made["decisions_fr.csv"]


def test_a_domain_under_another_list_keeps_its_answers(spoken):
    (drome,) = crossed(spoken.covered[0])
    assert (drome.taxonomy.id, drome.cell("north", "fulfilment").counts["measured"]) == ("drome", 1)


def test_the_proceedings_are_the_same_bytes_each_time(tmp_path):
    dossier = held(tmp_path / "d", *SAID, simulated=True)
    first = {path: path.read_bytes() for path in write(dossier, known(dossier), "fr")}
    first |= {path: path.read_bytes() for path in write_pilots(dossier, known(dossier), "", "fr")}
    again = [
        *write(dossier, known(dossier), "fr"),
        *write_pilots(dossier, known(dossier), "", "fr"),
    ]
    assert {path: path.read_bytes() for path in again} == first
    names = {path.relative_to(dossier.folder).as_posix() for path in first}
    own = {"index.html", "boards.pdf", "pilot_south.html", "boards/spread.svg"}
    assert {f"proceedings/fr/{name}" for name in own} | {"proceedings/data/votes.csv"} <= names
    for path in first:
        if path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            assert say("day.banner", "fr") in page
            assert "<script>" not in page


def test_a_pilot_that_is_not_there_is_refused(tmp_path):
    dossier = held(tmp_path / "d")
    with pytest.raises(RunError) as error:
        write_pilots(dossier, known(dossier), "nort", "fr")
    assert error.value.key == "day.no_such_pilot"


def test_the_days_of_the_tests_have_each_kind_of_sequence():
    assert len({one["uses"] for one in SEQUENCES}) == len(SEQUENCES)
