"""Files that come in, and what is proposed of them."""

import pytest

from workbench.base.dossier import copy
from workbench.base.yaml_files import read_yaml
from workbench.data.importing import Request, propose

EXIT = "person,place,hours,confidence,situation\nP1,lille,12,4,job\nP2,lille,0,7,none\n"


@pytest.fixture
def sent(tmp_path):
    """A builder: a file as a charity sends it."""

    def make(text=EXIT, name="exits.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return make


@pytest.fixture
def entered(club, with_keys, tmp_path):
    """A club of which only the entry has come back."""
    one = copy(club, tmp_path / "entered")
    return with_keys(one, "received.yml", files=read_yaml(one.path("received.yml"))["files"][:1])


@pytest.fixture
def proposed(entered, sent):
    """A builder: what is proposed of a file of the exit, in the club without its exits."""

    def make(text=EXIT, dossier=entered, keys=None, **asked):
        path = asked.pop("path", None) or sent(text)
        return propose(dossier, Request(path, **{"wave": "exit", **asked}), keys)

    return make
