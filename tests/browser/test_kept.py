"""Nothing that is typed is lost: kernel or server killed, two tabs, a page left in mid-word."""

import json
import os
import shutil
import signal
from pathlib import Path

import psutil
import pytest

from tests.browser.conftest import start, stop
from workbench.base import places
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow

LONG = 60_000
TITLE = ".q[data-question='guide.project.title']"
SUMMARY = ".q[data-question='guide.project.summary']"
TYPED = "Object.keys(localStorage).filter(name => name.startsWith('workbench-typed'))"


class Room:
    """A server that can be killed and started again at the same address."""

    def __init__(self, workspace):
        self.served = start(workspace)

    def kill(self):
        """End the server as a power cut would, and what it has left running."""
        left = psutil.Process(self.served.process.pid).children(recursive=True)
        self.served.process.kill()
        self.served.process.wait(timeout=30)
        for one in left:
            one.kill() if one.is_running() else None

    def again(self):
        self.served = start(self.served.workspace, port=self.served.port)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("workspace"))
    yield made
    stop(made.served)


@pytest.fixture
def own(room, request):
    """A dossier of one's own, by the name of the test."""
    name = request.node.name.split("[")[0][-40:]
    shutil.copytree(places.examples() / "trajectoires", room.served.workspace / name)
    return name


def opened(tab, room, own, page="app"):
    tab.goto(room.served.page("fr", page, own), timeout=LONG)
    tab.wait_for_selector("body[data-ready]", timeout=2 * LONG)
    tab.wait_for_selector(".q-control" if page == "app" else ".form .v-input", timeout=LONG)


def kernel_of(tab, room):
    """Return the process behind a page: the one that listens at the sockets of its kernel."""
    script = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    id, server = tab.evaluate(script), psutil.Process(room.served.process.pid)
    for one in server.children(recursive=True):
        for path in {Path(str(line.laddr)) for line in one.net_connections("unix")}:
            told = path.parent / f"kernel-{id}.json"
            if told.is_file() and str(path).startswith(json.loads(told.read_text())["ip"]):
                return one.pid
    raise AssertionError("no process listens for this page")


def title(room, own):
    return read_yaml(room.served.workspace / own / "evaluation.yml")["title"]["fr"]


def reloaded(tab):
    """Press the button of the banner, and wait for the page that comes."""
    with tab.expect_navigation(timeout=2 * LONG):
        tab.locator("#lost button").click(timeout=2 * LONG, no_wait_after=True)
    tab.wait_for_selector("body[data-ready]", timeout=2 * LONG)


def put_back(tab, text):
    found = tab.locator(".found", has_text=text)
    found.wait_for(timeout=LONG)
    found.locator("button").first.click()


@pytest.mark.full
def test_what_is_typed_when_the_kernel_dies_is_found_again_and_saved(tab, room, own):
    opened(tab, room, own)
    tab.locator(f"{TITLE} .q-control").fill("Saved before")
    tab.wait_for_selector(f"{TITLE}[data-state=kept]", timeout=LONG)
    assert tab.evaluate(TYPED) == []
    os.kill(kernel_of(tab, room), signal.SIGKILL)
    tab.locator(f"{TITLE} .q-control").press_sequentially(" and more")
    tab.wait_for_selector("body[data-lost]", timeout=LONG)
    reloaded(tab)
    tab.wait_for_selector(f"{TITLE} .q-control", timeout=LONG)
    assert tab.locator(f"{TITLE} .q-control").input_value() == "Saved before"
    put_back(tab, "Saved before and more")
    tab.wait_for_selector(f"{TITLE}[data-state=kept]", timeout=LONG)
    assert title(room, own) == "Saved before and more"
    assert tab.evaluate(TYPED) == []


def test_what_is_typed_when_the_server_dies_is_found_again_on_the_same_link(tab, room, own):
    opened(tab, room, own)
    tab.locator(f"{TITLE} .q-control").fill("Saved before")
    tab.wait_for_selector(f"{TITLE}[data-state=kept]", timeout=LONG)
    room.kill()
    tab.wait_for_selector("body[data-lost]", timeout=LONG)
    tab.locator(f"{TITLE} .q-control").fill("Typed without a server")
    tab.locator(f"{SUMMARY} .q-control").fill("A summary <i>typed</i> 🙂")
    room.again()
    reloaded(tab)
    put_back(tab, "Typed without a server")
    put_back(tab, "A summary <i>typed</i> 🙂")
    for one in (TITLE, SUMMARY):
        tab.wait_for_selector(f"{one}[data-state=kept]", timeout=LONG)
    kept = read_yaml(room.served.workspace / own / "evaluation.yml")
    assert kept["title"]["fr"] == "Typed without a server"
    assert kept["summary"]["fr"] == "A summary <i>typed</i> 🙂"
    assert tab.evaluate(TYPED) == []


@pytest.mark.full
def test_a_page_with_a_button_offers_what_was_typed_back(tab, room, own):
    opened(tab, room, own, "01_evaluation")
    os.kill(kernel_of(tab, room), signal.SIGKILL)
    field = tab.locator("[data-cell=form] .form input").first
    field.fill("Typed on page one")
    tab.wait_for_selector("body[data-lost]", timeout=LONG)
    reloaded(tab)
    put_back(tab, "Typed on page one")
    assert field.input_value() == "Typed on page one"
    tab.locator("[data-cell=form] .form button").last.click()
    tab.locator("[data-cell=form] .answer .kept").wait_for(timeout=LONG)
    assert title(room, own) == "Typed on page one"
    tab.wait_for_function(f"() => {TYPED}.length === 0", timeout=LONG)


@pytest.mark.full
def test_a_page_left_in_mid_word_loses_nothing_and_old_text_goes(tab, room, own):
    opened(tab, room, own)
    tab.locator(f"{TITLE} .q-control").press_sequentially(" in mid-word", delay=5)
    tab.goto("about:blank")
    opened(tab, room, own)
    if "in mid-word" not in tab.locator(f"{TITLE} .q-control").input_value():
        put_back(tab, "in mid-word")
        tab.wait_for_selector(f"{TITLE}[data-state=kept]", timeout=LONG)
    assert "in mid-word" in title(room, own)
    tab.evaluate("localStorage.setItem('workbench-typed:x|y', JSON.stringify({value: 'a', at: 1}))")
    opened(tab, room, own)
    assert tab.evaluate(TYPED) == []


def test_two_tabs_on_one_dossier_see_each_other_and_lose_neither_answer(browser, tab, room, own):
    other = browser.new_page()
    for one in (tab, other):
        opened(one, room, own)
    tab.locator(f"{TITLE} .q-control").fill("Of the first")
    shown = f"() => document.querySelector(\"{TITLE} .q-control\").value === 'Of the first'"
    other.wait_for_function(shown, timeout=LONG)
    other.locator(".changes", has_text=".").wait_for(timeout=LONG)
    for one, words in ((tab, "Mine"), (other, "Theirs")):  # at once: whoever is second is asked
        one.locator(f"{SUMMARY} .q-control").fill(words)
    asked = None
    while asked is None:
        found = [one for one in (tab, other) if one.locator(f"{SUMMARY} .q-mine").count()]
        asked = next(iter(found), None)
        tab.wait_for_timeout(100)
    both = asked.locator(SUMMARY)
    words = {both.locator(".q-theirs").inner_text(), both.locator(".q-control").input_value()}
    assert words == {"Mine", "Theirs"}
    mine = both.locator(".q-control").input_value()
    both.locator(".q-mine").click()
    asked.wait_for_selector(f"{SUMMARY}[data-state=kept]", timeout=LONG)
    path = room.served.workspace / own / "evaluation.yml"
    assert read_yaml(path)["summary"]["fr"] == mine
    other.close()
