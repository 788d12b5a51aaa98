"""`workbench day new|check|close`: a day on which people read pilots together, before and after."""

import argparse
import json
import sys
from pathlib import Path

from workbench.base import words
from workbench.base.dossier import Dossier, open_dossier, work_on
from workbench.base.errors import RunError
from workbench.base.findings import blocking, worth_reading
from workbench.base.words import LANGS, say
from workbench.commands.options import add_language

NAME = "day"
HELP = "day.help"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("what", metavar="new|check|close", help=say("day.option.what", lang))
    parser.add_argument("place", metavar="DOSSIER", help=say("day.option.place", lang))
    parser.add_argument("--into", type=Path, metavar="DIR", help=say("day.option.into", lang))
    parser.add_argument(
        "--room", action="append", default=[], metavar="CODE", help=say("day.option.room", lang)
    )
    parser.add_argument("--store", default="", metavar="URL", help=say("day.option.store", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Do one of the three; 1 where a finding blocks."""
    if args.what not in VERBS:
        raise RunError("day.no_verb", given=args.what, hint=words.hint(args.what, VERBS))
    return VERBS[args.what](args, lang)


def _new(args: argparse.Namespace, lang: str) -> int:
    from workbench.capitalisation.day.begin import begin  # heavy: help and errors come without it

    folder = begin(args.place, args.into)
    sys.stdout.write(say("day.begun", lang, folder=folder, name=args.place) + "\n")
    return 0


def _check(args: argparse.Namespace, lang: str) -> int:
    from workbench.capitalisation import day  # heavy

    dossier = open_dossier(args.place)
    findings = day.check(dossier)
    stops = bool(blocking(findings))
    ready = not stops and not dossier.read_only
    if ready:
        day.write_agenda(dossier)
    if args.json:
        content = {"dossier": dossier.name, "findings": [one.as_json() for one in findings]}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        return 1 if stops else 0
    wrong = worth_reading(findings)
    lines = [one.told(lang) for one in wrong]
    passed = sum(one.passed is True for one in findings)
    lines.append(say("check.summary", lang, n=passed, wrong=len(wrong)))
    lines += [say("day.ready", lang, name=args.place)] if ready else []
    sys.stdout.write("".join(line + "\n" for line in lines))
    return 1 if stops else 0


def _close(args: argparse.Namespace, lang: str) -> int:
    from workbench.capitalisation import day  # heavy
    from workbench.commands.day_pages import publish

    dossier = work_on(args.place)
    votes = day.close(dossier, args.store, args.room)
    known = day.known(dossier)
    made = publish(dossier, known, (args.lang,) if args.lang else LANGS)
    if args.json:
        content = {"dossier": dossier.name, "votes": len(votes), **day.counted(known)}
        sys.stdout.write(json.dumps(content, indent=2) + "\n")
        return 0
    sys.stdout.write(say("day.closed", lang, n=len(votes), folder=_folder(dossier)) + "\n")
    sys.stdout.write(day.summary(known, lang) + "\n" + day.written(made, lang) + "\n")
    return 0


def _folder(dossier: Dossier) -> Path:
    return dossier.path("proceedings")


VERBS = {"new": _new, "check": _check, "close": _close}
