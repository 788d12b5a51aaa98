"""`workbench diff RUN1 RUN2`: what changed between two runs, why, and by how much."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "diff"
HELP = "proof.help.diff"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("run", nargs="*", metavar="RUN", help=say("proof.help.two_runs", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print what differs; 1 when anything does."""
    if len(args.run) != 2:
        raise RunError("proof.two_runs")
    from workbench.launch.proof import diff_told  # heavy: help and errors come without it
    from workbench.launch.proof.diff import diff
    from workbench.launch.proof.unpacked import run_in

    one, two = map(Path, args.run)
    with run_in(one) as first, run_in(two) as second:
        found = diff(first, second)
    if args.json:
        content = diff_told.as_json(found)
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(line + "\n" for line in diff_told.lines(found, lang)))
    return 0 if found.same else 1
