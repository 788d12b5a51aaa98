"""The door of those who write code: our pages run in a real JupyterLab, widgets and all."""

import os
import re
import subprocess
import sys
import threading

import pytest

from workbench.base.dossier import Dossier
from workbench.theory import Theory

pytestmark = pytest.mark.slow

PREPARING = 120_000


@pytest.fixture
def lab(own_place):
    """A running JupyterLab: its address with the token, until the test ends."""
    own = {"BROWSER": "true", "JUPYTERLAB_WORKSPACES_DIR": str(own_place), "PYTHONUNBUFFERED": "1"}
    env = {**os.environ, **own}
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "lab", "--lang", "fr"],
        env=env, cwd=own_place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    told = []
    for line in process.stdout:
        told.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+/lab/\S*\?token=\w+", line)
        if found:
            break
    else:
        pytest.fail("".join(told))
    listener = threading.Thread(target=process.stdout.read)  # a full pipe would stop it
    listener.start()
    yield found.group(0)
    process.terminate()
    process.wait(timeout=30)
    listener.join()
    process.stdout.close()


def test_a_page_runs_in_jupyterlab_in_french_and_its_editor_keeps_the_theory(lab, tab, own_place):
    tab.set_viewport_size({"width": 1280, "height": 1000})
    tab.goto(lab.replace("01_evaluation", "02_theory"), timeout=PREPARING)
    tab.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=PREPARING)
    tab.click("text=Exécution")
    tab.click("[data-command='runmenu:run-all']")
    tab.wait_for_selector(".te .te-box", state="attached", timeout=PREPARING)
    assert tab.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    tab.locator(".te-keep").scroll_into_view_if_needed()
    tab.click(".te-keep")
    tab.wait_for_function("document.querySelector('.te-live').textContent", timeout=PREPARING)
    assert len(Dossier(own_place / "nsw").read(Theory).nodes) == tab.locator(".te-box").count()
    here = re.compile(r"(http|ws)://127\.0\.0\.1:|data:|blob:")
    assert [address for address in tab.asked if not here.match(address)] == []
