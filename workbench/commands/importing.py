"""`workbench import FILE --into DOSSIER`: what taking a file in would do; --accept does it."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base import words
from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import SEVERITY_NAMES, worth_reading
from workbench.base.words import say
from workbench.commands.options import add_language

if TYPE_CHECKING:
    from workbench.data.importing import KeyMaker, Proposal, Request

NAME = "import"
HELP = "importing.help"
PASSPHRASE = "WORKBENCH_PASSPHRASE"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", metavar="FILE", help=say("importing.help.file", lang))
    parser.add_argument("--into", metavar="DOSSIER", help=say("importing.help.into", lang))
    parser.add_argument("--wave", metavar="ID", help=say("importing.help.wave", lang))
    parser.add_argument("--sheet", metavar="NAME", help=say("importing.help.sheet", lang))
    parser.add_argument("--part", metavar="NAME", help=say("importing.help.part", lang))
    _many(parser, "--column", "Q=HEADING", say("importing.help.column", lang))
    _many(parser, "--code", "Q:TEXT=CODE", say("importing.help.code", lang))
    _many(parser, "--drop", "HEADING", say("importing.help.drop", lang))
    _many(parser, "--key", "HEADING", say("importing.help.key", lang))
    _many(parser, "--absent", "Q", say("importing.help.absent", lang))
    parser.add_argument("--received-on", metavar="DATE", help=say("received.help.on", lang))
    for name in ("title", "source", "licence"):
        parser.add_argument(f"--{name}", metavar="TEXT", help=say("importing.help.noted", lang))
    parser.add_argument("--replace", action="store_true", help=say("importing.help.replace", lang))
    parser.add_argument("--accept", action="store_true", help=say("importing.help.accept", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def _many(parser: argparse.ArgumentParser, option: str, metavar: str, text: str) -> None:
    parser.add_argument(option, action="append", default=[], metavar=metavar, help=text)


def run(args: argparse.Namespace, lang: str) -> int:
    """Tell what the import would do, or do it; 1 when a finding blocks or the file is refused."""
    if len(args.file) != 1 or not args.into:
        raise RunError("importing.one_file")
    from workbench.data import importing  # heavy: help and errors come without it

    dossier, request = open_dossier(args.into), _request(args)
    importing.take_back(dossier)
    proposal = importing.propose(dossier, request)
    accepted = args.accept and not proposal.blocked
    if accepted:
        if request.key:
            dossier.to_write("received.yml")  # an example makes no keys
            proposal = importing.propose(dossier, request, _key_maker(dossier))
        importing.accept(dossier, proposal)
    if args.json:
        content = {"dossier": dossier.name, **importing.as_json(proposal, accepted)}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_told(proposal, dossier.name, accepted, lang)) + "\n")
    return 1 if proposal.blocked else 0


def _request(args: argparse.Namespace) -> "Request":
    from workbench.data.importing import Request

    codes: dict[str, dict[str, str]] = {}
    for given in args.code:
        question, colon, rest = given.partition(":")
        if not colon:
            raise RunError("importing.not_a_code", given=given)
        text, code = _parted(rest, "importing.not_a_code")
        codes.setdefault(question, {})[text] = code
    return Request(
        path=Path(args.file[0]),
        wave=args.wave,
        sheet=args.sheet,
        columns=dict(_parted(given, "importing.not_a_column") for given in args.column),
        codes=codes,
        drop=tuple(args.drop),
        key=tuple(args.key),
        absent=tuple(args.absent),
        part=args.part,
        replace=args.replace,
        title=args.title,
        source=args.source,
        licence=args.licence,
        received_on=_day(args.received_on) if args.received_on else None,
    )


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise RunError("received.not_a_day", given=given) from None


def _parted(given: str, wrong: str) -> tuple[str, str]:
    left, equals, right = given.partition("=")
    if not equals or not left or not right:
        raise RunError(wrong, given=given)
    return left, right


def _told(proposal: "Proposal", name: str, accepted: bool, lang: str) -> Sequence[str]:
    """Return the lines to read: how it was read, the columns, the doubts, the end."""
    from workbench.data import as_read, importing

    file, entry = proposal.request.path.name, proposal.entry
    n = proposal.rows
    lines = [say("importing.head", lang, file=file, name=name, wave=entry.wave, n=n)]
    lines += [*(f"  {told}" for told in as_read.how(proposal.reading, lang)), ""]
    rows = importing.table(proposal, lang)
    wide = max((len(row["column"]) for row in rows), default=0)
    for row in rows:
        lines.append(f"  {row['column']:<{wide}} → {row['question']} · {row['why']}")
    for odd in proposal.uncoded:
        near = f" --code {odd['question']}:{odd['value']}={odd['near']}" if odd["near"] else ""
        lines.append(say("importing.uncoded", lang, **{**odd, "near": near}))
    lines.append("")
    for finding in worth_reading(proposal.findings):
        kind = say(SEVERITY_NAMES[finding.severity], lang)
        lines.append(f"{kind} · {finding.id} · {finding.where}\n  {finding.sentence(lang)}")
    ends = {True: "importing.done", False: "importing.dry"}
    end = "importing.stopped" if proposal.blocked else ends[accepted]
    return [*lines, say(end, lang, file=file, kept=entry.file, name=name)]


def _key_maker(dossier: Dossier) -> "KeyMaker":
    """Return what draws random keys: the list of people and keys is locked, apart from the dossier.

    The passphrase comes from WORKBENCH_PASSPHRASE, or is asked for in a terminal.
    """
    from workbench.collection import Instrument
    from workbench.data.protection import keys

    store = keys.store_path(dossier.name)
    passphrase = os.environ.get(PASSPHRASE, "")
    if not passphrase and sys.stdin.isatty():
        passphrase = getpass(say("importing.passphrase", words.language_here(), file=store))
    if not passphrase:
        raise RunError("importing.passphrase_needed", file=store, variable=PASSPHRASE)
    person = dossier.read(Instrument).role("person")
    pattern = person.pattern if person else None
    return partial(keys.keys_for, store=store, passphrase=passphrase, pattern=pattern)
