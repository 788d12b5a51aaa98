"""What every test may ask for: a place of its own, and small dossiers to spoil."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.clusters import cluster_in
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.yaml_files import read_yaml, write_yaml

settings.register_profile("workbench", deadline=None, derandomize=True, max_examples=12)
settings.register_profile("full", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("workbench")

SHELF = Path(__file__).parent / "shelf"


@pytest.fixture(autouse=True)
def own_place(tmp_path_factory, monkeypatch):
    """Nothing is written among a person's dossiers, and the machine speaks English."""
    folder = tmp_path_factory.mktemp("workspace")
    monkeypatch.setenv(places.WORKSPACE_VARIABLE, str(folder))
    monkeypatch.setenv("WORKBENCH_LANG", "en")
    return folder


@pytest.fixture
def club(tmp_path):
    """A whole, tiny dossier of one's own: six people, two places, two waves."""
    return copy(Dossier(SHELF / "format_1"), tmp_path / "club")


@pytest.fixture
def example(tmp_path):
    """A builder: a copy of a worked dossier."""

    def make(name, leave_out=()):
        return copy(Dossier(places.examples() / name), tmp_path / name, leave_out)

    return make


@pytest.fixture
def spoil():
    """A builder: change a few words of a file, once; say so when they are not there."""

    def change(dossier, file, *changes):
        path = dossier.path(file)
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} is not in {file}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        return dossier

    return change


@pytest.fixture
def with_keys():
    """A builder: put other values under the keys of a YAML file."""

    def change(dossier, file, **values):
        path = dossier.path(file)
        write_yaml(path, {**read_yaml(path), **values})
        return dossier

    return change


@pytest.fixture
def wrong():
    """A reader: the findings that say something is wrong, as pairs of id and place."""

    def pairs(findings):
        return {(finding.id, finding.where) for finding in findings if finding.passed is False}

    return pairs


@pytest.fixture
def tree():
    """A reader: every file below a folder, hidden ones too, with its bytes."""

    def read(folder):
        return {
            str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(folder.rglob("*"))
        }

    return read


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A Dask cluster of two workers, each a process of its own, for the tests of one file."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def own_cluster(tmp_path):
    """A builder: a Dask cluster for one test, which may end its processes."""
    with ExitStack() as stack:
        yield lambda workers, **env: stack.enter_context(
            cluster_in(tmp_path / "cluster", workers, **env)
        )
