"""`workbench export DOSSIER|RUN`: results that machines read, in a folder of their own."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import worth_reading
from workbench.base.words import say
from workbench.commands.options import add_language, language_of_pages

NAME = "export"
HELP = "export.help"
RECORD = "manifest.json"
"""What makes a folder a run: the record of how it was made, which names its dossier."""


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("export.help.what", lang))
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("export.help.out", lang))
    parser.add_argument(
        "--as", dest="formats", nargs="+", default=[], metavar="tidy|cids|esf",
        help=say("export.help.formats", lang),
    )  # fmt: skip
    parser.add_argument("--excel", action="store_true", help=say("export.help.excel", lang))
    about = say("export.help.sensitive", lang)
    parser.add_argument("--sensitive", nargs="+", default=[], metavar="COLUMN", help=about)
    parser.add_argument("--by-age", action="store_true", help=say("export.help.by_age", lang))
    parser.add_argument("--memory", metavar="DOSSIER", help=say("export.help.memory", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Write the files and say what was left out of them."""
    if len(args.dossier) != 1:
        raise RunError("export.one_dossier")
    dossier = open_dossier(args.dossier[0])
    memory = open_dossier(args.memory) if args.memory else _memory(dossier)
    out = args.out or Path("runs") / f"{dossier.name}-export"
    from workbench.report.export.export import Wanted, export, formats_of  # heavy, once needed

    wanted = Wanted(
        formats_of([name for text in args.formats for name in text.split(",")]),
        language_of_pages(args.lang),
        comma=args.excel,
        sensitive=tuple(args.sensitive),
        by_age=args.by_age,
    )
    today = date.today()  # a day on paper
    done = export(dossier, memory, out, today, wanted)
    lines = [say("export.file", lang, file=file) for file in done.files]
    lines += [finding.sentence(lang) for finding in worth_reading(done.findings)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _memory(dossier: Dossier) -> Dossier:
    """Return the dossier that remembers what was published; of a run, the one that was run.

    A run is a copy that may be made again or thrown away: what left from it must be remembered
    where the next run comes from. Raises RunError where that dossier is not found by its name.
    """
    path = dossier.path(RECORD)
    if not path.is_file():
        return dossier
    try:
        name = json.loads(path.read_text(encoding="utf-8"))["dossier"]
        found = open_dossier(str(name))
    except (OSError, ValueError, KeyError, TypeError, RunError):
        raise RunError("export.memory", run=dossier.folder) from None
    return found
