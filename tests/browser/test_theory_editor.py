"""The editor of the theory in a real browser: by mouse, by keyboard alone, in both languages."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.theory import Theory

pytestmark = pytest.mark.slow

PREPARING = 90_000
PHONE = (390, 844)


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def lang(request):
    return request.param


@pytest.fixture
def dossier(served, lang, request):
    """A copy of a worked dossier of its own, in the workspace of the server."""
    name = f"editor_{lang}_{abs(hash(request.node.name)) % 10_000}"
    shutil.copytree(places.examples() / "trajectoires", served.workspace / name)
    return Dossier(served.workspace / name)


@pytest.fixture
def page(tab, served, lang, dossier):
    tab.goto(served.page(lang, "02_theory", dossier.name), timeout=PREPARING)
    tab.wait_for_selector("body[data-ready]", timeout=PREPARING)
    tab.wait_for_selector(".te .te-box", timeout=PREPARING)
    return tab


def box(page, id):
    return page.locator(f".te-box[data-id={id}]")


def keep(page, lang, answer="forms.kept"):
    page.click(".te-keep")
    page.wait_for_function(
        "said => document.querySelector('.te-live').textContent === said", arg=say(answer, lang)
    )


def ends(dossier):
    return {(link.start, link.end) for link in dossier.read(Theory).links}


def test_the_editor_opens_under_the_strict_policy_and_can_be_used_by_all(page, served, lang):
    here = (f"http://127.0.0.1:{served.port}/", f"ws://127.0.0.1:{served.port}/", "data:", "blob:")
    assert [address for address in page.asked if not address.startswith(here)] == []
    assert page.locator(".te-box").count() == 15
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [n["html"][:120] for n in rule["nodes"][:3]]) for rule in found] == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    assert page.locator(".te").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_by_mouse_a_box_is_added_linked_moved_and_deleted(page, lang, dossier):
    page.click(".te-column[data-type=outcome] .te-add")
    label = page.locator(".te-panel textarea").first
    label.fill("<b>Friends</b> & more")
    label.blur()
    assert page.locator(".te-board b").count() == 0
    new = page.locator(".te-column[data-type=outcome] .te-box").last
    box(page, "sessions_followed").drag_to(new)
    box(page, "local_jobs").drag_to(page.locator(".te-column[data-type=need] h4"))
    box(page, "shared_practice").click()
    page.locator(".te-panel .te-row .te-stop").first.click()
    keep(page, lang)
    kept = dossier.read(Theory)
    made = next(node for node in kept.nodes if "Friends" in (getattr(node.label, lang) or ""))
    assert ("sessions_followed", made.id) in ends(dossier)
    assert kept.node("local_jobs").type == "need"
    assert kept.node("shared_practice") is None
    assert not any("shared_practice" in pair for pair in ends(dossier))
    assert kept.node("confidence").sphere == "influence"  # what the editor does not show stays


def test_by_keyboard_alone_a_box_is_linked_moved_and_deleted(page, lang, dossier):
    box(page, "outreach").focus()
    page.keyboard.press("l")
    page.keyboard.press("ArrowRight")
    focused = "document.activeElement.dataset.id"
    assert page.evaluate(focused) in ("entered", "sessions_followed", "steps_taken")
    page.keyboard.press("ArrowDown")
    end = page.evaluate(focused)
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "outreach"
    shown = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert shown == "solid"
    page.keyboard.press("Alt+ArrowDown")
    box(page, "local_jobs").focus()
    page.keyboard.press("Delete")
    page.locator(".te-keep").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "said => document.querySelector('.te-live').textContent === said",
        arg=say("forms.kept", lang),
    )
    kept = dossier.read(Theory)
    assert ("outreach", end) in ends(dossier)
    assert [n.id for n in kept.of_type("activity")][:2] == ["group_sport", "outreach"]
    assert kept.node("local_jobs") is None


def test_a_loop_is_refused_with_its_letter_and_nothing_is_written(page, lang, dossier):
    before = dossier.path("theory.yml").read_bytes()
    box(page, "positive_exit").focus()
    page.keyboard.press("l")
    box(page, "confidence").focus()
    page.keyboard.press("Enter")
    keep(page, lang, "editor.refused")
    page.wait_for_selector(".form .findings .blocker")
    assert dossier.path("theory.yml").read_bytes() == before
    assert page.locator(".te-box").count() == 15  # the work is still there


def test_an_empty_label_is_refused(page, lang, dossier):
    before = dossier.path("theory.yml").read_bytes()
    box(page, "confidence").click()
    label = page.locator(".te-panel textarea").first
    label.fill(" ")
    label.blur()
    keep(page, lang, "editor.refused")
    page.wait_for_selector(".form .findings .blocker")
    assert dossier.path("theory.yml").read_bytes() == before


def test_a_mechanism_on_offer_fills_an_empty_reason(page, lang, dossier):
    box(page, "confidence").click()
    offer = page.locator("fieldset[data-link='confidence>positive_exit'] select")
    offer.select_option("brokerage")
    keep(page, lang)
    link = next(k for k in dossier.read(Theory).links if k.id == "confidence → positive_exit")
    assert (link.mechanism, bool(link.because)) == ("brokerage", True)
