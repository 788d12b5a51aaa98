"""What comes in a zip file is laid down whole, or refused with a letter and nothing of it kept."""

import contextlib
import io
import os
import stat
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import shelf, zipped
from workbench.base.dossier import MARK
from workbench.base.errors import LetterError, RunError
from workbench.base.shelf import MAKING

GOOD = b"format: 1\ntitle: Club\n"


def made(*files, way=zipfile.ZIP_DEFLATED):
    """Return a zip file of pairs: a name, or all that is told of a file, and its content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            archive.writestr(name, data, way)
    out.seek(0)
    return out


def told(name, mode=0o644, system=3):
    one = zipfile.ZipInfo(name)
    one.create_system, one.external_attr = system, mode << 16
    return one


def spoiled(file, old, new, count=-1):
    """Return a zip file with other bytes."""
    content = file.getvalue()
    assert old in content
    return io.BytesIO(content.replace(old, new, count))


def shown(file):
    """Return what stands on the shelf of a zip file, without what every dossier has."""
    name = shelf.unpacked(file)
    folder = shelf.own()[name].folder
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".gitignore"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def refused(file, own_place):
    """Return the letter with which a zip file is refused; nothing of it is kept."""
    before = {path for path in own_place.rglob("*") if path.name != MAKING}
    with pytest.raises(LetterError) as letter:
        shelf.unpacked(file)
    assert {path for path in own_place.rglob("*") if path.name != MAKING} == before
    assert all(letter.value.say(lang) for lang in ("fr", "en"))
    return letter.value.key


def letters_only():
    """Where something is refused, then with a letter."""
    return contextlib.suppress(RunError)


def locked():
    file = made((MARK, GOOD))
    return spoiled(
        spoiled(file, b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0"),
        b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0",
    )  # fmt: skip


def many():
    return made((MARK, GOOD), *((f"received/{n}.csv", b"") for n in range(zipped.MOST_FILES)))


def lying():
    """A file that says it holds one byte and holds thousands."""
    file = made((MARK, GOOD), ("big.csv", b"0" * 9000))
    return spoiled(file, struct.pack("<L", 9000), struct.pack("<L", 1))


def listed_by_zip64():
    file = made((MARK, GOOD)).getvalue()
    at = file.rindex(b"PK\5\6")
    return io.BytesIO(file[:at] + b"PK\6\7" + bytes(16) + file[at:])


def damaged():
    file = bytearray(made((MARK, os.urandom(200)), way=zipfile.ZIP_STORED).getvalue())
    file[100] ^= 0xFF
    return io.BytesIO(bytes(file))


REFUSED = {
    "no zip file": (lambda: io.BytesIO(b"title: Club"), "shelf.zip_not"),
    "an empty file": (lambda: io.BytesIO(b""), "shelf.zip_not"),
    "half of a file": (lambda: io.BytesIO(made((MARK, GOOD)).getvalue()[:60]), "shelf.zip_not"),
    "a list that lies": (lambda: io.BytesIO(b"PK\5\6" + b"\1" * 18), "shelf.zip_many"),
    "a list of 64 bits": (listed_by_zip64, "shelf.zip_many"),
    "an empty zip file": (made, "shelf.zip_none"),
    "no dossier": (lambda: made(("word/document.xml", b"<x/>")), "shelf.zip_none"),
    "a way out": (lambda: made((MARK, GOOD), ("../../out.yml", b"x")), "shelf.zip_path"),
    "a way out by Windows": (lambda: made((MARK, GOOD), ("..\\out.yml", b"x")), "shelf.zip_path"),
    "an absolute name": (lambda: made((MARK, GOOD), ("/etc/x", b"x")), "shelf.zip_path"),
    "a drive": (lambda: made((MARK, GOOD), ("C:\\x", b"x")), "shelf.zip_path"),
    "a line in a name": (lambda: made((MARK, GOOD), ("a\nb", b"x")), "shelf.zip_path"),
    "a very long name": (lambda: made((MARK, GOOD), ("x" * 300, b"x")), "shelf.zip_path"),
    "a link": (
        lambda: made((MARK, GOOD), (told("data", stat.S_IFLNK | 0o777), b"/etc")), "shelf.zip_link",
    ),
    "a device": (
        lambda: made((MARK, GOOD), (told("data", stat.S_IFIFO | 0o644), b"")), "shelf.zip_link",
    ),
    "a password": (locked, "shelf.zip_locked"),
    "another way of packing": (lambda: made((MARK, GOOD), way=zipfile.ZIP_BZIP2), "shelf.zip_way"),
    "two dossiers": (lambda: made((f"a/{MARK}", GOOD), (f"b/{MARK}", GOOD)), "shelf.zip_two"),
    "something beside": (
        lambda: made((f"a/{MARK}", GOOD), ("b/x.csv", b"x")), "shelf.zip_beside",
    ),
    "a name in two writings": (
        lambda: made((MARK, GOOD), ("Data.csv", b"a"), ("data.csv", b"b")), "shelf.zip_twice",
    ),
    "a file that is a folder": (
        lambda: made((MARK, GOOD), ("data", b"a"), ("data/x", b"b")), "shelf.zip_twice",
    ),
    "too many files": (many, "shelf.zip_many"),
    "a size that lies": (lying, "shelf.zip_damaged"),
    "damaged bytes": (damaged, "shelf.zip_damaged"),
    "brackets without end": (
        lambda: made((MARK, GOOD), ("plan.yml", b"a: " + b"[" * 200_000)), "shelf.zip_deep",
    ),
    "dashes without end": (lambda: made((MARK, b"- " * 200_000 + b"a")), "shelf.zip_deep"),
    "a file of keys too large": (
        lambda: made((MARK, GOOD), ("plan.yml", bytes(shelf.LARGEST + 1))), "shelf.zip_deep",
    ),
    "a mark that is no text": (lambda: made((MARK, b"\xff\xfe\xff")), "file.not_text"),
    "a mark that says nothing": (lambda: made((MARK, b"")), "yaml.not_keys"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "key"), REFUSED.values(), ids=REFUSED)
def test_a_zip_file_is_refused_with_a_letter_that_holds(file, key, own_place):
    assert refused(file(), own_place) == key


def test_what_grows_beyond_the_limit_is_refused_before_it_is_written(own_place, monkeypatch):
    monkeypatch.setattr(zipped, "MOST_LAID", 5000)
    bomb = made((MARK, GOOD), ("data.csv", b"0" * 6000))
    assert refused(bomb, own_place) == "shelf.zip_large"


@pytest.mark.parametrize("folder", ["", "club/", "Dossiers/club/", "./"])
def test_a_folder_and_its_content_are_both_taken(folder):
    file = made(
        (f"{folder}{MARK}", GOOD), (f"{folder}data/", b""), (f"{folder}data/clean.csv", b"a")
    )
    assert shown(file) == {MARK: GOOD, "data/clean.csv": b"a"}


def test_what_systems_leave_is_no_part_of_a_dossier():
    left = ("__MACOSX/club/._evaluation.yml", "club/.DS_Store", "club/Thumbs.db", "club/.history/x",
            "club/~$report.docx", "club/.git/config")  # fmt: skip
    file = made((f"club/{MARK}", GOOD), *((name, b"x") for name in left))
    assert shown(file) == {MARK: GOOD}


@pytest.mark.parametrize(
    "name", ["réponses été.csv", "données\\réponses.csv", "e\u0301te\u0301.csv"]
)
def test_accents_are_read_as_they_were_meant(name):
    plain = shown(made((MARK, GOOD), (name, b"x")))
    assert [one for one in plain if one != MARK] == [
        name.replace("\\", "/").replace("e\u0301", "é")
    ]


def test_utf8_that_is_not_said_to_be_is_read_all_the_same():
    name = "réponses.csv".encode()
    file = made((MARK, GOOD), ("r" * len(name), b"x"))
    assert set(shown(spoiled(file, b"r" * len(name), name))) == {MARK, "réponses.csv"}


def test_a_file_may_be_dated_before_zip_files_and_in_the_future():
    never = zipfile.ZipInfo("a.csv", (1980, 0, 0, 0, 0, 0))
    later = zipfile.ZipInfo("b.csv", (2107, 12, 31, 23, 59, 58))
    assert set(shown(made((MARK, GOOD), (never, b""), (later, b"")))) == {MARK, "a.csv", "b.csv"}


@given(st.text(min_size=1, max_size=30))
def test_no_name_leads_out_of_the_folder(tmp_path_factory, name):
    home = tmp_path_factory.mktemp("home")
    try:
        file = made((MARK, GOOD), (name, b"x"))
    except (ValueError, UnicodeEncodeError):
        return  # no zip file can hold it
    file.seek(0)
    (home / "in").mkdir()
    with letters_only():
        zipped.unpack(file, home / "in")
    assert {path.name for path in home.iterdir()} == {"in"}


@given(st.binary(max_size=400), st.integers(0, 400), st.integers(0, 8))
def test_no_bytes_end_in_anything_but_a_letter(tmp_path_factory, noise, at, most):
    good = made((f"club/{MARK}", GOOD), ("club/data/x.csv", b"1;2")).getvalue()
    file = io.BytesIO(good[:at] + noise + good[at + most :])
    with letters_only():
        zipped.unpack(file, tmp_path_factory.mktemp("laid"))


def test_links_and_hidden_files_do_not_leave_with_a_dossier(own_place, tmp_path):
    shelf.new("Club")
    (tmp_path / "secret").write_text("x")
    club = own_place / "club"
    (club / "link.csv").symlink_to(tmp_path / "secret")
    (club / "folder").symlink_to(tmp_path)
    (club / ".history").mkdir()
    (club / ".history" / "x.yml").write_text("x")
    (club / "received").mkdir()
    (club / "received" / "été.csv").write_text("x")
    with shelf.packed("club") as file, zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    assert "club/received/été.csv" in names
    assert not [one for one in names if "link" in one or "secret" in one or "/." in one]
