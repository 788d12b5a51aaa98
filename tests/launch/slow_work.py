"""Long work for the tests of jobs: it says its steps, and goes on when a file says so."""

import os
import time
from pathlib import Path

from workbench.base.errors import DataError
from workbench.base.progress import progress

GO, STOPPED = "go.txt", 60


def steps(dossier, lang):
    """Write who works, then wait at the second of three steps for GO."""
    progress(1, 3, "work.step.data")
    given = Path(os.environ.get("WORKBENCH_DOSSIER", "none")).name
    dossier.path("worker.txt").write_text(f"{os.getpid()} {lang} {given}")
    progress(2, 3, "work.step.results")
    until(dossier.path(GO))
    progress(3, 3, "work.step.report")
    Path(dossier.path("made.txt")).write_text("made")


def until(path):
    for _ in range(STOPPED * 20):
        if path.exists():
            return
        time.sleep(0.05)


def fails(dossier, lang):
    raise DataError("forms.not_a_number", typed="douze")


def breaks(dossier, lang):
    raise ZeroDivisionError(lang)


def dies(dossier, lang):
    os._exit(3)
