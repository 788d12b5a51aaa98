"""`workbench new NAME`: an empty dossier to fill in."""

import argparse
import re
import sys
from pathlib import Path

from workbench.base import places, shelf
from workbench.base.errors import RunError
from workbench.base.shelf import Shelf
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "new"
HELP = "help.new"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("what", nargs="+", metavar="NAME", help=say("help.new.name", lang))
    parser.add_argument("--into", type=Path, metavar="DIR", help=say("help.new.into", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Copy the empty dossier under a new name; ``new dossier NAME`` says the same."""
    words = args.what[1:] if args.what[0] == "dossier" and len(args.what) > 1 else args.what
    if len(words) != 1:
        raise RunError("new.one_name", given=" ".join(args.what))
    name = words[0]
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise RunError("new.bad_name", name=name)
    home = args.into or places.workspace()
    shelf.new("", Shelf(home), name)
    sys.stdout.write(say("new.made", lang, folder=home / name, name=name) + "\n")
    return 0
