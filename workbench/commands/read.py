"""`workbench read FILE`: what a received file holds, told before anything is done with it."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.errors import DataError, RunError
from workbench.base.findings import of_letter
from workbench.base.words import say
from workbench.commands.bar import Bar
from workbench.commands.options import add_language

if TYPE_CHECKING:
    from workbench.data.reading import Reading

NAME = "read"
HELP = "help.read"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", metavar="FILE", help=say("help.read.file", lang))
    parser.add_argument("--sheet", metavar="S", help=say("help.read.sheet", lang))
    missing = say("help.read.missing", lang)
    parser.add_argument("--missing", action="append", default=[], metavar="CODE", help=missing)
    parser.add_argument("--out", type=Path, metavar="FILE", help=say("help.read.out", lang))
    parser.add_argument("--json", action="store_true", help=say("help.read.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Tell what is in the file, and write the clean table where --out says; 1 when refused."""
    if len(args.file) != 1:
        raise RunError("reading.one_file")
    path = Path(args.file[0])
    _check_out(args.out, path)
    from workbench.data import reading  # heavy: help and errors come without it

    try:
        with Bar(lang) as bar:
            found = reading.read(path, args.sheet, args.missing, bar.watch)
            if args.out is not None:
                reading.write(found, args.out, bar.watch)
    except DataError as error:
        if not args.json:
            raise
        _print(refusal(error, path, lang))
        return 1
    if args.json:
        _print(found.as_json())
    else:
        _tell(found, args.out, lang)
    return 0


def _check_out(out: Path | None, path: Path) -> None:
    if out is None:
        return
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise RunError("reading.out_kind", given=out.name)
    if out.resolve() == path.resolve():
        raise RunError("reading.out_is_source", given=out.name)


def _tell(found: "Reading", out: Path | None, lang: str) -> None:
    from workbench.commands.read_told import tell  # tables for people

    tell(found, out, lang)


def refusal(error: DataError, path: Path, lang: str) -> dict[str, object]:
    """Return the object of a file that was refused: nothing but the sentence."""
    finding = of_letter(error, path.name).as_json()
    told = {key: finding[key] for key in ("id", "passed", "fr", "en")}
    nothing = dict.fromkeys(("encoding", "separator", "decimal", "sheet"))
    empty: dict[str, object] = {"header_rows": 0, "rows": 0, "columns": [], "dropped": []}
    return {**nothing, **empty, "findings": [told], "refused": error.say(lang)}


def _print(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
