"""People opening a page, from a process of their own: what a browser says, without a browser.

Each person asks for the page and reads it to its end, then for the scripts and styles that it
names, and then speaks to the kernel behind it as Voila's own script does: is it there, a websocket,
who are you, which widgets are there, and in what state. The page works when all of it is answered.
"""

import argparse
import asyncio
import contextlib
import hashlib
import html
import json
import re
import sys
import time
import urllib.parse
import uuid
from dataclasses import asdict, dataclass, field

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPError, HTTPRequest, HTTPResponse
from tornado.websocket import websocket_connect

LIMIT = 60.0
"""Seconds after which a page hangs."""

AT_ONCE = 6
"""Connections that a browser opens to one address."""

LARGEST, FULL = 2**30, 503
NAMED = re.compile(r"""<(?:script|link)\b[^>]*?\b(?:src|href)=["']([^"']+)["']""")
CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Room:
    """A page, and the people who open it: spread evenly, or some at the same instant."""

    url: str
    people: int
    spread: float
    together: int = 1
    stay: bool = True
    limit: float = LIMIT

    def arrivals(self) -> list[float]:
        """Return when each person opens the page, in seconds.

        >>> Room("", 4, 6.0).arrivals(), Room("", 4, 6.0, together=2).arrivals()
        ([0.0, 2.0, 4.0, 6.0], [0.0, 0.0, 6.0, 6.0])
        """
        last = max((self.people - 1) // self.together, 1)
        return [self.spread * (i // self.together) / last for i in range(self.people)]

    def groups(self) -> list[list[float]]:
        """Return the arrivals of those who come before anybody leaves.

        >>> Room("", 3, 0.0, together=2, stay=False).groups()
        [[0.0, 0.0], [0.0]]
        """
        every = self.arrivals()
        size = len(every) if self.stay or self.spread else self.together
        return [every[first : first + size] for first in range(0, len(every), size)]


@dataclass
class Seen:
    """What one person saw: seconds to the end of the page, and to a page that works."""

    began: float
    page: float | None = None
    working: float | None = None
    hung: str | None = None
    bytes: int = 0
    requests: int = 0
    waited: int = 0
    says: str = ""
    kernel: str = ""
    cookies: dict[str, str] = field(default_factory=dict)


async def visit(room: Room, seen: Seen, everybody: asyncio.Barrier) -> Seen:
    """Open the page; say where it stopped when it never works; leave as a browser does."""
    begun = time.monotonic()
    doing = ["page"]
    socket = None
    try:
        async with asyncio.timeout(room.limit):
            text = (await _page(room, seen)).decode()
            seen.page = time.monotonic() - begun
            config = _config(text)
            seen.kernel = config["kernelId"]
            doing[0] = "files"
            await _files(room.url, text, config, seen)
            doing[0] = "kernel"
            socket = await _connected(room.url, config, seen)
            seen.says = await _asked(socket)
            seen.working = time.monotonic() - begun
    except TimeoutError:
        seen.hung = doing[0]
    except (HTTPError, OSError, LookupError, ValueError) as error:
        seen.hung = f"{doing[0]}: {error}"
    if room.stay:
        await everybody.wait()  # all are there: the memory is read
        await everybody.wait()
    if socket:
        socket.close()
    if seen.kernel:
        await _leave(room.url, seen)
    return seen


async def _page(room: Room, seen: Seen) -> bytes:
    """Get the page; where the server is full, ask again when it says so, as a waiting page does."""
    while True:
        try:
            return await _get(room.url, seen, room.limit)
        except HTTPError as error:
            again = error.response and error.response.headers.get("Retry-After")
            if error.code != FULL or not again:
                raise
            _remember(error.response, seen)
            seen.waited += 1
            await asyncio.sleep(float(again))


async def _get(url: str, seen: Seen, limit: float = LIMIT, **more: object) -> bytes:
    cookies = "; ".join(f"{name}={value}" for name, value in seen.cookies.items())
    asked = HTTPRequest(
        url, headers={"Cookie": cookies, "Accept-Encoding": "gzip"}, decompress_response=True,
        connect_timeout=limit, request_timeout=limit, **more,
    )  # fmt: skip
    got = await AsyncHTTPClient().fetch(asked)
    _remember(got, seen)
    seen.requests += 1
    seen.bytes += int(got.headers.get("X-Consumed-Content-Length", len(got.body)))
    return got.body


def _remember(got: HTTPResponse, seen: Seen) -> None:
    for line in got.headers.get_list("Set-Cookie"):
        name, _, value = line.split(";")[0].partition("=")
        seen.cookies[name.strip()] = value.strip('"')


def _config(text: str) -> dict:
    """Return what the page tells Voila's script; ValueError when it ends before its end."""
    found = CONFIG.search(text)
    if not text.rstrip().endswith("</html>") or found is None:
        raise ValueError("the page stops in the middle")
    return json.loads(found[1])


async def _files(url: str, text: str, config: dict, seen: Seen) -> None:
    """Get the scripts and styles of this server that the page names, a few at once."""
    names = [html.unescape(name) for name in NAMED.findall(text)]
    extensions = config.get("fullLabextensionsUrl", "/voila/labextensions")
    for one in config.get("federated_extensions", []):
        names.append(f"{extensions}/{one['name']}/{one['load']}")
    here = urllib.parse.urlsplit(url).netloc
    asked = dict.fromkeys(urllib.parse.urljoin(url, name) for name in names)
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(address: str) -> None:
        async with gate:
            await _get(address, seen)

    ours = [a for a in asked if urllib.parse.urlsplit(a)[:2] == ("http", here)]
    await asyncio.gather(*(one(address) for address in ours))


async def _connected(url: str, config: dict, seen: Seen):  # tornado's connection
    """Ask whether the kernel is there, and open the websocket to it."""
    kernels = urllib.parse.urljoin(url, f"{config['baseUrl']}api/kernels/{seen.kernel}")
    await _get(kernels, seen)
    cookies = "; ".join(f"{name}={value}" for name, value in seen.cookies.items())
    address = f"ws{kernels.removeprefix('http')}/channels?session_id={uuid.uuid4()}"
    origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(url))
    asked = HTTPRequest(address, headers={"Cookie": cookies, "Origin": origin})
    return await websocket_connect(asked, max_message_size=LARGEST)


async def _asked(socket) -> str:  # tornado's connection
    """Ask what the widget manager asks; return a digest of the texts that the widgets show."""
    await _ask(socket, "kernel_info_request", {}, "kernel_info_reply")
    comm = uuid.uuid4().hex
    opened = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
    await _send(socket, "comm_open", opened)
    wanted = {"comm_id": comm, "data": {"method": "request_states"}}
    states = await _ask(socket, "comm_msg", wanted, "comm_msg")
    await _ask(socket, "comm_info_request", {"target_name": "jupyter.widget"}, "comm_info_reply")
    shown = [state["state"].get("value") for state in states["data"]["states"].values()]
    texts = sorted(text for text in shown if isinstance(text, str) and "<" in text)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


async def _send(socket, kind: str, content: dict) -> str:
    number = uuid.uuid4().hex
    header = {
        "msg_id": number, "msg_type": kind, "session": number, "username": "", "version": "5.4",
        "date": "2020-01-01T00:00:00Z",
    }  # fmt: skip
    message = {
        "channel": "shell", "header": header, "parent_header": {},
        "metadata": {"version": "1.0.0"}, "content": content, "buffers": [],
    }  # fmt: skip
    await socket.write_message(json.dumps(message))
    return number


async def _ask(socket, kind: str, content: dict, answer: str) -> dict:
    """Send a message; return the content of its answer of the kind *answer*."""
    number = await _send(socket, kind, content)
    while True:
        message = _read(await socket.read_message())
        parent = message.get("parent_header") or {}
        if parent.get("msg_id") == number and message["header"]["msg_type"] == answer:
            return message["content"]


def _read(raw: str | bytes | None) -> dict:
    """Read a message of the websocket; what follows the first part of a binary one is pictures."""
    if raw is None:
        raise ValueError("the connection was closed")
    if isinstance(raw, bytes):
        start, stop = (int.from_bytes(raw[i : i + 4], "big") for i in (4, 8))
        raw = raw[start : stop if int.from_bytes(raw[:4], "big") > 1 else None].decode()
    return json.loads(raw)


async def _leave(url: str, seen: Seen) -> None:
    """Close the page as a browser does: its kernel may go."""
    away = urllib.parse.urljoin(url, f"/voila/api/shutdown/{seen.kernel}")
    body = urllib.parse.urlencode({"_xsrf": seen.cookies.get("_xsrf", "")})
    with contextlib.suppress(HTTPError, OSError):  # gone already: the server ends it later
        await _get(away, seen, method="POST", body=body)


def memory(server: int, people: int) -> dict[str, float]:
    """Return megabytes (PSS): of the median page, and of the server with all that it started.

    Pages are the last processes of the tree; with some kept ready, the largest ones.
    """
    tree = psutil.Process(server).children(recursive=True)
    sizes, last = {}, {one.pid for one in tree} - {one.ppid() for one in tree}
    for one in (psutil.Process(server), *tree):
        try:
            sizes[one.pid] = one.memory_full_info().pss / 2**20
        except psutil.NoSuchProcess:
            continue
    pages = sorted((size for pid, size in sizes.items() if pid in last), reverse=True)[:people]
    return {"each": pages[len(pages) // 2] if pages else 0.0, "all": sum(sizes.values())}


async def _watched(everybody: asyncio.Barrier, server: int, people: int) -> dict[str, float]:
    """Read the memory while all are in the room, then let them go."""
    await everybody.wait()
    read = await asyncio.to_thread(memory, server, people) if server else {}
    await everybody.wait()
    return read


async def fill(room: Room, server: int = 0) -> dict:
    """Let the people of *room* open its page; return what each saw, and the memory it took.

    *server* is the number of the server's process, 0 where memory is not to be read.
    """
    AsyncHTTPClient.configure(None, max_clients=10_000, max_buffer_size=LARGEST)
    everybody = asyncio.Barrier(room.people + 1)
    watching = asyncio.create_task(_watched(everybody, server, room.people)) if room.stay else None

    async def person(at: float) -> Seen:
        await asyncio.sleep(at)
        return await visit(room, Seen(at), everybody)

    seen: list[Seen] = []
    for group in room.groups():
        seen += await asyncio.gather(*(person(at) for at in group))
    people = [{k: v for k, v in asdict(one).items() if k != "cookies"} for one in seen]
    return {"people": people, "memory": await watching if watching else {}}


def main() -> None:
    """Read what is asked for on the command line; write what was seen as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("url")
    asked.add_argument("--people", type=int, default=1)
    asked.add_argument("--spread", type=float, default=0.0, help="seconds")
    asked.add_argument("--together", type=int, default=1, help="how many at the same instant")
    asked.add_argument("--leave", action="store_true", help="each leaves once the page works")
    asked.add_argument("--limit", type=float, default=LIMIT, help="seconds")
    asked.add_argument("--server", type=int, default=0, help="its process, to read the memory")
    a = asked.parse_args()
    room = Room(a.url, a.people, a.spread, a.together, not a.leave, a.limit)
    json.dump(asyncio.run(fill(room, a.server)), sys.stdout)


if __name__ == "__main__":
    main()
