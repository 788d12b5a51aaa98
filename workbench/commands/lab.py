"""`workbench lab`: the pages in JupyterLab, to see and change their code."""

import argparse

from workbench.base.words import say
from workbench.commands.options import add_language, language_of_pages

NAME = "lab"
HELP = "help.lab"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=int, metavar="N", help=say("help.lab.port", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Open JupyterLab until interrupted."""
    from workbench.launch.lab import lab  # JupyterLab takes a second to import

    lab(language_of_pages(args.lang), args.port)
    return 0
