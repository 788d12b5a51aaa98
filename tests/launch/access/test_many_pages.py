"""One person takes no more than their share of the places of a server."""

import json
import re

import pytest

from workbench.launch.handlers import MOST_OF_ONE

pytestmark = pytest.mark.slow


@pytest.mark.full
def test_one_person_opens_so_many_pages_and_no_more_and_others_still_find_place(bo, stranger):
    opened = [bo.kernel]
    for _ in range(MOST_OF_ONE - 1):
        opened.append(bo.open(bo.dossier)[1])
    answer = bo.get(f"/en/01_evaluation?dossier={bo.dossier}")
    assert answer.status == 429
    assert answer.headers["Retry-After"]
    assert str(MOST_OF_ONE) in answer.text
    assert "Traceback" not in answer.text
    assert stranger.join("Cy").status == 200
    stranger.open()
    bo.post(f"/voila/api/shutdown/{opened.pop()}")
    answer = bo.get(f"/en/01_evaluation?dossier={bo.dossier}")
    assert answer.status == 200
    assert json.loads(re.search(r'config-data"[^>]*>(.*?)</script>', answer.text)[1])["kernelId"]
