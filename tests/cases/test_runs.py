"""The pages of every case run to their end in one go, and those that wait say what for."""

import json

import pytest

from tests.cases.test_needs import CASES
from workbench.base import places
from workbench.base.dossier import open_dossier
from workbench.commands.main import main
from workbench.report import unestimated

pytestmark = pytest.mark.slow

NAMES = sorted(
    {told["dossier"] for told in CASES.values() if (places.examples() / told["dossier"]).is_dir()}
)
WAITING = {
    "trajectoires": set(),
    "reliance": {"05_data", "06_analysis"},
    "sipa": {"04_collection", "05_data", "06_analysis"},
}
"""What cannot be done yet in a dossier without answers: it is said, and stops nothing."""


QUICK = [name for name in NAMES if name not in ("pic", "fcsf")]
"""The 37 clubs and the day have long tests of their own: here they run when all is run."""


@pytest.fixture(scope="module", params=["fr", pytest.param("en", marks=pytest.mark.full)])
def ran(request, tmp_path_factory):
    """The code of the run, its folder, its language; English brings all the dossiers."""
    names = QUICK if request.param == "fr" else NAMES
    out = tmp_path_factory.mktemp("cases")
    code = main(["run", *names, "--workers", "2", "--lang", request.param, "--out", str(out)])
    return code, out, request.param


def states(out, name):
    record = json.loads((out / name / "manifest.json").read_text(encoding="utf-8"))
    return {page["page"]: page["state"] for page in record["pages"]}


def test_the_run_of_every_case_ends_with_0(ran):
    code, out, _ = ran
    assert code == 0
    assert {
        state
        for path in out.glob("*/manifest.json")
        for state in states(out, path.parent.name).values()
    } <= {"done", "waiting"}


def test_what_cannot_be_done_yet_waits(ran):
    for name, waiting in WAITING.items():
        found = states(ran[1], name)
        assert {page for page, state in found.items() if state == "waiting"} >= waiting
        assert found["07_report"] == "done"


def test_each_report_is_written_in_its_language_and_says_when_nothing_was_estimated(ran):
    _, out, lang = ran
    for name in WAITING:
        html = (out / name / "report/index.html").read_text(encoding="utf-8")
        assert f'lang="{lang}"' in html
        expected = unestimated.nothing_to_estimate(open_dossier(name))
        assert (not (out / name / "results/effects.csv").is_file()) == expected
