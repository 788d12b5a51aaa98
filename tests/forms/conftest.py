"""A club that waits for its exits."""

import pytest

from workbench.base.dossier import copy
from workbench.base.yaml_files import read_yaml
from workbench.forms import watched


@pytest.fixture
def waiting_club(club, with_keys, tmp_path):
    """A club of which only the entry has come back."""
    one = copy(club, tmp_path / "work")
    files = read_yaml(one.path("received.yml"))["files"][:1]
    return watched(with_keys(one, "received.yml", files=files))
