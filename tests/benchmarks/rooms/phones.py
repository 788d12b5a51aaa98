"""Phones that come into a room and vote in the same second, from a process of their own.

Each phone opens the page of the room, holds a websocket open, waits until it is told how the room
stands, and sends one answer: over real HTTP and real websockets, as the page's script does.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from dataclasses import asdict, dataclass, field

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

HEAD = b"\r\n\r\n"


@dataclass
class Seen:
    """What one phone saw, in seconds: page, first word of the room, acknowledgement, all of it."""

    page: float = 0.0
    told: float = 0.0
    acknowledged: float = 0.0
    whole: float = 0.0
    status: int = 0
    id: str = ""


@dataclass
class Phone:
    """A phone that comes in at *at*, and keeps one line for what it asks."""

    port: int
    base: str
    n: int
    at: float
    seen: Seen = field(default_factory=Seen)

    async def ask(
        self, method: str, path: str, *heads: str, body: bytes = b""
    ) -> tuple[int, str, str]:
        """Return the status, the head and the body of an answer."""
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *heads,
                f"X-Forwarded-For: 10.2.{self.n // 250}.{self.n % 250 + 1}",
                f"Content-Length: {len(body)}"]  # fmt: skip
        self.writer.write("\r\n".join(head).encode() + HEAD + body)
        told = (await self.reader.readuntil(HEAD)).decode()
        size = next(
            line for line in told.lower().split("\r\n") if line.startswith("content-length")
        )
        content = await self.reader.readexactly(int(size.partition(":")[2]))
        return int(told.split(" ", 2)[1]), told, content.decode()

    async def come(self, start: float) -> None:
        """Come in, and vote."""
        await asyncio.sleep(max(0.0, start + self.at - time.perf_counter()))
        began = time.perf_counter()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        _, head, _ = await self.ask("GET", self.base)
        cookie = next(line for line in head.split("\r\n") if line.lower().startswith("set-cookie"))
        cookie = f"Cookie: {cookie.partition(':')[2].split(';')[0].strip()}"
        self.seen.page = time.perf_counter() - began
        url = f"ws://127.0.0.1:{self.port}{self.base}/live"
        headers = {"Cookie": cookie.partition(": ")[2]}
        line = await websocket_connect(HTTPRequest(url, headers=headers, request_timeout=60))
        state = json.loads(str(await line.read_message()))
        self.seen.told = time.perf_counter() - began
        self.seen.id = f"{random.getrandbits(96):024x}"
        answer = {"id": self.seen.id, "activity": state["activity"]["id"], "round": state["round"],
                  "value": f"mot {self.n}"}  # fmt: skip
        sent = time.perf_counter()
        self.seen.status, _, _ = await self.ask(
            "POST", f"{self.base}/answer", cookie, "Content-Type: application/json",
            body=json.dumps(answer).encode(),
        )  # fmt: skip
        self.seen.acknowledged = time.perf_counter() - sent
        self.seen.whole = time.perf_counter() - began
        self.line = line
        await line.read_message()

    async def leave(self) -> None:
        """Hang up."""
        self.line.close()
        self.writer.close()


async def crowd(port: int, base: str, people: int, spread: float) -> list[Seen]:
    """Let *people* come in within *spread* seconds, and vote; return what each saw."""
    random.seed(people)
    at = sorted(random.uniform(0, spread) for _ in range(people))
    phones = [Phone(port, base, n, when) for n, when in enumerate(at)]
    start = time.perf_counter() + 0.2
    await asyncio.gather(*(phone.come(start) for phone in phones))
    print(json.dumps([asdict(phone.seen) for phone in phones]), flush=True)
    await asyncio.to_thread(sys.stdin.readline)  # whoever measures says when it is enough
    await asyncio.gather(*(phone.leave() for phone in phones))
    return [phone.seen for phone in phones]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name, kind in (("port", int), ("base", str), ("people", int), ("spread", float)):
        parser.add_argument(name, type=kind)
    given = parser.parse_args()
    asyncio.run(crowd(given.port, given.base, given.people, given.spread))
