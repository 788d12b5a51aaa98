"""The seven simulated clubs, made once, and small run folders that are quick to make."""

import pytest

from tests.report.programme.simulated import seven_clubs


@pytest.fixture(scope="session")
def seven(tmp_path_factory):
    """The run folders of seven simulated clubs, one of them too small to be shown."""
    return seven_clubs(tmp_path_factory.mktemp("seven"))
