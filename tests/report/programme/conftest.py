"""The seven simulated clubs, made once, and pilots made by hand."""

import json

import pytest

from tests.report.programme.simulated import seven_clubs


@pytest.fixture(scope="session")
def seven(tmp_path_factory):
    """The run folders of seven simulated clubs, one of them too small to be shown."""
    return seven_clubs(tmp_path_factory.mktemp("seven"))


@pytest.fixture
def ended():
    """A builder: write how the pages of a run ended, as a run does."""

    def write(folder, name=None, **states):
        pages = [{"page": f"{page[1:]}", "state": state} for page, state in states.items()]
        text = json.dumps({"dossier": name or folder.name, "pages": pages})
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        return folder

    return write
