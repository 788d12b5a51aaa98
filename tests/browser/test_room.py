"""A room in browsers: who leads, two phones and the wall; what a phone says is never lost."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import room_day
from tests.conftest import SHELF
from tests.launch.room.conftest import Server
from workbench.base.dossier import Dossier, copy
from workbench.rooms.record import Agenda

pytestmark = pytest.mark.slow
PATIENCE = 60_000
PHONE, DESK, WALL = (390, 844), (1280, 800), (1920, 1080)
ALL = [("fr", False), pytest.param("en", True, marks=pytest.mark.full)]
"""Languages, and whether every screen is looked at with axe at every step."""

PRESSED = '.press[aria-pressed="true"]'
KEPT, WAITING, REFUSED = (f'.fate[data-state="{fate}"]' for fate in ("kept", "waiting", "refused"))


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A room with one activity of each kind, in a server of its own."""
    made = copy(Dossier(SHELF / "format_1"), tmp_path_factory.mktemp("room") / "day")
    made.path("day").mkdir()
    made.write(Agenda.model_validate(room_day.agenda()))
    running = Server(made.folder)
    running.start()
    yield running
    running.stop()


@contextmanager
def opened(browser, address, size):
    """A browser of its own at an address; its page keeps what it asked for, and what went wrong."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda line: page.asked.append(line.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    yield page
    assert page.wrong == []
    assert [url for url in page.asked if "//127.0.0.1:" not in url and url[:5] != "data:"] == []
    context.close()


@pytest.fixture
def screen(browser, room):
    """Opens a screen of the room: a phone, the console ("lead") or the wall ("screen")."""
    there = []

    def open_one(lang="fr", role=""):
        size = {"lead": DESK, "screen": WALL}.get(role, PHONE)
        end = f"/{role}?key={room.keys[role]}" if role else ""
        held = opened(browser, f"http://127.0.0.1:{room.port}/{lang}/room/{room.code}{end}", size)
        there.append(held)
        return held.__enter__()

    yield open_one
    for held in reversed(there):
        held.__exit__(None, None, None)


def readable(*pages):
    """Look at pages with axe, and at whether one has to scroll sideways or press small things."""
    for page in pages:
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = """[...document.querySelectorAll("button, summary, input, textarea, .top a")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
            .map((one) => one.outerHTML)"""
        assert page.evaluate(small) == []


def at(page, stage):
    page.wait_for_selector(f'#stage[data-stage="{stage}"]')


def steer(lead, verb):
    """Do something by keyboard alone, as whoever leads."""
    button = lead.locator(f'[data-verb="{verb}"]:not([data-minutes])')
    button.focus()
    lead.keyboard.press("Enter")


def judge(page, *scores):
    """Score the items that are shown, one press each."""
    for n, score in enumerate(scores):
        page.locator(".item").nth(n).locator(f'.scores [data-id="{score}"]').click()


@pytest.mark.parametrize(("lang", "thorough"), ALL)
def test_whoever_leads_takes_a_room_through_all_kinds(room, screen, lang, thorough):
    room.lead("previous")
    room.fresh("choice")
    lead, wall, one, two = (screen(lang, role) for role in ("lead", "screen", "", ""))
    every = (lead, wall, one, two)
    looked = every if thorough else ()
    one.locator(".press").first.click()
    two.locator(".press").first.click()
    for phone in (one, two):
        phone.wait_for_selector(KEPT)
    expect(wall.locator(".bars .n").first).to_have_text("2", timeout=PATIENCE)
    readable(*looked)
    steer(lead, "show")
    for page in every:
        at(page, "shown")
    readable(*looked)

    steer(lead, "next")
    room.fresh("words")
    at(two, "open")
    for phone, word in ((one, "Équipe"), (two, "equipe")):
        phone.locator(".entry input").fill(word)
        phone.keyboard.press("Enter")
    wall.wait_for_selector(".wall .some .times")
    assert wall.locator(".wall .word").count() == 1
    readable(*looked)

    room.fresh("rating")
    at(one, "open")
    judge(one, 0, 3, "na")
    one.locator(f".item >> nth=2 >> {KEPT}").wait_for()
    expect(lead.locator("#results .dot")).to_have_count(2, timeout=PATIENCE)
    assert wall.locator("#results .dot").count() == two.locator("#results .dot").count() == 0
    readable(*looked)
    steer(lead, "show")
    wall.wait_for_selector("#results .dot")
    two.wait_for_selector("#results .dot")
    wall.keyboard.press("ArrowRight")
    wall.wait_for_selector("#results .levels")
    readable(*every)

    room.fresh("matrix")
    at(one, "open")
    one.locator(".item >> nth=0 >> .press").last.click()
    expect(wall.locator("#results td.empty")).to_have_count(9, timeout=PATIENCE)
    readable(*looked)
    room.fresh("decision")
    at(one, "open")
    one.locator(".entry textarea").fill("Publier les fiches")
    one.locator(".entry .press").first.click()
    one.locator(".entry .under button").click()
    wall.wait_for_selector(".column.political .what")
    readable(*looked)


def test_what_is_typed_survives_a_reload_and_what_was_said_is_shown_again(room, screen):
    room.fresh("text")
    phone = screen()
    phone.locator(".entry textarea").fill("Une phrase en chemin")
    phone.reload()
    phone.wait_for_selector("body[data-ready]")
    assert phone.locator(".entry textarea").input_value() == "Une phrase en chemin"
    phone.locator(".entry .under button").click()
    phone.wait_for_selector(KEPT)
    phone.goto("about:blank")
    phone.go_back()
    phone.wait_for_selector(KEPT)
    assert phone.locator(".own .said").inner_text() == "Une phrase en chemin"
    assert not phone.locator(".entry").is_visible()


def test_an_answer_given_without_network_is_sent_when_it_is_back_and_counted_once(room, screen):
    room.fresh("choice")
    phone = screen()
    before = room.seen()["tally"]["answered"]
    phone.context.set_offline(True)
    phone.wait_for_selector("#lost:not([hidden])")
    phone.locator(".press").nth(1).click()
    phone.wait_for_selector(WAITING)
    phone.wait_for_selector("#unsent:not([hidden])")
    readable(phone)
    phone.context.set_offline(False)
    phone.wait_for_selector(KEPT)
    phone.wait_for_selector("#lost", state="hidden")
    assert room.seen()["tally"]["answered"] == before + 1
    phone.reload()
    phone.wait_for_selector(PRESSED)
    assert phone.locator(PRESSED).get_attribute("data-id") == "c2"


@pytest.mark.full
def test_what_comes_too_late_is_said_and_offered_again_in_the_next_round(room, screen):
    room.fresh("text")
    phone = screen()
    phone.context.set_offline(True)
    phone.locator(".entry textarea").fill("Trop tard")
    phone.locator(".entry .under button").click()
    phone.wait_for_selector(WAITING)
    room.lead("close")
    phone.context.set_offline(False)
    phone.wait_for_selector(REFUSED)
    room.lead("reopen")
    at(phone, "open")
    phone.wait_for_selector(".entry textarea")
    assert phone.locator(".entry textarea").input_value() == "Trop tard"


@pytest.mark.full
def test_a_late_comer_sees_the_open_question_and_a_lost_phone_comes_back_by_its_number(
    room, screen
):
    room.fresh("several")
    first = screen()
    first.locator(".press").nth(2).click()
    first.wait_for_selector(KEPT)
    number = first.locator("#number").inner_text()
    second = screen()
    assert second.locator(".press").count() == 3
    assert second.locator(PRESSED).count() == 0
    second.locator("footer summary").click()
    second.locator("#other").fill(number)
    with second.expect_navigation():
        second.locator("#back button").click()
    second.wait_for_selector(PRESSED)
    assert second.locator("#number").inner_text() == number


@pytest.mark.full
def test_a_score_said_to_be_verified_waits_for_its_evidence(room, screen):
    room.fresh("rating")
    phone = screen()
    judge(phone, 2)
    item = phone.locator(".item").first
    item.locator(KEPT).wait_for()
    item.locator("summary").click()
    item.locator('[data-id="verified"]').click()
    item.locator(WAITING).wait_for()
    item.locator("textarea").fill("Rapport, page 12")
    item.locator("textarea").blur()
    item.locator(KEPT).wait_for()
    cell = room.seen()["tallies"]
    assert list(cell.values())[-1]["cells"][0]["confidence"]["verified"] == 1


@pytest.mark.full
def test_phones_find_a_server_again_that_fell(room, screen):
    room.fresh("choice")
    phone = screen()
    room.kill()
    phone.wait_for_selector("#lost:not([hidden])")
    phone.locator(".press").nth(2).click()
    phone.wait_for_selector(WAITING)
    room.start()
    phone.wait_for_selector(KEPT)
    phone.wait_for_selector("#lost", state="hidden")
    assert room.seen()["tally"]["answered"] == 1


@pytest.mark.full
def test_the_door_takes_a_code_however_it_is_typed(browser, room):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/fr/room")
    readable(page)
    page.locator("#code").fill(f" {room.code.lower()} ")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-ready]", timeout=PATIENCE)
    page.goto(f"http://127.0.0.1:{room.port}/fr/room/NOTHERE")
    readable(page)
    assert page.locator('[role="alert"]').inner_text()
    context.close()
