"""`workbench qca FILE`: which conditions, together, go with a result: to discuss."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base.errors import DataError, RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "qca"
HELP = "help.qca"
TEXTS = {
    "outcome": "qca.option.outcome",
    "conditions": "qca.option.conditions",
    "id": "qca.option.id",
    "anchors": "qca.option.anchors",
}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", metavar="FILE", help=say("qca.option.file", lang))
    for name, key in TEXTS.items():
        parser.add_argument(f"--{name}", metavar=name[0].upper(), help=say(key, lang))
    parser.add_argument(
        "--inclusion", type=float, default=0.8, metavar="X", help=say("qca.option.inclusion", lang)
    )
    parser.add_argument(
        "--frequency", type=int, default=1, metavar="N", help=say("qca.option.frequency", lang)
    )
    parser.add_argument("--json", action="store_true", help=say("qca.option.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print the paths and the doubts; 1 where the cases cannot bear the conditions."""
    if len(args.file) != 1 or not args.outcome or not args.conditions:
        raise RunError("qca.asks")
    anchors = _anchors(args.anchors)
    from workbench.analysis import configurations as qca
    from workbench.analysis.tables import table_of
    from workbench.base.findings import blocking

    names = tuple(name.strip() for name in args.conditions.split(",") if name.strip())
    if not names:
        raise RunError("qca.asks")
    asked = qca.Asked(args.outcome, names, args.inclusion, args.id, anchors, args.frequency)
    try:
        table = table_of(Path(args.file[0]), (*names, args.outcome.removeprefix(qca.NOT)))
        found, findings = qca.answer(table, asked)
    except DataError as error:
        if not args.json:
            raise
        _write(qca.refused(error))
        return 1
    if args.json:
        _write(qca.as_json(found, findings))
    else:
        sys.stdout.write(qca.as_text(found, findings, lang) + "\n")
    return 1 if blocking(findings) else 0


def _anchors(given: str | None) -> dict[str, tuple[float, ...]]:
    """Return the anchors of each column from ``a=20:50:80,b=3``; raise RunError otherwise."""
    found = {}
    for part in (given or "").split(","):
        name, sign, numbers = part.strip().rpartition("=")
        if not part.strip():
            continue
        try:
            found[name.strip()] = tuple(float(number) for number in numbers.split(":"))
        except ValueError:
            raise RunError("qca.anchors_unreadable", given=part) from None
        if not sign or not name.strip():
            raise RunError("qca.anchors_unreadable", given=part)
    return found


def _write(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
