"""`workbench serve`: the pages in the browser, on this machine only or in a network."""

import argparse
from pathlib import Path

from workbench.base.words import say
from workbench.commands.options import add_language, language_of_pages

NAME = "serve"
HELP = "help.serve"
PORT = 8866
COUNTS = {"expect": "help.serve.expect", "most": "help.serve.most"}
HERE = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=say("help.serve.port", lang)
    )
    for name, key in COUNTS.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=say(key, lang))
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help=say("access.help.workspace", lang)
    )
    parser.add_argument("--host", default=HERE, metavar="H", help=say("access.help.host", lang))
    parser.add_argument(
        "--join", nargs="?", const="", metavar="CODE", help=say("access.help.join", lang)
    )
    parser.add_argument(
        "--address", default="", metavar="URL", help=say("access.help.address", lang)
    )
    parser.add_argument("--proxy", action="store_true", help=say("access.help.proxy", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Serve until interrupted."""
    from workbench.launch.access.opening import settle
    from workbench.launch.access.reach import Reach
    from workbench.launch.server import Order, serve  # Voila takes a second to import

    reach = Reach(args.host, args.join is not None, args.address, args.proxy).check()
    settle(args.workspace)
    pages = language_of_pages(args.lang)
    serve(Order(args.port, pages, args.expect, args.most, reach, args.join or ""))
    return 0
