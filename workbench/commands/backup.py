"""`workbench backup`: everything that is kept, in one file; and back from it."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from workbench.base import backup, places
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "backup"
HELP = "backup.help"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help=say("access.help.workspace", lang)
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--out", type=Path, metavar="FILE", help=say("backup.help.out", lang))
    which.add_argument(
        "--restore", type=Path, metavar="FILE", help=say("backup.help.restore", lang)
    )
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Write the archive, or lay a workspace back from one."""
    workspace = args.workspace or places.workspace()
    if args.restore:
        n = backup.restore(args.restore, workspace)
        told = say("backup.restored", lang, n=n, folder=workspace)
    else:
        out = args.out or Path(f"workbench-{datetime.now():%Y-%m-%d-%H%M%S}.zip")
        told = say("backup.made", lang, n=backup.pack(workspace, out), file=out)
    sys.stdout.write(told + "\n")
    return 0
