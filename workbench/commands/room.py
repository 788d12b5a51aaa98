"""`workbench room`: a list of activities is opened to phones, a facilitator and a projector."""

import argparse
from functools import partial
from pathlib import Path

from workbench.base.dossier import work_on
from workbench.base.words import say
from workbench.commands.options import add_language, language_of_pages

NAME = "room"
HELP = "room.help"
PORT = 8866
HERE = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", metavar="DOSSIER", help=say("room.help.dossier", lang))
    parser.add_argument("--join", default="", metavar="CODE", help=say("room.help.join", lang))
    parser.add_argument("--host", default=HERE, metavar="H", help=say("access.help.host", lang))
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=say("help.serve.port", lang)
    )
    parser.add_argument("--store", default="", metavar="URL", help=say("room.help.store", lang))
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help=say("access.help.workspace", lang)
    )
    parser.add_argument(
        "--address", default="", metavar="URL", help=say("access.help.address", lang)
    )
    parser.add_argument("--proxy", action="store_true", help=say("access.help.proxy", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Open the room until interrupted; opened again, it goes on where it stood."""
    from workbench.launch.access.opening import settle
    from workbench.launch.access.reach import Reach, is_loopback
    from workbench.launch.room import Wanted, opened
    from workbench.launch.server import Order, serve  # Voila takes a second to import

    over_network = not is_loopback(args.host) or bool(args.address) or args.proxy
    reach = Reach(args.host, over_network, args.address, args.proxy).check()
    settle(args.workspace)
    wanted = Wanted(work_on(args.dossier), args.join, args.store)
    opens = partial(opened, wanted)
    serve(Order(args.port, language_of_pages(args.lang), reach=reach, opens=opens))
    return 0
