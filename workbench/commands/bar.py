"""A bar on the error stream for work longer than a second, on a screen only."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from workbench.base.words import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""After so many seconds, people want to know."""
STAGES = {
    "letters": "reading.stage.letters",
    "rows": "reading.stage.rows",
    "columns": "reading.stage.columns",
    "write": "reading.stage.write",
}


class Bar:
    """Shows the stage of long work, and how far it is."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.start = time.monotonic()
        self.bar: Progress | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def watch(self, stage: str, done: int, whole: int) -> None:
        """Show how far a stage is, once the work has taken a second."""
        if time.monotonic() - self.start < PATIENCE:
            return
        if self.bar is None:
            self._open()
        if self.bar is not None and self.task is not None:
            name = say(STAGES[stage], self.lang)
            self.bar.update(self.task, description=name, completed=done, total=max(whole, 1))

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, highlight=False)
        if not console.is_terminal:
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self.bar = Progress(*columns, console=console, transient=True)
        self.task = self.bar.add_task("", total=1)
        self.bar.start()
