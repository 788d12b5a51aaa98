"""`workbench card new|from|check`: one page a pilot, to be compared with others."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from workbench.base import words
from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import blocking, worth_reading
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "card"
HELP = "card.help"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("what", metavar="new|from|check", help=say("card.option.what", lang))
    parser.add_argument("place", metavar="DOSSIER", help=say("card.option.place", lang))
    parser.add_argument("pilot", nargs="?", default="", help=say("card.option.pilot", lang))
    parser.add_argument("--into", type=Path, metavar="DIR", help=say("card.option.into", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Do one of the three; 1 where a card cannot be taken."""
    if args.what not in VERBS:
        raise RunError("card.no_verb", given=args.what, hint=words.hint(args.what, VERBS))
    return VERBS[args.what](args, lang)


def _new(args: argparse.Namespace, lang: str) -> int:
    if not args.pilot:
        raise RunError("card.which_pilot")
    from workbench.capitalisation.card.folder import begin, folder_of_cards

    path = begin(folder_of_cards(Path(args.place)), args.pilot)
    sys.stdout.write(say("card.begun", lang, path=path) + "\n")
    return 0


def _from(args: argparse.Namespace, lang: str) -> int:
    from workbench.capitalisation.card.folder import bring, folder_of_cards  # heavy

    source = open_dossier(args.place)
    into = folder_of_cards(args.into) if args.into else source
    paths = bring(source, into, args.pilot)
    for path in paths:
        sys.stdout.write(say("card.written", lang, path=path) + "\n")
    return 0


def _check(args: argparse.Namespace, lang: str) -> int:
    from workbench.capitalisation.card.folder import looked_over  # heavy

    dossier = open_dossier(args.place)
    cards, sums, findings = looked_over(dossier)
    if args.json:
        told = [
            {
                "pilot": card.pilot_id,
                "share_level": card.share_level,
                "sums": len(sums[card.pilot_id]),
            }
            for card in cards
        ]
        content = {"cards": told, "findings": [finding.as_json() for finding in findings]}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    else:
        lines = [finding.told(lang) for finding in worth_reading(findings)]
        lines.append(say("card.checked", lang, n=len(cards), wrong=len(lines)))
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if blocking(findings) else 0


VERBS: dict[str, Callable[[argparse.Namespace, str], int]] = {
    "new": _new,
    "from": _from,
    "check": _check,
}
