"""`workbench costs FILE`: what results cost and are said to be worth, with their range."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base.dossier import check_format
from workbench.base.errors import DataError, RecordError, RunError
from workbench.base.records import validated
from workbench.base.words import say
from workbench.base.yaml_files import read_yaml
from workbench.commands.options import add_language

NAME = "costs"
HELP = "help.costs"
COUNTS = {"draws": (10_000, "costs.option.draws"), "seed": (1, "costs.option.seed")}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", metavar="FILE", help=say("costs.option.file", lang))
    for name, (usual, key) in COUNTS.items():
        parser.add_argument(f"--{name}", type=int, default=usual, metavar="N", help=say(key, lang))
    parser.add_argument("--json", action="store_true", help=say("costs.option.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print the return, the costs of results and the doubts; 1 where they cannot be counted."""
    if len(args.file) != 1 or not 100 <= args.draws <= 1_000_000 or args.seed < 0:
        raise RunError("costs.asks")
    from workbench.analysis import costs

    path = Path(args.file[0])
    try:
        content = read_yaml(path)
        check_format(content, path)
        found = costs.counted(validated(costs.Costs, content, path), args.draws, args.seed)
    except (RecordError, DataError) as error:
        if not args.json:
            raise
        _write(costs.refused(error, path.name))
        return 1
    if args.json:
        _write(costs.as_json(found))
    else:
        sys.stdout.write(costs.as_text(found, lang) + "\n")
    return 0


def _write(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
