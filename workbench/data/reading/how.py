"""How somebody says that a file is to be read, where what was guessed of it is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class How:
    """What is known of a file, and not guessed: nothing where it is empty.

    *encoding* is its letters as Python calls them, *separator* the sign between two cells of a text
    file, *header* the line of its headings, counted from 1.

    >>> bool(How()), bool(How(header=4))
    (False, True)
    """

    encoding: str = ""
    separator: str = ""
    header: int = 0

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.encoding or self.separator or self.header)


GUESSED = How()
"""Nothing is said: all is guessed."""
ENCODINGS = ("utf-8-sig", "cp1252", "mac_roman", "utf-16")
"""The letters that may be said; the first reads UTF-8 with its mark and without."""
