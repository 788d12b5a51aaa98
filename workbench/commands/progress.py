"""The progress of long work: a bar on a screen, a line a page or a dossier elsewhere."""

from collections import defaultdict
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from workbench.base.words import number, say
from workbench.commands.run_told import counts
from workbench.launch.contents import Page
from workbench.launch.manifest import PageResult

STATES = {
    "done": "run.state.done",
    "skipped": "programme.state.skipped",
    "waiting": "run.state.waiting",
    "failed": "run.state.failed",
}


class Progress:
    """Shows which page is being run and how many are left, on the error stream.

    Of one dossier it tells every page; of many, each dossier once it has ended.
    """

    def __init__(self, dossiers: int, pages: int, lang: str) -> None:
        self.lang, self.alone, self.pages = lang, dossiers == 1, pages
        self.ended: dict[str, list[PageResult]] = defaultdict(list)
        self.console = Console(stderr=True, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self.bar = Bar(*columns, TimeElapsedColumn(), console=self.console, transient=True)
        self.task = self.bar.add_task("", total=dossiers * pages)

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.console.is_terminal:
            self.bar.stop()

    def watch(self, name: str, page: Page, result: PageResult | None) -> None:
        """Show that a page starts, or how it ended."""
        title = page.short.say(self.lang)
        if result is None:
            self.bar.update(self.task, description=f"{name} · {title}")
            return
        self.bar.advance(self.task)
        self.ended[name].append(result)
        if self.alone:
            self._line(name, page.id, say(STATES[result.state], self.lang), result.seconds)
        elif result.state == "failed" or len(self.ended[name]) == self.pages:
            self._whole(name, self.ended[name])

    def _whole(self, name: str, results: list[PageResult]) -> None:
        """Tell a dossier that has ended; of one in which nothing had changed there is no news."""
        ran = [result for result in results if result.state != "skipped"]
        if ran:
            seconds = sum(result.seconds for result in ran)
            self._line(name, counts((result.state for result in results), self.lang), "", seconds)

    def _line(self, *words: str | float) -> None:
        *told, seconds = words
        said = " · ".join(str(word) for word in told if word)
        took = number(float(seconds), self.lang, 1)
        self.console.print(f"{said} · {took} s", markup=False, soft_wrap=True)
