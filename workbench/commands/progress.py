"""The progress of long work: a bar on a screen, a line a page elsewhere."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from workbench.base.words import number, say
from workbench.launch.contents import Page
from workbench.launch.manifest import PageResult

STATES = {"done": "run.state.done", "waiting": "run.state.waiting", "failed": "run.state.failed"}


class Progress:
    """Shows which page is being run and how many are left, on the error stream."""

    def __init__(self, total: int, lang: str) -> None:
        self.lang = lang
        self.console = Console(stderr=True, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self.bar = Bar(*columns, TimeElapsedColumn(), console=self.console, transient=True)
        self.task = self.bar.add_task("", total=total)

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
        state = say(STATES[result.state], self.lang)
        seconds = number(result.seconds, self.lang, 1)
        self.console.print(f"{name} · {page.id} · {state} · {seconds} s", markup=False)
