"""Several answers to one question: as codes with spaces, or as a column for each option."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import data
from workbench.base.errors import DataError
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.collection import Question
from workbench.data.clean import REPORT_COLUMNS
from workbench.data.parse import meant
from workbench.data.record import ReceivedFile
from workbench.data.ticks import read_ticks

OPTIONS = [
    {"code": "food", "label": {"fr": "Alimentation", "en": "Food"}},
    {"code": "bus", "label": {"fr": "Transport", "en": "Bus pass"}},
    {"code": "none", "label": {"fr": "Aucune", "en": "None"}, "alone": True},
    {"code": "dk", "label": {"fr": "Ne sait pas", "en": "Does not know"}, "alone": True},
    {"code": "later", "label": {"fr": "Plus tard", "en": "Later"}, "alone": True},
]
CODES = [option["code"] for option in OPTIONS]
HELP = {
    "id": "help", "label": {"fr": "Aides", "en": "Help"}, "type": "select_multiple",
    "waves": ["exit"], "options": OPTIONS,
}  # fmt: skip
QUESTION = Question(**HELP)
NA = None


def received(**values):
    given = {"file": "received/exit.csv", "wave": "exit", "title": "T", "source": "S"}
    return ReceivedFile(**given, licence="CC0", **values)


def rows(ticks):
    """Return what stands in each row, option by option, None where nothing does."""
    table = pd.DataFrame(ticks.columns)
    assert list(table) == [f"help__{code}" for code in CODES]
    assert {str(kind) for kind in table.dtypes} == {"Int64"}
    whole = table.astype(object).where(table.notna(), None)
    return [list(row) for row in whole.itertuples(index=False)]


def from_codes(texts, **values):
    table = pd.DataFrame({"help": texts}, index=range(2, 2 + len(texts)))
    return read_ticks(table, QUESTION, received(**values))


def from_columns(cells, **values):
    names = [f"help/{code}" for code in CODES]
    table = pd.DataFrame(cells, columns=names, index=range(2, 2 + len(cells)))
    return read_ticks(table, QUESTION, received(**values))


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("food", [1, 0, 0, 0, 0]),
        ("food bus", [1, 1, 0, 0, 0]),
        ("bus  FOOD bus", [1, 1, 0, 0, 0]),
        ("Bus pass", [0, 1, 0, 0, 0]),
        ("Alimentation; Transport", [1, 1, 0, 0, 0]),
        ("food,bus", [1, 1, 0, 0, 0]),
        ("none", [0, 0, 1, 0, 0]),
        ("dk", [NA, NA, NA, 1, NA]),
        ("Ne sait pas", [NA, NA, NA, 1, NA]),
        ("later", [NA, NA, NA, NA, 1]),
        ("", [NA] * 5),
        ("refusé", [NA] * 5),
    ],
)
def test_codes_become_boxes(text, boxes):
    ticks = from_codes([text])
    assert rows(ticks) == [boxes]
    assert not ticks.answered.wrong


def test_no_answer_is_counted_with_its_reason_and_is_not_a_box_left_empty():
    ticks = from_codes(["", "refus", "food"])
    assert (ticks.answered.missing["blank"], ticks.answered.missing["refused"]) == (1, 1)
    assert ticks.answered.answers.notna().tolist() == [False, False, True]
    assert rows(ticks)[2] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "near"),
    [("food buss", "bus"), ("fod", "food"), ("Bus-pass", "bus"), ("food; transprt", "bus")],
)
def test_an_unknown_code_is_refused_with_the_nearest(text, near):
    ticks = from_codes(["bus", text])
    assert ticks.answered.wrong == {3: text}
    assert rows(ticks)[1] == [NA] * 5
    assert meant(text, QUESTION).holes["near"] == near


def test_a_code_like_no_other_is_refused_with_all_of_them():
    assert meant("zzz", QUESTION).key == "hint.choose_among"


@pytest.mark.parametrize("text", ["dk food", "none bus", "none dk"])
def test_what_stands_alone_beside_another_is_no_answer(text):
    ticks = from_codes([text])
    assert ticks.answered.wrong == {2: text}
    assert rows(ticks) == [[NA] * 5]
    assert meant(text, QUESTION).key == "collection.alone"
    ones = ["1" if code in text.split() else "0" for code in CODES]
    apart = from_columns([ones])
    assert [set(value.split()) for value in apart.answered.wrong.values()] == [set(text.split())]
    assert rows(apart) == [[NA] * 5]


@pytest.mark.parametrize(
    ("cells", "boxes"),
    [
        (["1", "0", "0", "0", "0"], [1, 0, 0, 0, 0]),
        (["Oui", "non", "", "NON", "no"], [1, 0, NA, 0, 0]),
        (["0", "0", "0", "0", "0"], [0, 0, 0, 0, 0]),
        (["", "", "", "1", ""], [NA, NA, NA, 1, NA]),
        (["0", "0", "0", "1", "0"], [NA, NA, NA, 1, NA]),
        (["", "", "yes", "", ""], [0, 0, 1, 0, 0]),
        (["", "", "", "", ""], [NA] * 5),
        (["nsp", "", "", "", ""], [NA] * 5),
    ],
)
def test_a_column_for_each_option_becomes_boxes(cells, boxes):
    ticks = from_columns([cells])
    assert rows(ticks) == [boxes]
    assert not ticks.answered.wrong


def test_a_cell_that_is_neither_yes_nor_no_is_not_understood():
    ticks = from_columns([["1", "0", "0", "0", "0"], ["1", "perhaps", "0", "0", "0"]])
    assert ticks.answered.wrong == {3: "perhaps"}
    assert rows(ticks)[1] == [NA] * 5


def test_other_names_for_the_codes_are_read():
    recoded = {"help": {"1": "food", "2": "bus", "meal ticket": "food"}}
    ticks = from_codes(["1 2", "meal ticket"], codes=recoded)
    assert rows(ticks) == [[1, 1, 0, 0, 0], [1, 0, 0, 0, 0]]
    apart = from_columns([["ticked", "0", "0", "0", "0"]], codes={"help": {"ticked": "1"}})
    assert rows(apart) == [[1, 0, 0, 0, 0]]


@given(st.lists(st.sets(st.sampled_from(["food", "bus"]), min_size=1), min_size=1, max_size=8))
def test_both_ways_of_an_export_give_the_same_boxes(ticked):
    together = from_codes([" ".join(sorted(codes)) for codes in ticked])
    apart = from_columns([[str(int(code in codes)) for code in CODES] for codes in ticked])
    assert rows(together) == rows(apart)


EXIT = (
    "person,place,hours,confidence,situation,help\n"
    "P1,lille,1,6,CDI,food bus\nP2,lille,0,7,none,dk\nP3,lille,2,6,Job,none\n"
    "P4,roubaix,0,8,none,\nP5,roubaix,1,6,CDD,bus\nP6,roubaix,0,5,refus,fod\n"
)


@pytest.fixture
def helped(club):
    """The club, which also asks which help people had, and whether they had any."""
    path = club.path("collection/instrument.yml")
    content = read_yaml(path)
    made = {"id": "fed", "label": "Fed", "from": "help", "among": ["food", "bus"]}
    content["questions"].append(HELP)
    content["derived"].append(made)
    write_yaml(path, content)
    club.path("received/exit.csv").write_text(EXIT, encoding="utf-8")
    return club


def column_of(table, name):
    return [None if pd.isna(value) else int(value) for value in table[name]]


def test_a_whole_collection_has_a_column_for_each_option(helped):
    cleaned = data.understand(helped)
    assert cleaned.table.columns.tolist()[-8:] == [
        *(f"help__{code}" for code in CODES), "positive_exit", "works", "fed",
    ]  # fmt: skip
    assert column_of(cleaned.table, "help__food") == [1, None, 0, None, 0, None]
    assert column_of(cleaned.table, "help__dk") == [0, 1, 0, None, 0, None]
    assert column_of(cleaned.table, "fed") == [1, None, 0, None, 1, None]
    report = next(row for row in cleaned.report if row["column"] == "help")
    assert (report["understood"], report["blank"], report["not_understood"]) == (4, 1, 1)
    assert sum(report[name] for name in REPORT_COLUMNS[3:]) == report["rows"]


def test_an_unknown_code_is_a_warning_with_its_line_and_the_nearest(helped):
    found = [f for f in data.understand(helped).findings if f.id == "data.not_understood"]
    assert [(f.where, f.holes["line"], f.holes["value"]) for f in found] == [
        ("received/exit.csv", "7", "fod")
    ]
    assert found[0].holes["hint"].holes["near"] == "food"
    assert all(found[0].sentence(lang) for lang in ("fr", "en"))


def test_missing_answers_are_counted_once_for_the_question(helped):
    found = [f for f in data.understand(helped).findings if f.id == "data.missing"]
    assert [f.holes["n"] for f in found if f.where == "help"] == [2]
    assert not [f for f in found if f.where.startswith("help__")]


def test_the_clean_table_is_written_and_read_again(helped):
    cleaned = data.clean(helped)
    again = data.load(helped)
    assert column_of(again, "help__bus") == column_of(cleaned.table, "help__bus")
    text = helped.path("data/clean.csv").read_text(encoding="utf-8")
    assert "True" not in text
    assert ",1,1,0,0,0," in text


def with_columns(helped, header, line):
    path = helped.path("received/exit.csv")
    first, *others = path.read_text(encoding="utf-8").splitlines()
    others = [f"{row.rpartition(',')[0]},{line}" for row in others]
    path.write_text("\n".join([first.replace("help", header), *others]) + "\n", encoding="utf-8")
    return helped


SPLIT = ",".join(f"help/{code}" for code in CODES)


def test_the_columns_of_kobotoolbox_are_known_and_not_left_out(helped):
    both = with_columns(helped, f"help,{SPLIT}", "bus,0,1,0,0,0")
    cleaned = data.understand(both)
    assert not [f for f in cleaned.findings if f.id == "data.left_out"]
    assert column_of(cleaned.table, "help__bus") == [1] * 6


def test_a_column_for_each_option_is_enough(helped):
    cleaned = data.understand(with_columns(helped, SPLIT, "1,0,0,0,0"))
    assert column_of(cleaned.table, "fed") == [1] * 6


def test_an_option_without_its_column_is_refused_by_name(helped):
    short = with_columns(helped, "help/food,help/bos,help/none,help/dk,help/later", "1,0,0,0,0")
    with pytest.raises(DataError) as caught:
        data.understand(short)
    assert caught.value.key == "data.no_column"
    assert caught.value.holes["column"] == "help/bus"
    assert caught.value.holes["hint"].holes["near"] == "help/bos"


def test_a_question_that_is_not_there_at_all_is_refused_by_name(helped):
    with pytest.raises(DataError) as caught:
        data.understand(with_columns(helped, "halp", "food"))
    assert (caught.value.key, caught.value.holes["column"]) == ("data.no_column", "help")


def test_columns_of_another_name_are_read(helped, spoil):
    named = ", ".join(f"help/{code}: 'G1[A{i}]'" for i, code in enumerate(CODES))
    header = ",".join(f"G1[A{i}]" for i in range(5))
    with_columns(helped, header, "Y,N,N,N,N")
    spoil(helped, "received.yml", ("    codes:\n", f"    columns: {{{named}}}\n    codes:\n"))
    assert column_of(data.understand(helped).table, "help__food") == [1] * 6
    spoil(helped, "received.yml", ("help/food:", "help/foood:"))
    with pytest.raises(DataError) as caught:
        data.understand(helped)
    assert caught.value.key == "data.unknown_question"


def test_an_answer_made_from_another_wave_waits_for_it(helped, with_keys):
    with_keys(helped, "received.yml", files=read_yaml(helped.path("received.yml"))["files"][:1])
    assert "fed" not in data.understand(helped).table
