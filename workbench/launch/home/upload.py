"""A file that a browser sends with a form, written down as it comes: never whole in memory."""

import os
import re
from typing import BinaryIO

from workbench.base.errors import RunError

HEAD = 16 * 1024
"""Bytes of what stands before the file, at most."""
AROUND = HEAD + 1024
"""Bytes that a form adds around its file, at most."""
_BOUNDARY = re.compile(r'multipart/form-data;.*boundary="?([^";,]{1,70})"?', re.IGNORECASE)


class OneFile:
    """Takes the parts of a form with one file as they come, and leaves the file alone in *out*."""

    def __init__(self, kind: str, out: BinaryIO) -> None:
        found = _BOUNDARY.match(kind)
        if not found:
            raise RunError("home.no_file")
        self._line = b"--" + found[1].encode("latin-1", "replace")
        self._head: bytes | None = b""
        self._out = out

    def take(self, part: bytes) -> None:
        """Take the next part."""
        if self._head is None:
            self._out.write(part)
            return
        self._head += part
        head, found, rest = self._head.partition(b"\r\n\r\n")
        if found:
            self._begin(head, rest)
        elif len(self._head) > HEAD:
            raise RunError("home.no_file")

    def end(self) -> BinaryIO:
        """Return the file, open at its beginning, once all has come; RunError where none has."""
        if self._head is not None:
            raise RunError("home.no_file")
        last = b"\r\n" + self._line + b"--"
        size = self._out.seek(0, os.SEEK_END)
        begin = max(0, size - len(last) - 2)
        self._out.seek(begin)
        at = self._out.read().rfind(last)
        if at < 0:
            raise RunError("home.not_whole")
        self._out.truncate(begin + at)
        self._out.seek(0)
        if begin + at == 0:
            raise RunError("home.no_file")
        return self._out

    def _begin(self, head: bytes, rest: bytes) -> None:
        if not head.startswith(self._line + b"\r\n") or b"filename" not in head:
            raise RunError("home.no_file")
        self._head = None
        self._out.write(rest)
