"""A visitor sees a page work, hang, stop in the middle, or waits for a full server: a small one."""

import asyncio
import json

import pytest
import tornado.web
import tornado.websocket
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from tests.benchmarks import test_rooms_bench as bench
from tests.benchmarks.rooms import shown
from tests.benchmarks.rooms.visitor import Room, fill

CONFIG = json.dumps({"baseUrl": "/", "kernelId": "k1", "federated_extensions": []})
WHOLE = f"""<html><script src="/a.js"></script><script src="http://far.example/b.js"></script>
<script id="jupyter-config-data" type="application/json">{CONFIG}</script><p>a</p></html>
"""
STATES = {"w": {"state": {"value": "<p>one</p>"}}, "x": {"state": {"value": 3}}}


class Page(tornado.web.RequestHandler):
    def get(self):
        self.settings["seen"].append(self.request.path)
        if self.settings["full"]:
            self.settings["full"].pop()
            self.set_status(503)
            self.set_header("Retry-After", "0")
            return
        self.set_cookie("_xsrf", "mark")
        self.write(self.settings["page"])


class Other(tornado.web.RequestHandler):
    def get(self):
        self.settings["seen"].append(self.request.path)

    def post(self):
        self.settings["seen"].append((self.request.path, self.get_body_argument("_xsrf")))


class Kernel(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        asked = json.loads(message)
        kind = asked["header"]["msg_type"]
        if kind == "comm_open" or kind == self.settings["silent"]:
            return
        answer = {"content": {"data": {"states": STATES}}, "parent_header": asked["header"]}
        answer["header"] = {"msg_type": kind.replace("_request", "_reply")}
        text = json.dumps(answer).encode()
        if kind == "comm_msg":  # with a picture after it, as the widgets send it
            self.write_message(_number(2, 12, 12 + len(text)) + text + b"picture", binary=True)
        else:
            self.write_message(text.decode())


def _number(*numbers):
    return b"".join(one.to_bytes(4, "big") for one in numbers)


def visited(page=WHOLE, silent="", full=0, limit=60.0):
    """Let one person open a page of a small server; return what they saw, and what it saw."""
    kept = {"page": page, "silent": silent, "full": [None] * full, "seen": []}

    async def both():
        routes = [(r"/page", Page), (r"/api/kernels/k1/channels", Kernel), (r"/.*", Other)]
        server = HTTPServer(tornado.web.Application(routes, **kept))
        socket, port = bind_unused_port()
        server.add_socket(socket)
        room = Room(f"http://127.0.0.1:{port}/page", 1, 0.0, stay=False, limit=limit)
        found = await fill(room)
        server.stop()
        await server.close_all_connections()
        return found["people"][0]

    return asyncio.run(both()), kept["seen"]


def test_a_page_works_once_all_that_a_browser_asks_is_answered():
    seen, asked = visited()
    assert seen["hung"] is None
    assert 0 < seen["page"] < seen["working"]
    assert asked == ["/page", "/a.js", "/api/kernels/k1", ("/voila/api/shutdown/k1", "mark")]


@pytest.mark.parametrize("silent", ["kernel_info_request", "comm_msg", "comm_info_request"])
def test_a_kernel_that_is_silent_hangs_the_page(silent):
    seen, _ = visited(silent=silent, limit=2.0)
    assert seen["hung"]
    assert seen["working"] is None


def test_a_page_that_stops_in_the_middle_does_not_work():
    seen, _ = visited(page=WHOLE.split("<p>")[0])
    assert seen["hung"].startswith("page: ")


def test_a_full_server_is_asked_again():
    seen, asked = visited(full=2)
    assert (seen["waited"], seen["hung"]) == (2, None)
    assert asked[:3] == ["/page"] * 3


def test_pages_that_differ_fail_and_hung_ones_take_the_whole_limit():
    one = {"says": "a", "hung": None, "working": 1.0}
    lost = {"says": "", "hung": "kernel", "working": None}
    bench.shows_the_same({"people": [one, lost]}, {"people": [one]})
    assert bench.worked({"people": [one, lost]}) == [1.0, 60.0]
    with pytest.raises(AssertionError):
        bench.shows_the_same({"people": [one]}, {"people": [{**one, "says": "b"}]})


def test_text_is_compared_without_its_tags():
    assert shown.plain("<li>12,5\u202f%</li>\n<li>b</li>") == "12,5 % b"
