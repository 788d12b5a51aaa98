"""A folder for what does not fit in memory; it goes when nobody needs it any more."""

import shutil
import tempfile
import weakref
from pathlib import Path


class Scratch:
    """A temporary folder, readable by its owner only, removed with this object at the latest.

    It holds cells of people's files, so it must never stay behind.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="workbench-read-"))
        self.remove = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
