"""`workbench serve`: the pages in the browser, on this machine only."""

import argparse

from workbench.base.words import say
from workbench.commands.options import add_language, language_of_pages

NAME = "serve"
HELP = "help.serve"
PORT = 8866
COUNTS = {"expect": "help.serve.expect", "most": "help.serve.most"}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=say("help.serve.port", lang)
    )
    for name, key in COUNTS.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=say(key, lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Serve until interrupted."""
    from workbench.launch.server import serve  # Voila takes a second to import

    serve(args.port, language_of_pages(args.lang), args.expect, args.most)
    return 0
