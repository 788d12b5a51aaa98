"""Help and errors of the command line in the reader's language."""

import argparse
from typing import Any, NoReturn

from workbench.base import words
from workbench.base.errors import RunError
from workbench.base.words import say


class Parser(argparse.ArgumentParser):
    """A parser whose titles are phrases, and whose errors are letters."""

    def __init__(self, lang: str = words.LANGS[0], **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
            **options,
        )
        self.lang = lang
        self._positionals.title = say("help.arguments", lang)
        self._optionals.title = say("help.options", lang)
        self.add_argument("-h", "--help", action="help", help=say("help.help", lang))

    def format_usage(self) -> str:
        """Return the usage line, in the reader's language."""
        return super().format_usage().replace("usage:", say("help.usage", self.lang), 1)

    def format_help(self) -> str:
        """Return the help, in the reader's language."""
        return super().format_help().replace("usage:", say("help.usage", self.lang), 1)

    def error(self, message: str) -> NoReturn:
        """Raise a letter where argparse would print English and leave."""
        raise RunError("help.wrong_usage", why=message, prog=self.prog)

    def actions(self) -> list[argparse.Action]:
        """Return the options and arguments of this command."""
        return self._actions

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - argparse's own
        """Refuse an unknown command with the nearest one."""
        if action.choices is not None and value not in action.choices:
            hint = words.hint(value, [str(choice) for choice in action.choices])
            raise RunError("help.unknown_command", given=value, hint=hint)
