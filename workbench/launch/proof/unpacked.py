"""A deposit is verified as it came: its run is unpacked for as long as somebody looks at it."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.base.errors import RunError
from workbench.launch.manifest import FILE
from workbench.launch.proof.crate import RUN

MOST = 4_000_000_000
"""So many bytes are unpacked: a small file could otherwise fill a disk."""


@contextmanager
def run_in(path: Path) -> Iterator[Path]:
    """Give the run folder at *path*, which may be a deposit: its run is then unpacked for a while.

    Raises RunError where a file is no deposit, or would be larger than MOST once unpacked.
    """
    if not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                parts = [one for one in archive.infolist() if one.filename.startswith(f"{RUN}/")]
                size = sum(one.file_size for one in parts)
                if f"{RUN}/{FILE}" not in archive.namelist() or size > MOST:
                    raise RunError("proof.no_deposit", file=path)
                archive.extractall(folder, parts)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):  # broken, or locked
            raise RunError("proof.no_deposit", file=path) from None
        yield Path(folder, RUN)
