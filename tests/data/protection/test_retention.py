"""Nothing of people is kept beyond its time; what goes leaves a trace, and nothing else moves."""

import csv
from datetime import date

import pytest

from workbench.base import kept as history
from workbench.base import lock
from workbench.base.errors import RunError
from workbench.base.yaml_files import read_yaml
from workbench.collection import Instrument
from workbench.data.clean import clean
from workbench.data.load import load
from workbench.data.protection import retention as r
from workbench.report import review

LATER = date(2030, 1, 1)


@pytest.fixture
def held(club):
    """A club whose answers have been read."""
    clean(club)
    return club


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def log(dossier):
    with dossier.path(r.LOG).open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def test_the_last_contact_and_the_notice_say_until_when(held, with_keys):
    kept = r.retention(held)
    assert (kept.last_contact, kept.due) == (date(2024, 4, 9), date(2026, 4, 9))
    notice = {"basis": "consent", "contact": "us", "kept_months": 6}
    with_keys(held, Instrument.FILE, notice=notice)
    assert r.retention(held).due == date(2024, 10, 9)


def test_without_a_clean_table_the_newest_file_says_it(club):
    kept = r.retention(club)
    assert kept.last_contact is not None
    assert {one.file for one in kept.files} == {"received/entry.csv", "received/exit.csv"}


def test_a_dossier_without_people_has_nothing_to_keep(example):
    dossier = example("trajectoires", ("data/*", "received/*"))
    assert r.retention(dossier) == r.Retention(None, None, ())
    assert r.check(r.retention(dossier), LATER).passed is None


def test_the_time_comes_with_the_day_or_with_a_day_that_is_given(held):
    kept = r.retention(held)
    assert [kept.may_go(day) for day in (date(2026, 4, 8), date(2026, 4, 9))] == [False, True]
    assert not kept.may_go(LATER, before=date(2024, 4, 9))
    assert kept.may_go(date(2024, 5, 1), before=date(2024, 4, 10))
    assert r.check(kept, date(2026, 4, 9)).passed is False
    assert r.check(kept, date(2026, 4, 8)).passed is True


def test_all_that_tells_of_people_goes_and_nothing_else(held, tmp_path):
    held.path("data", ".clean.csv.draft").write_text("K7D-4F9")
    held.path("received", "SOURCE.md").write_text("where from")
    held.path("stories.yml").write_text("format: 1\nstories: []\n")
    held.path("coding.csv").write_text("segment\n")
    (tmp_path / "beside.csv").write_text("mine")
    before = files(tmp_path)
    gone = r.purge(held, r.retention(held), LATER)
    after = files(tmp_path)
    assert {one.file for one in gone} == {
        "data/clean.csv",
        "data/import_report.csv",
        "data/.clean.csv.draft",
        "received/entry.csv",
        "received/exit.csv",
        "stories.yml",
        "coding.csv",
    }
    left = set(before) - {f"club/{one.file}" for one in gone} - {"club/received.yml"}
    assert {name: after[name] for name in left} == {name: before[name] for name in left}
    assert set(after) - left == {"club/protection/purged.csv", "club/protection/received.yml"}
    assert r.retention(held).files == ()


def test_the_log_tells_what_was_removed_and_nothing_of_what_was_in_it(held):
    instrument = held.read(Instrument)
    keys = set(load(held)[instrument.role("person").id])
    kept = r.retention(held)
    r.purge(held, kept, LATER)
    rows = {row["file"]: row for row in log(held)}
    assert {row["state"] for row in rows.values()} == {"done"}
    assert {row["on"] for row in rows.values()} == {"2030-01-01"}
    assert rows["received/exit.csv"]["kind"] == "raw"
    assert all(rows[one.file]["sha256"] == one.sha256 for one in kept.files)
    assert rows["data/clean.csv"]["lines"] == "7"
    text = held.path(r.LOG).read_text()
    assert not any(key in text.replace("-", ",").split(",") for key in keys)


def test_a_purge_takes_what_people_said_out_of_the_history_too(held):
    lock.private(held.folder)
    for file, words in (("stories.yml", b"secret"), ("evaluation.yml", b"plain")):
        held.path(file).write_bytes(held.path(file).read_bytes() if held.has(file) else b"x")
        history.keep(held.folder, file, words, "")
    r.purge(held, r.retention(held), LATER)
    assert {one.file for one in history.entries(held.folder)} == {"evaluation.yml"}
    left = [one for one in held.path(".history").iterdir() if one.is_file()]
    assert b"plain" in [one.read_bytes() for one in left]
    assert b"secret" not in [one.read_bytes() for one in left]


def test_a_dossier_still_opens_after_a_purge(held):
    r.purge(held, r.retention(held), LATER)
    assert not [f.id for f in review(held) if f.id.startswith(("reading.no_file", "dossier."))]


def test_a_purge_cut_anywhere_is_finished_by_the_next(held, monkeypatch):
    class Cut(Exception):  # noqa: N818 - the power goes
        pass

    from pathlib import Path

    real, total = {"unlink": Path.unlink, "replace": Path.replace}, 0
    for stop in range(30):
        dossier = held
        left = stop

        def cut(kind):
            def act(path, *args, **named):
                nonlocal left
                if path.suffix != "" and left == 0:
                    raise Cut
                left -= 1
                return real[kind](path, *args, **named)

            return act

        before = files(dossier.folder)
        for kind in real:
            monkeypatch.setattr(Path, kind, cut(kind))
        try:
            kept = r.retention(dossier)
            r.purge(dossier, r.unfinished(dossier, kept) or kept, LATER)
            finished = True
        except Cut:
            finished = False
            total += 1
        for kind in real:
            monkeypatch.setattr(Path, kind, real[kind])
        now = files(dossier.folder)
        assert all(
            now[name] == text
            for name, text in before.items()
            if name in now and not name.startswith("protection/")
        )
        review(dossier)
        if finished:
            break
        rest = r.unfinished(dossier, r.retention(dossier))
        begun = dossier.has(r.LOG) and any(row["state"] == "begun" for row in log(dossier))
        assert (rest is not None) == begun
        assert rest is None or {one.file for one in rest.files} <= set(now)
    assert finished
    assert total > 2
    assert {row["state"] for row in log(held)} == {"done"}
    assert len(log(held)) == 4
    assert not {name for name in files(held.folder) if name.startswith(("data/", "received/"))}


def test_a_link_to_elsewhere_is_never_followed(held, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.csv").write_text("not ours")
    held.path("received", "link.csv").symlink_to(tmp_path / "elsewhere" / "other.csv")
    r.purge(held, r.retention(held), LATER)
    assert (tmp_path / "elsewhere" / "other.csv").read_text() == "not ours"
    assert not held.path("received", "link.csv").is_symlink()


@pytest.mark.parametrize("place", ["received/deep", "data"])
def test_a_folder_that_leads_elsewhere_is_refused(club, tmp_path, place):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.csv").write_text("not ours")
    club.path(place).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(RunError) as letter:
        r.retention(club)
    assert letter.value.key == "protection.leads_elsewhere"
    assert (tmp_path / "elsewhere" / "other.csv").exists()


def test_people_whose_own_time_has_passed_are_seen(held):
    past = r.people_past(load(held), ["entry_date"], 24, date(2026, 4, 6))
    assert past.tolist() == [True] * 2 + [False] * 4


def test_the_day_on_which_a_file_came_says_it_better_than_the_disk(club, with_keys):
    files = read_yaml(club.path("received.yml"))["files"]
    files[0]["received_on"] = "2024-06-03"
    with_keys(club, "received.yml", files=files)
    assert r.retention(club).last_contact == date(2024, 6, 3)
    clean(club)
    assert r.retention(club).last_contact == date(2024, 4, 9)
