"""One of two people who write in the same dossier at the same time.

Run as ``python -m tests.base.writer FOLDER NAME TIMES``: adds that many places, one by one.
"""

import sys
from pathlib import Path

from workbench.base.dossier import revise
from workbench.base.records import Text, changed
from workbench.evaluation import Evaluation
from workbench.forms.live import Watched


def main(folder, name, times):
    work = Watched(Path(folder), person=name)
    for number in range(times):
        place = Text(any=f"{name} {number}")
        revise(work, Evaluation, lambda now, it=place: changed(now, places=(*now.places, it)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
