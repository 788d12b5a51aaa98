"""`workbench verify RUN`: a run or a deposit made again; what differs first, or a certificate."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language
from workbench.commands.progress import Progress

NAME = "verify"
HELP = "proof.help.verify"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("run", nargs="*", metavar="RUN", help=say("proof.help.run", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Make the run again and say whether it is the same; 1 when something differs."""
    if len(args.run) != 1:
        raise RunError("proof.one_run")
    from workbench.launch.programme import workers
    from workbench.launch.proof import certificate, told  # heavy: help and errors come without it
    from workbench.launch.proof.kept import opened
    from workbench.launch.proof.unpacked import run_in
    from workbench.launch.proof.verify import verify

    path = Path(args.run[0])
    with run_in(path) as folder:
        with Progress({folder.resolve().name: len(opened(folder).pages)}, lang) as shown:
            verdict = verify(folder, shown.watch, workers.usual())
        own = path if path.is_file() else None
        page = certificate.write(verdict, args.lang or verdict.run.record.lang, own)
    if args.json:
        content = {**told.as_json(verdict), "certificate": str(page) if page else None}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    else:
        lines = told.lines(verdict, lang)
        lines += [say("proof.certified", lang, page=page)] if page else []
        sys.stdout.write("".join(line + "\n" for line in lines))
    return 0 if verdict.same else 1
