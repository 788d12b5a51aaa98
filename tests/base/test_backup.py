"""A backup is made while people write, is for its owner alone, and gives everything back."""

import filecmp
import sqlite3
import stat
import threading
import zipfile
from contextlib import closing

import pytest

from workbench.base import backup
from workbench.base.dossier import Dossier, copy
from workbench.base.errors import RunError
from workbench.commands.main import main
from workbench.evaluation import Evaluation
from workbench.launch.access.store import Store


@pytest.fixture
def workspace(tmp_path, club):
    """A workspace with a dossier, and somebody who works on it."""
    folder = tmp_path / "workspace"
    copy(club, folder / "club")
    (folder / "club" / "photos").mkdir()
    (folder / "club" / "photos" / "été.bin").write_bytes(bytes(range(256)) * 400)
    store = Store(folder)
    ana = store.people.joined("Ana")
    store.members.adopt("club")
    store.members.admit(ana, "club")
    yield folder
    store.close()


def test_everything_comes_back_and_people_are_known_again(workspace, tmp_path):
    out, into = tmp_path / "kept.zip", tmp_path / "laid"
    n = backup.pack(workspace, out)
    assert backup.restore(out, into) == n
    compared = filecmp.dircmp(workspace / "club", into / "club")
    assert not compared.left_only + compared.right_only + compared.diff_files
    assert filecmp.cmp(
        workspace / "club/photos/été.bin", into / "club/photos/été.bin", shallow=False
    )
    store = Store(into)
    assert [one.name for one in store.members.of("club")] == ["Ana"]
    assert store.key == (workspace / ".access" / "cookie").read_bytes()
    store.close()
    assert not list(workspace.glob(".backup*"))


def test_it_is_for_its_owner_alone(workspace, tmp_path):
    backup.pack(workspace, tmp_path / "kept.zip")
    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600
    backup.restore(tmp_path / "kept.zip", tmp_path / "laid")
    for place, mode in ((".", 0o700), (".access", 0o700), (".access/cookie", 0o600)):
        assert stat.S_IMODE((tmp_path / "laid" / place).stat().st_mode) == mode


def test_what_stands_in_it_is_whole_while_people_write(workspace, tmp_path):
    dossier, stop = Dossier(workspace / "club"), threading.Event()
    first = dossier.read(Evaluation)
    pairs = 0

    def write():
        nonlocal pairs
        store = Store(workspace)
        while not stop.is_set():
            pairs += 1
            told = f"title {pairs}"
            dossier.write(first.model_copy(update={"title": type(first.title)(fr=told, en=told)}))
            store.people.joined(told)
        store.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            backup.pack(workspace, tmp_path / f"{n}.zip")
    finally:
        stop.set()
        writer.join()
    for n in range(5):
        backup.restore(tmp_path / f"{n}.zip", tmp_path / f"laid-{n}")
        assert Dossier(tmp_path / f"laid-{n}" / "club").read(Evaluation).title
        with closing(sqlite3.connect(tmp_path / f"laid-{n}/.access/people.sqlite3")) as people:
            assert people.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert pairs > 0


def refused(ask):
    with pytest.raises(RunError) as why:
        ask()
    return why.value.key


def test_nothing_is_written_over(workspace, tmp_path):
    out = tmp_path / "kept.zip"
    backup.pack(workspace, out)
    assert refused(lambda: backup.pack(workspace, out)) == "backup.there"
    assert refused(lambda: backup.pack(workspace, workspace / "a.zip")) == "backup.inside"
    assert refused(lambda: backup.pack(tmp_path / "none", out)) == "backup.nothing"
    assert refused(lambda: backup.restore(out, workspace)) == "backup.not_empty"
    assert refused(lambda: backup.restore(tmp_path / "no.zip", tmp_path / "x")) == "backup.no_file"


@pytest.mark.parametrize(
    "name", ["workspace/../../out", "/out", "workspace/../out", "out", "workspace", "../out"]
)
def test_an_archive_that_leads_elsewhere_lays_nothing(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr("backup.json", '{"format": 1, "files": 1}')
        bad.writestr(name, "x")
    into = tmp_path / "here" / "laid"
    assert refused(lambda: backup.restore(tmp_path / "bad.zip", into)) == "backup.damaged"
    assert not list(tmp_path.rglob("out"))
    assert not into.exists()


@pytest.mark.parametrize("harm", ["cut", "changed", "text"])
def test_a_damaged_archive_lays_nothing(workspace, tmp_path, harm):
    out, into = tmp_path / "kept.zip", tmp_path / "laid"
    backup.pack(workspace, out)
    data = bytearray(out.read_bytes())
    if harm == "changed":
        data[len(data) // 2] ^= 0xFF
    given = {"cut": data[: len(data) // 2], "changed": data, "text": b"no zip"}[harm]
    out.write_bytes(given)
    assert refused(lambda: backup.restore(out, into)) == "backup.damaged"
    assert not into.exists()


def test_the_command_writes_it_and_lays_it_back(workspace, tmp_path, capsys):
    out, into = tmp_path / "kept.zip", tmp_path / "laid"
    assert main(["backup", "--workspace", str(workspace), "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert main(["backup", "--workspace", str(into), "--restore", str(out)]) == 0
    assert (into / "club" / "evaluation.yml").is_file()
    assert main(["backup", "--workspace", str(into), "--restore", str(out)]) == 2
