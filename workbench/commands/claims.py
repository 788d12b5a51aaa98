"""`workbench claims DOSSIER`: what its claims, stories and interviews allow to be said."""

import argparse
import json
import sys

from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError, LetterError, RecordError, RunError
from workbench.base.words import LANGS
from workbench.commands.options import add_dossier

NAME = "claims"
KEYS = ("dossier", "claims", "stories", "outcomes", "quotes", "agreement")
HELP = "claims.help"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    add_dossier(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print where each claim stands; what is wrong with the files is for `workbench check`."""
    if len(args.dossier) != 1:
        raise RunError("claims.one_dossier")
    from workbench.contribution.told import as_json, as_text  # heavy: help comes without it

    dossier = open_dossier(args.dossier[0])
    if not args.json:
        sys.stdout.write(as_text(dossier, lang) + "\n")
        return 0
    try:
        content, code = as_json(dossier), 0
    except (DataError, RecordError) as error:
        content, code = _refused(error), 1
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return code


def _refused(error: LetterError) -> dict[str, object]:
    """Return the same keys with nothing in them, and the finding that says why."""
    said = {lang: error.say(lang) for lang in LANGS}
    finding = {"id": error.key, "passed": False, "severity": "blocker", **said}
    return {**dict.fromkeys(KEYS), "findings": [finding]}
