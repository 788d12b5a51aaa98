"""`workbench forms DOSSIER --out DIR`: all that a charity takes along to collect."""

import argparse
import sys
from pathlib import Path

from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import worth_reading
from workbench.base.words import LANGS, say
from workbench.commands.options import add_language

NAME = "forms"
HELP = "help.forms"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("help.dossier", lang))
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("help.forms.out", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Write every form and list, in one language where --lang says so, in both otherwise."""
    if len(args.dossier) != 1:
        raise RunError("forms_made.one_dossier")
    dossier = open_dossier(args.dossier[0])
    out = args.out or Path("runs") / f"{dossier.name}-forms"
    if out.resolve().is_relative_to(dossier.folder.resolve()):
        raise RunError("run.out_in_dossier", out=out, name=dossier.name)
    from workbench.collection import consent, instrument_of, take_along  # heavy, once needed

    files = take_along(dossier, out, [args.lang] if args.lang else LANGS)
    lines = [say("forms_made.file", lang, file=file) for file in files]
    told = worth_reading(consent.people_are_told(instrument_of(dossier)))
    lines += [finding.sentence(lang) for finding in told]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
