"""`workbench share DOSSIER --out FILE.zip`: counts and estimates, and nobody's answers."""

import argparse
import sys
from datetime import date
from pathlib import Path

from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import worth_reading
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "share"
HELP = "protection.help.share"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("help.dossier", lang))
    about = say("protection.help.out", lang)
    parser.add_argument("--out", type=Path, metavar="FILE.zip", help=about)
    about = say("protection.help.sensitive", lang)
    parser.add_argument("--sensitive", nargs="+", default=[], metavar="COLUMN", help=about)
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Write the file to share and say what was left out of it."""
    if len(args.dossier) != 1:
        raise RunError("protection.one_dossier")
    dossier = open_dossier(args.dossier[0])
    out = args.out or Path("runs") / f"{dossier.name}-share.zip"
    from workbench.data.protection.share import share  # heavy, once needed

    today = date.today()  # a day on paper
    shared = share(dossier, out, today, args.sensitive)
    lines = [say("protection.shared", lang, n=len(shared.files), out=out)]
    lines += [finding.sentence(lang) for finding in worth_reading(shared.findings)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
