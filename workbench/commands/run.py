"""`workbench run DOSSIER...`: the pages of evaluations, from the question to the report."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.base.compute import computing
from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language, language_of_pages
from workbench.commands.progress import Progress
from workbench.commands.run_told import told
from workbench.launch.contents import Page, page, pages
from workbench.launch.programme import workers

NAME = "run"
HELP = "help.run"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("help.dossier", lang))
    add_language(parser, lang)
    parser.add_argument("--pages", metavar="01,02...", help=say("help.run.pages", lang))
    parser.add_argument(
        "-p", dest="given", action="append", default=[], metavar="NAME=VALUE",
        help=say("help.run.parameter", lang),
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("help.run.out", lang))
    parser.add_argument(
        "--workers", type=workers.asked, metavar="N", help=say("programme.help.workers", lang)
    )
    parser.add_argument("--resume", action="store_true", help=say("help.run.resume", lang))
    parser.add_argument("--fresh", action="store_true", help=say("programme.help.fresh", lang))


def run(args: argparse.Namespace, lang: str) -> int:
    """Run the pages of the dossiers; 1 when a page failed or a finding blocks."""
    if not args.dossier:
        raise RunError("run.no_dossier")
    if args.fresh and args.resume:
        raise RunError("programme.fresh_or_resume")
    from workbench.launch import parameters, runner  # heavy: help and errors come without it
    from workbench.launch.programme.folder import Order

    dossiers = [open_dossier(name) for name in args.dossier]
    tongue = language_of_pages(args.lang)
    values = parameters.asked(args.given)
    order = Order(tongue, _pages(args.pages), values, args.resume, args.fresh)
    places = list(zip(dossiers, _outs(dossiers, args.out, tongue), strict=True))
    at_once = args.workers or workers.usual()
    with (
        computing(at_once) as executor,
        Progress(len(places), len(order.pages), lang) as progress,
    ):
        courses = runner.run_all(places, order, progress.watch, executor, at_once)
    lines, code = told(courses, lang)
    sys.stdout.write("".join(line + "\n" for line in lines))
    return code


def _pages(text: str | None) -> Sequence[Page]:
    """Return the pages named, in their own order: ``03``, ``03_indicators``, or a list of them."""
    if text is None:
        return pages()
    known = {p.id.split("_")[0]: p.id for p in pages()}
    wanted = {page(known.get(name.strip(), name.strip())).id for name in text.split(",")}
    return [p for p in pages() if p.id in wanted]


def _outs(dossiers: Sequence[Dossier], out: Path | None, lang: str) -> list[Path]:
    """Return the run folder of each dossier; two of one name need places of their own."""
    names = [dossier.name for dossier in dossiers]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        folders = {one.folder.resolve() for one in dossiers if one.name == twice[0]}
        raise RunError("run.same_name" if len(folders) > 1 else "programme.twice", name=twice[0])
    if out is None:
        return [Path("runs") / f"{name}-{lang}" for name in names]
    return [out] if len(names) == 1 else [out / name for name in names]
