"""`workbench pool FILE`: several pilots together, and where the next site may be."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base import words
from workbench.base.errors import DataError, RecordError, RunError
from workbench.base.findings import blocking
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "pool"
HELP = "help.pool"
TEXTS = {
    "effect": "pooling.option.effect",
    "variance": "pooling.option.variance",
    "id": "pooling.option.id",
    "claim": "pooling.option.claim",
    "moderators": "pooling.option.moderators",
}
CHOICES = {
    "measure": (
        ("risk_ratio", "odds_ratio", "risk_difference", "standardised_mean_difference"),
        "pooling.option.measure",
    ),
    "unit": (("points", "share", "ratio", "dollars"), "pooling.option.unit"),
    "method": (("REML", "DL", "PM"), "pooling.option.method"),
    "test": (("t", "z"), "pooling.option.test"),
}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", metavar="FILE", help=say("pooling.option.file", lang))
    for name, key in TEXTS.items():
        parser.add_argument(f"--{name}", metavar="X", help=say(key, lang))
    for name, (allowed, key) in CHOICES.items():
        metavar = "M" if name == "measure" else "|".join(allowed)
        parser.add_argument(f"--{name}", metavar=metavar, help=say(key, lang))
    level = say("pooling.option.level", lang)
    parser.add_argument("--level", type=float, default=0.95, metavar="X", help=level)
    parser.add_argument("--json", action="store_true", help=say("pooling.option.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print the average and its doubts; 1 where the pilots cannot be pooled."""
    _check(args)
    from workbench.analysis import pooling  # heavy: help and errors come without it
    from workbench.analysis.pooling import told

    names = ("effect", "variance", "id", "claim", *CHOICES)
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    columns = tuple(part.strip() for part in (args.moderators or "").split(",") if part.strip())
    asked = pooling.Pooling.model_validate({**given, "moderators": columns})
    try:
        found = pooling.read_pilots(Path(args.file[0]), asked)
        pooled = pooling.pool(found, asked.method, asked.test, args.level)
    except (DataError, RecordError) as error:
        if not args.json:
            raise
        _write(told.refused(error))
        return 1
    findings = pooling.doubts(pooled, found)
    if args.json:
        _write(told.as_json(pooled, findings))
    else:
        sys.stdout.write(told.as_text(pooled, findings, lang) + "\n")
    return 1 if blocking(findings) else 0


def _check(args: argparse.Namespace) -> None:
    """Raise RunError for a question that is none."""
    both = args.effect is not None and args.variance is not None
    if len(args.file) != 1 or not (both or args.measure):
        raise RunError("pooling.asks")
    if args.measure and (args.effect is not None or args.variance is not None):
        raise RunError("pooling.not_both")
    for name, (allowed, _) in CHOICES.items():
        given = getattr(args, name)
        if given is not None and given not in allowed:
            hint = words.hint(given, allowed)
            raise RunError("pooling.no_choice", option=name, given=given, hint=hint)
    if not 0 < args.level < 1:
        raise RunError("pooling.option_level")


def _write(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
