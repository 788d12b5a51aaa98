"""`workbench run DOSSIER...`: the pages of evaluations, from the question to the report."""

import argparse
import contextlib
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from workbench.base.compute import computing
from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import RunError
from workbench.base.words import Phrase, hint, say
from workbench.commands import synthesis
from workbench.commands.options import add_language, language_of_pages
from workbench.commands.progress import Progress
from workbench.commands.run_told import told
from workbench.launch import contents
from workbench.launch.contents import Page, every, page, pages, programme
from workbench.launch.programme import workers

NAME = "run"
HELP = "help.run"


LIMITS = {"minutes": "help.run.page_minutes", "memory": "help.run.page_memory"}
"""What a page may take, and what the help says of it."""


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
    parser.add_argument("--cluster", metavar="ADDRESS", help=say("cluster.option.run", lang))
    for limit in ("minutes", "memory"):
        about = say(LIMITS[limit], lang)
        parser.add_argument(f"--page-{limit}", type=float, metavar="N", help=about)
    parser.add_argument("--resume", action="store_true", help=say("help.run.resume", lang))
    parser.add_argument("--fresh", action="store_true", help=say("programme.help.fresh", lang))


def run(args: argparse.Namespace, lang: str) -> int:
    """Run the pages of the dossiers; 1 when a page failed or a finding blocks."""
    if not args.dossier:
        raise RunError("run.no_dossier")
    if args.fresh and args.resume:
        raise RunError("programme.fresh_or_resume")
    dossiers = [open_dossier(name) for name in args.dossier]
    if not args.cluster:
        _warmed()
    from workbench.launch import parameters, runner  # heavy: help and errors come without it
    from workbench.launch.programme.folder import Order
    from workbench.launch.warm import limits

    tongue = language_of_pages(args.lang)
    values, some = parameters.asked(args.given), _pages(args.pages)
    asked = (args.page_minutes, args.page_memory)
    most = None if asked == (None, None) else limits.asked(*asked)
    order = Order(tongue, some, values, args.resume, args.fresh, most)
    outs = _outs(dossiers, args.out, tongue)
    ends = programme() if len(outs) > 1 else ()
    end = [page for page in some if page in ends]
    last = synthesis.place(outs, tongue) if end else None
    its = {one.name: len(runner.of(one, some)) for one in dossiers}
    places = [pair for pair in zip(dossiers, outs, strict=True) if its[pair[0].name]]
    if not (places or end):
        raise RunError("run.unknown_page", page=args.pages, hint=_hint())
    at_once = args.workers or (workers.MOST if args.cluster else workers.usual())
    with (
        computing(at_once, args.cluster, _holding(outs) if args.cluster else ()) as executor,
        Progress({**its, synthesis.NAME: len(end)}, lang) as shown,
    ):
        does = partial(runner.run_all, watch=shown.watch, executor=executor, at_once=at_once)
        courses = does(places, order)
        ended = synthesis.run(outs, last, replace(order, pages=end), does) if last else None
    lines, code = told(courses, lang, ended)
    sys.stdout.write("".join(line + "\n" for line in lines))
    return code


def _warmed() -> None:
    """Let the warm process read while this one reads papermill."""
    from workbench.launch.warm import link

    with contextlib.suppress(link.ColdError):
        link.warm(contents.warm())


def _holding(outs: Sequence[Path]) -> list[Path]:
    """Return the folders, there already, in which the run folders are or will be."""
    above = (out.resolve().parents for out in outs)
    return sorted({next(folder for folder in folders if folder.is_dir()) for folders in above})


def _hint() -> Phrase:
    return hint("", [page.id for page in pages()])


def _pages(text: str | None) -> Sequence[Page]:
    """Return the pages named, in their own order: ``03``, ``03_indicators``, or a list of them.

    A number that several pages have names them all.
    """
    if text is None:
        return every()
    wanted = {id for name in text.split(",") for id in _named(name.strip())}
    return [p for p in every() if p.id in wanted]


def _named(name: str) -> list[str]:
    return [p.id for p in every() if p.id.split("_")[0] == name] or [page(name).id]


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
