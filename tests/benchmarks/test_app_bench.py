"""How long the guided app makes people wait: its first opening, each step, each answer kept."""

import statistics
import time

import pytest

from tests.benchmarks.rooms import servers
from tests.browser.conftest import QUIET, chromium
from workbench.forms.app.steps import STEPS

pytestmark = pytest.mark.bench
LIMIT = 60_000
TIMES = 3
PAUSE = 300
DOSSIER = "trajectoires"

SECONDS = """async step => {
  const usable = () => {
    const heading = document.querySelector(`#step-title[data-step="${step}"]`);
    const parts = [...document.querySelectorAll("main .widget .lm-Widget")];
    const loads = one => !one.childElementCount && one.textContent.startsWith("Loading");
    const empty = parts.some(loads);
    return document.body.dataset.step === step && document.activeElement === heading && !empty;
  };
  const begun = performance.now();
  document.querySelector(`a[data-step="${step}"]`).click();
  while (!usable()) await new Promise(requestAnimationFrame);
  return (performance.now() - begun) / 1000;
}"""
"""From the press on a step until its heading has the focus, and every part of it is drawn."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A tab on the app, and the seconds of its first opening once the server was warm."""
    from playwright.sync_api import sync_playwright

    with (
        servers.ours(tmp_path_factory.mktemp("app")) as served,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=list(QUIET)) as browser,
    ):
        url = f"{served.url.split('/fr/')[0]}/fr/app?dossier={DOSSIER}"
        waits = []
        for _ in range(TIMES):
            tab = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
            begun = time.perf_counter()
            tab.goto(url, timeout=LIMIT)
            tab.wait_for_selector(".q-control, .v-input", timeout=LIMIT)
            waits.append(time.perf_counter() - begun)
        yield tab, statistics.median(waits)


def test_the_first_opening(opened, beside):
    _, seconds = opened
    job = f"the guided app opens on a phone (real browser, median of {TIMES})"
    beside(job, seconds, None, None, None, most=2.0)


def test_each_step(opened, beside):
    tab, _ = opened
    waits = {}
    for step in [*STEPS[1:], *STEPS] * 2:  # the second time counts: all has been read once
        waits[step.id] = tab.evaluate(SECONDS, step.id)
        tab.wait_for_timeout(PAUSE)  # somebody reads
    slowest = max(waits, key=waits.__getitem__)
    more = f"the slowest of {len(waits)} steps: {slowest}"
    beside("from click to a usable step", waits[slowest], None, None, None, more, most=0.3)
