"""The store, the codes and the limits, without a server."""

import re
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server import CallContext
from tornado.web import HTTPError

from workbench.base import places
from workbench.base.dossier import Dossier, copy, known, open_dossier
from workbench.base.errors import RunError
from workbench.commands.main import main
from workbench.launch import access, kernels
from workbench.launch.access import codes, who
from workbench.launch.access.pace import Pace, Paces, place
from workbench.launch.access.reach import Reach
from workbench.launch.access.store import Store


@pytest.fixture
def store(own_place):
    """The store of this test's workspace, which answers for the server."""
    made = Store(own_place)
    who.opened(made)
    yield made
    who.opened(None)
    made.close()


@pytest.fixture
def ana(store):
    return store.people.joined("Ana")


@pytest.fixture
def bo(store):
    return store.people.joined("Bo")


def laid(name, club):
    return copy(club, places.workspace() / name)


def test_a_taken_name_gets_a_number_whoever_has_it(store, ana, bo, club):
    names = [store.members.reserve(one, "étude") for one in (ana, bo, bo)]
    assert names == ["étude", "étude-2", "étude-3"]
    assert store.members.reserve(bo, "ÉTUDE") == "ÉTUDE-4"
    laid("there", club)  # of somebody who sat at the machine
    assert store.members.reserve(ana, "there") == "there-2"


def test_nobody_inherits_a_name_whose_folder_is_gone(store, ana, bo, club):
    store.members.reserve(ana, "mine")
    assert access.reserve(bo, "mine").name == "mine-2"
    access.forget("mine")
    assert access.reserve(bo, "mine").name == "mine"


def test_a_dossier_that_moves_stays_with_its_people(store, ana, bo, club):
    store.members.reserve(ana, "before")
    store.members.admit(bo, "before")
    store.members.moved("before", "after")
    laid("after", club)
    assert access.may(ana, "after")
    assert access.may(bo, "after")
    assert not access.may(bo, "before")


def test_a_dossier_of_nobody_is_opened_by_nobody_until_the_machine_invites(
    store, ana, club, capsys
):
    laid("old", club)
    assert access.shelf(ana) == {}
    assert main(["invite", "old", "--address", "https://a.org", "--lang", "en"]) == 0
    word = re.search(r"https://a\.org/join/([\w-]+)", capsys.readouterr().out)[1]
    found = store.invitations.of_link(word)
    store.members.admit(ana, found.dossier)
    assert access.may(ana, "old")
    assert main(["invite", "../old"]) == 2


def test_on_ones_own_machine_everything_is_theirs(own_place, club):
    laid("mine", club)
    handler = SimpleNamespace(current_user=None)
    assert access.person(handler) == access.ALONE
    assert access.may(access.ALONE, "mine")


def test_where_people_say_who_they_are_nobody_is_everybody(store, club):
    laid("mine", club)
    with pytest.raises(HTTPError):
        access.person(SimpleNamespace(current_user=None))
    assert access.shelf(access.ALONE) == {}
    assert not access.may(access.ALONE, "mine")


def test_an_invitation_ends_by_itself(store, ana, club):
    store.members.reserve(ana, "mine")
    word = store.invitations.give(ana, "mine", seconds=-1)
    assert store.invitations.of_link(word) is None
    assert store.invitations.of("mine") == []


def test_whoever_goes_takes_their_invitations_along(store, ana, bo):
    store.members.reserve(ana, "mine")
    store.members.admit(bo, "mine")
    word = store.invitations.give(bo, "mine")
    store.members.dismiss(bo.id, "mine")
    assert store.invitations.of_link(word) is None


def test_a_browser_that_has_not_come_back_for_long_is_forgotten(store, ana, monkeypatch):
    word = store.people.enter(ana)
    assert store.people.of_browser(word) == ana
    later = time.time() + 91 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert store.people.of_browser(word) is None


def test_the_kernel_of_a_page_is_given_one_folder(store, ana, bo, club):
    for one, name in ((ana, "mine"), (bo, "theirs")):
        store.members.reserve(one, name)
        laid(name, club)
    user = SimpleNamespace(username=ana.id, name=ana.name)
    for name, may in (("mine", True), ("theirs", False)):
        visit = SimpleNamespace(dossier=Dossier(places.workspace() / name))
        asked = SimpleNamespace(current_user=user, visit=visit)
        CallContext.set(CallContext.JUPYTER_HANDLER, asked)
        if may:
            assert kernels._given().folder == places.workspace() / "mine"
        else:
            with pytest.raises(HTTPError):
                kernels._given()
    CallContext.set(CallContext.JUPYTER_HANDLER, SimpleNamespace(current_user=user))
    with pytest.raises(HTTPError):
        kernels._given()


def test_a_page_with_one_folder_opens_no_other(own_place, club, monkeypatch):
    mine, theirs = laid("mine", club), laid("theirs", club)
    assert {"mine", "theirs"} <= set(known())
    monkeypatch.setenv(places.GIVEN_VARIABLE, str(mine.folder))
    assert open_dossier("mine").folder == mine.folder
    assert open_dossier(str(mine.folder)).name == "mine"
    assert "nsw" in known()
    for name in ("theirs", str(theirs.folder), str(mine.folder / ".." / "theirs")):
        with pytest.raises(RunError):
            open_dossier(name)


@given(st.text(max_size=80))
def test_a_code_opens_only_what_it_locked(typed):
    assert codes.plain(codes.plain(typed)) == codes.plain(typed)
    if codes.good(typed):
        assert 6 <= len(codes.plain(typed)) <= 64


def test_drawn_codes_have_no_letters_that_look_alike():
    drawn = {codes.drawn() for _ in range(200)}
    assert len(drawn) == 200
    assert not set("".join(drawn)) & set("ILO01B8S5Z2U")
    kept = codes.locked("ACDE-FGHJ")
    assert codes.opens("acde fghj", kept)
    assert not codes.opens("acdefghk", kept)
    assert "ACDE" not in kept


def test_a_limit_slows_one_and_lets_go_in_time():
    now = 0.0
    pace = Pace(2, 10, lambda: now)
    for _ in range(2):
        assert pace.wait("a") == 0
        pace.count("a")
    assert (pace.wait("a"), pace.wait("b")) == (10, 0)
    now = 10.5
    assert pace.wait("a") == 0


def test_one_house_counts_as_one_address():
    assert place("2001:db8::1") == place("2001:db8::ffff:1")
    assert place("2001:db8::1") != place("2001:db8:0:1::1")
    assert place("::ffff:192.0.2.1") == "192.0.2.1"
    assert Paces().wrong.most < 20


def request(host="192.0.2.1:8866", ip="192.0.2.9", protocol="http", **headers):
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(host=host, remote_ip=ip, protocol=protocol, headers=given)


def test_what_a_proxy_says_counts_only_where_there_is_one():
    told = {"X_Forwarded_For": "10.9.9.9, 203.0.113.5", "X_Forwarded_Proto": "https"}
    alone, behind = Reach("0.0.0.0", joined=True), Reach("127.0.0.1", joined=True, proxy=True)
    assert (alone.client(request(**told)), alone.https(request(**told))) == ("192.0.2.9", False)
    assert (behind.client(request(**told)), behind.https(request(**told))) == ("203.0.113.5", True)


def test_a_server_knows_its_names():
    reach = Reach("0.0.0.0", joined=True, address="https://a.example.org").check()
    known_ = ("a.example.org", "A.example.org:443", "localhost:8866", "10.0.0.7", "[::1]:8866")
    assert all(reach.knows(host) for host in known_)
    for host in ("example.org", "a.example.org.evil.org", "a b", "a;b", "", "x\r\ny"):
        assert not reach.knows(host)
        assert reach.sockets(request(host)) == ""
    assert reach.sockets(request("10.0.0.7")) == "wss://10.0.0.7"
