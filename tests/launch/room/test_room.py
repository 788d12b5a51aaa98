"""Phones in a real room: what is acknowledged is kept, and what is refused is said."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import ConnectionClosed

from tests.launch.room.conftest import Phone
from tests.launch.room.voters import killed_in_mid_vote
from workbench.base.words import LANGS
from workbench.rooms.store import FILE

pytestmark = pytest.mark.slow
RATING = {"score": 2, "evidence": "Rapport", "confidence": "documented"}
PLACE = {"subject": "drome", "item": "p1"}


def test_a_phone_reaches_its_room_without_an_account_and_nothing_else(server):
    phone = server.phone()
    for path in ("/fr/", "/fr/nsw", "/fr/01_evaluation?dossier=club", "/voila/static/x.js"):
        assert phone.send("GET", path)[0] in (302, 403, 404), path
    for path in ("/api/kernels", "/api/contents", "/tree", "/fr/people", "/fr/me", "/jobs/report"):
        assert phone.send("GET", path)[0] in (302, 403, 404), path
    assert phone.send("GET", "/api/kernels/0/channels", headers={"Upgrade": "websocket"})[0] >= 400


def test_every_answer_of_a_room_has_strict_headers(server):
    headers = server.phone().send("GET", server.base)[2]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    refused = Phone(server).send("GET", "/fr/room/NOWHERE")[2]
    assert refused["Content-Security-Policy"] == headers["Content-Security-Policy"]


def test_the_cookie_is_of_this_room_alone_and_no_script_reads_it(server):
    _, _, headers = Phone(server).send("GET", server.base)
    assert {"HttpOnly", "SameSite=Lax"} <= {
        part.strip() for part in headers["Set-Cookie"].split(";")
    }
    phone = server.phone()
    before = phone.state()["me"]
    phone.get(server.base)
    assert phone.state()["me"] == before


def test_a_room_speaks_both_languages(server):
    phone = server.phone()
    titles = [phone.get(f"/{lang}/room/{server.code}/state")[1] for lang in LANGS]
    server.fresh("mood")
    titles = [phone.get(f"/{lang}/room/{server.code}/state")[1]["activity"]["title"]
              for lang in LANGS]  # fmt: skip
    assert titles == ["Humeur", "Mood"]


def test_a_code_is_found_however_it_is_typed_and_its_page_sends_on(server):
    code = server.code.lower()
    assert Phone(server).get(f"/fr/room/{code[:3]}-{code[3:]}")[0] == 200
    status, _, headers = Phone(server).send("GET", f"/fr/room?code={code}")
    assert (status, headers["Location"]) == (302, f"/fr/room/{server.code}")
    assert Phone(server).get("/fr/room")[0] == 200


def test_an_answer_is_acknowledged_once_it_is_kept_and_the_last_one_stands(server):
    n, phone = server.fresh("mood"), server.phone()
    assert phone.answer("mood", n, "no", id="my-answer-1") == (
        200, {"ok": True, "id": "my-answer-1"},
    )  # fmt: skip
    assert phone.answer("mood", n, "yes")[0] == 200
    assert phone.answer("mood", n, "no", id="my-answer-1")[0] == 200
    seen = server.seen()
    assert seen["tallies"][str(n)]["cells"][0]["counts"] == {"yes": 1, "no": 0, "so": 0}
    assert (seen["answered"], [one["value"] for one in phone.state()["mine"]]) == (1, ["yes"])


def test_an_answer_can_be_taken_back(server):
    n, phone = server.fresh("mood"), server.phone()
    phone.answer("mood", n, "no")
    phone.answer("mood", n, None)
    assert (server.seen()["answered"], phone.state()["mine"]) == (0, [])


def test_an_answer_after_the_closing_is_refused_and_one_that_was_kept_is_acknowledged(server):
    n, phone = server.fresh("mood"), server.phone()
    phone.answer("mood", n, "yes", id="in-good-time")
    server.lead("close")
    status, told = phone.answer("mood", n, "no")
    assert (status, told["why"]) == (409, "closed")
    assert told["letter"]
    assert phone.answer("mood", n, "yes", id="in-good-time")[0] == 200
    assert server.seen()["answered"] == 1


def test_a_round_that_is_reopened_keeps_the_one_before(server):
    n, phone = server.fresh("mood"), server.phone()
    phone.answer("mood", n, "yes")
    again = server.fresh("mood")
    assert phone.answer("mood", n, "no")[0] == 409
    phone.answer("mood", again, "no")
    tallies = server.seen()["tallies"]
    assert [tallies[str(one)]["cells"][0]["counts"]["yes"] for one in (n, again)] == [1, 0]


def test_what_is_blind_is_counted_and_not_shown_before_its_time(server):
    n, phone, other = server.fresh("grid"), server.phone(), server.phone()
    phone.answer("grid", n, RATING, **PLACE)
    hidden = (other.state(), server.seen("screen"))
    assert [(one["answered"], one["tally"], "tallies" in one) for one in hidden] == [
        (1, None, False)
    ] * 2
    assert [one["value"] for one in phone.state()["mine"]] == [RATING]
    assert other.state()["mine"] == []
    server.lead("show")
    assert other.state()["tally"]["cells"][0]["counts"]["2"] == 1
    server.lead("hide")
    assert other.state()["tally"] is None


@pytest.mark.parametrize(
    ("value", "status"),
    [("<img src=x onerror=alert(1)>", 200), ("x" * 10_000, 400), ("é" * 10_000, 400)],
    ids=["html", "ten thousand letters", "ten thousand letters that take sixty thousand bytes"],
)
def test_what_is_typed_is_kept_as_text_or_refused_with_a_letter(server, value, status):
    n, phone = server.fresh("harvest"), server.phone()
    got, told = phone.answer("harvest", n, value)
    assert got == status
    if status == 200:
        assert server.seen()["tallies"][str(n)]["cells"][0]["texts"][0]["text"] == value
    else:
        assert server.seen()["answered"] == 0
        assert told["letter"]


def test_what_is_longer_than_any_answer_is_not_even_read(server):
    n, phone = server.fresh("harvest"), server.phone()
    try:
        assert phone.answer("harvest", n, "x" * 10**6)[0] in (400, 413)
    except OSError:  # the server has hung up
        phone.close()
    assert phone.answer("harvest", n, "x")[0] == 200
    assert server.seen()["answered"] == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"id": 1e999}', b"[" * 60_000, b"\xff\xfe"]
)
def test_what_cannot_be_read_is_refused_with_a_letter(server, body):
    told = server.phone().send(
        "POST", f"{server.base}/answer", body, {"Content-Type": "application/json"}
    )
    assert (told[0], bool(told[1]["letter"])) == (400, True)


@pytest.mark.parametrize("many", [120, pytest.param(1000, marks=pytest.mark.full)])
def test_a_thousand_answers_of_one_phone_are_slowed_and_none_is_lost(server, many):
    n, phone = server.fresh("wall"), server.phone()
    got = [phone.answer("wall", n, f"mot {i}") for i in range(many)]
    statuses = [status for status, _ in got]
    held = [told for status, told in got if status == 429]
    assert set(statuses) == {200, 429}
    assert statuses.count(200) >= 60
    assert all(told["wait"] >= 1 and told["letter"] for told in held)
    last = max(i for i, status in enumerate(statuses) if status == 200)
    assert [one["value"] for one in phone.state()["mine"]] == [f"mot {last}"]
    assert server.phone().answer("wall", n, "un autre")[0] == 200


def test_a_wrong_code_again_and_again_is_held_off_and_the_people_inside_go_on(server):
    house = "192.0.2.77"
    phone = server.phone(house=house)
    with ThreadPoolExecutor(16) as pool:
        tries = [
            pool.submit(Phone(server, house=house).get, f"/fr/room/WRONG{i}") for i in range(40)
        ]
        statuses = [one.result()[0] for one in tries]
    assert set(statuses) == {404, 429}
    assert Phone(server, house=house).get(server.base)[0] == 429
    assert Phone(server).get(server.base)[0] == 200
    n = server.fresh("mood")
    assert phone.answer("mood", n, "yes")[0] == 200


@pytest.mark.parametrize("key", ["", "?key=wrong", "?key={screen}"])
def test_whoever_has_no_key_leads_nothing(server, key):
    key = key.format(**server.keys)
    phone = server.phone()
    assert phone.post(f"{server.base}/lead/end{key}", {})[0] == 404
    assert phone.get(f"{server.base}/lead{key}")[0] == 404
    assert not server.seen()["ended"]


def test_the_projector_sees_no_more_than_phones_do(server):
    key = f"?key={server.keys['screen']}"
    assert Phone(server).get(f"{server.base}/screen{key}")[0] == 200
    assert not {"tallies", "absent", "me"} & set(server.seen("screen"))


def test_another_site_writes_nothing(server):
    n, phone = server.fresh("mood"), server.phone()
    answer = {"id": "from-elsewhere", "activity": "mood", "round": n, "value": "yes"}
    path = f"{server.base}/answer"
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert phone.post(path, answer, Origin=origin)[0] == 403
    assert phone.get(f"{server.base}/state")[0] == 200
    assert phone.post(path, answer, **{"Content-Type": "text/plain"})[0] == 400
    assert phone.post(path, answer, Host="evil.example")[0] == 403
    assert server.seen()["answered"] == 0


def test_whoever_carries_no_word_of_the_room_is_told_to_load_the_page(server):
    n = server.fresh("mood")
    for phone in (Phone(server), Phone(server, cookie=f"workbench-room-{server.code}=made-up")):
        status, told = phone.answer("mood", n, "yes")
        assert (status, told["why"]) == (403, "unknown")


def test_a_lost_phone_comes_back_by_its_number_and_the_lost_one_is_out(server):
    n, lost, found = server.fresh("mood"), server.phone(), Phone(server)
    lost.answer("mood", n, "yes")
    me = lost.state()["me"]
    wrong = f"{me['number']}-{(int(me['back'][-4:]) + 1) % 10_000:04d}"
    assert found.post(f"{server.base}/back", {"number": wrong})[0] == 404
    with lost.live() as until:
        until(lambda state: state["mine"])
        assert found.post(f"{server.base}/back", {"number": me["back"]})[0] == 200
        with pytest.raises(ConnectionClosed):
            until(lambda state: False)
    assert (found.state()["me"], found.state()["mine"][0]["value"]) == (me, "yes")
    assert found.answer("mood", n, "no")[0] == 200
    assert lost.answer("mood", n, "so")[0] == 403
    assert server.seen()["answered"] == 1


def test_people_are_parted_into_groups_and_late_ones_join_the_smallest(server):
    phones = [server.phone() for _ in range(3)]
    with phones[0].live() as until:
        until(lambda state: state["group"] is None)
        state = server.lead("groups", n=2)[1]
        assert until(lambda state: state["group"])["groups"] == 2
    sizes = [len(members) for members in state["members"].values()]
    late = server.phone()
    assert abs(sizes[0] - sizes[1]) <= 1
    assert {phone.state()["group"] for phone in phones} <= {1, 2}
    assert late.state()["group"] == sizes.index(min(sizes)) + 1
    n = server.fresh("board")
    decision = {"what": "Former", "who": "La ligue", "when": "2027", "axis": "operational"}
    mates = [phone for phone in (*phones, late) if phone.state()["group"] == late.state()["group"]]
    mates[0].answer("board", n, decision)
    assert [one["value"] for one in mates[-1].state()["mine"]] == [decision]
    assert server.lead("groups", n=0)[1]["members"] == {}


def test_a_line_is_told_the_whole_then_what_changes(server):
    n, phone = server.fresh("mood"), server.phone()
    with phone.live() as until, Phone(server).live(f"?key={server.keys['screen']}") as wall:
        until(lambda state: state["stage"] == "open" and state["activity"]["id"] == "mood")
        assert {"activity", "me", "mine", "tally"} <= set(until.messages[0])
        phone.answer("mood", n, "yes")
        until(lambda state: state["answered"] == 1 and state["mine"])
        server.lead("close")
        until(lambda state: state["stage"] == "closed")
        wall(lambda state: state["stage"] == "closed")
        assert "activity" not in until.messages[-1]
    with phone.live() as until:
        assert until(lambda state: True)["mine"][0]["value"] == "yes"


def test_a_line_needs_a_word_or_a_key(server):
    for phone, query in ((Phone(server), ""), (server.phone(), "?key=wrong")):
        with pytest.raises(Exception, match=r"40[34]"), phone.live(query):
            pass


def test_a_clock_runs_on_the_servers_time_and_pauses(server):
    server.fresh("mood")
    state = server.lead("timer", minutes=2)[1]
    assert 100 < state["until"] - state["now"] <= 120
    paused = server.lead("pause")[1]
    assert (paused["paused"], paused["until"], paused["left"] <= 120) == (True, None, True)
    assert server.lead("resume")[1]["until"]
    assert server.lead("timer", minutes="soon")[0] == 400
    assert server.lead("dance")[0] == 400


def test_a_killed_server_has_kept_every_vote_that_it_acknowledged_exactly_once(server):
    killed_in_mid_vote(server, server.folder / FILE)
