"""Programmes of tiny dossiers, whose pages end at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from workbench.base.dossier import copy
from workbench.launch import runner
from workbench.launch.contents import pages
from workbench.launch.programme.folder import Order


@pytest.fixture
def clubs(club, tmp_path):
    """Three dossiers that are alike."""
    return [copy(club, tmp_path / "clubs" / name) for name in ("one", "two", "three")]


@pytest.fixture
def together(clubs, tmp_path, no_kernel):
    """A builder: run dossiers side by side; return what was watched, and the records by name."""

    def run(at_once=2, dossiers=clubs, **order):
        seen = []
        asked = Order("en", pages(), **order)
        places = [(one, tmp_path / "runs" / one.name) for one in dossiers]
        with ThreadPoolExecutor(at_once) as executor:
            courses = runner.run_all(
                places, asked, lambda *told: seen.append(told), executor, at_once
            )
        return seen, {one.record.dossier: one.record for one in courses}

    return run
