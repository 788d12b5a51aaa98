"""Pages of many dossiers side by side: each as soon as those that it rests on have ended."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.base.errors import LetterError, RunError
from workbench.launch import parameters
from workbench.launch.contents import Page, before
from workbench.launch.manifest import Manifest, PageResult
from workbench.launch.programme import folder, keys
from workbench.launch.programme.folder import Order
from workbench.launch.programme.step import Step, do
from workbench.launch.warm import link

Watch = Callable[[str, Page, PageResult | None], None]
"""Told the dossier and the page when a page starts (None), and again when it ends."""

SKIPPED = "skipped"
"""The state in which a watcher is shown a page that need not be run again."""


@dataclass
class Course:
    """What a run has done of one dossier, and what is left to do."""

    out: Path
    order: Order
    record: Manifest
    kept: frozenset[str]
    left: list[Page] = field(default_factory=list)
    running: dict[Page, Future[PageResult]] = field(default_factory=dict)

    def ready(self) -> Page | None:
        """Return the next page that can start: none that it rests on is still to end."""
        open_ones = {*self.left, *self.running}
        return next((p for p in self.left if not open_ones.intersection(before(p.id))), None)

    def step(self, page: Page) -> Step:
        """Return a page of this dossier as a piece of work."""
        lang = self.order.lang
        values = parameters.for_page(dict(self.record.parameters), page, lang)
        return Step(self.out.resolve(), page.id, lang, values)


def course(out: Path, order: Order, record: Manifest) -> Course:
    """Return the way through one dossier, from what of an earlier run still holds."""
    kept = frozenset(record.kept())
    return Course(out, order, record, kept, [page for page in order.pages if page.id not in kept])


def carry_out(courses: Sequence[Course], executor: Executor, at_once: int, watch: Watch) -> None:
    """Do what is left of each course, *at_once* pages side by side, the first dossiers first.

    The record of a run is written after each page. A page that fails ends its own dossier only.
    """
    for one in courses:
        for result in one.record.pages:
            page = next((p for p in one.order.pages if p.id == result.page), None)
            if page:
                shown = SKIPPED if result.state == "done" else result.state
                watch(one.record.dossier, page, replace(result, state=shown))
    running: dict[Future[PageResult], tuple[Course, Page]] = {}
    try:
        while _start(courses, executor, at_once, watch, running):
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                one, page = running.pop(future)
                _ended(one, page, future, watch)
    except BaseException:
        _give_up(running)
        raise


def _start(
    courses: Sequence[Course],
    executor: Executor,
    at_once: int,
    watch: Watch,
    running: dict[Future[PageResult], tuple[Course, Page]],
) -> bool:
    """Start as many pages as may run; return whether any runs."""
    for one in courses:
        while len(running) < at_once and (page := one.ready()):
            one.left.remove(page)
            watch(one.record.dossier, page, None)
            one.running[page] = executor.submit(do, one.step(page))
            running[one.running[page]] = (one, page)
    return bool(running)


def _ended(one: Course, page: Page, future: Future[PageResult], watch: Watch) -> None:
    """Write down how a page ended; after a failure, nothing that comes later counts."""
    del one.running[page]
    result = _result(page, future, one.order.lang)
    if page not in one.order.pages:  # an earlier page has failed meanwhile
        folder.forget(one.out, [page])
        return
    one.record = one.record.with_page(replace(result, key=keys.key(page, one.record)))
    if result.state == "failed":
        later = one.order.pages[one.order.pages.index(page) + 1 :]
        one.left = [p for p in one.left if p not in later]
        one.order = replace(one.order, pages=[p for p in one.order.pages if p not in later])
        one.record = one.record.without(p.id for p in later)
        folder.forget(one.out, [p for p in later if p not in one.running])
    one.record.write(one.out)
    watch(one.record.dossier, page, result)


def _result(page: Page, future: Future[PageResult], lang: str) -> PageResult:
    """Return how a page ended; a machine that refused, or was lost, is a page that failed."""
    try:
        return future.result()
    except LetterError as letter:
        why = letter
    except OSError as error:
        file, reason = error.filename or "-", error.strerror or type(error).__name__
        why = RunError("run.machine", file=file, why=reason)
    return PageResult(page.id, "failed", sentence=why.say(lang))


def _give_up(running: Mapping[Future[PageResult], object]) -> None:
    """End the pages that run: their processes, and then the threads that wait for them."""
    for future in running:
        future.cancel()
    for _ in range(100):
        link.end()
        if not wait(running, timeout=0.1).not_done:
            return
