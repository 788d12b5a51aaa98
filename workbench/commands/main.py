"""The door of the command line: which command, in which language, with which exit code.

Exit codes: 0 done, 1 a finding blocks or a page failed, 2 wrong usage, 130 interrupted.
"""

import sys
from collections.abc import Sequence

from workbench import __version__
from workbench.base import words
from workbench.base.errors import DataError, LetterError, RecordError, RunError
from workbench.base.words import LANGS, say
from workbench.commands import (
    backup,
    card,
    check,
    claims,
    costs,
    day,
    deposit,
    diff,
    estimate,
    export,
    forms,
    importing,
    invite,
    lab,
    ledger,
    new,
    pool,
    power,
    purge,
    qca,
    read,
    reliability,
    room,
    run,
    serve,
    share,
    verify,
)
from workbench.commands.parser import Parser

ALL = (
    new, power, check, ledger, forms, read, importing, estimate, claims, pool, qca, reliability,
    costs, card, day, run, verify, diff, deposit, share, export, purge, serve, room, invite, backup,
    lab,
)  # fmt: skip
"""Every command, in the order of an evaluation."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    lang = _language(args)
    try:
        return _run(args, lang)
    except (RecordError, DataError) as error:
        return _letter(error, lang, 1)
    except RunError as error:
        return _letter(error, lang, 2)
    except OSError as error:  # no room, no right to write: the machine's reason, in a letter
        why = error.strerror or type(error).__name__
        return _letter(RunError("run.machine", file=error.filename or "-", why=why), lang, 1)
    except KeyboardInterrupt:
        sys.stderr.write("\n" + say("run.interrupted", lang) + "\n")
        return 130


def _run(args: list[str], lang: str) -> int:
    parser = _parser(lang)
    if not args:
        parser.print_help()
        return 0
    known, rest = parser.parse_known_args(args)
    if rest:
        options = [text for action in known.parser.actions() for text in action.option_strings]
        option = rest[0].split("=")[0]
        raise RunError("help.unknown_option", option=option, hint=words.hint(option, options))
    return int(known.command.run(known, lang))


def _parser(lang: str) -> Parser:
    parser = Parser(lang, prog="workbench", description=say("help.workbench", lang))
    parser.epilog = say("help.examples", lang)
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.set_defaults(parser=parser)
    commands = parser.add_subparsers(title=say("help.commands", lang), metavar="", prog="workbench")
    for command in ALL:
        about = say(command.HELP, lang)
        own = commands.add_parser(command.NAME, lang=lang, help=about, description=about)
        own.set_defaults(command=command, parser=own)
        command.arguments(own, lang)
    return parser


def _language(args: Sequence[str]) -> str:
    """Return the language of the words on the screen: --lang, or this machine's."""
    for before, after in zip(args, [*args[1:], ""], strict=False):
        chosen = after if before == "--lang" else before.removeprefix("--lang=")
        if before.startswith("--lang") and chosen in LANGS:
            return chosen
    return words.language_here()


def _letter(error: LetterError, lang: str, code: int) -> int:
    sys.stderr.write(f"workbench: {error.say(lang)}\n")
    return code
