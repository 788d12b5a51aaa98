"""One visitor in a real browser: how long until what a page is for stands on the screen."""

import re
import statistics
import time
from collections.abc import Sequence

from playwright.sync_api import Browser

LIMIT = 60_000
"""Milliseconds."""

SHOWN = """texts => {
  const plain = text => text.replace(/\\s+/g, " ");
  const all = plain(document.body ? document.body.innerText : "");
  const drawn = [...document.querySelectorAll("svg, img")].some(one => {
    const box = one.getBoundingClientRect();
    return box.width > 200 && box.height > 100 && (one.tagName !== "IMG" || one.naturalWidth > 0);
  });
  return drawn && texts.every(text => all.includes(plain(text)));
}"""
"""The picture is drawn, and every text stands in the page."""


def plain(made: str) -> str:
    """Return the text of a piece of HTML, on one line.

    >>> plain("<p>a <b>b</b></p>")
    'a b'
    """
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", made)).strip()


def seconds(browser: Browser, url: str, texts: Sequence[str]) -> float:
    """Open *url* with an empty cache; return the seconds until picture and texts are shown."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        tab = context.new_page()
        begun = time.perf_counter()
        tab.goto(url, wait_until="commit", timeout=LIMIT)
        tab.wait_for_function(SHOWN, arg=list(texts), timeout=LIMIT)
        return time.perf_counter() - begun
    finally:
        context.close()


def in_turn(browser: Browser, urls: Sequence[str], texts: Sequence[str], times: int) -> list[float]:
    """Open each page once to begin with, then in turn; return the median seconds of each."""
    for url in urls:
        seconds(browser, url, texts)
    visits = [[seconds(browser, url, texts) for url in urls] for _ in range(times)]
    return [statistics.median(one) for one in zip(*visits, strict=True)]
