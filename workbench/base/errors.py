"""Errors are letters to a colleague: where, what is wrong, what to do, the nearest word."""

from workbench.base import words


class LetterError(Exception):
    """An error made of a phrase and its holes, so that it can be read in every language.

    *key* names the phrase; the holes fill it. ``str()`` speaks the language of this machine.
    """

    def __init__(self, key: str, **holes: object) -> None:
        self.key = key
        self.holes = holes
        super().__init__(key)

    def say(self, lang: str, /) -> str:
        """Return the letter in *lang*."""
        return words.say(self.key, lang, **self.holes)

    def __str__(self) -> str:
        return self.say(words.language_here())

    def _render_traceback_(self) -> list[str]:
        """Show a page's reader the letter, where Jupyter would show a traceback."""
        return [str(self)]


class RecordError(LetterError):
    """A file that a person wrote breaks a rule."""


class DataError(LetterError):
    """A table cannot be read, or cannot carry what is asked of it."""


class RunError(LetterError):
    """A command, a page or a folder was asked for something it cannot do."""
