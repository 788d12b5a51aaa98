"""A writer that is killed at every step of its writing, one child after the other.

Run as ``python -m tests.base.killed FOLDER STEPS``: prints a line for each child, with the step at
which it was killed and what stands then.
"""

import os
import signal
import sys
from pathlib import Path

from workbench.base import kept
from workbench.base.dossier import revise
from workbench.base.history import text, versions
from workbench.base.records import Text, changed
from workbench.evaluation import Evaluation
from workbench.forms.live import Watched

EVENTS = {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.listdir", "os.scandir"}


def write(work, words):
    """Give the evaluation another title."""
    revise(work, Evaluation, lambda now: changed(now, title=Text(any=words)))


def killed_at(step, work):
    """Write in a child that is killed at the n-th thing it asks of the disk."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    count = 0

    def kill(event, _):
        nonlocal count
        count += event in EVENTS
        if event in EVENTS and count > step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    write(work, f"Title {step + 1}")
    os._exit(0)


def main(folder, steps):
    work = Watched(Path(folder), person="Ana")
    write(work, "Title 0")
    for step in range(steps):
        ended = killed_at(step, work)
        title = work.read(Evaluation).title.say("en")
        whole = all(text(work, version) for version in versions(work))
        known = kept.content(work.folder, kept.checksum(work.path("evaluation.yml").read_bytes()))
        print(step, ended, title, whole, known is not None, sep="|")
        if not ended:
            return


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
