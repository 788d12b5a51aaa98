"""`workbench claims DOSSIER`: what its claims, stories and interviews allow to be said."""

import argparse
import json
import sys

from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "claims"
HELP = "claims.help"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("help.dossier", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print where each claim stands; what is wrong with the files is for `workbench check`."""
    if len(args.dossier) != 1:
        raise RunError("claims.one_dossier")
    from workbench.contribution.told import as_json, as_text  # heavy: help comes without it

    dossier = open_dossier(args.dossier[0])
    if args.json:
        text = json.dumps(as_json(dossier), ensure_ascii=False, indent=2)
    else:
        text = as_text(dossier, lang)
    sys.stdout.write(text + "\n")
    return 0
