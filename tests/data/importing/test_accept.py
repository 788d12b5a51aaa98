"""What was proposed is done in one move: the file as it was sent, and one entry more."""

import pytest

from workbench import data
from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import DataError, RunError
from workbench.base.files import sha256
from workbench.collection import Plan
from workbench.collection.freeze import checksum
from workbench.data import Received
from workbench.data.importing import accept, take_back
from workbench.data.importing.stage import note, place, staged


def test_a_file_comes_in_as_it_was_sent(entered, proposed, sent):
    path = sent(encoding="utf-8-sig")
    entry = accept(entered, proposed(path=path))
    assert entered.path(entry.file).read_bytes() == path.read_bytes()
    assert entry.sha256 == sha256(path)
    assert entered.read(Received).files[-1] == entry
    table = data.understand(entered).table
    assert table["hours"].tolist()[:2] == [12, 0]


def test_the_plan_of_the_day_is_noted(entered, proposed):
    entry = accept(entered, proposed())
    assert entry.plan_sha256 == checksum(entered.read(Plan).analyses)


def test_everything_else_in_the_dossier_stays(entered, proposed, tree):
    before = tree(entered.folder)
    accept(entered, proposed())
    after = tree(entered.folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert len(after) == len(before) + 1
    assert {name for name in changed if name in before} == {"received.yml"}
    assert not place(entered).exists()


def test_the_comments_of_a_person_stay(entered, proposed):
    path = entered.path("received.yml")
    path.write_text("# ours\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    accept(entered, proposed())
    assert path.read_text(encoding="utf-8").startswith("# ours\n")


def test_the_first_file_of_a_dossier_makes_the_list(entered, proposed, tmp_path):
    entered.path("received.yml").unlink()
    entered.path("received/entry.csv").unlink()
    entered.path("received/exit.csv").unlink()
    entered.path("received").rmdir()
    accept(entered, proposed())
    assert [file.wave for file in entered.read(Received).files] == ["exit"]


def test_what_was_dropped_is_nowhere_in_the_dossier(entered, proposed, tree):
    text = "Nom,person,place,hours,confidence,situation\nDurand Zoé,P1,lille,12,4,job\n"
    entry = accept(entered, proposed(text, drop=("Nom",)))
    assert all(b"Durand" not in (content or b"") for content in tree(entered.folder).values())
    assert entry.sent_sha256
    assert data.understand(entered).table["hours"].tolist()[0] == 12


def test_a_part_is_added_to_its_wave(club, proposed):
    text = "person,place,hours,confidence,situation\nP9,lille,1,4,job\n"
    accept(club, proposed(text, dossier=club, part="may"))
    assert [file.part for file in club.read(Received).files] == [None, None, "may"]
    assert [row["rows"] for row in data.people(club, "fr")] == [6, 7]


def test_a_file_may_take_the_place_of_another_which_stays(club, proposed):
    accept(club, proposed(dossier=club, replace=True))
    assert [file.wave for file in club.read(Received).files] == ["entry", "exit"]
    assert club.path("received/exit.csv").is_file()
    assert data.understand(club).table["hours"].tolist()[:2] == [12, 0]


def test_the_columns_of_the_file_are_read_again_by_the_next(entered, proposed):
    text = "person,place,H,confidence,situation\nP1,lille,12,4,job\n"
    accept(entered, proposed(text, columns={"hours": "H"}))
    again = proposed(text.replace("12", "13"), replace=True)
    assert {m.target: m.why for m in again.matched.matches}["hours"] == "saved"


@pytest.mark.parametrize("asked", [{"wave": None}, {"absent": ("hours",), "replace": True}])
def test_what_blocks_keeps_the_file_out(entered, proposed, tree, asked):
    proposal = proposed("person,place,mail\nP1,lille,zoe@example.org\n", **asked)
    before = tree(entered.folder.parent)
    with pytest.raises(DataError) as caught:
        accept(entered, proposal)
    assert caught.value.key == "importing.blocked"
    assert tree(entered.folder.parent) == before


def test_a_file_that_changed_meanwhile_stays_out(entered, proposed, sent, tree):
    path = sent()
    proposal = proposed(path=path)
    path.write_text("person,place\n")
    before = tree(entered.folder)
    with pytest.raises(DataError) as caught:
        accept(entered, proposal)
    assert caught.value.key == "importing.changed"
    assert tree(entered.folder) == before
    assert not place(entered).exists()


def test_a_wave_that_was_taken_meanwhile_stays_as_it_is(entered, proposed, sent, tree):
    late = "person,place,hours,confidence,situation\nP3,lille,1,1,job\n"
    late = proposed(path=sent(late, "late.csv"))
    accept(entered, proposed())
    before = tree(entered.folder)
    with pytest.raises(DataError) as caught:
        accept(entered, late)
    assert caught.value.key == "data.wave_twice"
    assert tree(entered.folder) == before


def test_an_example_takes_nothing(proposed):
    with pytest.raises(RunError) as caught:
        accept(open_dossier("nsw"), proposed())
    assert caught.value.key == "dossier.read_only"


def test_one_import_at_a_time(entered, proposed, tree):
    before = tree(entered.folder)
    with staged(entered), pytest.raises(RunError) as caught:
        accept(entered, proposed())
    assert caught.value.key == "importing.busy"
    assert tree(entered.folder) == before
    accept(entered, proposed())


def test_what_an_import_left_half_done_is_taken_back(entered, tree):
    before = tree(entered.folder)
    folder = place(entered)
    folder.mkdir()
    note(folder, "received/half-123.csv", new_folder=False)
    entered.path("received/half-123.csv").write_text("half")
    take_back(entered)
    assert tree(entered.folder) == before
    assert not folder.exists()


def test_what_is_listed_is_never_taken_back(entered, tree):
    before = tree(entered.folder)
    folder = place(entered)
    folder.mkdir()
    note(folder, "received/entry.csv", new_folder=False)
    take_back(entered)
    assert tree(entered.folder) == before


def test_a_note_that_was_cut_short_takes_nothing_back(entered, tree):
    before = tree(entered.folder)
    folder = place(entered)
    folder.mkdir()
    (folder / "on_its_way").write_bytes(b"")
    (folder / "raw").write_bytes(b"half")
    take_back(entered)
    assert tree(entered.folder) == before
    assert not folder.exists()


def test_opening_the_data_page_takes_back_too(club, tree):
    folder = place(club)
    folder.mkdir()
    note(folder, "received/half-123.csv", new_folder=False)
    club.path("received/half-123.csv").write_text("half")
    data.clean(club)
    assert not club.path("received/half-123.csv").exists()
    assert not folder.exists()


def test_nothing_is_taken_back_in_an_example(tmp_path):
    take_back(Dossier(tmp_path / "none", read_only=True))


def test_a_file_that_the_disk_lost_between_the_two_moves_is_put_back(entered, proposed, tree):
    entry = accept(entered, proposed())
    done = tree(entered.folder)
    folder = place(entered)
    folder.mkdir()
    note(folder, entry.file, new_folder=False)
    entered.path(entry.file).rename(folder / "raw")
    take_back(entered)
    assert tree(entered.folder) == done
    assert not folder.exists()
