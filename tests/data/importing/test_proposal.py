"""An import is first told: what would match, what stays outside, what stands against it."""

import csv
import io
import json
from datetime import date

import pandas as pd
import pytest

from workbench import data
from workbench.base.errors import DataError, RunError
from workbench.data.importing import accept, as_json, table
from workbench.data.importing.door import rewritten

EXIT = "person,place,hours,confidence,situation\nP1,lille,12,4,job\nP2,lille,0,7,none\n"
HEADINGS = "Nom,person,place,hours,confidence,situation"
NAMED = f"{HEADINGS}\nDurand Zoé,P1,lille,12,4,job\nPetit Léo,P2,lille,0,7,none\n"


def blocks(proposal):
    return {(f.id, f.where) for f in proposal.findings if f.blocks}


def ids(proposal):
    return {f.id for f in proposal.findings if f.passed is False}


def test_a_file_that_fits_is_proposed_whole(proposed):
    proposal = proposed()
    assert not proposal.blocked
    assert proposal.rows == 2
    assert proposal.entry.wave == "exit"
    assert proposal.entry.columns["hours"] == "hours"
    assert proposal.entry.sent_as == "exits.csv"
    assert proposal.content is None
    assert proposal.left_out == ()


def test_proposing_writes_nothing(proposed, entered, tree):
    before = tree(entered.folder.parent)
    proposed(path=entered.path("received/exit.csv"))
    assert tree(entered.folder.parent) == before


def test_a_question_without_a_column_blocks_until_it_is_said_to_be_absent(proposed):
    text = "person,place,hours,situation\nP1,lille,12,job\n"
    assert blocks(proposed(text)) == {("importing.not_found", "confidence")}
    proposal = proposed(text, absent=("confidence",))
    assert not proposal.blocked
    assert "importing.absent" in ids(proposal)
    assert proposal.entry.absent == ("confidence",)


def test_a_near_column_is_named_and_waits(proposed):
    text = "person,place,hours,confidance,situation\nP1,lille,12,4,job\n"
    proposal = proposed(text)
    assert blocks(proposal) == {("importing.not_found", "confidence")}
    assert proposal.left_out == ("confidance",)
    assert not proposed(text, columns={"confidence": "confidance"}).blocked


def test_a_column_that_two_headings_claim_blocks(proposed):
    text = "person,place,hours,Hours,confidence,situation\nP1,lille,12,12,4,job\n"
    assert blocks(proposed(text)) == {("importing.claimed", "hours")}
    assert not proposed(text, columns={"hours": "Hours"}).blocked


def test_the_wave_is_guessed_and_the_guess_waits(proposed):
    proposal = proposed(wave=None)
    assert proposal.entry.wave == "exit"
    assert ("importing.wave_guessed", "exit") in blocks(proposal)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"wave": "exti"}, "importing.unknown_wave"),
        ({"absent": ("hour",)}, "importing.unknown_target"),
        ({"codes": {"hour": {"a": "b"}}}, "importing.unknown_target"),
        ({"columns": {"hours": "Hour"}}, "importing.unknown_heading"),
        ({"drop": ("Nom",)}, "importing.unknown_heading"),
        ({"key": ("Nom",)}, "importing.unknown_heading"),
    ],
)
def test_what_cannot_be_is_wrong_usage(proposed, asked, key):
    with pytest.raises(RunError) as caught:
        proposed(**asked)
    assert caught.value.key == key
    assert caught.value.say("fr") != caught.value.say("en")


def test_a_column_that_names_people_blocks_until_it_is_dropped(proposed):
    assert ("importing.identifier", "Nom") in blocks(proposed(NAMED))
    proposal = proposed(NAMED, drop=("Nom",))
    assert not proposal.blocked
    assert b"Durand" not in proposal.content
    assert proposal.entry.sent_sha256 == proposal.checksum != proposal.entry.sha256


def test_a_column_that_names_people_may_become_a_key(proposed):
    text = NAMED.replace("person,", "").replace("P1,", "").replace("P2,", "")
    seen = []

    def keys(values):
        seen.extend(values)
        return {value: f"K{place}Z" for place, value in enumerate(values)}

    proposal = proposed(text, key=("Nom",), keys=keys)
    assert not proposal.blocked
    assert seen == ["durand zoé", "petit léo"]
    assert b"Durand" not in proposal.content
    rows = list(csv.DictReader(io.StringIO(proposal.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[proposal.entry.columns["person"]] for row in rows] == ["K0Z", "K1Z"]


def test_a_dry_run_makes_no_keys(proposed):
    text = NAMED.replace("person,", "").replace("P1,", "").replace("P2,", "")
    proposal = proposed(text, key=("Nom",))
    assert not proposal.blocked
    assert b"K1" in proposal.content
    assert "importing.strangers" not in ids(proposal)


def test_several_columns_make_one_key_and_spellings_do_not_count(proposed):
    text = (
        "Nom,Prénom,place,hours,confidence,situation\n"
        "Durand,Zoé,lille,12,4,job\nDURAND, zoé,lille,0,7,none\n"
        "Durand,Léo,lille,0,7,none\nPetit,Léo,lille,0,7,none\n"
    )
    proposal = proposed(text, key=("Nom", "Prénom"))
    assert {f.id for f in proposal.findings if f.passed is False} >= {"importing.repeated"}
    assert b"K3" in proposal.content
    assert b"K4" not in proposal.content


def test_the_cells_that_pass_the_door_are_as_they_were():
    import pandas as pd

    texts = pd.DataFrame({"a": ['1;5 "x"', "=2+3\nb"], "b": ["é\u202f", " y "]})
    rows = list(csv.reader(io.StringIO(rewritten(texts).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["a", "b"]
    assert rows[1:] == texts.to_numpy().tolist()


def test_a_text_file_has_no_sheets(proposed):
    with pytest.raises(DataError) as caught:
        proposed(sheet="Janvier")
    assert caught.value.key == "reading.sheet_of_text"


def test_the_same_file_does_not_come_in_twice(club, proposed, with_keys):
    from workbench.base.files import sha256
    from workbench.base.yaml_files import read_yaml

    files = read_yaml(club.path("received.yml"))["files"]
    files[1]["sha256"] = sha256(club.path("received/exit.csv"))
    with_keys(club, "received.yml", files=files)
    proposal = proposed(dossier=club, path=club.path("received/exit.csv"), replace=True)
    assert ("importing.same_file", "received/exit.csv") in blocks(proposal)


def test_a_wave_that_has_its_file_asks_whether_to_replace_or_to_add(club, proposed):
    assert ("importing.wave_there", "received/exit.csv") in blocks(proposed(dossier=club))
    assert not proposed(dossier=club, replace=True).blocked
    assert not proposed(dossier=club, part="may").blocked


def test_a_file_of_visits_is_not_one_of_people(proposed):
    lines = "".join(f"P1,lille,{n},4,job\nP2,lille,{n},4,job\n" for n in range(4))
    proposal = proposed("person,place,hours,confidence,situation\n" + lines)
    doubt = next(f for f in proposal.findings if f.id == "importing.visits")
    assert doubt.blocks
    assert (doubt.holes["rows"], doubt.holes["people"]) == (8, 2)


def test_people_who_have_no_entry_are_counted(proposed):
    text = "person,place,hours,confidence,situation\nP1,lille,1,4,job\nP9,lille,1,4,job\n"
    doubt = next(f for f in proposed(text).findings if f.id == "importing.strangers")
    assert (doubt.passed, doubt.holes["n"], doubt.holes["people"]) == (False, 1, 2)


def test_answers_that_no_option_offers_are_listed_with_the_nearest(proposed):
    text = "person,place,hours,confidence,situation\nP1,lille,1,4,Emplois\nP2,lille,1,4,zzz\n"
    proposal = proposed(text)
    assert proposal.uncoded == [
        {"question": "situation", "value": "Emplois", "n": 1, "near": "job"},
        {"question": "situation", "value": "zzz", "n": 1, "near": None},
    ]
    coded = proposed(text, codes={"situation": {"Emplois": "job", "zzz": "none"}})
    assert coded.uncoded == []


def test_codes_and_columns_of_an_earlier_file_are_proposed_again(club, proposed):
    proposal = proposed(dossier=club, replace=True)
    assert proposal.entry.codes == {"situation": {"CDI": "job", "CDD": "job"}}


def test_a_file_of_several_waves_is_read_for_its_own(proposed):
    text = (
        "person,place,hours,confidence,situation,quand\n"
        "P1,lille,12,4,job,exit\nP2,lille,12,4,job,entry\nP3,lille,12,4,job,Sortie\n"
    )
    hand = {"wave": "quand"}
    counted = next(f for f in proposed(text, columns=hand).findings if f.id == "importing.visits")
    assert counted.holes["rows"] == 1
    both = proposed(text, columns=hand, codes={"wave": {"Sortie": "exit"}})
    assert next(f for f in both.findings if f.id == "importing.visits").holes["rows"] == 2
    none = proposed(text.replace("exit", "x"), columns=hand)
    assert "importing.no_such_wave" in {id for id, _ in blocks(none)}


@pytest.mark.parametrize("content", ["", "a;b\n", "%PDF-1.7 a;b\n1;2\n"])
def test_what_is_no_table_is_refused(proposed, content):
    with pytest.raises(DataError):
        proposed(content)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_column_is_told_with_its_reason(proposed, lang):
    text = NAMED.replace("hours", "hour").replace("Nom,", "Nom,Note,").replace("é,P", "é,x,P")
    text = text.replace("Léo,P", "Léo,x,P")
    rows = table(proposed(text, drop=("Nom",)), lang)
    assert {row["column"] for row in rows} == set(text.splitlines()[0].split(","))
    assert all(row["why"] for row in rows)


def test_the_proposal_is_one_object_for_programs(proposed):
    told = as_json(proposed(NAMED), accepted=False)
    again = json.loads(json.dumps(told))
    assert again["blocked"] is True
    assert again["matches"][0].keys() == {"target", "column", "why"}
    assert {"id", "passed", "fr", "en"} <= again["findings"][0].keys()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_everything_that_is_found_can_be_told(club, proposed, lang):
    odd = "P9,a,1,1,1,x\nP9,a,1,1,1,x\nP8,a,1,1,1,x\nP7,a,1,1,1,x\n"
    twice = "person,place,hours,Hours,confidence,situation\n" + odd
    for text in (NAMED, NAMED.replace("hours", "hour"), twice):
        for asked in ({}, {"wave": None}, {"columns": {"hours": text.split(",")[2]}}):
            found = proposed(text, dossier=club, **asked).findings
            assert all(finding.sentence(lang) for finding in found)


@pytest.fixture
def messy(tmp_path):
    """A workbook as charities send it: two sheets, a title, a total, a note, a day that came."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Notice"
    sheet = book.create_sheet("Sorties")
    for row in (
        ["Sorties du printemps"],
        [],
        ["person", "place", "hours", "confidence", "situation"],
        ["P1", "lille", 12.5, 4, "job"],
        ["P2", "roubaix", 0, "NSP", "none"],
        ["Total", None, 12.5, None, None],
        ["* chiffres au 31 mai"],
    ):
        sheet.append(row)
    path = tmp_path / "sorties.xlsx"
    book.save(path)
    return path


def test_a_messy_workbook_comes_in_and_every_guess_is_told_first(entered, proposed, messy):
    proposal = proposed(path=messy)
    assert not proposal.blocked
    assert proposal.rows == 2
    told = {finding.id for finding in proposal.findings if finding.passed is False}
    assert {"reading.titles", "reading.totals", "reading.missing_codes"} <= told
    assert len(as_json(proposal, False)["read"]["dropped"]) >= 3
    entry = accept(entered, proposal)
    assert (entry.sheet, entry.received_on) == ("Sorties", date.today())
    table = data.clean(entered).table.set_index("person")
    assert table.loc["P1", "hours"] == 12.5
    assert pd.isna(table.loc["P2", "confidence__exit"])


def test_columns_that_stay_outside_are_spoken_of_by_the_door_alone(proposed):
    text = EXIT.replace("situation\n", "situation,Nom\n").replace("job\n", "job,Oui\n")
    text = text.replace("none\n", "none,non\n")
    left = [f for f in proposed(text, drop=("Nom",)).findings if f.where == "Nom"]
    assert not left
    asked = proposed(text)
    assert [f.id for f in asked.findings if f.where == "Nom"][-1] == "importing.identifier"


def test_the_day_on_which_a_file_came_may_be_given(proposed):
    assert proposed(received_on=date(2024, 6, 3)).entry.received_on == date(2024, 6, 3)
