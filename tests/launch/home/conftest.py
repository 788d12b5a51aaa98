"""A real server, and somebody with a browser that shows no pictures."""

import http.client
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.conftest import free_port

PATIENCE = 120
FORM = "application/x-www-form-urlencoded"


@dataclass
class Person:
    """Somebody with a browser: their cookies are kept, and no way is followed by itself."""

    port: int
    workspace: Path
    cookies: dict = field(default_factory=dict)

    def ask(self, path, method="GET", body=None, **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(method, path, body, {"Cookie": cookies, **headers})
        answer = line.getresponse()
        answer.content = answer.read()
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer

    @property
    def word(self):
        """The word of this browser, which every form carries."""
        if "_xsrf" not in self.cookies:
            self.ask("/fr/")
        return self.cookies["_xsrf"]

    def do(self, verb, **typed):
        form = urlencode({"_xsrf": self.word, **typed}, doseq=True)
        return self.ask(f"/fr/shelf/{verb}", "POST", form, **{"Content-Type": FORM})

    def bring(self, data, head=None):
        head = head or 'Content-Disposition: form-data; name="file"; filename="été.zip"'
        body = b"--AaB\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n--AaB--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=AaB"}
        return self.ask(f"/fr/shelf/bring?_xsrf={self.word}", "POST", body, **kind)


def letter(answer):
    """Return the letter that a page shows, None where there is none."""
    found = re.search(r'class="blocker"[^>]*>([^<]*)<', answer.content.decode())
    return found and found[1]


@pytest.fixture(scope="module")
def somebody(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("shelf")
    port = free_port()
    env = {**os.environ, "WORKBENCH_WORKSPACE": str(workspace)}
    told = workspace.parent / "told"
    with told.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "serve", "--port", str(port), "--lang", "fr"],
            env=env, stdout=said, stderr=said,
        )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        assert process.poll() is None, told.read_text()
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield lambda: Person(port, workspace)
    process.terminate()
    process.wait(timeout=PATIENCE)
    assert "Traceback" not in told.read_text(), told.read_text()


def answers(port):
    try:
        return Person(port, Path()).ask("/fr/").status == 200
    except OSError:
        return False
