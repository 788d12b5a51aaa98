"""`workbench deposit RUN --out FILE.zip`: a run as a research object, for an open archive."""

import argparse
import sys
from pathlib import Path

from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "deposit"
HELP = "proof.help.deposit"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("run", nargs="*", metavar="RUN", help=say("proof.help.own_run", lang))
    about = say("proof.help.out", lang)
    parser.add_argument("--out", type=Path, metavar="FILE.zip", help=about)
    parser.add_argument("--licence", metavar="ID", help=say("proof.help.licence", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Write the zip file, and say what is in it and what was left out."""
    if len(args.run) != 1:
        raise RunError("proof.one_deposit")
    from workbench.launch.proof.deposit import deposit  # heavy: help and errors come without it

    folder = Path(args.run[0])
    out = args.out or folder.resolve().parent / f"{folder.resolve().name}-deposit.zip"
    made = deposit(folder, out, args.licence)
    parted = made.leaving
    lines = [say("proof.deposited", lang, n=len(made.files) + 1, out=out)]
    if parted.because:
        lines.append(say(parted.because, lang))
    if parted.left_out:
        names = ", ".join(parted.left_out)
        lines.append(say("proof.left_out", lang, n=len(parted.left_out), names=names))
    if parted.silent:
        lines.append(say("proof.silent", lang, pages=", ".join(parted.silent)))
    if args.licence is None:
        lines.append(say("proof.choose_licence", lang))
    sys.stdout.write("".join(line + "\n" for line in lines))
    return 0
