"""Ten people filled in one by one reach a report, with no file but the app's own."""

import pytest

from tests.data.roster.test_known_truth import ten, typed_in, without_data

pytestmark = [pytest.mark.slow, pytest.mark.full]

__all__ = ["ten"]


def test_ten_people_filled_in_reach_a_report(ten, tmp_path, a_run):
    dossier = without_data(tmp_path / "filled")
    typed_in(dossier, ten)
    record, folder = a_run(dossier, "05_data", "06_analysis", "07_report")
    assert {page.page: page.state for page in record.pages} == {
        "05_data": "done", "06_analysis": "done", "07_report": "done",
    }  # fmt: skip
    assert len((folder / "data/clean.csv").read_text(encoding="utf-8").splitlines()) == 11
    assert (folder / "results/effects.csv").is_file()
    assert {path.suffix for path in folder.glob("report/*.*")} >= {".html", ".docx", ".pdf"}
