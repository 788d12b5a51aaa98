"""`workbench invite DOSSIER`: a link for the first person who works on it over the network."""

import argparse
import sys
from pathlib import Path

from workbench.base import places, words
from workbench.base.dossier import MARK
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "invite"
HELP = "access.help.invite"
HERE = "http://127.0.0.1:8866"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", metavar="DOSSIER", help=say("access.help.of_workspace", lang))
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help=say("access.help.workspace", lang)
    )
    parser.add_argument(
        "--address", default=HERE, metavar="URL", help=say("access.help.address", lang)
    )
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Make the link and show it; whoever has the machine may open every dossier of it."""
    from workbench.launch.access.reach import Reach
    from workbench.launch.access.store import Store

    workspace = args.workspace or places.workspace()
    names = [mark.parent.name for mark in workspace.glob(f"*/{MARK}")]
    if args.dossier not in names:
        hint = words.hint(args.dossier, names)
        raise RunError("serve.no_such_dossier", name=args.dossier, hint=hint)
    url = Reach(joined=True, address=args.address).check().url(0)
    store = Store(workspace)
    store.members.adopt(args.dossier)
    word = store.invitations.give(None, args.dossier)
    store.close()
    told = say("access.invited_link", lang, name=args.dossier, link=f"{url}/join/{word}")
    sys.stdout.write(told + "\n")
    return 0
