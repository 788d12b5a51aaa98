"""How long people wait for a page, beside plain Voila and Streamlit on the same machine."""

from collections.abc import Sequence

import pytest

from tests.benchmarks.programme import clubs
from tests.benchmarks.record import Point, percentile
from tests.benchmarks.rooms import servers, shown, visitor
from tests.browser.conftest import QUIET, chromium
from workbench.base.dossier import Dossier
from workbench.data import clean

pytestmark = pytest.mark.bench
PEOPLE, CALM, RUSH = 30, 60.0, 5.0
VISITS = 5
SOME, OWN = 10, "club_001"
NAME = "plain Voila"


def arrived(server, folder, people, spread, **announced):
    """Return what a room of people saw, and the server; one person has opened the page before."""
    folder.mkdir(exist_ok=True)
    with server(folder, **announced) as served:
        if "expect" not in announced:
            servers.open_room(served, 1, 0.0, leave=True)
        return servers.open_room(served, people, spread), served


def worked(seen):
    """Return the seconds to a working page; a page that hangs took the whole limit."""
    return [one["working"] or visitor.LIMIT for one in seen["people"]]


def late(seen):
    return percentile(worked(seen), 0.95)


def hung(seen):
    return [one["hung"] for one in seen["people"] if one["hung"]]


def shows_the_same(*rooms):
    """Fail unless every page that works shows the same widgets, ours and theirs."""
    shows = {one["says"] for seen in rooms for one in seen["people"] if not one["hung"]}
    assert len(shows) == 1, f"{len(shows)} different pages"


def note(*rooms):
    """Say how many pages hung, where any did."""
    found = [hung(seen) for seen in rooms]
    return f"hung: {len(found[0])} and {len(found[1])}" if any(found) else ""


def test_a_room_that_comes_within_a_minute(beside, tmp_path):
    mine, _ = arrived(servers.ours, tmp_path / "ours", PEOPLE, CALM)
    peer, _ = arrived(servers.plain_voila, tmp_path / "plain", PEOPLE, CALM)
    shows_the_same(mine, peer)
    job = f"{PEOPLE} people open the guided app within {CALM:.0f} s"
    timed = late(mine), late(peer)
    beside(f"{job}, 95th percentile", *timed, NAME, 8, note(mine, peer), most=0.8)
    sizes = mine["memory"]["each"], peer["memory"]["each"]
    beside(f"{job}, memory of each (PSS)", *sizes, NAME, most=60, unit="MB")
    sizes = mine["memory"]["all"], peer["memory"]["all"]
    beside(f"{job}, memory of all with the server", *sizes, NAME, unit="MB")


def test_a_room_that_comes_in_a_rush(beside, tmp_path):
    told, served = arrived(servers.ours, tmp_path / "told", PEOPLE, RUSH, expect=PEOPLE)
    untold, _ = arrived(servers.ours, tmp_path / "untold", PEOPLE, RUSH)
    peer, _ = arrived(servers.plain_voila, tmp_path / "plain", PEOPLE, RUSH)
    shows_the_same(told, untold, peer)
    job = f"{PEOPLE} people within {RUSH:.0f} s"
    timed = late(told), late(peer)
    more = note(told, peer)
    beside(f"{job}, announced, 95th percentile", *timed, NAME, None, more, most=1.5)
    beside("a room announced is ready after", served.ready, most=20)
    timed = max(worked(untold)), max(worked(peer))
    beside(f"{job}, unannounced, the last one", *timed, NAME, 4, note(untold, peer), most=10)


def test_a_room_that_works_on_a_dossier_of_its_own(beside, tmp_path):
    own = clubs.club(tmp_path / OWN, 1)
    clean(Dossier(own))
    seen, _ = arrived(servers.ours, tmp_path, SOME, 2.0 * (SOME - 1), dossier=OWN)
    shows_the_same(seen)
    job = f"{SOME} people open the guided app on a dossier of their own, one each two seconds"
    beside(f"{job}, 95th percentile", late(seen), None, None, None, note(seen, seen))


@pytest.mark.parametrize("openings", [100, pytest.param(1_000, marks=pytest.mark.full)])
def test_no_page_hangs(beside, tmp_path, openings):
    with servers.ours(tmp_path) as served:
        seen = servers.open_room(served, openings, 0.0, together=10, leave=True)
    shows_the_same(seen)
    job, worst = f"pages that hang in {openings:,} openings, ten at once", max(worked(seen))
    more = f"the slowest worked after {worst:.1f} s; {', '.join(sorted(set(hung(seen))))}"
    beside(job, len(hung(seen)), None, None, None, more.rstrip("; "), most=0, unit="pages")


def texts() -> Sequence[str]:
    """Return the estimate of page 06 and what its last cell says."""
    from workbench import analysis, forms
    from workbench.base.dossier import work_on

    work = work_on("nsw")
    first = analysis.table(analysis.results(work), "fr")[0]
    last = forms.deviated(analysis.deviations(work), "fr")
    return [*(str(cell) for cell in list(first.values())[:3]), shown.plain(str(last.data))]


def test_one_visitor_in_a_real_browser(beside, tmp_path):
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, "Chromium is not on this machine: install it, or set CHROMIUM"
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    with (
        servers.ours(tmp_path / "ours", "06_analysis", "nsw") as mine,
        servers.streamlit(tmp_path / "theirs") as peer,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        timed = shown.in_turn(browser, [mine.url, peer.url], texts(), VISITS)
        browser.close()
    more = f"page 06, nsw, picture and figures shown, median of {VISITS}"
    beside("one visitor in a real browser", *timed, "Streamlit", 1, more)


@pytest.mark.full
def test_how_a_room_grows(grown, tmp_path):
    points = []
    for people in (1, 10, 30, 60):
        seen, _ = arrived(servers.ours, tmp_path / str(people), people, 2.0 * (people - 1))
        shows_the_same(seen)
        points.append(Point(people, late(seen), seen["memory"]["each"]))
    job = "people open the guided app, one each two seconds, 95th percentile"
    grown(job, "people", "person", points, after=10, whose="each")
