"""`workbench run DOSSIER...`: the pages of evaluations, from the question to the report."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import blocking
from workbench.base.words import join, say
from workbench.commands.options import add_language, language_of_pages
from workbench.commands.progress import Progress
from workbench.launch.contents import Page, page, pages

if TYPE_CHECKING:
    from workbench.launch.manifest import Manifest

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
    parser.add_argument("--resume", action="store_true", help=say("help.run.resume", lang))


def run(args: argparse.Namespace, lang: str) -> int:
    """Run the pages of each dossier; 1 when a page failed or a finding blocks."""
    if not args.dossier:
        raise RunError("run.no_dossier")
    from workbench.launch import parameters, runner  # heavy: help and errors come without it

    dossiers = [open_dossier(name) for name in args.dossier]
    tongue = language_of_pages(args.lang)
    values = parameters.asked(args.given)
    order = runner.Order(tongue, _pages(args.pages), values, args.resume)
    parameters.check(values, order.pages, tongue)
    outs = _outs(dossiers, args.out, tongue)
    for dossier, out in zip(dossiers, outs, strict=True):
        runner.check_out(dossier, out, order)  # all of them before the first is run
    worst = 0
    with Progress(len(dossiers) * len(order.pages), lang) as progress:
        for dossier, out in zip(dossiers, outs, strict=True):
            record = runner.run(dossier, out, order, progress.watch)
            worst = max(worst, _told(record, Dossier(out), lang))
    return worst


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
        raise RunError("run.same_name", name=twice[0])
    if out is None:
        return [Path("runs") / f"{name}-{lang}" for name in names]
    return [out] if len(names) == 1 else [out / name for name in names]


def _told(record: "Manifest", dossier: Dossier, lang: str) -> int:
    """Say how a run ended, where its report is, and return its exit code."""
    lines = []
    for result in record.pages:
        if result.state == "waiting":
            missing = join(result.missing, lang)
            lines.append(say("run.waiting", lang, page=result.page, missing=missing))
        elif result.state == "failed":
            cell, why = str(result.cell), result.sentence
            lines.append(say("run.failed", lang, page=result.page, cell=cell, why=why))
    from workbench.report import review  # heavy, as above

    stops = blocking(review(dossier))
    lines += [say("run.blocked", lang, why=finding.sentence(lang)) for finding in stops]
    report = dossier.path("report", "index.html")
    if report.exists():
        lines.append(say("run.report", lang, name=record.dossier, report=report))
    sys.stdout.write("".join(line + "\n" for line in lines))
    failed = any(result.state == "failed" for result in record.pages)
    return 1 if failed or stops else 0
