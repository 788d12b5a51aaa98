"""`workbench reliability FILE`: whether the questions of a scale hold together."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base.errors import DataError, RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "reliability"
HELP = "help.reliability"
TEXTS = {
    "items": "reliability.option.items",
    "reverse": "reliability.option.reverse",
    "cluster": "reliability.option.cluster",
}
NUMBERS = {
    "low": "reliability.option.low",
    "high": "reliability.option.high",
    "level": "reliability.option.level",
}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    about = say("reliability.option.file", lang)
    parser.add_argument("file", nargs="*", metavar="FILE", help=about)
    for name, key in TEXTS.items():
        parser.add_argument(f"--{name}", metavar=name[0].upper(), help=say(key, lang))
    for name, key in NUMBERS.items():
        parser.add_argument(f"--{name}", type=float, metavar="X", help=say(key, lang))
    parser.add_argument("--json", action="store_true", help=say("reliability.option.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print alpha, omega and each question; 1 where the answers carry none of it."""
    level = 0.95 if args.level is None else args.level
    if len(args.file) != 1 or not args.items or not 0 < level < 1:
        raise RunError("reliability.asks")
    from workbench.analysis import reliability
    from workbench.analysis.tables import table_of

    items, reverse = _names(args.items), _names(args.reverse)
    asked = reliability.Asked(items, reverse, args.low, args.high, args.cluster, level)
    try:
        found, findings = reliability.answer(table_of(Path(args.file[0]), items), asked)
    except DataError as error:
        if not args.json:
            raise
        _write(reliability.refused(error))
        return 1
    if args.json:
        _write(reliability.as_json(found, findings))
    else:
        sys.stdout.write(reliability.as_text(found, findings, lang) + "\n")
    return 0


def _names(given: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (given or "").split(",") if name.strip())


def _write(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
