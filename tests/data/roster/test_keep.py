"""An answer is kept at once, with what it replaced; a key is nobody else's."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest

from tests.data.roster.conftest import ENTRY, EXIT
from workbench.base.errors import DataError, RunError
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.collection import instrument_of
from workbench.data import Received, clean, roster
from workbench.data.protection.keys import DIGITS, LETTERS
from workbench.data.reading import read
from workbench.data.roster import journal, received
from workbench.data.roster.asked import agreements


def rows(dossier, wave="entry"):
    table = read(dossier.path(roster.file_of(wave))).text
    return table.fillna("").to_dict("records")


def with_question(dossier, **values):
    """Change the questions of the dossier: an id with None is taken out, any other one changed."""
    path = dossier.path("collection/instrument.yml")
    content = read_yaml(path)
    kept = [one for one in content["questions"] if values.get(one["id"], True) is not None]
    changed = [{**one, **(values.get(one["id"]) or {})} for one in kept]
    new = [one for id, one in values.items() if one and one.get("id") == id]
    write_yaml(path, {**content, "questions": [*changed, *new]})


def test_keys_hold_no_look_alikes_and_one_slip_leads_to_nobody(bare):
    keys = [roster.add(bare) for _ in range(40)]
    assert set("".join(keys)) <= set(LETTERS + DIGITS + "-")
    assert all(sum(a != b for a, b in zip(x, y, strict=True)) > 1 for x, y in combinations(keys, 2))


def test_a_key_that_came_in_a_file_is_never_drawn(example, monkeypatch):
    dossier = example("trajectoires")
    taken = read(dossier.path("received/entree.csv")).text["Identifiant"].iloc[0]
    drawn = iter([taken, "K7C-4M3"])
    monkeypatch.setattr("workbench.data.roster.keep.new_key", lambda *_: next(drawn))
    assert roster.add(dossier) == "K7C-4M3"


def test_two_windows_that_add_somebody_at_once_draw_two_keys(bare):
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: roster.add(bare), range(16)))
    assert len(set(keys)) == 16
    assert {line.person for line in journal.lines(bare)} == set(keys)


def test_answers_given_at_once_by_several_people_are_all_kept(bare):
    keys = [roster.add(bare) for _ in range(4)]
    pairs = [(key, question, typed) for key in keys for question, typed in ENTRY.items()]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: roster.give(bare, one[0], "entry", one[1], one[2]), pairs))
    assert {row["person"] for row in rows(bare)} == set(keys)
    assert {tuple(list(row.values())[1:]) for row in rows(bare)} == {
        ("roubaix", "19", "yes", "2026-04-03", "6")
    }


def test_a_half_filled_entry_is_kept_as_it_is(bare):
    key = roster.add(bare)
    assert not bare.has("received.yml")
    roster.give(bare, key, "entry", "age", "19")
    assert rows(bare) == [
        {"person": key, "structure": "", "age": "19", "qpv": "", "entry_date": "", "confidence": ""}
    ]
    assert len(clean(bare).table) == 1


def test_a_correction_keeps_the_old_answer_readable(bare, one):
    roster.give(bare, one, "entry", "age", "20")
    roster.give(bare, one, "entry", "age", "")
    entry = roster.in_app(bare)[one].entry("entry")
    assert entry.typed("age") == ""
    assert [line.typed for line in entry.earlier("age")] == ["19", "20"]
    assert rows(bare)[0]["age"] == ""


def test_what_was_not_understood_is_stored_as_typed_and_page_05_hears_of_it(bare, one, wrong):
    roster.give(bare, one, "entry", "age", "dix-neuf")
    assert roster.in_app(bare)[one].entry("entry").typed("age") == "dix-neuf"
    assert ("data.not_understood", "received/in_app_entry.csv") in wrong(clean(bare).findings)


def test_what_names_somebody_never_reaches_the_file(bare, one):
    with_question(bare, more={"id": "more", "label": "Autre", "type": "text", "waves": ["entry"]})
    heard = roster.give(bare, one, "entry", "more", "a.b@example.org").heard
    assert heard.letter.key == "roster.letter.identifier"
    assert rows(bare)[0]["more"] == ""


def test_an_answer_too_long_to_be_stored_leaves_what_was_there(bare, one):
    given = roster.give(bare, one, "entry", "age", "9" * 30_000)
    assert given.heard.letter.key == "roster.letter.too_long"
    assert rows(bare)[0]["age"] == "19"


def test_two_people_on_one_answer_lose_nothing_and_are_told(bare, one):
    roster.give(bare, one, "entry", "age", "20", seen="19")
    given = roster.give(bare, one, "entry", "age", "21", seen="19")
    assert given.meanwhile.typed == "20"
    assert rows(bare)[0]["age"] == "21"
    assert roster.give(bare, one, "entry", "age", "22", seen="21").meanwhile is None


def test_the_site_goes_along_to_the_exit(bare, one):
    roster.give(bare, one, "exit", "exit_date", "1/9/2026")
    assert rows(bare, "exit")[0]["structure"] == "roubaix"


def test_a_mistake_leaves_the_table_and_comes_back(bare, one, fill):
    other = roster.add(bare)
    fill(bare, other, "entry", ENTRY)
    roster.note(bare, one, "", roster.GONE, "yes")
    assert [row["person"] for row in rows(bare)] == [other]
    roster.note(bare, one, "", roster.GONE, "")
    assert [row["person"] for row in rows(bare)] == [one, other]


def test_when_nobody_is_left_the_list_names_no_file(bare, one):
    roster.note(bare, one, "", roster.GONE, "yes")
    assert bare.read(Received).files == ()
    assert not bare.has("received/in_app_entry.csv")


def test_a_comment_in_the_list_of_files_stays(example):
    dossier = example("trajectoires")
    path = dossier.path("received.yml")
    path.write_text("# ours\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    roster.give(dossier, roster.add(dossier), "entry", "age", "19")
    assert path.read_text(encoding="utf-8").startswith("# ours\n")
    assert [file.part for file in dossier.read(Received).files] == [None, None, "in_app"]


def test_a_question_taken_out_keeps_its_answers_and_one_put_in_is_asked(bare, one, wrong):
    new = {"id": "sport", "label": "Sport", "type": "text", "waves": ["entry"]}
    with_question(bare, age=None, sport=new)
    table = clean(bare).table
    assert "age" not in table
    assert table["sport"].isna().all()
    old = roster.no_longer_asked(instrument_of(bare), roster.in_app(bare)[one])
    assert [(line.question, line.typed) for line in old] == [("age", "19")]


def test_a_wave_taken_out_leaves_the_list_and_its_answers_stay(bare, one, fill):
    fill(bare, one, "exit", EXIT)
    path = bare.path("collection/instrument.yml")
    content = read_yaml(path)
    questions = [{**q, "waves": ["entry"]} for q in content["questions"] if "entry" in q["waves"]]
    write_yaml(path, {**content, "waves": ["entry"], "questions": questions, "derived": []})
    assert len(clean(bare).table) == 1
    assert [file.wave for file in bare.read(Received).files] == ["entry"]
    old = roster.no_longer_asked(instrument_of(bare), roster.in_app(bare)[one])
    assert {line.wave for line in old} == {"exit"}
    with pytest.raises(DataError) as letter:
        roster.give(bare, one, "exit", "exit_date", "1/9/2026")
    assert letter.value.key == "roster.not_asked"


def test_a_family_that_does_not_agree_has_no_row(bare, with_keys):
    with_keys(bare, "collection/instrument.yml", agreements=[{"about": "minors", "kept": "form"}])
    assert [q.id for q in agreements(instrument_of(bare), "entry")] == ["agreement_minors"]
    key = roster.add(bare)
    roster.give(bare, key, "entry", "age", "16")
    given = roster.give(bare, key, "entry", "agreement_minors", "no")
    assert given.heard.letter.key == "roster.letter.no_agreement"
    assert not bare.has("received/in_app_entry.csv")
    roster.give(bare, key, "entry", "agreement_minors", "yes")
    assert "agreement_minors" not in rows(bare)[0]


def test_a_file_that_cannot_be_renewed_says_so_and_the_answer_is_kept(bare, one, monkeypatch):
    def full(*_):
        raise OSError

    monkeypatch.setattr(received, "write_whole", full)
    with pytest.raises(RunError) as letter:
        roster.give(bare, one, "entry", "age", "20")
    assert letter.value.key == "roster.not_renewed"
    monkeypatch.undo()
    assert roster.in_app(bare)[one].entry("entry").typed("age") == "20"
    assert clean(bare).table["age"].tolist() == [20]


def test_after_a_purge_nobody_comes_back(bare, one, fill):
    shutil.rmtree(bare.path("received"))
    bare.path("received.yml").unlink()
    roster.refresh(bare)
    assert roster.in_app(bare) == {}
    assert not bare.has("received.yml")
